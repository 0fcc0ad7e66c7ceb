"""From a file's rows to figures that can be recorded, with every fault found on the way. Nothing is written here.

The same reading serves the command, the reports' own figures and pages where files are uploaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import BinaryIO

from kpi.actions.new_measurement import this_month
from kpi.files.characters import odd_characters
from kpi.files.figures import FigureReader, Figures
from kpi.files.lines import Cell, ErrorCell, Line, in_short, is_blank
from kpi.files.lookup import Absent, Lookup
from kpi.files.table import SheetFinding, Table, read_tables
from kpi.files.text_cell import as_code, as_period_text, as_text, is_storable
from kpi.rules.correction import LONGEST_TEXT
from kpi.rules.period import Period, PeriodError
from kpi.rules.terms import Qualifier
from kpi.rules.validity import period_faults
from kpi.selectors.measurable import MeasurableIndicator
from kpi.words.fault_codes import HeaderFault, Misfit, RowFault
from kpi.words.faults import in_words
from kpi.words.findings import Finding

REQUIRED = ("kpi", "organisation", "period", "value")
OPTIONAL = ("numerator", "denominator", "comment", "plan", "category", "qualifier")
PRINTED = ("printed", "place", "counts", "note", "document", "section", "footnote")
"""Columns of figures that are taken from a document."""

ROOM = {"comment": LONGEST_TEXT, "printed": 120, "place": 120, "note": 2000, "section": 60, "footnote": 60}
"""How many characters there is room for."""

CellKey = tuple[int, int, int | None, Period]


@dataclass(frozen=True, slots=True)
class ReadMeasurement:
    """A figure as a sound row gives it, with ids for codes, and where it stands in the file."""

    line: int
    sheet: str
    indicator_id: int
    organisation_id: int
    category_id: int | None
    period: Period
    value: Decimal | None
    qualifier: Qualifier = Qualifier.EXACT
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    comment: str = ""
    printed: str = ""
    document_id: int | None = None
    section: str = ""
    footnote: str = ""
    place: str = ""
    note: str = ""
    counts: bool = True


@dataclass(slots=True)
class ReadFile:
    """What a file holds: the figures of its sound rows, all faults of the others, and the names of sheets that hold no
    table and were passed over."""

    rows: list[ReadMeasurement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unread: Sequence[str] = ()


def read_measurements(file: BinaryIO, codes: Lookup, *, optional: Sequence[str] = OPTIONAL) -> ReadFile:
    """The figures in a CSV or XLSX file. Raises UnreadableFile when it cannot be read at all.

    `codes` says what the codes mean, `optional` which columns may be there beside the required ones.
    """
    found = read_tables(file, required=REQUIRED, optional=optional)
    result = ReadFile(unread=found.unread)
    result.findings.extend(_of_sheet(finding) for finding in found.findings)
    first: dict[CellKey, str] = {}
    for table in found.tables:
        _Reader(table, codes, (*REQUIRED, *optional), first, result, several=len(found.tables) > 1).read()
    return result


def _of_sheet(finding: SheetFinding) -> Finding:
    """A finding about a sheet stands in the column that comes first, as it is of none."""
    values = {"sheet": in_short(finding.sheet), **finding.values}
    return Finding(
        finding.line, REQUIRED[0], finding.fault, in_words(finding.fault), values, sheet=finding.sheet
    )


class _Reader:
    """Goes through a table line by line and adds figures and faults to a file's result."""

    def __init__(
        self,
        table: Table,
        codes: Lookup,
        columns: Sequence[str],
        first: dict[CellKey, str],
        result: ReadFile,
        *,
        several: bool,
    ) -> None:
        self.table = table
        self.codes = codes
        self.columns = columns
        self.today = this_month()
        self.first = first
        self.result = result
        self.sheet = table.sheet if several else ""

    def read(self) -> None:
        """Read the whole table."""
        for found in self.table.findings:
            names = {"columns": ", ".join(self.columns)} if found.fault == HeaderFault.COLUMN_UNKNOWN else {}
            self._add(self.table.header.number, found.column, found.fault, **names)
        if all(name in self.table.columns for name in REQUIRED):
            for line in self.table.lines:
                # What is hidden is one finding for the whole sheet.
                if not line.hidden:
                    self._read_line(line)

    def _read_line(self, line: Line) -> None:
        before = len(self.result.findings)
        read = self._row(line, before)
        self.result.findings[before:] = sorted(self.result.findings[before:], key=self._place)
        if read is not None:
            self.result.rows.append(read)

    def _place(self, finding: Finding) -> int:
        return self.columns.index(finding.column) if finding.column in self.columns else len(self.columns)

    def _row(self, line: Line, before: int) -> ReadMeasurement | None:
        """The row's figure, or None with findings."""
        indicator = self._indicator(line)
        organisation = self._organisation(line, indicator)
        category = self._category(line)
        period = self._period(line)
        figures = self._figures(line, indicator)
        texts = {name: self._text(line, name) for name in ROOM}
        document = self._document(line)
        place = self.table.beside(line)
        if place is not None:
            self._add(line.number, str(place), RowFault.BESIDE_THE_COLUMNS, place=place)
        if indicator is None or organisation is None or period is None:
            return None
        counts = self._counts(line)
        if counts:
            here = f"{line.number} ({self.sheet})" if self.sheet else str(line.number)
            earlier = self.first.setdefault((indicator.id, organisation, category, period), here)
            if earlier != here:
                self._add(line.number, "period", Misfit.TWICE, row=earlier)
        if len(self.result.findings) > before:
            return None
        return ReadMeasurement(
            line=line.number,
            sheet=self.sheet,
            indicator_id=indicator.id,
            organisation_id=organisation,
            category_id=category,
            period=period,
            value=figures.value,
            qualifier=figures.qualifier,
            numerator=figures.numerator,
            denominator=figures.denominator,
            document_id=document,
            counts=counts,
            **texts,
        )

    def _indicator(self, line: Line) -> MeasurableIndicator | None:
        code = self._code(line, "kpi")
        if code is None:
            return None
        plan = self._code(line, "plan") or ""
        found = self.codes.indicator(code, plan)
        if isinstance(found, Absent):
            self._unknown(line, found.column, found.fault, **found.values)
            return None
        if found is None:
            self._unknown(line, "kpi", Misfit.KPI_UNKNOWN)
        return found

    def _organisation(self, line: Line, indicator: MeasurableIndicator | None) -> int | None:
        code = self._code(line, "organisation")
        organisation = None if code is None else self.codes.organisation(code)
        if code is not None and organisation is None:
            self._unknown(line, "organisation", Misfit.ORGANISATION_UNKNOWN)
        for column, fault in self.codes.misfits(indicator, organisation):
            if indicator is not None and fault not in (Misfit.KPI_UNKNOWN, Misfit.ORGANISATION_UNKNOWN):
                self._unknown(line, column, fault, plans=", ".join(self.codes.plans_with(indicator.id)))
        return organisation

    def _category(self, line: Line) -> int | None:
        code = self._code(line, "category")
        if not code:
            return None
        category = self.codes.category(code)
        if category is None:
            self._unknown(line, "category", Misfit.CATEGORY_UNKNOWN)
        return category

    def _document(self, line: Line) -> int | None:
        code = self._code(line, "document")
        if not code:
            return None
        document = self.codes.document(code)
        if document is None:
            self._unknown(line, "document", Misfit.DOCUMENT_UNKNOWN)
        return document

    def _code(self, line: Line, column: str) -> str | None:
        """The code in a cell; None for an empty one, which is a fault where the column is required."""
        cell = self._cell(line, column)
        if isinstance(cell, ErrorCell):
            self._add(line.number, column, cell.fault, cell=in_short(cell))
            return None
        if not is_blank(cell):
            return as_code(cell)
        if column in REQUIRED:
            self._add(line.number, column, RowFault.BLANK)
        return None

    def _period(self, line: Line) -> Period | None:
        cell = self._cell(line, "period")
        if is_blank(cell):
            self._add(line.number, "period", RowFault.BLANK)
            return None
        if isinstance(cell, ErrorCell):
            self._add(line.number, "period", cell.fault, cell=in_short(cell))
            return None
        try:
            period = Period.parse(as_period_text(cell))
        except PeriodError:
            self._add(line.number, "period", RowFault.NOT_A_PERIOD, cell=in_short(as_text(cell)))
            return None
        for found in period_faults(period, today=self.today):
            self._add(line.number, found.field, found.fault)
        return period

    def _figures(self, line: Line, indicator: MeasurableIndicator | None) -> Figures:
        """Value, numerator, denominator and qualifier, with their faults."""
        reader = FigureReader(
            unit=indicator.unit if indicator else None,
            below_zero=indicator is not None and indicator.below_zero,
            with_qualifier="qualifier" in self.table.columns,
        )
        figures = reader.read(
            {name: self._cell(line, name) for name in ("value", "numerator", "denominator", "qualifier")}
        )
        for column, fault, values in reader.faults:
            self._add(line.number, column, fault, **values)
        return figures

    def _counts(self, line: Line) -> bool:
        """Whether the figure is the one of its cell that counts: yes, unless the row says no."""
        cell = self._cell(line, "counts")
        text = as_text(cell).lower()
        if text not in ("", "yes", "no"):
            self._add(line.number, "counts", RowFault.NOT_YES_OR_NO, cell=in_short(cell))
        return text != "no"

    def _text(self, line: Line, column: str) -> str:
        cell = self._cell(line, column)
        if isinstance(cell, ErrorCell):
            self._add(line.number, column, cell.fault, cell=in_short(cell))
            return ""
        text = as_text(cell)
        if len(text) > ROOM[column]:
            self._add(line.number, column, RowFault.TOO_LONG, most=ROOM[column])
        if not is_storable(text):
            self._add(line.number, column, RowFault.UNPRINTABLE)
        return text

    def _cell(self, line: Line, column: str) -> Cell:
        return line.cell(self.table.columns.get(column))

    def _unknown(self, line: Line, column: str, fault: str, /, **values: object) -> None:
        """A code that is not there, with the names of the characters in it that look like others."""
        cell = self._cell(line, column)
        shown, odd = in_short(cell), odd_characters(in_short(as_code(cell)))
        self._add(line.number, column, fault, **{**values, "cell": f"{shown} – {odd}" if odd else shown})

    def _add(self, line: int, column: str, fault: str, /, **values: object) -> None:
        self.result.findings.append(Finding(line, column, fault, in_words(fault), values, sheet=self.sheet))
