"""Plans as people's spreadsheets leave them, and plans of uncommon sizes: each stands for a whole kind of fault, with
what should become of it. All figures are invented."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.core.management.base import CommandError

from kpi import models
from kpi.files.plan.findings import PlanRefused
from kpi.files.plan.load import load_plans
from kpi.files.plan.tables import TABLES
from tests.plan.folder import PlanFolder, Row

pytestmark = pytest.mark.django_db

SOURCED = [table.name for table in TABLES if "section" in table.column_names]


def refused(folder: PlanFolder) -> list[tuple[str, str, str]]:
    """File, record and column of each fault; nothing has been stored."""
    with pytest.raises(PlanRefused) as refusal:
        load_plans([folder.path])
    assert not models.Plan.objects.exists()
    return [
        (finding.file.partition("/")[2], finding.record, finding.column) for finding in refusal.value.findings
    ]


@pytest.mark.parametrize("written", ["0{1}.{month}", "0{1}/0{0}/2026", "2026-0{0}-0{1} 00:00:00"])
def test_chapters_that_a_spreadsheet_made_dates_of(folder: PlanFolder, written: str) -> None:
    """`4.1` becomes 4 January, as LibreOffice and Excel write it; lists of chapters stay as they are."""
    months = dict(
        zip("123456789", ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep"], strict=True)
    )

    def damaged(section: str) -> str:
        day, point, month = section.partition(".")
        if not point or "," in section:
            return section
        return written.format(month, day, month=months[month])

    expected = []
    for name in SOURCED:
        rows = folder.rows(name)
        for row in rows:
            section = damaged(row["section"])
            if section != row["section"]:
                expected.append(f"{name}.csv")
            row["section"] = section
        if rows:
            folder.write(name, rows)
    assert len(expected) > 500
    found = refused(folder)
    assert sorted(file for file, _record, _column in found) == sorted(expected)
    assert {column for _file, _record, column in found} == {"section"}


def test_versions_that_a_spreadsheet_made_dates_of(folder: PlanFolder, run: Callable[..., str]) -> None:
    folder.edit("versions", {"version": "1.1"}, version="01.jan")
    folder.edit("versions", {"version": "1.2"}, version="01.feb")
    folder.edit("plan", {"code": "regional"}, version="02.jan")
    assert sorted(refused(folder)) == [
        ("plan.csv", "regional", "version"),
        ("versions.csv", "01.feb", "version"),
        ("versions.csv", "01.jan", "version"),
    ]
    with pytest.raises(CommandError, match="format the column as text and write it again"):
        run("load_plan", str(folder.path))


@pytest.mark.parametrize(
    ("name", "where", "cells"),
    [
        ("baselines", {"kpi": "SP.1", "organisation": "STO"}, {"value": "1.064"}),
        ("baselines", {"kpi": "SP.1", "organisation": "STO"}, {"value": "1,064"}),
        ("ambitions", {"kpi": "P-2.2", "organisation": "STO"}, {"kind": "level", "value": "1.5"}),
    ],
)
def test_a_point_between_thousands_in_a_count(folder: PlanFolder, name: str, where: Row, cells: Row) -> None:
    """The status would jump to red without a word."""
    folder.edit(name, where, **cells)
    assert refused(folder) == [(f"{name}.csv", f"{where['kpi']}/STO", "value")]


def test_numbers_as_a_spreadsheet_saves_them(folder: PlanFolder) -> None:
    """A decimal comma, and decimals that say nothing, are fine."""
    folder.edit("baselines", {"kpi": "SP.1", "organisation": "STO"}, value="1064,0")
    folder.edit("thresholds", {"kpi": ""}, green="0,50", yellow="0,250")
    load_plans([folder.path])
    assert models.Baseline.objects.get(kpi__code="SP.1", organisation__code="STO").value == 1064
    assert str(models.Threshold.objects.get().yellow) == "0.250000"


def test_names_with_norwegian_letters(folder: PlanFolder, run: Callable[..., str]) -> None:
    names = {"P-1.1": "Ærlig svar", "P-1.2": "Øket innsyn", "P-1.3": "Åpne notater"}
    for code, name in names.items():
        folder.edit("kpis", {"code": code}, name=name, printed_name=name)
    load_plans([folder.path])
    assert dict(models.Kpi.objects.filter(code__in=names).values_list("code", "name")) == names
    out = folder.path.with_name("out")
    run("export_plan_files", "regional", str(out))
    assert (out / "kpis.csv").read_bytes() == folder.file("kpis").read_bytes()


@pytest.mark.parametrize("kpis", [9, 12])
def test_many_kpis_in_one_goal(folder: PlanFolder, run: Callable[..., str], kpis: int) -> None:
    """Goal P has seven; those that are added need no rows for their baselines and ambitions."""
    for place in range(7, kpis):
        code = f"P-2.{place}"
        folder.add("indicators", {"code": "P-2.1"}, code=code, name=code)
        folder.add("kpis", {"code": "P-2.1"}, code=code, indicator=code, name=code)
    load_plans([folder.path])
    assert models.Kpi.objects.filter(goal__code="P").count() == kpis
    rows = json.loads(run("export_status", "--organisation", "STO"))
    assert {row["reason"] for row in rows if row["kpi"].startswith("P-2.1")} == {"no_measurement"}
    assert len(rows) == 42 + kpis


def test_the_regional_plan_with_one_kpi(folder: PlanFolder, run: Callable[..., str]) -> None:
    for name, column in (
        *(("kpis", "code"), ("baselines", "kpi"), ("ambitions", "kpi")),
        *(("regional_ambitions", "kpi"), ("requirement_limits", "kpi"), ("inconsistencies", "kpis")),
    ):
        folder.write(name, [row for row in folder.rows(name) if row[column] == "P-2.1"])
    load_plans([folder.path])
    rows = json.loads(run("export_status"))
    assert [(row["kpi"], row["organisation"]) for row in rows] == [
        ("P-2.1", organisation) for organisation in ("STO", "HNT", "HMR", "HMN")
    ]
    assert "1 of 1 agree." in run("reconcile_plan")


def test_the_regional_plan_with_thirty_trusts(folder: PlanFolder, run: Callable[..., str]) -> None:
    """They stand in the plan's order, with the ambition that each of them has."""
    trusts = [f"T{place:02}" for place in range(30)]
    folder.put(
        "organisations", *({**organisation(folder, "STO"), "code": code, "name": code} for code in trusts)
    )
    members = folder.rows("members")
    folder.write("members", [*({**members[0], "organisation": code} for code in trusts), *members])
    folder.put("ambitions", *({**ambition(folder), "organisation": code} for code in trusts))
    load_plans([folder.path])
    cells = json.loads(run("export_plan"))
    assert len(cells) == 49 * 33
    of_kpi = [cell for cell in cells if cell["kpi"] == "P-2.1"]
    assert [cell["organisation"] for cell in of_kpi] == [*trusts, "STO", "HNT", "HMR"]
    assert {(cell["ambition_kind"], cell["ambition"]) for cell in of_kpi[:30]} == {("level", 50)}


def organisation(folder: PlanFolder, code: str) -> Row:
    return next(row for row in folder.rows("organisations") if row["code"] == code)


def ambition(folder: PlanFolder) -> Row:
    return next(row for row in folder.rows("ambitions") if row["kpi"] == "P-2.1")
