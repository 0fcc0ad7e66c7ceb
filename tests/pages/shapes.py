"""Plans of every shape that pages are tried on: made up, loaded from files, with a few figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kpi.files.plan.load import load_plans
from kpi.models import Indicator, Measurement, Organisation
from kpi.rules.period import Period
from tests.plan.made_up import made_up_plan

CODE = "shape"
PLAN = f"/plans/{CODE}"
EARLIER, NOW = Period.parse("2025-T3"), Period.parse("2026-T1")


@dataclass(frozen=True)
class Shape:
    """A plan to try: who is part of whom, what they are, and which figures there are for the KPI `A.1`."""

    members: Mapping[str, str | None]
    kinds: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    kpis: int = 2
    thresholds: bool = True

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(f"A.{number}" for number in range(1, self.kpis + 1))


TRUSTS = {"STO": "HMN", "HNT": "HMN"}
MANY = [f"K{number}" for number in range(1, 31)]
SHAPES = {
    "one KPI": Shape({"HMN": None, **TRUSTS}, {"HMN": "region"}, {"STO": (50, 90), "HNT": (60, 50)}, kpis=1),
    "no whole": Shape(
        {"TRD": None, "OSL": None, "BRG": None},
        dict.fromkeys(("TRD", "OSL", "BRG"), "municipality"),
        {"TRD": (50, 90), "OSL": (60, 45)},
    ),
    "alone": Shape({"TRD": None}, {"TRD": "municipality"}, {"TRD": (50, 90)}),
    "a whole that is no region": Shape(
        {"KS": None, "TRD": "KS", "OSL": "KS"},
        {"KS": "programme", "TRD": "municipality", "OSL": "municipality"},
        {"TRD": (50, 90), "OSL": (60, 45)},
    ),
    "three levels": Shape(
        {"HMN": None, **TRUSTS, "KIR": "STO", "MED": "STO"},
        {"HMN": "region", "KIR": "clinic", "MED": "clinic"},
        {"KIR": (50, 90), "MED": (60, 70), "HNT": (50, 45)},
    ),
    "no colours": Shape(
        {"HMN": None, **TRUSTS},
        {"HMN": "region"},
        {"STO": (50, 90), "HNT": (60, 50)},
        thresholds=False,
    ),
    "30 parts": Shape(
        {"FYL": None, **dict.fromkeys(MANY, "FYL")},
        {"FYL": "programme", **dict.fromkeys(MANY, "municipality")},
        dict.fromkeys(MANY, (50, 90)),
    ),
    "200 KPIs": Shape({"HMN": None, **TRUSTS}, {"HMN": "region"}, {"STO": (50, 90)}, kpis=200),
}
"""Trusts are what is not said to be anything else."""


def load(shape: Shape, folder: Path) -> None:
    """Put a plan and its figures into the register, through the files that any plan is loaded from."""
    files = made_up_plan(folder, code=CODE, members=shape.members, kpis=shape.codes)
    rows = files.rows("organisations")
    for row in rows:
        row["kind"] = shape.kinds.get(row["code"], "trust")
        row["name"] = name_of(row["code"])
    files.write("organisations", rows)
    if not shape.thresholds:
        files.file("thresholds").unlink()
    load_plans([files.path])
    indicator = Indicator.objects.get(code=f"{CODE}.A.1")
    at = datetime(2026, 5, 20, tzinfo=UTC)
    Measurement.objects.bulk_create(
        Measurement(
            indicator=indicator,
            organisation=Organisation.objects.get(code=code),
            first_day=period.first_day,
            last_day=period.last_day,
            period_kind="tertial",
            value=value,
            origin="entered",
            state="current",
            entered_at=at,
            approved_at=at,
        )
        for code, values in shape.figures.items()
        for period, value in zip((EARLIER, NOW), values, strict=True)
    )


def name_of(code: str) -> str:
    return f"Navnet {code}"
