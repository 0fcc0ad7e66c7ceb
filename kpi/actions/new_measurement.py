"""A measurement on its way into the register, and all that keeps it from being recorded. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from kpi.actions.refusals import Finding
from kpi.rules.period import MONTH, Period, PeriodKind
from kpi.rules.terms import Unit
from kpi.rules.validity import Qualifier, faults_of, period_faults
from kpi.selectors.measurable import Measurable, MeasurableIndicator
from kpi.words.fault_codes import Misfit
from kpi.words.faults import in_words

Cell = tuple[int, int, int | None, Period]
"""The place a measurement fills: the ids of indicator, organisation and category, and the period."""


@dataclass(frozen=True, slots=True)
class NewMeasurement:
    """A measurement to record, with where it comes from. `value` is None where the qualifier says there is none."""

    indicator_id: int
    organisation_id: int
    period: Period
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    comment: str = ""
    printed: str = ""
    document_id: int | None = None
    section: str = ""
    footnote: str = ""
    category_id: int | None = None
    qualifier: Qualifier = Qualifier.EXACT

    @property
    def cell(self) -> Cell:
        """The place it fills."""
        return self.indicator_id, self.organisation_id, self.category_id, self.period

    @property
    def period_kind(self) -> PeriodKind:
        """The kind of its period, which must be one that figures are given for."""
        kind = self.period.kind
        assert kind is not None  # checked before anything is recorded
        return kind


def faults_in(rows: Sequence[NewMeasurement], register: Measurable) -> list[Finding]:
    """Everything that keeps `rows` from being recorded, numbered from 1. Two rows for one cell count against the
    later one."""
    findings: list[Finding] = []
    today = this_month()
    first: dict[Cell, int] = {}
    for place, row in enumerate(rows, start=1):
        for column, fault in _faults_of_row(row, register, today):
            findings.append(Finding(place, column, fault, in_words(fault), _named(row, column, register)))
        earlier = first.setdefault(row.cell, place)
        if earlier != place:
            findings.append(Finding(place, "period", Misfit.TWICE, in_words(Misfit.TWICE), {"row": earlier}))
    return findings


def this_month() -> Period:
    """The month that is now, where the system stands."""
    return Period.of(timezone.localdate(), MONTH)


def misfits(
    indicator: MeasurableIndicator | None, organisation_id: int | None, register: Measurable
) -> Iterator[tuple[str, Misfit]]:
    """Why an indicator and an organisation do not go together, as column and fault. None is one that there is not."""
    if indicator is None:
        yield "kpi", Misfit.KPI_UNKNOWN
    if organisation_id is None:
        yield "organisation", Misfit.ORGANISATION_UNKNOWN
    elif indicator is not None and not register.takes(indicator.id, organisation_id):
        yield "organisation", Misfit.ORGANISATION_NOT_IN_PLAN


def _named(row: NewMeasurement, column: str, register: Measurable) -> dict[str, object]:
    """What a sentence about a row names: the code that stands in the column, and the plans of its indicator."""
    indicator = register.indicators.get(row.indicator_id)
    code: object = row.indicator_id if indicator is None else indicator.code
    if column != "kpi":
        code = register.organisations.get(row.organisation_id, row.organisation_id)
    return {"cell": code, "plans": ", ".join(register.plans_with(row.indicator_id))}


def _faults_of_row(row: NewMeasurement, register: Measurable, today: Period) -> Iterator[tuple[str, str]]:
    indicator = register.indicators.get(row.indicator_id)
    yield from misfits(
        indicator, row.organisation_id if row.organisation_id in register.organisations else None, register
    )
    if row.period.kind is None:
        yield "period", Misfit.PERIOD_NOT_CALENDAR
    for found in period_faults(row.period, today=today):
        yield found.field, found.fault
    if indicator is not None:
        # Where nobody knows the unit, a number must only be one that can be stored.
        for found in faults_of(
            row.value,
            unit=indicator.unit or Unit.NOK,
            numerator=row.numerator,
            denominator=row.denominator,
            below_zero=indicator.below_zero,
            qualifier=row.qualifier,
        ):
            yield found.field, found.fault
