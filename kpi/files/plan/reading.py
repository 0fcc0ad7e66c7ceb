"""From a plan's folder to rows of values: files, header, cells, references.

What rows mean together is checked elsewhere.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from django.core.exceptions import FieldDoesNotExist
from django.db import models as db

from kpi.files.plan.columns import CellFault, Code, Codes, Column, Value
from kpi.files.plan.findings import Finding, shown
from kpi.files.plan.table import Table
from kpi.files.plan.tables import BY_NAME, TABLES

SEPARATOR = ";"
LARGEST_FILE = 5 * 1024 * 1024
LONGEST_TEXT = 20_000
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
        """Whether these cells could be read and say something that holds so far."""
        return self.broken.isdisjoint(columns)


@dataclass(slots=True)
class PlanFiles:
    """All that a plan's folder holds, with the findings so far. Rows are in the file's order."""

    folder: Path
    registered: Mapping[str, Mapping[Value, Mapping[str, Value]]] = field(default_factory=dict)
    """What plans share and the register holds already: table name to code to values. Rows may refer to it."""
    rows: dict[str, list[Row]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def file(self, table: Table) -> str:
        """How messages name a file."""
        return f"{self.folder.name}/{table.file}"

    def fault(self, row: Row, column: str, reason: str) -> None:
        """Note that a cell does not hold; later checks leave it out."""
        row.broken.add(column)
        self.findings.append(Finding(self.file(row.table), reason, row.record, row.line, column))

    def missing(self, name: str, record: str, column: str, reason: str) -> None:
        """Note that a record is not there."""
        self.findings.append(Finding(self.file(BY_NAME[name]), reason, record, None, column))


def read_plan_files(
    folder: Path, registered: Mapping[str, Mapping[Value, Mapping[str, Value]]] | None = None
) -> PlanFiles:
    """Read every file of the plan in `folder`, with all that is wrong file by file and cell by cell.

    `registered` is what the register holds of the tables that plans share: table name to code to values.
    """
    files = PlanFiles(folder, registered or {})
    for table in TABLES:
        files.rows[table.name] = list(_rows(files, table))
    for table in TABLES:
        _check_keys(files, table)
    for table in TABLES:
        _check_references(files, table)
    return files


def _rows(files: PlanFiles, table: Table) -> Iterator[Row]:
    text = _text(files, table)
    if text is None:
        if not table.optional or (files.folder / table.file).exists():
            files.unread.add(table.name)
        return
    records = _records(files, table, text)
    header = next(records, None)
    places = _places(files, table, header[1]) if header else None
    if places is None:
        files.unread.add(table.name)
        return
    count = 0
    for line, cells in records:
        count += 1
        yield _row(files, table, line, cells, places)
    if count < table.rows_needed:
        files.unread.add(table.name)
        _file_fault(files, table, "there are no rows under the header; write at least one")
    elif table.one_row and count > 1:
        _file_fault(files, table, f"there are {count} rows; a folder holds one plan, so keep one")


def _file_fault(files: PlanFiles, table: Table, reason: str, line: int | None = None) -> None:
    record = "" if line is None else f"on line {line}"
    files.findings.append(Finding(files.file(table), reason, record))


def _text(files: PlanFiles, table: Table) -> str | None:
    """The file's text, or None with a finding."""
    path = files.folder / table.file
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            _file_fault(
                files,
                table,
                f"the file has {size} bytes; a plan's file may have {LARGEST_FILE}, so check that it is the right one",
            )
            return None
        data = path.read_bytes()
    except FileNotFoundError:
        if table.optional:
            return None
        _file_fault(files, table, f"the file is missing; add {table.file} to the plan's folder")
        return None
    except OSError as error:
        _file_fault(files, table, f"the file cannot be read ({error.strerror}); see to its rights and kind")
        return None
    reason = ""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = data[: error.start].count(b"\n") + 1
        text, reason = "", f"the file is not UTF-8 text (line {place}); save it as CSV in UTF-8"
    if "\0" in text or data.startswith(b"PK\x03\x04"):
        reason = "the file is not a text file; save it as CSV in UTF-8"
    elif not reason and not text.strip():
        reason = f"the file is empty; its first line must be {SEPARATOR.join(table.column_names)}"
    if reason:
        _file_fault(files, table, reason)
        return None
    return text


def _records(files: PlanFiles, table: Table, text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold anything, each with its number; cells are trimmed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATOR, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            _file_fault(
                files,
                table,
                f"the line cannot be divided into cells ({error}); check its quotation marks",
                line,
            )
            files.unread.add(table.name)
            return
        cells = [cell.strip() for cell in cells]
        if any(cells):
            yield line, cells


def _places(files: PlanFiles, table: Table, header: list[str]) -> list[str] | None:
    """The column each cell belongs to, or None with findings when the header does not hold."""
    while header and not header[-1]:
        header = header[:-1]
    if len(header) == 1 and len(table.columns) > 1:
        _file_fault(
            files,
            table,
            f"the columns are not separated by semicolons; the first line must be "
            f"{SEPARATOR.join(table.column_names)}",
        )
        return None
    faults = [
        Finding(files.file(table), f"the column is missing; add {name} to the first line", HEADER, 1, name)
        for name in table.column_names
        if name not in header
    ]
    faults += [
        Finding(
            files.file(table),
            f"{shown(name)} is not a column of this file; remove it or correct its name",
            HEADER,
            1,
            shown(name)[1:-1] or "without a name",
        )
        for name in header
        if name not in table.column_names
    ]
    faults += [
        Finding(files.file(table), "the column stands twice; keep one", HEADER, 1, name)
        for name in table.column_names
        if header.count(name) > 1
    ]
    files.findings.extend(faults)
    return None if faults else header


def _row(files: PlanFiles, table: Table, line: int, cells: list[str], places: list[str]) -> Row:
    raw = dict(zip(places, cells, strict=False))
    row = Row(table, line, _record(table, raw), {})
    extra = [cell for cell in cells[len(places) :] if cell]
    if extra or len(cells) < len(places):
        # Which cell belongs where is not known, so nothing in the row is read.
        row.broken.update(table.column_names)
        row.values.update((column.name, column.empty) for column in table.columns)
        files.findings.append(
            Finding(
                files.file(table),
                f"the line has {len(cells)} cells where the header has {len(places)}; "
                "write one for each column, and put quotation marks around a text that holds a semicolon",
                row.record,
                line,
            )
        )
        return row
    for column in table.columns:
        cell = raw[column.name]
        row.values[column.name] = column.empty
        if not cell:
            if column.required:
                files.fault(row, column.name, "the cell is empty; it must be filled in")
            continue
        try:
            value = column.read(cell)
            _check_size(table, column, value)
        except CellFault as fault:
            files.fault(row, column.name, str(fault))
        else:
            row.values[column.name] = value
    return row


def _record(table: Table, raw: dict[str, str]) -> str:
    """The record's key as messages show it."""
    filled: dict[str, Value] = {name: raw.get(name, "") for name in table.column_names}
    parts = [
        str(filled[name])
        for name in table.key
        if filled[name] not in ("", table.unsaid) and table.in_key(filled, name)
    ]
    return shown("/".join(parts))[1:-1] if parts else "without a key"


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
        if value >= 10 ** (target.max_digits - target.decimal_places):
            raise CellFault(
                f"the number is too large; it may have {target.max_digits - target.decimal_places} digits "
                "before the decimals"
            )
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
