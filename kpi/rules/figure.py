"""Measured figures, and which of them is judged. No ambitions and no colours here."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kpi.rules.period import HALF_YEAR, QUARTER, YEAR, Period, PeriodKind
from kpi.rules.terms import JUDGED_QUALIFIERS, Qualifier

JUDGED_KINDS = frozenset({PeriodKind.MONTH, PeriodKind.TERTIAL, PeriodKind.YEAR})
REPORTED_KINDS = {QUARTER: PeriodKind.QUARTER, HALF_YEAR: PeriodKind.HALF_YEAR}
"""Kinds of period that are judged only where the KPI is reported by them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value that is in force for a KPI, an organisation and a period.

    `value` is in the KPI's unit (percent as 0-100); for `less_than` and `more_than` it is the bound. What has no
    value (not published, suppressed, a text) is no Figure. `ref` lets the caller find the record again.
    """

    period: Period
    value: Decimal | Fraction | int
    numerator: Decimal | Fraction | int | None = None
    denominator: Decimal | Fraction | int | None = None
    approved: bool = True
    ref: Hashable = None
    qualifier: Qualifier = Qualifier.EXACT


@dataclass(frozen=True, slots=True)
class JudgedFigure:
    """The figure that is judged: one figure, or the sum of those that make up a whole year."""

    period: Period
    value: Fraction
    figures: tuple[Figure, ...]

    @property
    def approved(self) -> bool:
        return all(figure.approved for figure in self.figures)


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
            other = by_period.get(figure.period)
            if other is None or other.approved:
                by_period[figure.period] = figure
    return list(by_period.values())


def judged(figures: Iterable[Figure], *, reporting_months: int) -> list[Figure]:
    """The figures that may be judged and summed.

    Months, tertials and years; quarters and half-years where the KPI is reported by them; the year to date never,
    since it says nothing of a whole one. Of qualifiers `exact` and `about`: `<1 %` is shown with its bound.
    """
    kinds = JUDGED_KINDS | {REPORTED_KINDS.get(reporting_months, PeriodKind.YEAR)}
    return [f for f in figures if f.period.kind in kinds and f.qualifier in JUDGED_QUALIFIERS]


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

    def figures_at(self, end: int) -> list[Figure] | None:
        """The figures of the whole year whose last month is `end`, in time order; None when they do not cover it."""
        found = self._cover(end, end - YEAR + 1)
        return None if found is None else found[::-1]

    def at(self, end: int) -> JudgedFigure | None:
        """The whole year whose last month is `end`, or None when its months are not all covered.

        Example: tertials of 212, 213 and 213 give 638 for the year; two of them give None.
        """
        figures = self.figures_at(end)
        if figures is None:
            return None
        return JudgedFigure(
            Period.ending(end, YEAR), total(figure.value for figure in figures), tuple(figures)
        )

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


def as_judged(figure: Figure) -> JudgedFigure:
    """One figure as the one that is judged."""
    return JudgedFigure(figure.period, Fraction(figure.value), (figure,))
