"""`export_plan` gives each cell as the plan prints it, in plan order, in the same columns in both formats."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kpi import models
from kpi.files.plan.load import load_plans
from kpi.management.commands.export_plan import plan_row
from kpi.selectors.plan_cells import plan_cells
from tests.plan.folder import PlanFolder

COLUMNS = [
    *("kpi", "organisation", "name", "baseline_kind", "baseline", "baseline_year"),
    *("ambition_kind", "ambition", "ambition_high", "deadline", "condition", "source"),
]
PLAN = "Regional gevinstrealiseringsplan 2.0"

CELLS = {
    # kpi, trust: baseline kind, value, year; ambition kind, value, high, deadline; where it stands
    ("B.1a", "STO"): ("regional", None, None, "improvement", None, None, 2025, "4.1, fotnote 5"),
    ("P-2.1", "HNT"): ("none", None, None, "level", 30, None, 2026, "4.2"),
    ("SP.1", "STO"): ("value", 1064, 2020, "reduction", 80, None, 2027, "4.3, fotnote 10"),
    ("SP.1", "HMR"): ("value", 1041, 2020, "zero", 0, None, 2027, "4.3, fotnote 10"),
    ("SP-1.1", "STO"): ("value", 40.6, 2019, "level", 85, None, 2027, "4.3"),
    ("SP-2.1", "STO"): ("blank", None, None, "none", None, None, None, "4.3"),
    ("SP-3.3", "HNT"): ("none", None, None, "none", None, None, 2027, "4.3 og 7.1"),
    ("DH-1.1", "HMR"): ("value", 0, 2019, "level", 20, None, 2027, "4.5, fotnote 18"),
    ("S.1", "HMR"): ("pending", None, None, "reduction_range", 20, 30, 2027, "4.6"),
    ("S-1.1", "HNT"): ("value", 60, None, "pending", None, None, 2027, "4.6"),
    ("S-1.4", "STO"): ("value", 502, None, "zero", 0, None, 2027, "4.6"),
    ("S-1.4", "HMR"): ("value", 1765, None, "requirement", None, None, 2027, "4.6"),
    ("K.1", "STO"): ("value", 73.2, None, "level", 80, None, 2027, "4.8, fotnote 22"),
}


@pytest.fixture
def exported(plan: models.Plan, run: Callable[..., str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run("export_plan"))
    return rows


def test_every_kpi_and_trust_in_plan_order(exported: list[dict[str, Any]], folder: PlanFolder) -> None:
    assert [(row["kpi"], row["organisation"]) for row in exported] == [
        (kpi["code"], trust) for kpi in folder.rows("kpis") for trust in ("STO", "HNT", "HMR")
    ]
    assert all(list(row) == COLUMNS for row in exported)


def test_cells_are_as_the_plan_prints_them(exported: list[dict[str, Any]]) -> None:
    found = {(row["kpi"], row["organisation"]): row for row in exported}
    for cell, (*figures, place) in CELLS.items():
        given = [found[cell][column] for column in COLUMNS[3:10]]
        assert given == figures, cell
        assert [type(figure) for figure in given] == [type(figure) for figure in figures], cell
        assert found[cell]["source"] == f"{PLAN}, kap. {place}", cell


def test_names_are_the_printed_ones(exported: list[dict[str, Any]], folder: PlanFolder) -> None:
    printed = {row["code"]: row["printed_name"] for row in folder.rows("kpis")}
    assert {row["kpi"]: row["name"] for row in exported} == printed
    assert (printed["S.1"], printed["DH.1b"]) == ("KPP", "Antall pasientreiser")


def test_every_figure_is_the_files(exported: list[dict[str, Any]], folder: PlanFolder) -> None:
    """The files themselves are compared with figures typed from the plan, so this reaches back to the plan."""
    cells = {(row["kpi"], row["organisation"]): row for row in exported}
    for name, column, kind in (
        ("baselines", "baseline", "baseline_kind"),
        ("ambitions", "ambition", "ambition_kind"),
    ):
        compared = 0
        for row in folder.rows(name):
            cell = cells.get((row["kpi"], row["organisation"]))
            if cell is None or row.get("role") == "context":
                continue
            compared += 1
            assert cell[kind] == row["kind"]
            assert cell[column] == (float(row["value"]) if row["value"] else None)
        assert compared == 147


def test_words_that_belong_to_a_cell(exported: list[dict[str, Any]]) -> None:
    conditions = {(row["kpi"], row["organisation"]): row["condition"] for row in exported if row["condition"]}
    assert set(conditions) >= {("SP-1.1", "HNT"), ("SP-3.2", "HNT")}
    assert {organisation for _, organisation in conditions} == {"HNT"}


def test_csv_has_the_same_columns_and_rows(exported: list[dict[str, Any]], run: Callable[..., str]) -> None:
    text = run("export_plan", "--format", "csv")
    assert text.splitlines()[0] == ",".join(COLUMNS)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows == [
        {column: "" if value is None else str(value) for column, value in row.items()} for row in exported
    ]


def test_a_revision_counts_from_its_day(plan: models.Plan, folder: PlanFolder) -> None:
    folder.add("ambitions", {"kpi": "P-2.1", "organisation": "HNT"}, value="60", valid_from="2027-01-01")
    load_plans([folder.path])

    def ambition(day: date) -> Any:
        cells = plan_cells("regional", day=day)
        assert cells is not None
        (cell,) = (cell for cell in cells if (cell.kpi.code, cell.organisation.code) == ("P-2.1", "HNT"))
        assert cell.ambition is not None
        return cell.ambition.value

    assert (ambition(date(2026, 12, 31)), ambition(date(2027, 1, 1))) == (30, 60)


def test_sources_in_two_documents_are_both_named(plan: models.Plan, folder: PlanFolder) -> None:
    where = {"kpi": "SP-1.1", "organisation": "HNT"}
    folder.edit("baselines", where, document="annual-report-2019", section="2.3,8.3", footnote="")
    load_plans([folder.path])
    cells = plan_cells("regional", day=date(2026, 1, 1))
    assert cells is not None
    (cell,) = (cell for cell in cells if (cell.kpi.code, cell.organisation.code) == ("SP-1.1", "HNT"))
    assert plan_row(cell)["source"] == f"Årlig melding 2019, kap. 2.3 og 8.3; {PLAN}, kap. 4.3, fotnote 12"


def test_the_number_of_queries_does_not_grow_with_the_plan(plan: models.Plan, folder: PlanFolder) -> None:
    with CaptureQueriesContext(connection) as as_it_is:
        plan_cells("regional", day=date(2026, 1, 1))
    folder.double()
    load_plans([folder.path])
    with CaptureQueriesContext(connection) as doubled:
        cells = plan_cells("regional", day=date(2026, 1, 1))
        assert cells is not None
        assert len([plan_row(cell) for cell in cells]) == 294
    assert len(doubled) == len(as_it_is) == 5
