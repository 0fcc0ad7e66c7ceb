"""`reconcile_plan` works the regional ambitions out from the inputs alone, and tells where an adopted one differs."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kpi import models
from kpi.files.plan.load import load_plans
from kpi.selectors.reconciliation import reconciliation
from tests.plan.folder import PlanFolder
from tests.worlds.kept import forget

PRINTED = {
    # section 7.1, in printed order: figure, rule
    "P-1.3": (93.3, "mean"),
    "P-2.1": (43.3, "mean"),
    "SP-1.1": (92, "mean"),
    "SP-3.1": (5, "mean"),
    "SP-3.2": (5, "mean"),
    "SP-3.3": ("pending", "mean"),
    "L-1.1": (90, "median"),
    "L-1.2": (85, "median"),
    "L-1.3": (90, "mean"),
    "L-2.1": (90, "mean"),
    "L-2.2": (95, "median"),
    "DH-1.1": (15, "lowest"),
    "DH-1.2": (10, "median"),
    "DH-2.1": ("pending", "mean"),
    "P-3.1": (80, "mean"),
    "S-1.1": (50, "requirement"),
    "S-1.2": (70, "requirement"),
    "S-1.3": (95, "requirement"),
    "S-1.4": (0, "requirement"),
}
COLUMNS = [
    *("kpi", "rule", "decimals", "when_pending", "inputs", "calculated", "adopted", "agrees"),
]


def reconciled() -> tuple[dict[str, dict[str, Any]], str]:
    """The rows by KPI, and the error when there is one."""
    out, error = StringIO(), ""
    try:
        call_command("reconcile_plan", "--format", "json", stdout=out)
    except CommandError as refusal:
        error = f"exit {refusal.returncode}: {refusal}"
    return {row["kpi"]: row for row in json.loads(out.getvalue())}, error


def test_all_rows_agree_in_printed_order(plan: models.Plan) -> None:
    rows, error = reconciled()
    assert error == ""
    assert [(code, row["calculated"], row["rule"]) for code, row in rows.items()] == [
        (code, figure, rule) for code, (figure, rule) in PRINTED.items()
    ]
    for row in rows.values():
        assert list(row) == COLUMNS
        assert row["adopted"] == row["calculated"]
        assert row["agrees"] is True
    assert sum(figure != "pending" for figure, _rule in PRINTED.values()) == 17


def test_inputs_are_the_trusts_own_ambitions(plan: models.Plan) -> None:
    rows, _error = reconciled()
    assert rows["P-2.1"]["inputs"] == {
        "STO": {"kind": "level", "value": 50},
        "HNT": {"kind": "level", "value": 30},
        "HMR": {"kind": "level", "value": 50},
    }
    assert rows["SP-3.3"]["inputs"]["HNT"] == {"kind": "none", "value": None}
    assert rows["S-1.3"]["inputs"] == {
        "STO": {"kind": "requirement", "value": None},
        "HNT": {"kind": "pending", "value": None},
        "HMR": {"kind": "requirement", "value": None},
        "requirement": {"kind": "at_most", "value": 5},
    }


def test_a_figure_printed_as_the_complement_is_compared_so(plan: models.Plan) -> None:
    rows, _error = reconciled()
    assert (rows["S-1.3"]["calculated"], rows["S-1.3"]["adopted"]) == (95, 95)
    table = StringIO()
    call_command("reconcile_plan", stdout=table)
    noted = [line for line in table.getvalue().splitlines() if "100 minus" in line]
    assert [line.partition(":")[0] for line in noted] == ["S-1.3"]


@pytest.mark.one_database
def test_nothing_is_read_from_the_adopted_figure(plan: models.Plan) -> None:
    for code, (figure, _rule) in PRINTED.items():
        if figure == "pending":
            continue
        adopted = models.RegionalAmbition.objects.filter(kpi__code=code)
        before = adopted.get().value
        adopted.update(value=77)
        rows, error = reconciled()
        assert (rows[code]["calculated"], rows[code]["adopted"], rows[code]["agrees"]) == (figure, 77, False)
        assert error.startswith("exit 1: ")
        assert f"without a note: {code}." in error
        assert [other for other, row in rows.items() if not row["agrees"]] == [code]
        adopted.update(value=before)


@pytest.mark.parametrize("code", ["SP-3.3", "DH-2.1"])
def test_pending_does_not_agree_with_a_figure(plan: models.Plan, code: str) -> None:
    models.RegionalAmbition.objects.filter(kpi__code=code).update(kind="level", value=50)
    rows, error = reconciled()
    assert (rows[code]["calculated"], rows[code]["agrees"]) == ("pending", False)
    assert code in error


def test_another_input_gives_another_figure(plan: models.Plan, folder: PlanFolder) -> None:
    folder.edit("ambitions", {"kpi": "P-2.1", "organisation": "HNT"}, value="50")
    folder.edit("requirement_limits", {"kpi": "S-1.3"}, limit="4")
    load_plans([folder.path])
    rows, error = reconciled()
    assert (rows["P-2.1"]["calculated"], rows["P-2.1"]["adopted"]) == (50, 43.3)
    assert (rows["S-1.3"]["calculated"], rows["S-1.3"]["adopted"]) == (96, 95)
    assert "P-2.1, S-1.3" in error


def test_a_change_in_percent_is_no_level(plan: models.Plan, folder: PlanFolder) -> None:
    """Reductions of 5 % are not the adopted 5 days, though the figure is the same."""
    for organisation in ("STO", "HNT", "HMR"):
        folder.edit("ambitions", {"kpi": "SP-3.1", "organisation": organisation}, kind="reduction")
    load_plans([folder.path])
    rows, error = reconciled()
    assert (rows["SP-3.1"]["calculated"], rows["SP-3.1"]["agrees"]) == ("reduction", False)
    assert "SP-3.1" in error


def test_a_difference_with_a_note_passes(plan: models.Plan, folder: PlanFolder) -> None:
    folder.edit("regional_ambitions", {"kpi": "P-2.1"}, value="45", note="Styret rundet av oppover.")
    load_plans([folder.path])
    rows, error = reconciled()
    assert error == ""
    assert rows["P-2.1"]["agrees"] is False
    table = StringIO()
    call_command("reconcile_plan", stdout=table)
    assert "P-2.1: Styret rundet av oppover." in table.getvalue()


def test_what_is_in_force_on_the_day_is_compared(plan: models.Plan, folder: PlanFolder) -> None:
    revision = {"value": "60", "valid_from": "2027-01-01"}
    for organisation in ("STO", "HNT", "HMR"):
        folder.add("ambitions", {"kpi": "P-2.1", "organisation": organisation}, **revision)
    folder.add("regional_ambitions", {"kpi": "P-2.1"}, **revision)
    load_plans([folder.path])
    for day, figure in ((date(2026, 12, 31), 43.3), (date(2027, 1, 1), 60)):
        result = reconciliation("regional", day=day)
        assert result is not None
        assert len(result.rows) == 19
        (row,) = (row for row in result.rows if row.kpi.code == "P-2.1")
        assert row.calculated is not None
        assert row.adopted is not None
        assert (float(row.calculated), float(row.adopted), row.agrees) == (figure, figure, True)


def test_the_table_can_be_read(plan: models.Plan, run: Callable[..., str]) -> None:
    lines = run("reconcile_plan").splitlines()
    assert lines[0].split() == [
        "KPI",
        "rule",
        "decimals",
        "pending",
        "inputs",
        "calculated",
        "adopted",
        "agrees",
    ]
    assert lines[2].split()[:4] == ["P-2.1", "mean", "1", "wait"]
    assert lines[2].split()[-3:] == ["43.3", "43.3", "yes"]
    assert lines[-1] == "19 of 19 agree."
    assert lines[20].startswith("S-1.3: ")


def test_the_number_of_queries_does_not_grow_with_the_plan(plan: models.Plan, folder: PlanFolder) -> None:
    forget()
    with CaptureQueriesContext(connection) as as_it_is:
        reconciliation("regional", day=date(2026, 1, 1))
    folder.double()
    load_plans([folder.path])
    with CaptureQueriesContext(connection) as doubled:
        result = reconciliation("regional", day=date(2026, 1, 1))
    assert result is not None
    assert len(result.rows) == 38
    assert len(doubled) == len(as_it_is) <= 9
