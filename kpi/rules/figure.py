"""Measured figures, and which of them is judged. No ambitions and no colours here."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kpi.rules.period import YEAR, Period
from kpi.rules.terms import OverTime


@dataclass(frozen=True, slots=True)
class Figure:
    """One value that is in force for a KPI, an organisation and a period.

    `value` is in the KPI's unit (percent as 0-100). `ref` lets the caller find the record again.
    """

    period: Period
    value: Decimal | Fraction | int
    numerator: Decimal | Fraction | int | None = None
    denominator: Decimal | Fraction | int | None = None
    approved: bool = True
    ref: Hashable = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The figure that is judged: one figure, or the sum of those that make up a whole year."""

    period: Period
    value: Fraction
    parts: tuple[Figure, ...]

    @property
    def approved(self) -> bool:
        return all(part.approved for part in self.parts)


def total(values: Iterable[Decimal | Fraction | int]) -> Fraction:
    """The exact sum. Those with a common denominator are added as whole numbers, which is many times faster than adding
    fractions: a page sums thousands of months. Example: 212, 213 and 213.5 are 1277/2."""
    sums: dict[int, int] = {}
    for value in values:
        above, below = value.as_integer_ratio()
        sums[below] = sums.get(below, 0) + above
    return sum((Fraction(above, below) for below, above in sums.items()), Fraction(0))


def visible(figures: Iterable[Figure], *, until: int, preliminary: bool = False) -> list[Figure]:
    """The figures that end in month `until` or before. Those not approved only when asked for, and then
    in the place of an approved one for the same period, since they are its proposed correction."""
    if not preliminary:
        return [figure for figure in figures if figure.approved and figure.period.end <= until]
    by_period: dict[Period, Figure] = {}
    for figure in figures:
        if figure.period.end <= until:
            held = by_period.get(figure.period)
            if held is None or held.approved:
                by_period[figure.period] = figure
    return list(by_period.values())


class YearSums:
    """The whole years that a set of figures can make up: twelve months without gap or overlap.

    A year is put together from its end backwards, longest period first: of a tertial's figure and its four
    months' figures the tertial's is used.
    """

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._ending: dict[int, list[Figure]] = {}
        for figure in figures:
            self._ending.setdefault(figure.period.end, []).append(figure)
        for ending in self._ending.values():
            ending.sort(key=lambda figure: -figure.period.months)

    @property
    def ends(self) -> list[int]:
        """The months in which a figure ends, in time order."""
        return sorted(self._ending)

    def at(self, end: int) -> Reading | None:
        """The whole year whose last month is `end`, or None when its months are not all covered.

        Example: tertials of 212, 213 and 213 give 638 for the year; two of them give None.
        """
        parts = self._cover(end, end - YEAR + 1)
        if parts is None:
            return None
        parts = parts[::-1]
        return Reading(Period.ending(end, YEAR), total(part.value for part in parts), tuple(parts))

    def _cover(self, end: int, start: int) -> list[Figure] | None:
        """Figures that cover the months from `start` to `end`, the last one first."""
        if end < start:
            return []
        for figure in self._ending.get(end, ()):
            if figure.period.start >= start:
                rest = self._cover(figure.period.start - 1, start)
                if rest is not None:
                    return [figure, *rest]
        return None


def latest_reading(figures: Sequence[Figure], over_time: OverTime) -> Reading | None:
    """The figure to judge among visible ones: the latest end, of equal ends the longer period; for yearly sums
    the latest whole year that can be made up. None when there is none."""
    if over_time == OverTime.YEAR_SUM:
        years = YearSums(figures)
        return next((year for end in reversed(years.ends) if (year := years.at(end))), None)
    if not figures:
        return None
    return reading_of(max(figures, key=lambda figure: (figure.period.end, figure.period.months)))


def first_reading(figures: Sequence[Figure], over_time: OverTime, *, since: int | None) -> Reading | None:
    """The first figure whose period starts in month `since` (go-live) or later: the earliest end, of equal ends the
    longer; for yearly sums the first whole year. `since` None means that any figure will do."""
    later = [figure for figure in figures if since is None or figure.period.start >= since]
    if over_time == OverTime.YEAR_SUM:
        years = YearSums(later)
        return next((year for end in years.ends if (year := years.at(end))), None)
    if not later:
        return None
    return reading_of(min(later, key=lambda figure: (figure.period.end, -figure.period.months)))


def previous_reading(figures: Sequence[Figure], over_time: OverTime, current: Reading) -> Reading | None:
    """The reading before `current` that shares no month with it."""
    return latest_reading(
        [figure for figure in figures if figure.period.end < current.period.start], over_time
    )


def reading_of(figure: Figure) -> Reading:
    """One figure as the reading that is judged."""
    return Reading(figure.period, Fraction(figure.value), (figure,))
