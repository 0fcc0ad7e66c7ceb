"""One KPI's figures laid out for a chart and a table: period by period, the region's worked out beside the trusts'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpi.rules.figure import Figure, Reading, YearSums, visible
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import YEAR, Period
from kpi.rules.regional import RegionalSeries, combine
from kpi.rules.terms import OverTime


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
        self.codes = (*(part.code for part in terms.parts), terms.region.code)
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
        self._years = {code: self._whole_years(code) for code in self.codes}
        self.points = {part.code: self._of_trust(part.code) for part in terms.parts}
        self.points[terms.region.code] = self._of_region()

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

    def _whole_years(self, code: str) -> dict[int, Reading]:
        """An organisation's whole years by their last month; none where years are not what is judged."""
        if self.terms.over_time != OverTime.YEAR_SUM:
            return {}
        years = YearSums(self.figures(code))
        return {end: year for end in years.ends if (year := years.at(end)) is not None}

    def _of_trust(self, code: str) -> Points:
        reported = {
            period: Point(period, Fraction(figure.value), figure)
            for period, figure in self._figures[code].items()
        }
        return Points(
            reported, {end: Point(year.period, year.value) for end, year in self._years[code].items()}
        )

    def _of_region(self) -> Points:
        reported = {
            period: point for period in self.periods if (point := self._region_at(period)) is not None
        }
        own = self._years[self.terms.region.code]
        trusts = [self._years[part.code] for part in self.terms.parts]
        sums: dict[int, Point] = {}
        for end in sorted({period.end for period in self.periods}):
            years = [own[end]] if end in own else [held[end] for held in trusts if end in held]
            if end in own or (years and len(years) == len(trusts)):
                total, _unweighted = combine(years, self.terms.aggregation, self.terms.unit)
                sums[end] = Point(Period.ending(end, YEAR), total)
        return Points(reported, sums)

    def _region_at(self, period: Period) -> Point | None:
        """The region's value for exactly this period, by the rules for a single period."""
        trusts = {
            part.code: [self._figures[part.code][period]] if period in self._figures[part.code] else []
            for part in self.terms.parts
        }
        own = self._figures[self.terms.region.code].get(period)
        reading = RegionalSeries(
            trusts,
            [own] if own else [],
            aggregation=self.terms.aggregation,
            over_time=OverTime.LEVEL,
            unit=self.terms.unit,
        ).latest()
        if reading is None:
            return None
        return Point(period, reading.value, own, reading.missing)
