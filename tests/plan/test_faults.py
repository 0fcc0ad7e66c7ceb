"""What is wrong with a plan's files is found, each fault with file, record and field, and nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.management.base import CommandError

from kpi import models
from kpi.files.plan.checks import check_plan
from kpi.files.plan.findings import Finding
from kpi.files.plan.load import load_plans
from kpi.files.plan.reading import read_plan_files
from tests.plan.folder import PlanFolder, Row


def findings(folder: PlanFolder) -> list[Finding]:
    files = read_plan_files(folder.path)
    check_plan(files)
    return files.findings


STO_P21 = {"kpi": "P-2.1", "organisation": "STO"}
STO_SP1 = {"kpi": "SP.1", "organisation": "STO"}
STO_F1 = {"kpi": "F.1", "organisation": "STO"}
STO_S1 = {"kpi": "S.1", "organisation": "STO"}
STO_S11 = {"kpi": "S-1.1", "organisation": "STO"}
ANY = {"kpi": ""}

CELLS: list[tuple[str, Row, Row, str, str, str]] = [
    # file, the row, what is written in it, record, field, words of the reason
    ("ambitions", STO_P21, {"value": "halv"}, "P-2.1/STO", "value", '"halv" is not a number'),
    ("ambitions", STO_P21, {"value": "1 000"}, "P-2.1/STO", "value", "is not a number"),
    ("ambitions", STO_P21, {"value": "1e2"}, "P-2.1/STO", "value", "is not a number"),
    ("ambitions", STO_P21, {"value": "NaN"}, "P-2.1/STO", "value", "is not a number"),
    ("ambitions", STO_P21, {"value": "Infinity"}, "P-2.1/STO", "value", "is not a number"),
    ("ambitions", STO_P21, {"value": "٥٠"}, "P-2.1/STO", "value", "is not a number"),
    ("ambitions", STO_P21, {"value": "-5"}, "P-2.1/STO", "value", "negative"),
    ("ambitions", STO_P21, {"value": "0.1234567"}, "P-2.1/STO", "value", "7 decimals; 6 is the most"),
    ("ambitions", STO_F1, {"value": "1" * 15}, "F.1/STO", "value", "too large"),
    ("ambitions", STO_P21, {"value": "130"}, "P-2.1/STO", "value", "130 is not a share"),
    ("ambitions", STO_P21, {"value": ""}, "P-2.1/STO", "value", "the kind level needs a figure"),
    ("ambitions", STO_P21, {"kind": "none"}, "P-2.1/STO", "value", "the kind none has no figure"),
    ("ambitions", STO_P21, {"kind": "nivå"}, "P-2.1/STO", "kind", "not a known word"),
    ("ambitions", STO_P21, {"kind": ""}, "P-2.1/STO", "kind", "must be filled in"),
    ("ambitions", STO_P21, {"kind": "reduction"}, "P-2.1/STO", "kind", "needs a KPI where lower is better"),
    ("ambitions", STO_P21, {"kind": "zero", "value": "0"}, "P-2.1/STO", "kind", "where lower is better"),
    ("ambitions", STO_SP1, {"kind": "increase"}, "SP.1/STO", "kind", "needs a KPI where higher is better"),
    ("ambitions", STO_SP1, {"kind": "zero"}, "SP.1/STO", "value", "the kind zero has the value 0"),
    ("ambitions", STO_SP1, {"value": "0"}, "SP.1/STO", "value", "above 0 and at most 100"),
    ("ambitions", STO_SP1, {"value": "101"}, "SP.1/STO", "value", "above 0 and at most 100"),
    (
        "ambitions",
        STO_SP1,
        {"value_high": "90"},
        "SP.1/STO",
        "value_high",
        "the kind reduction has no figure",
    ),
    ("ambitions", STO_F1, {"value": "0"}, "F.1/STO", "value", "an increase must be above 0"),
    ("ambitions", STO_S1, {"value_high": "20"}, "S.1/STO", "value_high", "does not run upwards"),
    ("ambitions", STO_S1, {"value_high": ""}, "S.1/STO", "value_high", "reduction_range needs a figure"),
    (
        "ambitions",
        STO_P21,
        {"kind": "requirement", "value": ""},
        "P-2.1/STO",
        "kind",
        "there is no requirement",
    ),
    ("ambitions", STO_P21, {"deadline": "27"}, "P-2.1/STO", "deadline", "whole number from 1900 to 2199"),
    ("ambitions", STO_P21, {"deadline": "9" * 5000}, "P-2.1/STO", "deadline", "whole number from 1900"),
    ("ambitions", STO_P21, {"valid_from": "1.1.2027"}, "P-2.1/STO/1.1.2027", "valid_from", "is not a date"),
    (
        "ambitions",
        STO_P21,
        {"valid_from": "2027-02-30"},
        "P-2.1/STO/2027-02-30",
        "valid_from",
        "is not a date",
    ),
    ("ambitions", STO_P21, {"kpi": "P-9.9"}, "P-9.9/STO", "kpi", '"P-9.9" is not in kpis.csv'),
    ("ambitions", STO_P21, {"organisation": "XXX"}, "P-2.1/XXX", "organisation", "is not in scope.csv"),
    ("ambitions", STO_P21, {"organisation": "HPAS"}, "P-2.1/HPAS", "organisation", "is not in scope.csv"),
    ("ambitions", STO_P21, {"document": "plan-9"}, "P-2.1/STO", "document", "is not in documents.csv"),
    ("ambitions", STO_P21, {"document": ""}, "P-2.1/STO", "document", "say which document"),
    ("ambitions", STO_P21, {"printed": "x" * 121}, "P-2.1/STO", "printed", "121 characters; 120 is the most"),
    ("ambitions", STO_P21, {"condition": "a\nb"}, "P-2.1/STO", "condition", "several lines"),
    ("ambitions", STO_P21, {"condition": "a\x07b"}, "P-2.1/STO", "condition", "control character"),
    ("baselines", STO_SP1, {"value": ""}, "SP.1/STO", "value", "the kind value needs a figure"),
    ("baselines", STO_SP1, {"kind": "blank"}, "SP.1/STO", "value", "the kind blank has no figure"),
    ("baselines", STO_SP1, {"role": "other"}, "SP.1/STO/other", "role", "not a known word"),
    ("baselines", STO_SP1, {"calculated_with": "ja"}, "SP.1/STO", "calculated_with", "yes nor no"),
    ("baselines", STO_SP1, {"year": "2019.5"}, "SP.1/STO", "year", "whole number"),
    (
        "baselines",
        STO_SP1,
        {"kind": "regional", "value": ""},
        "SP.1/STO",
        "kind",
        "the region has no baseline figure",
    ),
    (
        "baselines",
        {"kpi": "B.1a", "organisation": "HMN"},
        {"kind": "regional", "value": ""},
        "B.1a/HMN",
        "kind",
        "the region's own row",
    ),
    (
        "baselines",
        {"kpi": "S-1.4", "organisation": "STO"},
        {"calculated_with": "yes"},
        "S-1.4/STO",
        "value",
        "502 is not a share",
    ),
    (
        "baselines",
        {"kpi": "DH-1.1", "organisation": "STO", "role": "context"},
        {"year": ""},
        "DH-1.1/STO/context",
        "year",
        "which year",
    ),
    ("kpis", {"code": "P-2.1"}, {"unit": "stk"}, "P-2.1", "unit", "not a known word"),
    ("kpis", {"code": "P-2.1"}, {"unit": ""}, "P-2.1", "unit", "takes measurements must have it"),
    ("kpis", {"code": "P-2.1"}, {"decimals": ""}, "P-2.1", "decimals", "takes measurements must have it"),
    ("kpis", {"code": "P-2.1"}, {"decimals": "7"}, "P-2.1", "decimals", "whole number from 0 to 6"),
    ("kpis", {"code": "P-2.1"}, {"goal": "Z"}, "P-2.1", "goal", "is not in goals.csv"),
    ("kpis", {"code": "P-2.1"}, {"goal": "L"}, "P-2.1", "sub_goal", "P-2 belongs to goal P, not L"),
    ("kpis", {"code": "P-2.1"}, {"sub_goal": "P-7"}, "P-2.1", "sub_goal", "is not in sub_goals.csv"),
    ("kpis", {"code": "P-2.1"}, {"over_time": "year_sum"}, "P-2.1", "over_time", "cannot be added up"),
    ("kpis", {"code": "P-2.1"}, {"regional_value": "sum"}, "P-2.1", "regional_value", "cannot be added up"),
    (
        "kpis",
        {"code": "SP.1"},
        {"regional_value": "weighted"},
        "SP.1",
        "regional_value",
        "added up over trusts",
    ),
    ("kpis", {"code": "P-2.1"}, {"name": ""}, "P-2.1", "name", "must be filled in"),
    (
        "kpis",
        {"code": "P-2.1"},
        {"takes_measurements": ""},
        "P-2.1",
        "takes_measurements",
        "must be filled in",
    ),
    ("kpis", {"code": "P-2.1"}, {"compares_with": ""}, "P-2.1", "compares_with", "must be filled in"),
    (
        "kpis",
        {"code": "P-2.1"},
        {"regional_rule": ""},
        "P-2.1",
        "regional_decimals",
        "without a regional_rule",
    ),
    (
        "kpis",
        {"code": "P-2.1"},
        {"regional_when_pending": ""},
        "P-2.1",
        "regional_when_pending",
        "wait or available",
    ),
    (
        "kpis",
        {"code": "P-2.1"},
        {"regional_rule": "requirement"},
        "P-2.1",
        "regional_rule",
        "there is no requirement",
    ),
    ("goals", {"code": "SP"}, {"promise_low": ""}, "SP", "promise_low", "reduction needs a figure"),
    ("goals", {"code": "SP"}, {"promise_low": "180"}, "SP", "promise_low", "at most 100"),
    ("goals", {"code": "SP"}, {"promise_kind": "improvement"}, "SP", "promise_low", "has no figure here"),
    ("goals", {"code": "S"}, {"promise_high": "10"}, "S", "promise_high", "does not run upwards"),
    ("goals", {"code": "SP"}, {"within_years": "0"}, "SP", "within_years", "whole number from 1 to 50"),
    ("goals", {"code": "SP"}, {"statement": ""}, "SP", "statement", "must be filled in"),
    ("sub_goals", {"code": "P-2"}, {"goal": "Z"}, "P-2", "goal", "is not in goals.csv"),
    ("sub_goals", {"code": "P-2"}, {"code": "P 2"}, "P 2", "code", "is not a code"),
    (
        "regional_ambitions",
        {"kpi": "P-2.1"},
        {"kind": "increase"},
        "P-2.1",
        "kind",
        "write one of level, requirement, pending",
    ),
    ("regional_ambitions", {"kpi": "P-2.1"}, {"kind": "pending"}, "P-2.1", "value", "pending has no figure"),
    ("regional_ambitions", {"kpi": "P-2.1"}, {"value": "433"}, "P-2.1", "value", "433 is not a share"),
    ("regional_ambitions", {"kpi": "P-2.1"}, {"kind": "requirement"}, "P-2.1", "kind", "no requirement"),
    ("regional_ambitions", {"kpi": "S-1.1"}, {"complement": "yes"}, "S-1.1", "complement", "only a share"),
    ("requirements", {"kpi": "S-1.1"}, {"comparison": "at_least"}, "S-1.1", "comparison", "higher is better"),
    ("requirements", {"kpi": "S-1.1"}, {"limit": ""}, "S-1.1", "limit", "must be filled in"),
    ("requirements", {"kpi": "S-1.2"}, {"limit": "700"}, "S-1.2", "limit", "700 is not a share"),
    ("requirements", {"kpi": "S-1.1"}, {"kpi": "SP-2.1"}, "SP-2.1", "kpi", "SP-2.1 takes no measurements"),
    ("thresholds", ANY, {"green": "0.2"}, "without a key", "green", "green must begin above yellow"),
    ("thresholds", ANY, {"green": "50"}, "without a key", "green", "50 is not a share of the ambition"),
    (
        "thresholds",
        ANY,
        {"basis": "value"},
        "without a key",
        "kpi",
        "limits that are values belong to one KPI",
    ),
    (
        "thresholds",
        ANY,
        {"kpi": "S-1.1", "basis": "value", "green": "60", "yellow": "50"},
        "S-1.1",
        "green",
        "lower is better",
    ),
    ("thresholds", ANY, {"kpi": "P-2.1", "basis": "value", "green": "400"}, "P-2.1", "green", "not a share"),
    ("scope", {"organisation": "STO"}, {"go_live": "jan.23"}, "STO", "go_live", "is not a month"),
    ("scope", {"organisation": "STO"}, {"role": "region"}, "HMN", "role", "is the region already"),
    (
        "scope",
        {"organisation": "HMN"},
        {"organisation": "Hemit"},
        "regional",
        "region",
        "scope.csv has Hemit",
    ),
    ("plan", {"code": "regional"}, {"date": "2024"}, "regional", "date", "is not a date"),
    ("plan", {"code": "regional"}, {"region": "STO"}, "regional", "region", "scope.csv has HMN"),
    ("organisations", {"code": "STO"}, {"kind": "sykehus"}, "STO", "kind", "not a known word"),
    ("organisations", {"code": "STO"}, {"parent": "STO"}, "STO", "parent", "lies under itself"),
    ("organisations", {"code": "HMN"}, {"parent": "STO"}, "HMN", "parent", "lies under itself"),
    (
        "roles",
        {"code": "owner"},
        {"code": "boss"},
        "boss",
        "code",
        "write one of owner, manager, coordinator",
    ),
    ("reporting", {"code": "board-status"}, {"frequency": "uke"}, "board-status", "frequency", "known word"),
    ("versions", {"version": "1.0"}, {"approved_on": "høst"}, "1.0", "approved_on", "is not a date"),
    ("definitions", {"term": "Gevinst"}, {"explanation": ""}, "Gevinst", "explanation", "must be filled in"),
    ("prerequisites", {"code": "B-F1"}, {"responsible": ""}, "B-F1", "responsible", "must be filled in"),
    ("prerequisites", {"code": "B-F1"}, {"responsible": "STO, X"}, "B-F1", "responsible", '"X" is not in'),
    ("prerequisites", {"code": "B-F1"}, {"responsible": "STO,STO"}, "B-F1", "responsible", "a code twice"),
    ("changes", {"code": "B-E1"}, {"responsible": "STO;HNT"}, "B-E1", "responsible", "is not a code"),
    ("inconsistencies", {"kpis": "S-1.1"}, {"kpis": "S-9"}, "S-1.1-limit", "kpis", "is not in kpis.csv"),
    (
        "inconsistencies",
        {"kpis": "S-1.1"},
        {"organisations": "SYA"},
        "S-1.1-limit",
        "organisations",
        "scope.csv",
    ),
]


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
    assert named[0].file == f"regional-plan-2.0/{folder.file(name).name}" or record == "regional"
    assert named[0].line == line or record in ("HMN", "regional")


@pytest.mark.parametrize(
    ("name", "like", "record", "column"),
    [
        ("ambitions", STO_P21, "P-2.1/STO", "kpi"),
        ("baselines", STO_SP1, "SP.1/STO", "kpi"),
        ("kpis", {"code": "P-2.1"}, "P-2.1", "code"),
        ("goals", {"code": "SP"}, "SP", "code"),
        ("organisations", {"code": "STO"}, "STO", "code"),
        ("documents", {"code": "plan-2.0"}, "plan-2.0", "code"),
        ("scope", {"organisation": "STO"}, "STO", "organisation"),
        ("regional_ambitions", {"kpi": "P-2.1"}, "P-2.1", "kpi"),
        ("requirements", {"kpi": "S-1.1"}, "S-1.1", "kpi"),
        ("thresholds", ANY, "without a key", "kpi"),
        ("prerequisites", {"code": "B-F1"}, "B-F1", "code"),
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


@pytest.mark.parametrize("name", ["baselines", "ambitions"])
def test_a_missing_cell_is_found(folder: PlanFolder, name: str) -> None:
    folder.remove(name, lambda row: (row["kpi"], row["organisation"]) != ("P-2.1", "STO"))
    (finding,) = findings(folder)
    assert (finding.file, finding.record, finding.column) == (
        f"regional-plan-2.0/{name}.csv",
        "P-2.1/STO",
        "organisation",
    )


@pytest.mark.parametrize("name", ["baselines", "ambitions"])
def test_a_revision_alone_is_not_enough(folder: PlanFolder, name: str) -> None:
    folder.edit(name, STO_P21, valid_from="2027-01-01")
    assert [(finding.record, finding.column) for finding in findings(folder)] == [
        ("P-2.1/STO", "organisation")
    ]


def test_a_figure_of_another_year_is_no_baseline(folder: PlanFolder) -> None:
    folder.edit("baselines", {"kpi": "SP.1", "organisation": "STO"}, role="context", year="2019")
    assert [(finding.record, finding.column) for finding in findings(folder)] == [
        ("SP.1/STO", "organisation")
    ]


def test_the_regions_ambition_has_a_file_of_its_own(folder: PlanFolder) -> None:
    folder.add("ambitions", STO_P21, organisation="HMN")
    (finding,) = findings(folder)
    assert "belong in regional_ambitions.csv" in finding.reason


def test_a_plan_without_region_or_parts_is_found(folder: PlanFolder) -> None:
    for name in ("baselines", "ambitions", "inconsistencies"):
        folder.write(name, [])
    folder.remove("scope", lambda row: row["role"] != "region")
    assert next((finding.record, finding.column) for finding in findings(folder)) == ("of the region", "role")
    folder.edit("scope", {"organisation": "STO"}, organisation="HMN", role="region")
    folder.remove("scope", lambda row: row["role"] == "region")
    assert next((finding.record, finding.column) for finding in findings(folder)) == ("of the parts", "role")


def test_a_file_without_rows_is_found_where_rows_are_needed(folder: PlanFolder) -> None:
    for name in ("plan", "scope", "goals", "kpis", "documents", "organisations"):
        rows = folder.rows(name)
        folder.write(name, [])
        assert any(
            finding.file == f"regional-plan-2.0/{name}.csv" and "no rows" in finding.reason
            for finding in findings(folder)
        ), name
        folder.write(name, rows)
    folder.write("inconsistencies", [])
    folder.write("definitions", [])
    assert findings(folder) == []


def test_a_folder_holds_one_plan(folder: PlanFolder) -> None:
    folder.add("plan", {"code": "regional"}, code="other")
    (finding,) = findings(folder)
    assert "there are 2 rows" in finding.reason


def test_one_fault_does_not_hide_another_or_make_more(folder: PlanFolder) -> None:
    folder.edit("ambitions", STO_P21, value="x", deadline="y")
    folder.edit("kpis", {"code": "P-2.1"}, unit="z")
    assert [(finding.file.split("/")[1], finding.column) for finding in findings(folder)] == [
        ("kpis.csv", "unit"),
        ("ambitions.csv", "value"),
        ("ambitions.csv", "deadline"),
    ]


@pytest.mark.django_db
def test_all_faults_are_printed_and_nothing_is_stored(folder: PlanFolder, run: Callable[..., str]) -> None:
    line = folder.edit("ambitions", STO_P21, value="x")
    folder.edit("changes", {"code": "K-E1"}, goal="")
    with pytest.raises(CommandError) as error:
        run("load_plan", str(folder.path))
    printed = str(error.value)
    assert error.value.returncode == 1
    assert printed.startswith("Nothing was stored: 2 faults in the plan's files.\n")
    assert f"\nregional-plan-2.0/ambitions.csv, record P-2.1/STO (line {line}), field value: " in printed
    assert re.search(r"\nregional-plan-2\.0/changes\.csv, record K-E1 \(line \d+\), field goal: ", printed)
    assert not models.Document.objects.exists()


def test_a_register_that_is_there_stays_as_it_was(plan: models.Plan, folder: PlanFolder) -> None:
    folder.edit("ambitions", STO_P21, value="60")
    folder.edit("inconsistencies", {"kpis": "S-1.1"}, note="")
    with pytest.raises(Exception, match="field note"):
        load_plans([folder.path])
    assert models.Ambition.objects.get(kpi__code="P-2.1", organisation__code="STO").value == 50
