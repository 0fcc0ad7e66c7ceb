"""What is wrong with a plan's files is found, each fault with file, record and field, and nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.management.base import CommandError

from kpi import models
from kpi.files.plan.checks import check_plan
from kpi.files.plan.findings import Finding
from kpi.files.plan.reading import read_plan_files
from tests.plan.bad_cells import ANY, CELLS, P21, STO_P21, STO_S11, STO_SP1
from tests.plan.folder import PlanFolder, Row
from tests.plan.made_up import row
from tests.plan.register import everything


def findings(folder: PlanFolder) -> list[Finding]:
    files = read_plan_files(folder.path)
    check_plan(files)
    return files.findings


@pytest.mark.parametrize(
    ("name", "where", "cells", "record", "column", "words"),
    CELLS,
    ids=[f"{name}-{column}-{words}"[:60] for name, _, _, _, column, words in CELLS],
)
def test_a_bad_cell_is_found_where_it_is(
    folder: PlanFolder, name: str, where: Row, cells: Row, record: str, column: str, words: str
) -> None:
    line = folder.edit(name, where, **cells)
    found = findings(folder)
    named = [finding for finding in found if finding.column == column and finding.record == record]
    assert named, [str(finding) for finding in found]
    assert words in named[0].reason
    assert named[0].file == f"regional-plan-2.0/{folder.file(name).name}"
    assert named[0].line == line


@pytest.mark.parametrize(
    ("name", "like", "record", "column"),
    [
        ("ambitions", STO_P21, "P-2.1/STO", "kpi"),
        ("baselines", STO_SP1, "SP.1/STO", "kpi"),
        ("kpis", P21, "P-2.1", "code"),
        ("goals", {"code": "SP"}, "SP", "code"),
        ("organisations", {"code": "STO"}, "STO", "code"),
        ("documents", {"code": "plan-2.0"}, "plan-2.0", "code"),
        ("members", {"organisation": "STO"}, "STO", "organisation"),
        ("indicators", {"code": "P-2.1"}, "P-2.1", "code"),
        ("regional_ambitions", {"kpi": "P-2.1"}, "P-2.1/HMN", "kpi"),
        ("requirements", {"code": "waiting-time"}, "waiting-time", "code"),
        ("requirement_limits", {"kpi": "S-1.1"}, "waiting-time/S-1.1", "requirement"),
        ("thresholds", ANY, "all KPIs", "kpi"),
        ("undertakings", {"code": "B-F1"}, "B-F1", "code"),
        ("versions", {"version": "1.0"}, "1.0", "version"),
    ],
)
def test_a_record_that_stands_twice_is_found(
    folder: PlanFolder, name: str, like: Row, record: str, column: str
) -> None:
    first = next(line for line, row in enumerate(folder.rows(name), start=2) if like.items() <= row.items())
    line = folder.add(name, like)
    found = [finding for finding in findings(folder) if "stands on line" in finding.reason]
    assert [(finding.record, finding.line, finding.column) for finding in found] == [(record, line, column)]
    assert f"stands on line {first};" in found[0].reason


def test_the_year_does_not_make_a_second_baseline(folder: PlanFolder) -> None:
    folder.add("baselines", STO_SP1, year="2018")
    assert ["the same record stands" in finding.reason for finding in findings(folder)] == [True]


def test_two_kpis_with_one_name_are_found(folder: PlanFolder) -> None:
    line = folder.edit("kpis", {"code": "P-2.2"}, name=folder.rows("kpis")[0]["name"])
    (finding,) = findings(folder)
    assert (finding.record, finding.line, finding.column) == ("P-2.2", line, "name")


def test_one_requirement_may_set_limits_for_many_categories(folder: PlanFolder) -> None:
    folder.put("dimensions", row("dimensions", code="cancer"))
    folder.put("categories", *(row("categories", code=code, dimension="cancer") for code in ("lung", "skin")))
    for code in ("lung", "skin"):
        folder.add("requirement_limits", {"kpi": "S-1.2"}, category=code)
    assert findings(folder) == []
    line = folder.add("requirement_limits", {"kpi": "S-1.2"}, category="skin", limit="80")
    (finding,) = findings(folder)
    assert (finding.record, finding.line) == ("cancer-pathways/S-1.2/skin", line)


def test_circles_through_several_records_are_found(folder: PlanFolder) -> None:
    folder.edit("indicators", {"code": "P-2.1"}, derived_from="P-1.3")
    folder.edit("indicators", {"code": "P-1.3"}, derived_from="P-2.1")
    assert {(finding.record, finding.column) for finding in findings(folder)} == {
        ("P-2.1", "derived_from"),
        ("P-1.3", "derived_from"),
    }


REVISION = {"code": "styret", "valid_from": "2027-01-01", "reason": "Vedtatt", "origin": "register"}


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"code": "start"}, "code", "what the files' own revisions are called"),
        ({"code": "from-2027-01-01"}, "code", "what the files' own revisions are called"),
        ({"reason": ""}, "reason", "must be filled in"),
        ({"origin": "file"}, "origin", "write one of register"),
        ({"valid_from": "2027"}, "valid_from", "is not a date"),
        ({"decided_on": "i går"}, "decided_on", "is not a date"),
    ],
)
def test_a_bad_revision_is_found(folder: PlanFolder, cells: Row, column: str, words: str) -> None:
    folder.put("revisions", {**REVISION, **cells})
    (finding,) = findings(folder)
    assert (finding.file, finding.line, finding.column) == ("regional-plan-2.0/revisions.csv", 2, column)
    assert words in finding.reason


def test_a_row_is_valid_from_a_day_or_as_its_revision_says(folder: PlanFolder) -> None:
    folder.put("revisions", REVISION)
    folder.add("ambitions", STO_P21, revision="styret", value="60")
    assert findings(folder) == []
    line = folder.edit("ambitions", {**STO_P21, "revision": "styret"}, valid_from="2027-01-01")
    (finding,) = findings(folder)
    assert (finding.record, finding.line, finding.column) == (
        "P-2.1/STO/2027-01-01/styret",
        line,
        "valid_from",
    )
    assert "revisions.csv" in finding.reason


def test_a_revision_that_is_not_there_is_found(folder: PlanFolder) -> None:
    folder.edit("ambitions", STO_P21, revision="styret")
    (finding,) = findings(folder)
    assert (finding.record, finding.column) == ("P-2.1/STO/styret", "revision")
    assert "is not in revisions.csv" in finding.reason


@pytest.mark.parametrize("kind", ["level", "reduction", "zero"])
def test_values_below_zero_take_improvement_alone(folder: PlanFolder, kind: str) -> None:
    """A share of an ambition says nothing where figures run through zero."""
    folder.edit("indicators", {"code": "SP.1"}, below_zero="yes")
    folder.write(
        "ambitions",
        [
            row | {"kind": "improvement", "value": ""} if row["kpi"] == "SP.1" else row
            for row in folder.rows("ambitions")
        ],
    )
    assert findings(folder) == []
    line = folder.edit("ambitions", STO_SP1, kind=kind, value="0" if kind == "zero" else "80")
    (finding,) = findings(folder)
    assert (finding.record, finding.line, finding.column) == ("SP.1/STO", line, "kind")
    assert "values below zero; write improvement" in finding.reason


def test_values_below_zero_are_taken_where_the_indicator_has_them(folder: PlanFolder) -> None:
    folder.edit("baselines", STO_SP1, value="-5")
    (finding,) = findings(folder)
    assert "no values below zero" in finding.reason
    folder.edit("indicators", {"code": "SP.1"}, below_zero="yes")
    assert not any(finding.column == "value" and "baselines" in finding.file for finding in findings(folder))


def test_cells_need_not_be_written_down(folder: PlanFolder) -> None:
    """A KPI without a row for an organisation has no baseline and no ambition there."""
    for name in ("baselines", "ambitions"):
        folder.remove(name, lambda row: (row["kpi"], row["organisation"]) != ("P-2.1", "STO"))
    folder.edit("baselines", STO_SP1, role="context", year="2019")
    folder.edit("ambitions", STO_S11, valid_from="2027-01-01")
    assert findings(folder) == []


def test_a_plan_needs_no_whole_and_no_parts(folder: PlanFolder) -> None:
    folder.write("members", [{**row, "part_of": ""} for row in folder.rows("members")])
    for name in ("regional_ambitions", "inconsistencies"):
        folder.write(name, [])
    folder.write("baselines", [row for row in folder.rows("baselines") if row["kind"] != "regional"])
    assert findings(folder) == []
    folder.remove("members", lambda row: row["organisation"] == "STO")
    for name in ("baselines", "ambitions"):
        folder.write(name, [row for row in folder.rows(name) if row["organisation"] == "STO"])
    assert findings(folder) == []


@pytest.mark.parametrize("name", ["plan", "members", "goals", "kpis"])
def test_a_file_without_rows_is_found_where_rows_are_needed(folder: PlanFolder, name: str) -> None:
    folder.write(name, [])
    assert any(
        finding.file == f"regional-plan-2.0/{name}.csv" and "no rows" in finding.reason
        for finding in findings(folder)
    )


def test_other_files_may_be_without_rows(folder: PlanFolder) -> None:
    for name in ("inconsistencies", "glossary", "versions", "roles", "reporting", "undertakings"):
        folder.write(name, [])
    assert findings(folder) == []


def test_a_folder_holds_one_plan(folder: PlanFolder) -> None:
    folder.add("plan", {"code": "regional"}, code="other")
    (finding,) = findings(folder)
    assert "there are 2 rows" in finding.reason


def test_one_fault_does_not_hide_another_or_make_more(folder: PlanFolder) -> None:
    folder.edit("ambitions", STO_P21, value="x", deadline="y")
    folder.edit("indicators", P21, unit="z")
    assert [(finding.file.split("/")[1], finding.column) for finding in findings(folder)] == [
        ("indicators.csv", "unit"),
        ("ambitions.csv", "value"),
        ("ambitions.csv", "deadline"),
    ]


def test_all_faults_are_printed_and_nothing_is_stored(
    plan: models.Plan, folder: PlanFolder, run: Callable[..., str]
) -> None:
    line = folder.edit("ambitions", STO_P21, value="x")
    folder.edit("ambitions", STO_SP1, value="60")
    folder.edit("undertakings", {"code": "K-E1"}, goal="")
    before = everything()
    with pytest.raises(CommandError) as error:
        run("load_plan", str(folder.path))
    printed = str(error.value)
    assert error.value.returncode == 1
    assert printed.startswith("Nothing was stored: 2 faults in the plan's files.\n")
    assert f"\nregional-plan-2.0/ambitions.csv, record P-2.1/STO (line {line}), field value: " in printed
    assert re.search(
        r"\nregional-plan-2\.0/undertakings\.csv, record K-E1 \(line \d+\), field goal: ", printed
    )
    assert everything() == before
