"""docs/plan-format.md, made from the tables that say how a plan's files are read. The other text is format.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from string import Template

from kpi.files.limits import LARGEST_FILE, MEGABYTE, MOST_COLUMNS, MOST_ROWS
from kpi.files.plan.column import FREE_TEXT, Column
from kpi.files.plan.descriptions import column_description, file_description
from kpi.files.plan.sources import is_optional
from kpi.files.plan.tables import SOURCE, TABLES, Table

PAGE = Path(__file__).with_name("format.md")
SOURCE_NAMES = tuple(column.name for column in SOURCE)
AND_THE_SOURCE = f"| {', '.join(f'`{name}`' for name in SOURCE_NAMES)} | | the source, as above |"


def document(tables: Sequence[Table] = TABLES) -> str:
    """The whole page."""
    page = Template(PAGE.read_text(encoding="utf-8"))
    return page.substitute(
        megabytes=LARGEST_FILE // MEGABYTE,
        rows=f"{MOST_ROWS:,}",
        columns=MOST_COLUMNS,
        source=_columns(next(table for table in tables if _ends_with_source(table)), SOURCE_NAMES),
        tables="\n".join(section(table) for table in tables),
    )


def section(table: Table) -> str:
    """What the page says of one file."""
    own = [column.name for column in table.columns]
    with_source = _ends_with_source(table)
    if with_source:
        own = own[: -len(SOURCE_NAMES)]
    lines = [f"**{table.file}** – {_title(table)}", "", _columns(table, own)]
    if with_source:
        lines.append(AND_THE_SOURCE)
    return "\n".join(lines) + "\n"


def _title(table: Table) -> str:
    said = [file_description(table)]
    if table.one_row:
        said.append("One row.")
    elif table.rows_needed:
        said.append("At least one row.")
    if is_optional(table):
        said.append("The file may be left out.")
    return " ".join(text for text in said if text)


def _ends_with_source(table: Table) -> bool:
    return tuple(table.column_names[-len(SOURCE_NAMES) :]) == SOURCE_NAMES


def _columns(table: Table, names: Iterable[str]) -> str:
    by_name = {column.name: column for column in table.columns}
    lines = ["| column | | what stands in it |", "|---|---|---|"]
    for name in names:
        column = by_name[name]
        lines.append(f"| `{name}` | {column.need} | {in_a_cell(table, column)} |")
    return "\n".join(lines)


def in_a_cell(table: Table, column: Column) -> str:
    """What stands in a column and how it is written. Example: `The main goal it belongs to. A code in goals.csv.`"""
    form = f"{column.form[:1].upper()}{column.form[1:]}." if column.form != FREE_TEXT else ""
    return " ".join(text for text in (column_description(table, column), form) if text)
