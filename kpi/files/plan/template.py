"""An empty workbook for a plan, with a sheet for each file, made from the tables that say how the files are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kpi.files.plan.column import FREE_TEXT, Column
from kpi.files.plan.columns import Choice, YesNo
from kpi.files.plan.descriptions import file_description
from kpi.files.plan.format_document import in_a_cell
from kpi.files.plan.sources import ABOUT
from kpi.files.plan.tables import TABLES, Table
from kpi.files.plan.writing import Record, written_row
from kpi.files.writing import written_workbook
from kpi.files.written_sheet import WrittenCell, WrittenColumn, WrittenSheet

NARROWEST, WIDEST = 12, 44
INTRODUCTION = (
    "Each of the other sheets is one of the plan's files. Its first row names the columns; leave it as it is.",
    "All cells are text, so that 4.1 and 2023-01 stay as they are written.",
    "Point at a heading to see what belongs under it; the same stands below.",
    "This sheet is not read.",
)


def plan_template(
    tables: Sequence[Table] = TABLES, rows: Mapping[str, Iterable[Record]] | None = None
) -> bytes:
    """The workbook, as XLSX: a sheet about all files, and one for each. `rows` are written where a plan is at hand."""
    given = rows or {}
    return written_workbook([_about(tables), *(_sheet(table, given.get(table.name, ())) for table in tables)])


def _about(tables: Sequence[Table]) -> WrittenSheet:
    columns = [
        WrittenColumn("sheet", 22),
        WrittenColumn("column", 26),
        WrittenColumn("required", 10),
        WrittenColumn("what stands in it", 110),
    ]
    rows = [line for table in tables for line in _about_table(table)]
    return WrittenSheet(
        ABOUT, columns, map(_texts, rows), title="A benefits plan", notes=INTRODUCTION, wraps=True
    )


def _about_table(table: Table) -> Iterable[Sequence[str]]:
    yield table.name, "", "", file_description(table)
    for column in table.columns:
        yield (
            table.name,
            column.name,
            _need(column),
            _plainly(table, column),
        )


def _sheet(table: Table, rows: Iterable[Record]) -> WrittenSheet:
    columns = [
        WrittenColumn(column.name, _width(column), _plainly(table, column), _choices(column))
        for column in table.columns
    ]
    written = (_texts(written_row(row, table.columns)) for row in rows)
    return WrittenSheet(table.name, columns, written, frozen=1, all_text=True)


def _need(column: Column) -> str:
    """`yes`, or where the column must be filled in."""
    return "yes" if column.required else column.required_where


def _plainly(table: Table, column: Column) -> str:
    """What stands in a column, without the marks that the page has."""
    return in_a_cell(table, column).replace("`", "").replace(".csv", "")


def _choices(column: Column) -> tuple[str, ...]:
    if isinstance(column, Choice):
        return column.words
    return ("yes", "no") if isinstance(column, YesNo) else ()


def _width(column: Column) -> int:
    return WIDEST if column.form == FREE_TEXT else max(NARROWEST, len(column.name) + 4)


def _texts(row: Iterable[str]) -> list[WrittenCell | None]:
    return [WrittenCell(text) if text else None for text in row]
