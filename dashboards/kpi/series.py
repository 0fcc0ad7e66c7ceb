"""One KPI's figures laid out for a chart and a table: period by period, the region's worked out beside the trusts'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kpi.rules.figure import Figure, visible
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import YEAR, Period
from kpi.rules.terms import OverTime
from kpi.rules.values import Values, WholeValue, is_complete, values_of


@dataclass(frozen=True, slots=True)
class Point:
    """A value for a period. `figure` is what was reported; without it the value is worked out, `missing` without
    these trusts."""

    period: Period
    value: Fraction
    figure: Figure | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Points:
    """An organisation's values: for the reported periods, and where years are judged, the sums of twelve months."""

    reported: Mapping[Period, Point]
    year_sums: Mapping[int, Point]


class KpiSeries:
    """The figures of one KPI that may be seen, by organisation and period."""

    def __init__(
        self, terms: KpiTerms, series: Mapping[str, Sequence[Figure]], *, until: int, preliminary: bool
    ) -> None:
        self.terms = terms
        self.codes = tuple(organisation.code for organisation in terms.organisations)
        self._figures = {
            code: {
                figure.period: figure
                for figure in visible(series.get(code, ()), until=until, preliminary=preliminary)
            }
            for code in self.codes
        }
        self.periods = sorted(
            set().union(*self._figures.values()), key=lambda period: (-period.end, -period.months)
        )
        """All periods with a figure, newest first, of equal ends the longer first."""
        # What stands for a single period, also where a year is what is judged.
        level = replace(terms, over_time=OverTime.LEVEL)
        single = values_of(level, series, until=until, preliminary=preliminary)
        years = values_of(terms, series, until=until, preliminary=preliminary)
        self.points = {
            code: Points(self._reported(code, single), self._sums(code, years)) for code in self.codes
        }

    def figures(self, code: str) -> list[Figure]:
        """What an organisation has reported and may be seen, one figure per period."""
        return list(self._figures[code].values())

    @property
    def lengths(self) -> list[int]:
        """The lengths of period that occur, shortest first."""
        return sorted({period.months for period in self.periods})

    @property
    def is_empty(self) -> bool:
        return not self.periods

    def _reported(self, code: str, single: Values) -> dict[Period, Point]:
        """An organisation's own figures, and for a whole what its parts come to for exactly the same period."""
        found: dict[Period, Point] = {}
        for period in self.periods:
            figure = self._figures[code].get(period)
            if figure is not None:
                found[period] = Point(period, Fraction(figure.value), figure)
            elif (value := single.at(code, period.end, period.months)) is not None and not period.to_date:
                missing = value.missing if isinstance(value, WholeValue) else ()
                found[period] = Point(period, value.value, None, missing)
        return found

    def _sums(self, code: str, years: Values) -> dict[int, Point]:
        """Whole years by their last month; none where years are not what is judged."""
        if self.terms.over_time != OverTime.YEAR_SUM:
            return {}
        ends = sorted({period.end for period in self.periods})
        found = {end: years.at(code, end, YEAR) for end in ends}
        return {
            end: Point(value.period, value.value)
            for end, value in found.items()
            if value is not None and is_complete(value)
        }
