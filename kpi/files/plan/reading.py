"""From a plan's files to rows of values: header, cells, references. How the files are opened stands in `sources`.

What rows mean together is checked elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from django.core.exceptions import FieldDoesNotExist
from django.db import models as db

from kpi.files.limits import LONGEST_TEXT
from kpi.files.lines import Line, Sheet, in_short, is_blank
from kpi.files.plan.columns import CellFault, Code, Codes, Column, Value
from kpi.files.plan.findings import Finding, shown
from kpi.files.plan.sources import Sources, open_sources
from kpi.files.plan.table import Table
from kpi.files.plan.tables import BY_NAME, TABLES
from kpi.files.table import hidden_parts, table_of
from kpi.rules.validity import DIGITS, digits_of
from kpi.words.fault_codes import FileFault
from kpi.words.faults import in_words

HEADER = "header"


@dataclass(slots=True)
class Row:
    """One record: its values by column, and the columns whose cell could not be read."""

    table: Table
    line: int
    record: str
    values: dict[str, Value]
    broken: set[str] = field(default_factory=set)

    def __getitem__(self, column: str) -> Value:
        return self.values[column]

    def is_sound(self, *columns: str) -> bool:
        """Whether these cells could be read and say something that is sound so far."""
        return self.broken.isdisjoint(columns)


@dataclass(slots=True)
class PlanFiles:
    """All that a plan's folder or workbook holds, with the findings so far. Rows are in the file's order."""

    sources: Sources
    registered: Mapping[str, Mapping[Value, Mapping[str, Value]]] = field(default_factory=dict)
    """What plans share and the register holds already: table name to code to values. Rows may refer to it."""
    rows: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder, or the workbook."""
        return self.sources.path

    @property
    def unread(self) -> set[str]:
        """The tables that could not be read, so that nothing is known of what they refer to."""
        return self.sources.unread

    @property
    def findings(self) -> list[Finding]:
        """All that is wrong so far."""
        return self.sources.findings

    def file(self, table: Table) -> str:
        """How messages name a table's file."""
        if self.sources.is_folder:
            return f"{self.folder.name}/{table.file}"
        return f"{self.folder.name}, sheet {table.name}"

    def fault(self, row: Row, column: str, reason: str) -> None:
        """Note that a cell is faulty; later checks leave it out."""
        row.broken.add(column)
        self.sources.fault(row.table.name, reason, record=row.record, line=row.line, column=column)

    def missing(self, name: str, record: str, column: str, reason: str) -> None:
        """Note that a record is not there."""
        self.sources.fault(name, reason, record=record, column=column)


def read_plan_files(
    path: Path, registered: Mapping[str, Mapping[Value, Mapping[str, Value]]] | None = None
) -> PlanFiles:
    """Read every file of the plan in a folder, or every sheet of it in a workbook, with all that is wrong file by file
    and cell by cell.

    `registered` is what the register holds of the tables that plans share: table name to code to values.
    """
    files = PlanFiles(open_sources(path, TABLES), registered or {})
    for table in TABLES:
        sheet = files.sources.sheets.get(table.name)
        files.rows[table.name] = list(_TableReader(files, table, sheet).rows()) if sheet else []
    for table in TABLES:
        _check_keys(files, table)
    for table in TABLES:
        _check_references(files, table)
    return files


class _TableReader:
    """Reads one table's sheet, and notes what is wrong with it."""

    def __init__(self, files: PlanFiles, table: Table, sheet: Sheet) -> None:
        self.files = files
        self.sources = files.sources
        self.table = table
        self.sheet = sheet
        self.lines = table_of(sheet, table.column_names)
        self.width = max(at for at, cell in enumerate(self.lines.header.cells, 1) if not is_blank(cell))

    def rows(self) -> Iterator[Row]:
        """The table's records; none, with findings, when the header is faulty."""
        if not self._header_is_sound():
            self.sources.unread.add(self.table.name)
            return
        for line in self.lines.lines:
            if not line.hidden:
                yield self._row(line)
        count = len(self.lines.lines)
        if count < self.table.rows_needed:
            self.sources.unread.add(self.table.name)
            reason = "there are no rows under the header; write at least one"
            self.sources.fault(self.table.name, reason, code=FileFault.NO_ROWS)
        elif self.table.one_row and count > 1:
            self.sources.fault(
                self.table.name, f"there are {count} rows; there is one plan here, so keep one"
            )

    def _header_is_sound(self) -> bool:
        name, columns = self.table.name, ", ".join(self.table.column_names)
        for hidden in hidden_parts(self.sheet, self.lines):
            self.sources.fault(name, in_words(hidden.fault), code=hidden.fault, values=hidden.values)
        if not self.lines.columns:
            fault = FileFault.NO_HEADER
            self.sources.fault(name, in_words(fault), code=fault, values={"columns": columns})
            return False
        for found in self.lines.findings:
            self.sources.fault(
                name,
                in_words(found.fault),
                code=found.fault,
                values={"columns": columns},
                record=HEADER,
                line=self.lines.header.number,
                column=shown(found.column)[1:-1],
            )
        return not self.lines.findings

    def _row(self, line: Line) -> Row:
        texts: dict[str, str] = {}
        faults: dict[str, str] = {}
        for column in self.table.columns:
            cell = line.cell(self.lines.columns[column.name])
            try:
                texts[column.name] = column.text_of(cell)
            except CellFault as fault:
                texts[column.name] = in_short(cell)
                faults[column.name] = str(fault)
        row = Row(self.table, line.number, self.table.name_of(texts), {})
        row.values.update((column.name, column.empty) for column in self.table.columns)
        if (reason := self._misplaced(line)) is not None:
            # Which cell belongs where is not known, so nothing in the row is read.
            row.broken.update(self.table.column_names)
            self.sources.fault(self.table.name, reason, record=row.record, line=row.line)
            return row
        for column in self.table.columns:
            self._read_cell(row, column, texts[column.name], faults.get(column.name))
        return row

    def _misplaced(self, line: Line) -> str | None:
        """Why the line's cells do not belong to the columns, or None when they do."""
        beside = self.lines.beside(line)
        if self.sheet.whole_lines and (beside is not None or len(line.cells) < self.width):
            cells = max(at for at, cell in enumerate(line.cells, 1) if at <= self.width or not is_blank(cell))
            return (
                f"the line has {cells} cells where the header has {self.width}; "
                "write one for each column, and put quotation marks around a text that holds a separator"
            )
        if beside is not None:
            return f"something stands in column {beside}, which has no name; move it or name the column"
        return None

    def _read_cell(self, row: Row, column: Column, text: str, fault: str | None) -> None:
        try:
            if fault is not None:
                raise CellFault(fault)
            if text:
                value = column.read(text)
                _check_size(self.table, column, value)
                row.values[column.name] = value
            elif column.required:
                raise CellFault("the cell is empty; it must be filled in")
        except CellFault as error:
            self.files.fault(row, column.name, str(error))


def _check_size(table: Table, column: Column, value: Value) -> None:
    """CellFault when the register's field has no room for the value."""
    try:
        target = table.model._meta.get_field(column.name)
    except FieldDoesNotExist:
        return
    if isinstance(value, Decimal) and isinstance(target, db.DecimalField):
        assert target.max_digits is not None
        assert target.decimal_places is not None
        exponent = value.as_tuple().exponent
        assert isinstance(exponent, int)
        if -exponent > target.decimal_places:
            raise CellFault(f"the number has {-exponent} decimals; {target.decimal_places} is the most")
        if abs(value) >= 10 ** (target.max_digits - target.decimal_places):
            raise CellFault(
                f"the number is too large; it may have {target.max_digits - target.decimal_places} digits "
                "before the decimals"
            )
        if digits_of(value) > DIGITS:
            raise CellFault(f"the number has more than {DIGITS} digits; write fewer decimals")
    elif isinstance(value, str):
        longest = target.max_length if isinstance(target, db.CharField) else LONGEST_TEXT
        if longest is not None and len(value) > longest:
            raise CellFault(f"the text has {len(value)} characters; {longest} is the most")


def _check_keys(files: PlanFiles, table: Table) -> None:
    """No two rows are the same record."""
    seen: dict[tuple[Value, ...], int] = {}
    for row in files.rows[table.name]:
        if not row.is_sound(*table.key):
            continue
        first = seen.setdefault(table.key_of(row.values), row.line)
        if first != row.line:
            files.fault(row, table.key[0], f"the same record stands on line {first}; keep one of them")


def _check_references(files: PlanFiles, table: Table) -> None:
    """Codes that point to another file are found there."""
    for column in table.columns:
        if not isinstance(column, Code | Codes) or not column.of or column.of in files.unread:
            continue
        key = BY_NAME[column.of].key[0]
        known = {row[key] for row in files.rows[column.of]} | set(files.registered.get(column.of, ()))
        for row in files.rows[table.name]:
            value = row[column.name]
            if not row.is_sound(column.name) or value is None:
                continue
            codes = value if isinstance(value, tuple) else (value,)
            unknown = [str(code) for code in codes if code not in known]
            if unknown:
                files.fault(
                    row,
                    column.name,
                    f"{shown(', '.join(unknown))} is not in {column.of}.csv; correct the code or add it there",
                )
