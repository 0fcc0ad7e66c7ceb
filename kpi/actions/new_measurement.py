"""A figure on its way into the register, and everything that keeps it from being recorded. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from kpi.actions.refusals import Finding
from kpi.rules.period import MONTH, Period, PeriodKind
from kpi.rules.validity import faults_of, period_faults
from kpi.selectors.measurable import Measurable, MeasurableKpi
from kpi.words.fault_codes import Misfit
from kpi.words.faults import in_words

Cell = tuple[int, int, Period]

STORED_KINDS = frozenset({PeriodKind.MONTH, PeriodKind.TERTIAL, PeriodKind.YEAR})
"""The kinds of period that the table of measurements has room for."""


@dataclass(frozen=True, slots=True)
class NewMeasurement:
    """A figure to record, with where it comes from."""

    kpi_id: int
    organisation_id: int
    period: Period
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    comment: str = ""
    printed: str = ""
    document_id: int | None = None
    section: str = ""
    footnote: str = ""

    @property
    def cell(self) -> Cell:
        """The place it fills: KPI, organisation and period."""
        return self.kpi_id, self.organisation_id, self.period


def faults_in(rows: Sequence[NewMeasurement], register: Measurable) -> list[Finding]:
    """Everything that keeps `rows` from being recorded, numbered from 1. Two rows for one cell count against the
    later one."""
    findings: list[Finding] = []
    today = this_month()
    first: dict[Cell, int] = {}
    for place, row in enumerate(rows, start=1):
        for column, fault in _faults_of_row(row, register, today):
            id_ = row.kpi_id if column == "kpi" else row.organisation_id
            findings.append(Finding(place, column, fault, in_words(fault), {"cell": id_}))
        earlier = first.setdefault(row.cell, place)
        if earlier != place:
            findings.append(Finding(place, "period", Misfit.TWICE, in_words(Misfit.TWICE), {"row": earlier}))
    return findings


def this_month() -> Period:
    """The month that is now, where the system stands."""
    return Period.of(timezone.localdate(), MONTH)


def misfits(
    kpi: MeasurableKpi | None, organisation_id: int | None, register: Measurable
) -> Iterator[tuple[str, Misfit]]:
    """Why a KPI and an organisation do not go together, as column and fault. None is one that there is not."""
    if kpi is None:
        yield "kpi", Misfit.KPI_UNKNOWN
    elif kpi.unit is None or not kpi.takes_measurements:
        yield "kpi", Misfit.KPI_NOT_MEASURED
    if organisation_id is None:
        yield "organisation", Misfit.ORGANISATION_UNKNOWN
    elif kpi is not None and not register.holds(kpi, organisation_id):
        yield "organisation", Misfit.ORGANISATION_NOT_IN_PLAN


def _faults_of_row(row: NewMeasurement, register: Measurable, today: Period) -> Iterator[tuple[str, str]]:
    kpi = register.kpis.get(row.kpi_id)
    yield from misfits(
        kpi, row.organisation_id if row.organisation_id in register.organisations else None, register
    )
    if row.period.kind not in STORED_KINDS:
        yield "period", Misfit.PERIOD_NOT_CALENDAR
    for found in period_faults(row.period, today=today):
        yield found.field, found.fault
    if kpi is not None and kpi.unit is not None:
        for found in faults_of(
            row.value, unit=kpi.unit, numerator=row.numerator, denominator=row.denominator
        ):
            yield found.field, found.fault
