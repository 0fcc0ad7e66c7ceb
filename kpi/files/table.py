"""Tables as they were uploaded: a header that names columns, and the lines under it.

How each kind of file is taken apart stands in `reading`; what the cells mean is the caller's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from kpi.files.characters import visible
from kpi.files.lines import Line, Sheet, UnreadableFile, in_short, is_blank
from kpi.files.reading import read_sheets
from kpi.words.fault_codes import FileFault, HeaderFault, SheetFault

ENOUGH_NAMES = 2
"""Known column names that make a line a header, where a workbook has several sheets."""


@dataclass(frozen=True, slots=True)
class HeaderFinding:
    """A fault and the column it is about, as the file names it."""

    column: str
    fault: HeaderFault


@dataclass(frozen=True, slots=True)
class SheetFinding:
    """A fault of a sheet as a whole, and the line where it begins."""

    sheet: str
    line: int
    fault: SheetFault
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the lines under it. `columns` says where each known column stands."""

    sheet: str
    header: Line
    columns: Mapping[str, int]
    lines: Sequence[Line]
    findings: Sequence[HeaderFinding] = field(default_factory=tuple)

    def beside(self, line: Line) -> int | None:
        """The place (from 1) of the first cell with content that stands in no column of the header."""
        for index, cell in enumerate(line.cells):
            if not is_blank(cell) and is_blank(self.header.cell(index)):
                return index + 1
        return line.beyond


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a file, what is wrong with its sheets, and the names of sheets that hold no table."""

    tables: Sequence[Table]
    findings: Sequence[SheetFinding]
    unread: Sequence[str]


def read_tables(file: BinaryIO, *, required: Collection[str], optional: Collection[str] = ()) -> Tables:
    """The tables in a CSV or XLSX file: one for each sheet whose first line names the columns. Raises UnreadableFile.

    Nothing is left out without a word: what is hidden, and a sheet that could hold a table but names no columns, are
    findings; sheets with too few columns to hold one are named in `unread`. Lines without content are left out, and
    still counted. Column names are read without regard to capitals.
    """
    sheets = read_sheets(file, known={*required, *optional})
    shown = [sheet for sheet in sheets if sheet.visible and sheet.lines]
    names_needed = 1 if len(shown) == 1 else ENOUGH_NAMES
    tables: list[Table] = []
    findings: list[SheetFinding] = []
    unread: list[str] = []
    for sheet in sheets:
        if not sheet.lines:
            continue
        table = table_of(sheet, required, optional)
        is_table = len(table.columns) >= names_needed
        if not sheet.visible:
            if is_table:
                findings.append(_finding(sheet, SheetFault.SHEET_HIDDEN))
        elif is_table:
            tables.append(table)
            findings.extend(hidden_parts(sheet, table))
        elif any(_filled(line) >= len(required) for line in sheet.lines):
            columns = ", ".join(required)
            findings.append(_finding(sheet, SheetFault.SHEET_NOT_READ, columns=columns))
        else:
            unread.append(sheet.name)
    if not tables:
        raise UnreadableFile(FileFault.NO_HEADER, columns=", ".join(required))
    if not any(table.lines or table.findings for table in tables):
        raise UnreadableFile(FileFault.NO_ROWS)
    return Tables(tables, findings, unread)


def table_of(sheet: Sheet, required: Collection[str], optional: Collection[str] = ()) -> Table:
    """A sheet's first line as a header, with what is wrong with it, and the other lines under it."""
    header = sheet.lines[0]
    columns: dict[str, int] = {}
    findings: list[HeaderFinding] = []
    for index, cell in enumerate(header.cells):
        if is_blank(cell):
            continue
        written = in_short(visible(cell) if isinstance(cell, str) else cell)
        name = written.casefold()
        if name not in required and name not in optional:
            findings.append(HeaderFinding(written, HeaderFault.COLUMN_UNKNOWN))
        elif name in columns:
            findings.append(HeaderFinding(name, HeaderFault.COLUMN_TWICE))
        else:
            columns[name] = index
    if header.beyond is not None:
        findings.append(HeaderFinding(str(header.beyond), HeaderFault.COLUMN_UNKNOWN))
    findings.extend(
        HeaderFinding(name, HeaderFault.COLUMN_MISSING) for name in required if name not in columns
    )
    return Table(sheet.name, header, columns, sheet.lines[1:], findings)


def hidden_parts(sheet: Sheet, table: Table) -> list[SheetFinding]:
    """What the workbook does not show of a table: rows, for instance by a filter, and columns."""
    rows = [line.number for line in table.lines if line.hidden]
    columns = [
        name
        for name, index in table.columns.items()
        if index in sheet.hidden_columns and any(not is_blank(line.cell(index)) for line in table.lines)
    ]
    findings = []
    if rows:
        findings.append(SheetFinding(sheet.name, rows[0], SheetFault.ROWS_HIDDEN, {"rows": in_ranges(rows)}))
    if columns:
        findings.append(_finding(sheet, SheetFault.COLUMNS_HIDDEN, columns=", ".join(columns)))
    return findings


def _finding(sheet: Sheet, fault: SheetFault, **values: object) -> SheetFinding:
    return SheetFinding(sheet.name, sheet.lines[0].number, fault, values)


def _filled(line: Line) -> int:
    return sum(not is_blank(cell) for cell in line.cells)


def in_ranges(numbers: Iterable[int], *, most: int = 10) -> str:
    """Numbers that rise, the consecutive ones together. Example: 3, 4, 5 and 9 are `3–5, 9`."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    parts = [f"{first}–{last}" if last > first else str(first) for first, last in ranges]
    return ", ".join(parts[:most]) + (" …" if len(parts) > most else "")
