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
from tests.plan.folder import PlanFolder, Row
from tests.plan.made_up import row
from tests.plan.register import everything


def findings(folder: PlanFolder) -> list[Finding]:
    files = read_plan_files(folder.path)
    check_plan(files)
    return files.findings


STO_P21 = {"kpi": "P-2.1", "organisation": "STO"}
STO_SP1 = {"kpi": "SP.1", "organisation": "STO"}
STO_F1 = {"kpi": "F.1", "organisation": "STO"}
STO_S1 = {"kpi": "S.1", "organisation": "STO"}
STO_S11 = {"kpi": "S-1.1", "organisation": "STO"}
HMN_P21 = {"kpi": "P-2.1", "organisation": "HMN"}
P21 = {"code": "P-2.1"}
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
        "there is no limit for the KPI in requirement_limits.csv",
    ),
    ("ambitions", STO_P21, {"organisation": "HMN"}, "P-2.1/HMN", "organisation", "in regional_ambitions.csv"),
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
    ("ambitions", STO_P21, {"organisation": "XXX"}, "P-2.1/XXX", "organisation", "is not in members.csv"),
    ("ambitions", STO_P21, {"organisation": "HPAS"}, "P-2.1/HPAS", "organisation", "is not in members.csv"),
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
        "HMN has no baseline figure for this KPI",
    ),
    (
        "baselines",
        {"kpi": "B.1a", "organisation": "HMN"},
        {"kind": "regional", "value": ""},
        "B.1a/HMN",
        "kind",
        "the whole's own row",
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
    ("indicators", P21, {"unit": "stk"}, "P-2.1", "unit", "not a known word"),
    ("indicators", P21, {"unit": ""}, "P-2.1", "unit", "an indicator of a plan with thresholds has it"),
    ("indicators", P21, {"direction": ""}, "P-2.1", "direction", "a plan with thresholds has it"),
    ("indicators", P21, {"over_time": ""}, "P-2.1", "over_time", "a plan with thresholds has it"),
    ("indicators", P21, {"aggregation": ""}, "P-2.1", "aggregation", "a plan with thresholds has it"),
    ("indicators", P21, {"decimals": "7"}, "P-2.1", "decimals", "whole number from 0 to 6"),
    ("indicators", P21, {"due_days": "731"}, "P-2.1", "due_days", "whole number from 0 to 730"),
    ("indicators", P21, {"due_days": "-1"}, "P-2.1", "due_days", "whole number from 0 to 730"),
    ("indicators", P21, {"over_time": "year_sum"}, "P-2.1", "over_time", "cannot be added up"),
    ("indicators", P21, {"aggregation": "sum"}, "P-2.1", "aggregation", "cannot be added up"),
    (
        "indicators",
        {"code": "SP.1"},
        {"aggregation": "weighted"},
        "SP.1",
        "aggregation",
        "added up over the parts of a whole",
    ),
    ("indicators", P21, {"name": ""}, "P-2.1", "name", "must be filled in"),
    ("indicators", P21, {"below_zero": ""}, "P-2.1", "below_zero", "must be filled in"),
    ("indicators", P21, {"is_complete": "ja"}, "P-2.1", "is_complete", "yes nor no"),
    ("indicators", P21, {"derived_from": "P-9"}, "P-2.1", "derived_from", "is not in indicators.csv"),
    ("indicators", P21, {"derived_from": "P-2.1"}, "P-2.1", "derived_from", "derived from itself"),
    ("kpis", P21, {"goal": "Z"}, "P-2.1", "goal", "is not in goals.csv"),
    ("kpis", P21, {"goal": "L"}, "P-2.1", "sub_goal", "P-2 belongs to goal P, not L"),
    ("kpis", P21, {"sub_goal": "P-7"}, "P-2.1", "sub_goal", "is not in sub_goals.csv"),
    ("kpis", P21, {"name": ""}, "P-2.1", "name", "must be filled in"),
    ("kpis", P21, {"indicator": "P-9"}, "P-2.1", "indicator", "is not in indicators.csv"),
    ("kpis", P21, {"use": ""}, "P-2.1", "use", "must be filled in"),
    ("kpis", P21, {"use": "gevinst"}, "P-2.1", "use", "write one of kpi, change, benefit"),
    ("kpis", P21, {"operator": "over"}, "P-2.1", "operator", "not a known word"),
    ("kpis", P21, {"target": "x"}, "P-2.1", "target", "is not a number"),
    ("kpis", P21, {"frequency": ""}, "P-2.1", "frequency", "takes measurements must have it"),
    ("kpis", P21, {"frequency": "uke"}, "P-2.1", "frequency", "not a known word"),
    ("kpis", P21, {"target_state": "x"}, "P-2.1", "target_state", "not a known word"),
    ("kpis", P21, {"compares_with": ""}, "P-2.1", "compares_with", "must be filled in"),
    (
        "kpis",
        P21,
        {"regional_rule": ""},
        "P-2.1",
        "regional_decimals",
        "without a regional_rule",
    ),
    (
        "kpis",
        P21,
        {"regional_when_pending": ""},
        "P-2.1",
        "regional_when_pending",
        "wait or available",
    ),
    (
        "kpis",
        P21,
        {"regional_rule": "requirement"},
        "P-2.1",
        "regional_rule",
        "there is no limit for the KPI",
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
        "P-2.1/HMN",
        "kind",
        "write one of level, requirement, pending",
    ),
    ("regional_ambitions", HMN_P21, {"kind": "pending"}, "P-2.1/HMN", "value", "pending has no figure"),
    ("regional_ambitions", HMN_P21, {"value": "433"}, "P-2.1/HMN", "value", "433 is not a share"),
    ("regional_ambitions", HMN_P21, {"kind": "requirement"}, "P-2.1/HMN", "kind", "there is no limit"),
    ("regional_ambitions", HMN_P21, {"organisation": "STO"}, "P-2.1/STO", "organisation", "has no parts"),
    (
        "regional_ambitions",
        {"kpi": "S-1.1"},
        {"complement": "yes"},
        "S-1.1/HMN",
        "complement",
        "only a share",
    ),
    ("requirements", {"code": "waiting-time"}, {"name": ""}, "waiting-time", "name", "must be filled in"),
    (
        "requirement_limits",
        {"kpi": "S-1.1"},
        {"comparison": "at_least"},
        "waiting-time/S-1.1",
        "comparison",
        "higher is better",
    ),
    (
        "requirement_limits",
        {"kpi": "S-1.1"},
        {"limit": ""},
        "waiting-time/S-1.1",
        "limit",
        "must be filled in",
    ),
    (
        "requirement_limits",
        {"kpi": "S-1.2"},
        {"limit": "700"},
        "cancer-pathways/S-1.2",
        "limit",
        "not a share",
    ),
    ("requirement_limits", {"kpi": "S-1.1"}, {"kpi": "SP-2.1"}, "waiting-time/SP-2.1", "kpi", "no indicator"),
    (
        "requirement_limits",
        {"kpi": "S-1.1"},
        {"requirement": "x"},
        "x/S-1.1",
        "requirement",
        "requirements.csv",
    ),
    (
        "requirement_limits",
        {"kpi": "S-1.1"},
        {"category": "x"},
        "waiting-time/S-1.1/x",
        "category",
        "is not in categories.csv",
    ),
    (
        "requirement_limits",
        {"kpi": "S-1.3"},
        {"kpi": "S-1.2", "comparison": "at_least"},
        "appointments-kept/S-1.2",
        "kpi",
        "binds the KPI from the same day",
    ),
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
    ("thresholds", ANY, {"green": "-0.5"}, "without a key", "green", "-0.5 is not a share"),
    ("members", {"organisation": "STO"}, {"go_live": "jan.23"}, "STO", "go_live", "is not a month"),
    (
        "members",
        {"organisation": "STO"},
        {"part_of": "HPAS"},
        "STO",
        "part_of",
        "is not an organisation of the plan",
    ),
    ("members", {"organisation": "STO"}, {"part_of": "X"}, "STO", "part_of", "is not in organisations.csv"),
    ("members", {"organisation": "STO"}, {"part_of": "STO"}, "STO", "part_of", "a part of itself"),
    ("members", {"organisation": "HMN"}, {"part_of": "STO"}, "HMN", "part_of", "a part of itself"),
    (
        "members",
        {"organisation": "STO"},
        {"organisation": "X"},
        "X",
        "organisation",
        "is not in organisations.csv",
    ),
    ("plan", {"code": "regional"}, {"owner": ""}, "regional", "owner", "must be filled in"),
    ("plan", {"code": "regional"}, {"owner": "X"}, "regional", "owner", "is not in organisations.csv"),
    ("plan", {"code": "regional"}, {"kind": "fylkesplan"}, "regional", "kind", "not a known word"),
    (
        "plan",
        {"code": "regional"},
        {"reporting_period": "to_date"},
        "regional",
        "reporting_period",
        "known word",
    ),
    ("plan", {"code": "regional"}, {"date": "2024"}, "regional", "date", "is not a date"),
    ("organisations", {"code": "STO"}, {"kind": "sykehus"}, "STO", "kind", "not a known word"),
    ("organisations", {"code": "STO"}, {"parent": "STO"}, "STO", "parent", "belongs to itself"),
    ("organisations", {"code": "HMN"}, {"parent": "STO"}, "HMN", "parent", "belongs to itself"),
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
    ("glossary", {"term": "Gevinst"}, {"explanation": ""}, "Gevinst", "explanation", "must be filled in"),
    ("undertakings", {"code": "B-F1"}, {"responsible": ""}, "B-F1", "responsible", "must be filled in"),
    ("undertakings", {"code": "B-F1"}, {"responsible": "STO, X"}, "B-F1", "responsible", '"X" is not in'),
    ("undertakings", {"code": "B-F1"}, {"responsible": "STO,STO"}, "B-F1", "responsible", "a code twice"),
    ("undertakings", {"code": "B-E1"}, {"responsible": "STO;HNT"}, "B-E1", "responsible", "is not a code"),
    ("undertakings", {"code": "B-E1"}, {"kind": "tiltak"}, "B-E1", "kind", "not a known word"),
    ("inconsistencies", {"kpis": "S-1.1"}, {"kpis": "S-9"}, "S-1.1-limit", "kpis", "is not in kpis.csv"),
    (
        "inconsistencies",
        {"kpis": "S-1.1"},
        {"organisations": "SYA"},
        "S-1.1-limit",
        "organisations",
        "members.csv",
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
        ("thresholds", ANY, "without a key", "kpi"),
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
