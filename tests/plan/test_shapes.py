"""Plans of every shape are loaded from their files, judged and exported: one KPI, no whole, three levels, thirty parts,
two hundred KPIs, an indicator that several KPIs use."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kpi import models
from kpi.actions.record import NewMeasurement, record_measurements
from kpi.files.plan.load import load_plans
from kpi.rules.period import Period
from tests.plan.folder import PlanFolder
from tests.plan.made_up import Tree, made_up_plan, row, use

pytestmark = pytest.mark.django_db

Cell = tuple[str, str]
T1 = "2026-T1"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is 22 November 2026."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 22))


def give(*figures: tuple[str, str, str, str | None], **more: Any) -> None:
    """Record approved figures: indicator, organisation, period, value."""
    indicators = dict(models.Indicator.objects.values_list("code", "pk"))
    organisations = dict(models.Organisation.objects.values_list("code", "pk"))
    rows = [
        NewMeasurement(
            indicators[indicator],
            organisations[where],
            Period.parse(period),
            None if value is None else Decimal(value),
            **more,
        )
        for indicator, where, period, value in figures
    ]
    record_measurements(rows, by=None, origin="imported", approve=True)


@pytest.fixture
def status(run: Callable[..., str]) -> Callable[..., dict[Cell, dict[str, Any]]]:
    """The rows of `export_status` by KPI and organisation."""

    def rows(plan: str, *options: str, as_of: str = T1) -> dict[Cell, dict[str, Any]]:
        said = json.loads(run("export_status", "--plan", plan, "--as-of", as_of, *options))
        return {(row["kpi"], row["organisation"]): row for row in said}

    return rows


Status = Callable[..., dict[Cell, dict[str, Any]]]


def exported_and_loaded_again(run: Callable[..., str], folder: PlanFolder, code: str = "made-up") -> None:
    """The plan's files come back as they were, and loading them changes nothing."""
    out = folder.path.with_name("exported")
    run("export_plan_files", code, str(out))
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {
        path.name: path.read_bytes() for path in folder.path.iterdir()
    }
    (again,) = load_plans([out])
    assert not again.changed


def test_one_kpi_of_one_organisation(run: Callable[..., str], status: Status, tmp_path: Path) -> None:
    """A municipality alone: it is no whole and no part."""
    folder = made_up_plan(tmp_path / "plan", members={"BY": None})
    load_plans([folder.path])
    assert status("made-up")["A.1", "BY"]["reason"] == "no_measurement"
    give(("made-up.A.1", "BY", T1, "60"))
    (judged,) = status("made-up").values()
    assert (judged["status"], judged["attainment"], judged["progress"], judged["basis"]) == (
        "green",
        0.75,
        0.5,
        "own",
    )
    (cell,) = json.loads(run("export_plan"))
    assert (cell["organisation"], cell["baseline"], cell["ambition"]) == ("BY", 40, 80)
    assert [m["value"] for m in json.loads(run("export_register"))["measurements"]] == [60]
    exported_and_loaded_again(run, folder)


def test_no_whole(run: Callable[..., str], status: Status, tmp_path: Path) -> None:
    """Two municipalities side by side: each is judged by its own, and there is no cell for both."""
    folder = made_up_plan(tmp_path / "plan", members={"BY": None, "BYGD": None})
    load_plans([folder.path])
    give(("made-up.A.1", "BY", T1, "60"), ("made-up.A.1", "BYGD", T1, "10"))
    assert {cell: row["status"] for cell, row in status("made-up").items()} == {
        ("A.1", "BY"): "green",
        ("A.1", "BYGD"): "red",
    }
    assert json.loads(run("reconcile_plan", "--format", "json")) == []
    exported_and_loaded_again(run, folder)


THREE_LEVELS: Tree = {
    "HMN": None,
    "STO": "HMN",
    "HNT": "HMN",
    "STO-A": "STO",
    "STO-B": "STO",
    "HNT-A": "HNT",
}


def three_levels(path: Path) -> PlanFolder:
    """A region, its trusts and their clinics; the region has adopted 60, STO 40 for itself and its clinics."""
    folder = made_up_plan(path, members=THREE_LEVELS)
    folder.put(
        "regional_ambitions",
        row("regional_ambitions", kpi="A.1", organisation="HMN", value="60", note="Vedtatt"),
        row("regional_ambitions", kpi="A.1", organisation="STO", value="40", note="Vedtatt"),
    )
    return folder


def test_three_levels(run: Callable[..., str], status: Status, tmp_path: Path) -> None:
    """The nearest adopted ambition from oneself upward; a whole's value from its direct parts."""
    folder = three_levels(tmp_path / "plan")
    load_plans([folder.path])
    give(
        ("made-up.A.1", "STO-A", T1, "20"),
        ("made-up.A.1", "STO-B", T1, "30"),
        ("made-up.A.1", "HNT-A", T1, "33"),
    )
    judged = status("made-up")
    assert {cell[1]: (row["value"], row["target"], row["status"]) for cell, row in judged.items()} == {
        "HMN": (29, 60, "yellow"),
        "STO": (25, 40, "green"),
        "HNT": (33, 60, "green"),
        "STO-A": (20, 40, "green"),
        "STO-B": (30, 40, "green"),
        "HNT-A": (33, 60, "green"),
    }
    assert {row["basis"] for row in judged.values()} == {"regional"}
    # A figure of the trust's own goes before the one made of its clinics.
    give(("made-up.A.1", "STO", T1, "5"))
    judged = status("made-up")
    assert (judged["A.1", "STO"]["value"], judged["A.1", "STO"]["status"]) == (5, "red")
    assert (judged["A.1", "HMN"]["value"], judged["A.1", "HMN"]["status"]) == (19, "yellow")
    cells = {(row["kpi"], row["organisation"]) for row in json.loads(run("export_plan"))}
    assert cells == {("A.1", "STO-A"), ("A.1", "STO-B"), ("A.1", "HNT-A")}
    reconciled = json.loads(run("reconcile_plan", "--format", "json"))
    assert [(row["adopted"], list(row["inputs"])) for row in reconciled] == [
        (60, ["STO", "HNT"]),
        (40, ["STO-A", "STO-B"]),
    ]
    table = run("reconcile_plan").splitlines()
    assert [line.split()[:2] for line in table[1:3]] == [["A.1", "HMN"], ["A.1", "STO"]]
    assert [line.partition(":")[0] for line in table[3:-1]] == ["A.1 HMN", "A.1 STO"]
    exported_and_loaded_again(run, folder)


def test_a_level_that_is_missing_is_named_by_its_direct_parts(status: Status, tmp_path: Path) -> None:
    folder = three_levels(tmp_path / "plan")
    load_plans([folder.path])
    give(("made-up.A.1", "STO-A", T1, "20"))
    judged = status("made-up")
    assert "partial_coverage" in judged["A.1", "STO"]["flags"]
    assert "partial_coverage" in judged["A.1", "HMN"]["flags"]
    assert judged["A.1", "HNT"]["reason"] == "no_measurement"


def test_thirty_parts(run: Callable[..., str], status: Status, tmp_path: Path) -> None:
    parts = [f"HF{place:02}" for place in range(1, 31)]
    folder = made_up_plan(tmp_path / "plan", members={"RHF": None, **dict.fromkeys(parts, "RHF")})
    load_plans([folder.path])
    give(*(("made-up.A.1", part, T1, str(place)) for place, part in enumerate(parts, start=10)))
    judged = status("made-up")
    assert len(judged) == 31
    assert judged["A.1", "RHF"]["value"] == 24.5
    assert {judged["A.1", part]["status"] for part in parts} == {"red", "yellow"}
    assert list(judged)[1:] == [("A.1", part) for part in parts]
    assert len(json.loads(run("export_plan"))) == 30
    exported_and_loaded_again(run, folder)


def test_two_hundred_kpis(run: Callable[..., str], status: Status, tmp_path: Path) -> None:
    codes = [f"A.{place}" for place in range(1, 201)]
    folder = made_up_plan(tmp_path / "plan", members={"HMN": None, "STO": "HMN"}, kpis=codes)
    load_plans([folder.path])
    give(*((f"made-up.{code}", "STO", T1, str(place % 100)) for place, code in enumerate(codes)))
    judged = status("made-up", "--organisation", "STO")
    assert [cell[0] for cell in judged] == codes
    colours = [row["status"] for row in judged.values()]
    assert {colour: colours.count(colour) for colour in ("red", "yellow", "green")} == {
        # 0 to 19, 20 to 39, 40 to 99, twice over
        "red": 40,
        "yellow": 40,
        "green": 120,
    }
    assert len(json.loads(run("export_register"))["kpis"]) == 200
    exported_and_loaded_again(run, folder)


def test_one_measurement_counts_in_every_use_of_its_indicator(
    run: Callable[..., str], status: Status, tmp_path: Path
) -> None:
    """Two KPIs of one plan with different ambitions, and a KPI of another plan with members of its own."""
    first = made_up_plan(tmp_path / "first", code="first")
    first.put("kpis", use("A.2", "first.A.1"))
    first.put("ambitions", row("ambitions", kpi="A.2", organisation="STO", value="20"))
    second = made_up_plan(tmp_path / "second", code="second", members={"STO": None, "BY": None})
    second.write("organisations", [row for row in first.rows("organisations") if row["code"] != "HNT"])
    second.put("organisations", row("organisations", code="BY", name="BY"))
    second.write("indicators", first.rows("indicators"))
    second.write("kpis", [use("Z.9", "first.A.1")])
    for name in ("baselines", "ambitions"):
        second.write(name, [{**row, "kpi": "Z.9"} for row in second.rows(name)])
    second.edit("ambitions", {"organisation": "STO"}, value="90")
    load_plans([first.path, second.path])
    give(("first.A.1", "STO", T1, "16"), ("first.A.1", "BY", T1, "70"))
    assert models.Measurement.objects.count() == 2
    judged = status("first")
    assert [
        (judged[kpi, "STO"]["value"], judged[kpi, "STO"]["target"], judged[kpi, "STO"]["status"])
        for kpi in ("A.1", "A.2")
    ] == [(16, 80, "red"), (16, 20, "green")]
    assert not any(organisation == "BY" for _kpi, organisation in judged)
    judged = status("second")
    assert (judged["Z.9", "STO"]["value"], judged["Z.9", "STO"]["status"]) == (16, "red")
    assert judged["Z.9", "BY"]["status"] == "green"
    listed = json.loads(run("export_register", "--plan", "first"))["measurements"]
    assert [(m["indicator"], m["organisation"], m["value"]) for m in listed] == [("first.A.1", "STO", 16)]
    exported_and_loaded_again(run, second, "second")


def test_a_plan_without_thresholds_has_no_colours(
    run: Callable[..., str], status: Status, tmp_path: Path
) -> None:
    """Attainment and progress are shown; what an indicator's document leaves open may be open."""
    folder = made_up_plan(tmp_path / "plan", members={"BY": None})
    folder.write("thresholds", [])
    folder.file("thresholds").unlink()
    folder.put(
        "indicators", row("indicators", code="open", unit="", direction="", aggregation="", over_time="")
    )
    folder.put("kpis", use("A.2", "open", frequency=""))
    load_plans([folder.path])
    give(("made-up.A.1", "BY", T1, "60"), ("open", "BY", T1, "3.5"))
    judged = status("made-up")
    first = judged["A.1", "BY"]
    assert (first["status"], first["reason"], first["attainment"], first["progress"]) == (
        "none",
        "no_colour_rule",
        0.75,
        0.5,
    )
    assert (judged["A.2", "BY"]["status"], judged["A.2", "BY"]["value"]) == ("none", 3.5)
    exported_and_loaded_again(run, folder)
