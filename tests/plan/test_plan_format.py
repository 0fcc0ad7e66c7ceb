"""The files' columns fit the register's fields, docs/plan-format.md is what the tables say, and so is the template."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError
from openpyxl.worksheet.worksheet import Worksheet

from kpi import models
from kpi.files.plan.columns import Code, Column, Month, Number, Section, YesNo, choice
from kpi.files.plan.descriptions import ANY, COLUMNS, FILES, column_description, file_description
from kpi.files.plan.format_document import document, section
from kpi.files.plan.reading import PlanFiles, read_plan_files
from kpi.files.plan.tables import SOURCE, TABLES, Table
from kpi.files.plan.template import plan_template
from kpi.words.fault_codes import FileFault
from tests.plan.folder import REGIONAL_PLAN

PAGE = Path(__file__).resolve().parents[2] / "docs" / "plan-format.md"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_a_field_of_the_table(table: Table) -> None:
    fields = {field.name for field in table.model._meta.get_fields()}
    elsewhere = {column.name for column in SOURCE}
    if table.is_dated:
        elsewhere.add("valid_from")  # which the record's revision has
    assert set(table.column_names) - elsewhere <= fields
    assert set(table.key) <= set(table.column_names)


def test_the_page_is_what_the_tables_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "run: python manage.py write_plan_format"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_file_and_column_is_described(table: Table) -> None:
    assert file_description(table).endswith(".")
    for column in table.columns:
        assert column_description(table, column).endswith("."), column.name


def test_nothing_is_described_that_there_is_not() -> None:
    columns = {(table.name, name) for table in TABLES for name in table.column_names}
    columns |= {(ANY, name) for _table, name in columns}
    assert set(COLUMNS) <= columns
    assert set(FILES) <= {table.name for table in TABLES}


SMALL = (
    Table(
        "things",
        "things",
        models.BenefitGoal,
        (
            Code("code", True, description="What it is known by."),
            Column("text"),
            choice("kind", ("one", "other"), description="Which of them."),
            YesNo("sure"),
            Number("value", whole=True),
            Month("begins"),
            Code("thing", of="things"),
            *SOURCE[:1],
            Section("section"),
            *SOURCE[2:],
        ),
        ("code",),
        rows_needed=1,
    ),
    Table("rest", "rest", models.Definition, (Column("term", True), Column("kind")), ("term",), one_row=True),
)


def test_a_file_on_the_page() -> None:
    assert section(SMALL[0]).splitlines() == [
        "**things.csv** – At least one row.",
        "",
        "| column | | what stands in it |",
        "|---|---|---|",
        "| `code` | required | What it is known by. A code. |",
        "| `text` |  |  |",
        "| `kind` |  | Which of them. One of `one`, `other`. |",
        "| `sure` | required | `yes` or `no`. |",
        "| `value` |  | A whole number. |",
        "| `begins` |  | A month, as `2023-01`. |",
        "| `thing` |  | A code in `things.csv`. |",
        "| `document`, `section`, `footnote` | | the source, as above |",
    ]
    assert section(SMALL[1]).startswith("**rest.csv** – One row.\n")
    page = document(SMALL)
    assert "| `section` |  | The chapters it stands in. Chapter numbers, with commas between. |" in page
    assert "$" not in page


def workbook(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def sheet(book: openpyxl.Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def test_the_template_has_a_sheet_for_each_file() -> None:
    book = workbook(plan_template(SMALL))
    assert book.sheetnames == ["about", "things", "rest"]
    things = sheet(book, "things")
    assert [cell.value for cell in things[1]] == list(SMALL[0].column_names)
    assert things["A1"].comment.text == "What it is known by. A code."
    assert things["C1"].comment.text == "Which of them. One of one, other."
    assert things["B1"].comment is None
    assert things.freeze_panes == "B2"


def test_the_template_keeps_what_is_typed_and_offers_the_words() -> None:
    things = sheet(workbook(plan_template(SMALL)), "things")
    assert {things.column_dimensions[letter].number_format for letter in "ABCDEFGHIJ"} == {"@"}
    offered = {
        str(validation.sqref): validation.formula1 for validation in things.data_validations.dataValidation
    }
    assert offered == {"C2:C1001": '"one,other"', "D2:D1001": '"yes,no"'}


def test_the_template_says_what_belongs_where() -> None:
    rows = [
        [cell.value for cell in row] for row in sheet(workbook(plan_template(SMALL)), "about").iter_rows()
    ]
    assert ["things", "code", "yes", "What it is known by. A code."] in rows
    assert ["things", "kind", None, "Which of them. One of one, other."] in rows


def test_an_empty_template_is_read_as_a_plan_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(plan_template())
    findings = read_plan_files(path).findings
    needed = [table.name for table in TABLES if table.rows_needed]
    assert [(finding.file, finding.sheet, finding.code) for finding in findings] == [
        ("empty.xlsx", name, FileFault.NO_ROWS) for name in needed
    ]


def test_a_filled_template_is_the_plan(tmp_path: Path) -> None:
    files = read_plan_files(REGIONAL_PLAN)
    path = tmp_path / "regional.xlsx"
    path.write_bytes(plan_template(TABLES, files.rows))
    again = read_plan_files(path)
    assert again.findings == []
    assert rows(again) == rows(files)


def rows(files: PlanFiles) -> dict[str, list[object]]:
    return {name: [(row.record, row.values) for row in found] for name, found in files.rows.items()}


def test_the_commands(tmp_path: Path, run: Callable[..., str]) -> None:
    path = tmp_path / "mine.xlsx"
    assert str(path) in run("plan_template", str(path))
    assert path.read_bytes().startswith(b"PK")
    with pytest.raises(CommandError, match="is there already"):
        run("plan_template", str(path))
    run("plan_template", str(path), "--overwrite")
    with pytest.raises(CommandError, match="cannot be written"):
        run("plan_template", str(tmp_path / "none" / "mine.xlsx"))
    assert "is up to date" in run("write_plan_format", "--check")


def test_a_page_that_is_out_of_date_is_said_to_be(
    tmp_path: Path, run: Callable[..., str], settings: object
) -> None:
    settings.BASE_DIR = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="out of date"):
        run("write_plan_format", "--check")
    assert "is written" in run("write_plan_format")
    assert (tmp_path / "docs" / "plan-format.md").read_text(encoding="utf-8") == document()
