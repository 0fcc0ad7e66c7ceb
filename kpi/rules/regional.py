"""The region's value from its trusts' figures (docs/status-rules.md, "The region's value"). No ambitions here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpi.rules.figure import Figure, Reading, YearSums, reading_of, total
from kpi.rules.period import YEAR, Period
from kpi.rules.terms import Aggregation, OverTime, Unit

Span = tuple[int, int]
"""A period as its last month and its length: what periods are ordered and looked up by, many times a page."""


@dataclass(frozen=True, slots=True)
class RegionalReading:
    """The region's value for one period.

    `missing` names the trusts without a figure for exactly this period. `reported` is True when the region's own
    figure counts; `calculated` is then what the trusts' figures would have given (None without any).
    """

    period: Period
    value: Fraction
    parts: Mapping[str, Reading]
    missing: tuple[str, ...] = ()
    unweighted: bool = False
    reported: Reading | None = None
    calculated: Fraction | None = None

    @property
    def approved(self) -> bool:
        if self.reported is not None:
            return self.reported.approved
        return all(reading.approved for reading in self.parts.values())


class RegionalSeries:
    """All that the trusts and the region have reported on one KPI, asked period by period."""

    def __init__(
        self,
        trusts: Mapping[str, Sequence[Figure]],
        own: Sequence[Figure],
        *,
        aggregation: Aggregation,
        over_time: OverTime,
        unit: Unit,
    ) -> None:
        self._codes = tuple(trusts)
        self._aggregation = aggregation
        self._unit = unit
        lookup = _Years if over_time == OverTime.YEAR_SUM else _Levels
        self._trusts = {code: lookup(figures) for code, figures in trusts.items()}
        self._own = lookup(own)

    def latest(self, *, before: int | None = None) -> RegionalReading | None:
        """The value for the latest period end at which a trust or the region has a figure, of equal ends the
        longer period; with `before`, only periods that end before that month. None when nobody has one."""
        for end, months in sorted(self._candidates(), reverse=True):
            if (before is None or end < before) and (reading := self._at(end, months)) is not None:
                return reading
        return None

    def first_complete(self, *, since: int | None) -> RegionalReading | None:
        """The first value with no trust missing whose period starts in month `since` or later."""
        for end, months in sorted(self._candidates(), key=lambda span: (span[0], -span[1])):
            if since is not None and end - months + 1 < since:
                continue
            reading = self._at(end, months)
            if reading is not None and not reading.missing:
                return reading
        return None

    def at(self, period: Period) -> RegionalReading | None:
        """The value for exactly this period; None when nobody has one."""
        return self._at(period.end, period.months)

    def _candidates(self) -> set[Span]:
        return self._own.candidates().union(*(held.candidates() for held in self._trusts.values()))

    def _at(self, end: int, months: int) -> RegionalReading | None:
        period = Period.ending(end, months)
        found = {code: self._trusts[code].at(end, months) for code in self._codes}
        parts = {code: reading for code, reading in found.items() if reading is not None}
        reported = self._own.at(end, months)
        calculated, unweighted = None, False
        if parts:
            calculated, unweighted = combine(list(parts.values()), self._aggregation, self._unit)
        if reported is not None:
            return RegionalReading(period, reported.value, parts, (), False, reported, calculated)
        if calculated is None:
            return None
        missing = tuple(code for code in self._codes if code not in parts)
        return RegionalReading(period, calculated, parts, missing, unweighted)


class _Levels:
    """One organisation's figures by period."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures: dict[Span, Figure] = {}
        for figure in figures:
            period = figure.period
            self._figures[period.end, period.months] = figure

    def candidates(self) -> set[Span]:
        return set(self._figures)

    def at(self, end: int, months: int) -> Reading | None:
        figure = self._figures.get((end, months))
        return None if figure is None else reading_of(figure)


class _Years:
    """One organisation's whole years by period; each is put together when asked for, since most never are."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._years = YearSums(figures)

    def candidates(self) -> set[Span]:
        return {(end, YEAR) for end in self._years.ends}

    def at(self, end: int, months: int) -> Reading | None:
        return self._years.at(end)


def combine(readings: Sequence[Reading], aggregation: Aggregation, unit: Unit) -> tuple[Fraction, bool]:
    """The common value of several readings, and whether it is a plain mean for want of denominators.

    Sums are added. Shares and averages are weighted by the denominators when all have them; where numerators are
    given too they are pooled, so that rounding in the printed values does not matter.
    Example: 50 of 100 and 10 of 50 are 40 %, not the plain mean of 50 % and 20 %.
    """
    if aggregation == Aggregation.SUM:
        return total(reading.value for reading in readings), False
    weighted = _weighted([part for reading in readings for part in reading.parts], unit)
    if weighted is not None:
        return weighted, False
    return total(reading.value for reading in readings) / len(readings), True


def _weighted(figures: Sequence[Figure], unit: Unit) -> Fraction | None:
    weights = [figure.denominator for figure in figures if figure.denominator]
    if len(weights) < len(figures) or min(weights) < 0:
        return None
    numerators = [figure.numerator for figure in figures if figure.numerator is not None]
    if len(numerators) == len(figures):
        return total(numerators) / total(weights) * (100 if unit == Unit.PERCENT else 1)
    products = (Fraction(f.value) * Fraction(w) for f, w in zip(figures, weights, strict=True))
    return total(products) / total(weights)
