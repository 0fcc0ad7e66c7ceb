"""From a file's rows to figures that can be recorded, with every fault found on the way. Nothing is written here.

The same reading serves the command, the reports' own figures and pages where files are handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import BinaryIO, TypeVar

from kpi.actions.new_measurement import STORED_KINDS, NewMeasurement, misfits, this_month
from kpi.actions.refusals import Finding
from kpi.files.lines import Cell, ErrorCell, Line, in_short, is_blank
from kpi.files.number import UnreadableCell, read_number
from kpi.files.table import Table, read_table
from kpi.files.text_cell import as_period_text, as_text, is_storable
from kpi.rules.period import Period, PeriodError
from kpi.rules.terms import Unit
from kpi.rules.validity import faults_of, period_faults
from kpi.selectors.measurable import Measurable, MeasurableKpi
from kpi.words.fault_codes import CellFault, Misfit, RowFault
from kpi.words.faults import in_words

REQUIRED = ("kpi", "organisation", "period", "value")
OPTIONAL = ("numerator", "denominator", "comment")
PRINTED = ("printed", "document", "section", "footnote")
"""Columns of figures that are taken from a report."""

ROOM = {"comment": 2000, "printed": 120, "section": 60, "footnote": 60}
"""How many characters there is room for."""


T = TypeVar("T")


@dataclass(slots=True)
class ReadFile:
    """What a file holds: the figures of its sound rows with the lines they stand on, and all faults of the others."""

    rows: list[NewMeasurement] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_measurements(
    file: BinaryIO,
    register: Measurable,
    *,
    documents: Mapping[str, int] | None = None,
) -> ReadFile:
    """The figures in a CSV or XLSX file. Raises UnreadableFile when it cannot be read at all.

    `documents`, code to id, is given where rows name the document they are taken from.
    """
    optional = OPTIONAL if documents is None else OPTIONAL + PRINTED
    table = read_table(file, required=REQUIRED, optional=optional)
    reader = _Reader(table, register, documents or {}, REQUIRED + optional)
    reader.read()
    return reader.result


class _Reader:
    """Goes through a table line by line and gathers figures and faults."""

    def __init__(
        self, table: Table, register: Measurable, documents: Mapping[str, int], columns: Sequence[str]
    ) -> None:
        self.table = table
        self.register = register
        self.documents = documents
        self.kpis = register.kpis_by_code()
        self.organisations = register.organisations_by_code()
        self.columns = columns
        self.today = this_month()
        self.first: dict[tuple[int, int, Period], int] = {}
        self.result = ReadFile()

    def read(self) -> None:
        for found in self.table.findings:
            names = {"columns": ", ".join(self.columns)}
            self._add(self.table.header.number, found.column, found.fault, **names)
        if all(name in self.table.columns for name in REQUIRED):
            for line in self.table.lines:
                self._read_line(line)

    def _read_line(self, line: Line) -> None:
        before = len(self.result.findings)
        self._gather(line, before)
        self.result.findings[before:] = sorted(self.result.findings[before:], key=self._place)

    def _place(self, finding: Finding) -> int:
        return self.columns.index(finding.column) if finding.column in self.columns else len(self.columns)

    def _gather(self, line: Line, before: int) -> None:
        kpi = self._kpi(line)
        organisation = self._code(line, "organisation", self.organisations)
        for column, fault in misfits(kpi, organisation, self.register):
            if not is_blank(self._cell(line, column)):
                self._add(line.number, column, fault, cell=in_short(self._cell(line, column)))
        period = self._period(line)
        numbers = self._numbers(line, kpi)
        texts = {name: self._text(line, name) for name in ROOM}
        document = self._document(line)
        place = self.table.beside(line)
        if place is not None:
            self._add(line.number, str(place), RowFault.BESIDE_THE_COLUMNS, place=place)
        if kpi is None or organisation is None or period is None:
            return
        earlier = self.first.setdefault((kpi.id, organisation, period), line.number)
        if earlier != line.number:
            self._add(line.number, "period", Misfit.TWICE, row=earlier)
        value = numbers["value"]
        if value is None or len(self.result.findings) > before:
            return
        self.result.rows.append(
            NewMeasurement(
                kpi_id=kpi.id,
                organisation_id=organisation,
                period=period,
                value=value,
                numerator=numbers["numerator"],
                denominator=numbers["denominator"],
                document_id=document,
                **texts,
            )
        )
        self.result.lines.append(line.number)

    def _kpi(self, line: Line) -> MeasurableKpi | None:
        return self._code(line, "kpi", self.kpis)

    def _code(self, line: Line, column: str, known: Mapping[str, T]) -> T | None:
        cell = self._cell(line, column)
        if is_blank(cell):
            self._add(line.number, column, RowFault.BLANK)
            return None
        return known.get(as_text(cell))

    def _period(self, line: Line) -> Period | None:
        cell = self._cell(line, "period")
        if is_blank(cell):
            self._add(line.number, "period", RowFault.BLANK)
            return None
        period = _period_of(as_period_text(cell))
        if period is None:
            self._add(line.number, "period", RowFault.NOT_A_PERIOD, cell=in_short(cell))
            return None
        for found in period_faults(period, today=self.today):
            self._add(line.number, found.field, found.fault)
        return period

    def _numbers(self, line: Line, kpi: MeasurableKpi | None) -> dict[str, Decimal | None]:
        """Value, numerator and denominator, each checked by itself, and together where all can be read."""
        unit = kpi.unit if kpi else None
        read: dict[str, Decimal | None] = {}
        faulty = False
        for column in ("value", "numerator", "denominator"):
            cell = self._cell(line, column)
            read[column] = None
            if is_blank(cell):
                if column == "value":
                    self._add(line.number, column, RowFault.BLANK)
                    faulty = True
                continue
            try:
                number = read_number(cell)
            except UnreadableCell as error:
                self._add(line.number, column, error.fault, cell=in_short(cell))
                faulty = True
                continue
            if number.percent and (column != "value" or unit not in (Unit.PERCENT, None)):
                self._add(line.number, column, RowFault.PERCENT_SIGN)
                faulty = True
            read[column] = number.value
        if read["value"] is None or unit is None or faulty:
            for column, number_ in read.items():
                # A unit that asks nothing more of a number than that it can be stored.
                for found in faults_of(number_, unit=Unit.NOK) if number_ is not None else ():
                    self._add(line.number, column, found.fault)
            return read
        for found in faults_of(
            read["value"], unit=unit, numerator=read["numerator"], denominator=read["denominator"]
        ):
            self._add(line.number, found.field, found.fault)
        return read

    def _text(self, line: Line, column: str) -> str:
        cell = self._cell(line, column)
        if isinstance(cell, ErrorCell):
            self._add(line.number, column, CellFault.ERROR_IN_CELL, cell=in_short(cell))
            return ""
        text = as_text(cell)
        if len(text) > ROOM[column]:
            self._add(line.number, column, RowFault.TOO_LONG, most=ROOM[column])
        if not is_storable(text):
            self._add(line.number, column, RowFault.UNPRINTABLE)
        return text

    def _document(self, line: Line) -> int | None:
        cell = self._cell(line, "document")
        if is_blank(cell):
            return None
        document = self.documents.get(as_text(cell))
        if document is None:
            self._add(line.number, "document", Misfit.DOCUMENT_UNKNOWN, cell=in_short(cell))
        return document

    def _cell(self, line: Line, column: str) -> Cell:
        return line.cell(self.table.columns.get(column))

    def _add(self, line: int, column: str, fault: str, /, **values: object) -> None:
        self.result.findings.append(Finding(line, column, fault, in_words(fault), values))


def _period_of(text: str) -> Period | None:
    """The period that a cell names, of a kind that can be stored; else None."""
    try:
        period = Period.parse(text)
    except PeriodError:
        return None
    return period if period.kind in STORED_KINDS else None
