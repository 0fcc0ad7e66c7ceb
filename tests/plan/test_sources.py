"""Where a plan's files lie: a folder that may lack some, or a workbook with a sheet for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError
from openpyxl.worksheet.worksheet import Worksheet

from kpi import models
from kpi.files.plan.checks import check_plan
from kpi.files.plan.findings import Finding, PlanRefused
from kpi.files.plan.load import load_plans
from kpi.files.plan.reading import read_plan_files
from kpi.files.plan.sources import open_sources
from kpi.files.plan.tables import BY_NAME, TABLES
from kpi.files.plan.template import plan_template
from kpi.words.fault_codes import FileFault, SheetFault
from tests.plan.folder import REGIONAL_PLAN, PlanFolder

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def regional(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The regional plan as a workbook."""
    path = tmp_path_factory.mktemp("plan") / "regional.xlsx"
    path.write_bytes(plan_template(TABLES, read_plan_files(REGIONAL_PLAN).rows))
    return path


@pytest.fixture
def changed(regional: Path, tmp_path: Path) -> Callable[[Callable[[openpyxl.Workbook], None]], list[Finding]]:
    """The findings of the workbook with a change made to it."""

    def change(change_: Callable[[openpyxl.Workbook], None]) -> list[Finding]:
        book = openpyxl.load_workbook(regional)
        change_(book)
        book.save(tmp_path / "changed.xlsx")
        files = read_plan_files(tmp_path / "changed.xlsx")
        check_plan(files)
        return files.findings

    return change


Changed = Callable[[Callable[[openpyxl.Workbook], None]], list[Finding]]


def sheet(book: openpyxl.Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def places(found: list[Finding]) -> list[tuple[str, int | None, str, str]]:
    return [(finding.sheet, finding.line, finding.column, finding.code) for finding in found]


@pytest.mark.django_db
def test_a_workbook_is_loaded_and_is_the_same_plan(regional: Path, run: Callable[..., str]) -> None:
    run("load_plan", str(REGIONAL_PLAN))
    assert "regional.xlsx): nothing changed" in run("load_plan", str(regional))
    assert models.Plan.objects.count() == 1


@pytest.mark.django_db
def test_a_fault_in_a_workbook_names_sheet_record_and_field(
    regional: Path, tmp_path: Path, run: Callable[..., str]
) -> None:
    book = openpyxl.load_workbook(regional)
    sheet(book, "ambitions")["D2"] = "halv"
    path = tmp_path / "mine.xlsx"
    book.save(path)
    with pytest.raises(CommandError) as error:
        run("load_plan", str(path))
    assert "\nmine.xlsx, sheet ambitions, record B.1a/STO (line 2), field value: " in str(error.value)


def test_excels_habits_are_the_cells_fault(changed: Changed) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        ambitions = sheet(book, "ambitions")
        column = {cell.value: cell.column for cell in ambitions[1]}
        for row, name, value, shown in (
            (2, "section", datetime(2026, 1, 4), "d.mmm"),  # noqa: DTZ001
            (3, "section", 4.1, "General"),
            (4, "deadline", 2025, "General"),  # a whole number is what was written
        ):
            cell = ambitions.cell(row, column[name], value)
            cell.number_format = shown

    assert places(changed(spoil)) == [
        ("ambitions", 2, "section", "content"),
        ("ambitions", 3, "section", "content"),
    ]


def test_a_sheet_that_no_plan_has_is_named(changed: Changed) -> None:
    def add(book: openpyxl.Workbook) -> None:
        book.create_sheet("ambition").append(["kpi"])
        book.create_sheet("Notes").append(["Ring Kari"])
        book.create_sheet("lists").append(["STO"])
        sheet(book, "lists").sheet_state = "hidden"
        book.create_sheet("Empty")

    found = changed(add)
    assert [(finding.sheet, finding.line) for finding in found] == [("ambition", None), ("Notes", None)]
    assert "about" in found[0].reason


def test_what_is_hidden_is_named(changed: Changed) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        sheet(book, "ambitions").row_dimensions[3].hidden = True
        sheet(book, "goals").column_dimensions["C"].hidden = True
        sheet(book, "undertakings").sheet_state = "hidden"

    found = [place for place in places(changed(hide)) if place[3] != "content"]
    assert set(found) == {
        ("undertakings", None, "", SheetFault.SHEET_HIDDEN),
        ("ambitions", None, "", SheetFault.ROWS_HIDDEN),
        ("goals", None, "", SheetFault.COLUMNS_HIDDEN),
    }


def test_a_missing_sheet_is_named_and_names_may_be_written_otherwise(changed: Changed) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.remove(book["members"])
        book.remove(book["versions"])  # which a plan may do without
        sheet(book, "goals").title = "Goals.csv "

    found = changed(change)
    assert places(found) == [("members", None, "", "content")]
    assert "missing" in found[0].reason


def test_a_cell_beside_the_columns_is_found(changed: Changed) -> None:
    def add(book: openpyxl.Workbook) -> None:
        sheet(book, "definitions").cell(3, 12, "beside")

    (finding,) = changed(add)
    assert (finding.sheet, finding.line) == ("definitions", 3)
    assert "column 12" in finding.reason


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"kpi;organisation\n", FileFault.NO_WORKBOOK),
        (b"PK\x03\x04", FileFault.DAMAGED),
        (b"", FileFault.NO_WORKBOOK),
    ],
)
def test_what_is_no_workbook_is_one_finding(tmp_path: Path, content: bytes, fault: FileFault) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    files = read_plan_files(path)
    check_plan(files)
    assert [(finding.file, finding.code) for finding in files.findings] == [("plan.xlsx", fault)]


def test_a_file_with_another_name_is_found(folder: PlanFolder) -> None:
    folder.file("ambition").write_text("kpi\n", encoding="utf-8")
    folder.file("figures").write_text("kpi\n", encoding="utf-8")
    (folder.path / "README.md").write_text("Notes", encoding="utf-8")
    (finding,) = read_plan_files(folder.path).findings
    assert finding.file == "regional-plan-2.0/ambition.csv"


def test_a_plan_may_do_without_an_optional_file(folder: PlanFolder, tmp_path: Path) -> None:
    optional, needed, others = BY_NAME["versions"], BY_NAME["members"], [BY_NAME["goals"]]
    folder.file("versions").unlink()
    sources = open_sources(folder.path, [optional, *others])
    assert "versions" not in sources.sheets
    assert sources.unread == set()
    assert not any("versions" in finding.file for finding in sources.findings)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_template(others))
    sources = open_sources(path, [optional, *others])
    assert (set(sources.sheets), sources.unread, sources.findings) == ({"goals"}, set(), [])
    assert open_sources(path, [needed, *others]).unread == {"members"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["thresholds.CSV", "Thresholds.txt", "thresholds.csv.txt", "thresholds.xlsx", "old/thresholds.csv"],
)
def test_a_file_that_looks_like_one_of_the_plans_is_not_passed_over(folder: PlanFolder, name: str) -> None:
    """What it holds would be taken to be left out, and removed."""
    path = folder.path / name
    path.parent.mkdir(exist_ok=True)
    (folder.path / "thresholds.csv").rename(path)
    with pytest.raises(
        PlanRefused, match="a plan has no such file; remove it or correct its name"
    ) as refusal:
        load_plans([folder.path])
    assert name in str(refusal.value)
    path.rename(folder.path / "thresholds.csv")
    (folder.path / "notes.txt").write_text("Husk å spørre HMR")
    load_plans([folder.path])
