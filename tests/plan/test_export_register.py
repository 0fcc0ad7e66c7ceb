"""`export_register` gives the lists of the contract, each row with the contract's keys, in printed order."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kpi import models
from kpi.actions.new_measurement import NewMeasurement
from kpi.actions.printed_figures import NewPrintedFigure, record_printed_figures
from kpi.actions.record import record_measurement, record_measurements
from kpi.files.plan.load import load_plans
from kpi.rules.period import Period
from kpi.rules.terms import Qualifier
from kpi.selectors.register_lists import register_lists
from tests.plan.folder import PlanFolder
from tests.plan.full_plan import full_plan
from tests.plan.register import measure

Register = dict[str, list[dict[str, Any]]]

TEXT, CODE, DAY = (str,), (str,), (str,)
MAYBE = (str, type(None))
NUMBER = (int, float, type(None))

ROWS: dict[str, dict[str, tuple[type, ...]]] = {
    # list: keys in the contract's order, with the types a value may have
    "plans": {"code": CODE, "kind": CODE, "title": TEXT, "version": MAYBE, "date": MAYBE, "owner": CODE},
    "organisations": {"code": CODE, "name": TEXT, "kind": CODE, "parent": MAYBE},
    "goals": {"plan": CODE, "code": CODE, "name": TEXT, "level": CODE, "parent": MAYBE, "priority": NUMBER},
    "indicators": {"code": CODE, "other_codes": (list,), "name": TEXT, "unit": MAYBE, "direction": MAYBE},
    "kpis": {
        "plan": CODE,
        "goal": CODE,
        "code": CODE,
        "indicator": MAYBE,
        "name": TEXT,
        "use": CODE,
        "operator": MAYBE,
        "target": NUMBER,
        "deadline": MAYBE,
        "frequency": MAYBE,
        "baseline_state": MAYBE,
        "target_state": MAYBE,
    },
    "measurements": {
        "indicator": CODE,
        "organisation": CODE,
        "category": MAYBE,
        "first_day": DAY,
        "last_day": DAY,
        "value": NUMBER,
        "qualifier": CODE,
        "unit": MAYBE,
        "printed": MAYBE,
        "document": MAYBE,
        "section": MAYBE,
        "counts": (bool,),
    },
    "roles": {"plan": CODE, "name": TEXT, "holder": TEXT},
}
LISTS = [
    *("plans", "organisations", "goals", "ratings", "beneficiaries", "indicators", "kpis", "levels", "risks"),
    *("mitigations", "requirements", "relative_rules", "measurements", "effect_goals", "value_areas"),
    *("early_areas", "principles", "phases", "financial_ambitions", "bodies", "roles", "goal_links"),
]
COUNTS = {"plans": 1, "organisations": 7, "goals": 29, "indicators": 48, "kpis": 49, "roles": 3}


def exported(run: Callable[..., str], *options: str) -> Register:
    register: Register = json.loads(run("export_register", *options))
    return register


def check_rows(register: Register) -> None:
    for name, rows in register.items():
        for row in rows:
            assert list(row) == list(ROWS[name]), name
            for key, types in ROWS[name].items():
                assert type(row[key]) in types, f"{name}.{key}: {row[key]!r}"


def test_the_regional_plan(plan: models.Plan, run: Callable[..., str]) -> None:
    register = exported(run)
    assert list(register) == LISTS
    assert {name: len(rows) for name, rows in register.items() if rows} == COUNTS
    check_rows(register)
    assert register == exported(run, "--plan", "regional", "--format", "json")


def test_rows_are_in_printed_order(plan: models.Plan, run: Callable[..., str], folder: PlanFolder) -> None:
    register = exported(run)
    for name in ("organisations", "indicators", "kpis"):
        assert [row["code"] for row in register[name]] == [row["code"] for row in folder.rows(name)], name
    goals = [(row["code"], row["level"], row["parent"]) for row in register["goals"]]
    expected = []
    for goal in folder.rows("goals"):
        expected.append((goal["code"], "main", None))
        subs = [row for row in folder.rows("sub_goals") if row["goal"] == goal["code"]]
        expected += [(sub["code"], "sub", goal["code"]) for sub in subs]
    assert goals == expected
    assert sum(level == "main" for _code, level, _parent in goals) == 8
    assert sum(level == "sub" for _code, level, _parent in goals) == 21


def test_rows_say_what_the_plan_says(plan: models.Plan, run: Callable[..., str]) -> None:
    register = exported(run)

    def by_code(name: str, code: str) -> dict[str, Any]:
        return next(row for row in register[name] if row["code"] == code)

    assert register["plans"] == [
        {
            "code": "regional",
            "kind": "regional",
            "title": "Regional gevinstrealiseringsplan",
            "version": "2.0",
            "date": "2024-12-04",
            "owner": "HMN",
        }
    ]
    assert by_code("organisations", "STO") == {
        "code": "STO",
        "name": "St. Olavs hospital",
        "kind": "trust",
        "parent": "HMN",
    }
    indicator = by_code("indicators", "S-1.1")
    assert (indicator["other_codes"], indicator["unit"], indicator["direction"]) == ([], "days", "lower")
    kpi = by_code("kpis", "P-1.3")
    assert (kpi["plan"], kpi["goal"], kpi["indicator"]) == ("regional", "P", "P-1.3")
    assert (kpi["use"], kpi["operator"], kpi["target"], kpi["frequency"]) == ("kpi", None, None, "tertial")
    dashboard = by_code("kpis", "SP-2.1")
    assert (dashboard["indicator"], dashboard["frequency"]) == (None, None)
    assert {row["name"] for row in register["kpis"]} >= {"KPP", "Antall pasientreiser"}  # as printed
    assert register["roles"][0] == {
        "plan": "regional",
        "name": "Gevinsteier",
        "holder": "Administrerende direktør",
    }


def test_a_plan_with_every_column_filled_in(db: None, run: Callable[..., str], tmp_path: Path) -> None:
    load_plans([full_plan(tmp_path / "full").path])
    register = exported(run, "--plan", "full")
    check_rows(register)
    assert register["indicators"][0]["other_codes"] == ["H4", "IM2"]
    kpi = register["kpis"][0]
    assert (kpi["operator"], kpi["target"], kpi["deadline"]) == ("at_least", -12.5, "2027-T1")
    assert (kpi["baseline_state"], kpi["target_state"]) == ("to_be_set", "see_annex")


def figure(indicator: str, organisation: str, period: str, value: str | None, **more: Any) -> NewMeasurement:
    return NewMeasurement(
        models.Indicator.objects.get(code=indicator).pk,
        models.Organisation.objects.get(code=organisation).pk,
        Period.parse(period),
        None if value is None else Decimal(value),
        **more,
    )


def test_measurements_in_force_are_listed(plan: models.Plan, run: Callable[..., str]) -> None:
    first = figure("P-2.1", "STO", "2026-T1", "20", printed="20 %")
    record_measurements([first], by=None, origin="imported", approve=True)
    record_measurement(figure("P-2.1", "STO", "2026-T1", "21.5"), by=None, reason="Ny telling")
    record_measurements([figure("P-2.1", "HNT", "2026-T1", "9")], by=None, origin="imported", approve=False)
    record_measurement(
        figure("P-2.1", "HMR", "2026-01/2026-08", None, qualifier=Qualifier.SUPPRESSED), by=None
    )
    register = exported(run)
    check_rows(register)
    assert register["measurements"] == [
        {
            "indicator": "P-2.1",
            "organisation": "HMR",
            "category": None,
            "first_day": "2026-01-01",
            "last_day": "2026-08-31",
            "value": None,
            "qualifier": "suppressed",
            "unit": "percent",
            "printed": None,
            "document": None,
            "section": None,
            "counts": True,
        },
        {
            "indicator": "P-2.1",
            "organisation": "STO",
            "category": None,
            "first_day": "2026-01-01",
            "last_day": "2026-04-30",
            "value": 21.5,
            "qualifier": "exact",
            "unit": "percent",
            "printed": None,
            "document": None,
            "section": None,
            "counts": True,
        },
    ]


def test_a_figure_is_listed_at_each_place_where_it_is_printed(
    plan: models.Plan, run: Callable[..., str]
) -> None:
    """The same cell printed 50 and 49: the named one counts, until somebody corrects it."""
    document = models.Document.objects.get(code="annual-report-2019").pk
    here = {"document_id": document, "section": "2.1"}
    record_printed_figures(
        [
            NewPrintedFigure(figure("S-1.1", "STO", "2019", "50", printed="50", **here)),
            NewPrintedFigure(
                figure("S-1.1", "STO", "2019", "49", printed="49", document_id=document, section="8.1"),
                counts=False,
            ),
        ],
        plan=None,
    )

    def listed() -> list[tuple[Any, ...]]:
        keys = ("value", "printed", "document", "section", "counts")
        return [tuple(row[key] for key in keys) for row in exported(run)["measurements"]]

    printed = [
        (50, "50", "annual-report-2019", "2.1", True),
        (49, "49", "annual-report-2019", "8.1", False),
    ]
    assert listed() == printed
    record_measurement(figure("S-1.1", "STO", "2019", "51"), by=None, reason="Ny telling")
    assert listed() == [
        (50, "50", "annual-report-2019", "2.1", False),
        printed[1],
        (51, None, None, None, True),
    ]


def test_the_number_of_queries_is_the_same_for_any_number_of_rows(
    plan: models.Plan, folder: PlanFolder
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            register_lists()
        return len(captured)

    before = queries()
    folder.double()
    load_plans([folder.path])
    for month in range(1, 7):
        measure("P-2.1", "STO", first_day=date(2026, month, 1), last_day=date(2026, month, 28))
    assert queries() == before
