"""One KPI's values over time: what is reported, and which of it is judged. Small charts, charts, tables and frames all
take their values from here. No ambitions, no colours and no drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kpi.rules.figure import Figure, judged, visible
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import YEAR, Period
from kpi.rules.terms import OverTime, Qualifier
from kpi.rules.values import Values, WholeValue, is_complete


@dataclass(frozen=True, slots=True)
class PeriodValue:
    """An organisation's value for a period, in the KPI's unit and unrounded.

    `figure` is what was reported for exactly this period; None for a sum of several. `calculated` tells whether the
    value is made of the parts' values, `missing` without which of them.
    """

    period: Period
    value: Fraction
    figure: Figure | None = None
    calculated: bool = False
    missing: tuple[str, ...] = ()


_Figures = Mapping[str, Mapping[Period, Figure]]
"""Organisation code to period to figure."""


class KpiSeries:
    """The values of one KPI that may be seen, by organisation and period. Nothing is worked out before it is asked for.

    `figures`: organisation code to its figures in force. Only those that end in month `until` or before are seen, and
    those that wait for approval only when `preliminary`.
    """

    def __init__(
        self, terms: KpiTerms, figures: Mapping[str, Sequence[Figure]], *, until: int, preliminary: bool
    ) -> None:
        self.terms = terms
        self.codes = tuple(organisation.code for organisation in terms.organisations)
        self._figures = {
            code: {
                figure.period: figure
                for figure in visible(figures.get(code, ()), until=until, preliminary=preliminary)
            }
            for code in self.codes
        }
        self._judged = {
            code: {
                figure.period: figure
                for figure in judged(found.values(), reporting_months=terms.reporting_months)
            }
            for code, found in self._figures.items()
        }
        self.periods = sorted(
            set().union(*self._figures.values()), key=lambda period: (-period.end, -period.months)
        )
        """All periods with a figure, newest first, of equal ends the longer first."""
        self._reported: dict[str, dict[Period, PeriodValue]] = {}
        self._years: dict[int | None, dict[str, dict[int, PeriodValue]]] = {}
        self._values_by: dict[OverTime, Values] = {}

    @property
    def lengths(self) -> list[int]:
        """The lengths of period that occur, in months, shortest first."""
        return sorted({period.months for period in self.periods})

    @property
    def is_empty(self) -> bool:
        """Whether nobody has a figure."""
        return not self.periods

    def figures(self, code: str) -> list[Figure]:
        """What an organisation has reported, one figure per period."""
        return list(self._figures[code].values())

    def reported(self, code: str) -> Mapping[Period, PeriodValue]:
        """The value of each reported period. A whole's is its own figure, else what its parts' figures for exactly
        that period come to."""
        if code not in self._reported:
            self._reported[code] = {
                value.period: value
                for value in self._levels(code, self._periods_of(code, self._figures), self._figures)
            }
        return self._reported[code]

    def whole_years(self, code: str, *, since: int | None = None) -> Mapping[int, PeriodValue]:
        """The sums of twelve months by their last month, in time order; with `since`, those that end in that month or
        later. Empty where years are not what is judged. A whole has a sum only where every part has one, or where it
        reports the whole year itself.

        Example: tertials of 212, 213 and 213 in 2024 give 638 at 2024-12; with 200 for 2025-T1 also 626 at 2025-04.
        """
        if self.terms.over_time != OverTime.YEAR_SUM:
            return {}
        if since not in self._years:
            self._years[since] = self._whole_years(since)
        return self._years[since][code]

    def judged(self, code: str, *, since: int | None = None) -> Sequence[PeriodValue]:
        """The values that the judgement goes by, in time order: whole years where those are judged, else the values of
        the length that is judged now (the latest end, of equal ends the longer). With `since`, those that end in that
        month or later.

        Example: with months up to August 2026 and the tertials, the tertials; as of July 2026, the months.
        """
        if self.terms.over_time == OverTime.YEAR_SUM:
            return list(self.whole_years(code, since=since).values())
        periods = self._periods_of(code, self._judged)
        latest = max(periods, key=lambda period: (period.end, period.months), default=None)
        chosen = [
            period
            for period in periods
            if latest is not None
            and period.months == latest.months
            and (since is None or period.end >= since)
        ]
        return self._levels(code, sorted(chosen, key=lambda period: period.end), self._judged)

    def _periods_of(self, code: str, figures: _Figures) -> set[Period]:
        """The periods an organisation may have a value for: its own, and those of all its parts."""
        below = [self._periods_of(part.code, figures) for part in self.terms.parts_of(code)]
        return set(figures[code]).union(*below)

    def _levels(self, code: str, periods: Iterable[Period], figures: _Figures) -> list[PeriodValue]:
        """The value of each of these periods that has one: its own among `figures`, else its parts' judged ones. A
        whole's own figure that is not exact is no value to judge, so what its parts come to goes before it."""
        values = []
        for period in periods:
            figure = figures[code].get(period)
            if figure is not None and figure.qualifier == Qualifier.EXACT:
                values.append(PeriodValue(period, Fraction(figure.value), figure))
                continue
            value = self._values(OverTime.LEVEL).at(code, period.end, period.months)
            if isinstance(value, WholeValue) and value.reported is None:
                values.append(PeriodValue(period, value.value, None, True, value.missing))
            elif figure is not None:
                values.append(PeriodValue(period, Fraction(figure.value), figure))
        return values

    def _whole_years(self, since: int | None) -> dict[str, dict[int, PeriodValue]]:
        """Everybody's sums in one go: a whole's are made of its parts'."""
        sums = self._values(OverTime.YEAR_SUM)
        ends = sorted({period.end for period in self.periods if since is None or period.end >= since})
        years: dict[str, dict[int, PeriodValue]] = {code: {} for code in self.codes}
        for code in self.codes:
            for end in ends:
                value = sums.at(code, end, YEAR)
                if value is None or not is_complete(value):
                    continue
                calculated = isinstance(value, WholeValue) and value.reported is None
                years[code][end] = PeriodValue(Period.ending(end, YEAR), value.value, None, calculated)
        return years

    def _values(self, over_time: OverTime) -> Values:
        """What is seen, asked as figures of periods or as sums of whole years."""
        if over_time not in self._values_by:
            terms = replace(self.terms, over_time=over_time)
            self._values_by[over_time] = Values(
                terms, {c: list(self._judged[c].values()) for c in self.codes}
            )
        return self._values_by[over_time]
