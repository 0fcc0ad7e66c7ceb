"""The figures in force, as the rules take them: as many as the judgement needs, however long the history is.

What is read is bounded by windows of time, not by the number of rows: the recent months, and for KPIs whose baseline
is a measurement the first months after go-live. A series that neither window answers for is read whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from kpi.models import Measurement
from kpi.rules.figure import Figure, first_reading, latest_reading
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import Period
from kpi.rules.regional import RegionalSeries
from kpi.rules.terms import OverTime
from kpi.selectors.plan_terms import PlanTerms

Series = dict[str, list[Figure]]
"""Organisation code to its figures for one KPI."""

RECENT_MONTHS = 28
"""Two years for the small charts, and the tertial before them."""
FIRST_MONTHS = 24
"""Room for a first whole year that starts late."""

_FIELDS = ("pk", "indicator_id", "organisation_id", "starts", "period_kind", "x", "above", "below", "state")
"""Days and numbers are read as text (see `_Reader.base`)."""


def figures_of(terms: PlanTerms, *, as_of: Period, preliminary: bool = False) -> dict[str, Series]:
    """The figures the judgements as of a period (and of the period before) need: KPI code to Series. Two queries."""
    reader = _Reader(terms, as_of, preliminary)
    reader.read_windows()
    reader.read_the_unanswered()
    return reader.series


def whole_history(terms: PlanTerms, *, until: Period, preliminary: bool = False) -> dict[str, Series]:
    """Every figure in force up to a period's end: for one KPI's page. One query."""
    reader = _Reader(terms, until, preliminary)
    reader.add(reader.base().filter(last_day__lte=until.last_day))
    return reader.series


MONTHS = {"month": 1, "quarter": 3, "tertial": 4, "half_year": 6, "year": 12}
"""The kinds of period that can be judged, with their months. A to-date figure never is."""
JUDGED = frozenset({"month", "tertial", "year"})
"""The kinds that are judged whatever a KPI's frequency; the others only where it is reported so."""
WITH_VALUE = ("exact", "about")
"""The qualifiers whose value is judged and summed."""


class _Reader:
    def __init__(self, terms: PlanTerms, as_of: Period, preliminary: bool) -> None:
        self.terms, self.as_of, self.preliminary = terms, as_of, preliminary
        self.indicators = {kpi.code: kpi.indicator_id for kpi in terms.kpis if kpi.indicator_id is not None}
        self.kpi_codes: dict[int, list[str]] = defaultdict(list)
        for code, indicator in self.indicators.items():
            self.kpi_codes[indicator].append(code)
        self.kinds = {kpi.code: JUDGED | {kpi.frequency} for kpi in terms.kpis}
        self.codes = {held.pk: held.code for held in terms.organisations}
        self.ids = {held.code: held.pk for held in terms.organisations}
        self.series: dict[str, Series] = {kpi.code: defaultdict(list) for kpi in terms.kpis}
        self.recent_start = as_of.end - RECENT_MONTHS + 1
        go_lives = [
            part.go_live for held in terms.terms.values() for part in held.parts if part.go_live is not None
        ]
        self.go_live = min(go_lives, default=None)

    def base(self):  # type: ignore[no-untyped-def]
        states = [Measurement.CURRENT, Measurement.PROPOSED] if self.preliminary else [Measurement.CURRENT]
        # A single state is written as an equality, which is what lets the partial indexes answer.
        chosen = Q(state=states[0]) if len(states) == 1 else Q(state__in=states)
        rows = Measurement.objects.filter(
            chosen,
            organisation_id__in=list(self.codes),
            indicator_id__in=list(self.kpi_codes),
            category=None,
            period_kind__in=list(MONTHS),
            qualifier__in=WITH_VALUE,
        )
        # As text, which is made a Decimal in a quarter of a microsecond; SQLite's own way through a float and a
        # rounding takes ten times as long, and a region's page reads thousands.
        return rows.annotate(
            starts=Cast("first_day", CharField()),
            x=Cast("value", CharField()),
            above=Cast("numerator", CharField()),
            below=Cast("denominator", CharField()),
        ).order_by()

    def read_windows(self) -> None:
        """The recent months of all, and the first months of those whose baseline is measured."""
        query = (
            self.base()
            .filter(last_day__gte=_first_day(self.recent_start), last_day__lte=self.as_of.last_day)
            .values_list(*_FIELDS)
        )
        measured = [
            code
            for code, held in self.terms.terms.items()
            if code in self.indicators and _baseline_is_measured(held)
        ]
        if measured and self.go_live is not None and self.go_live < self.recent_start:
            first = self.base().filter(
                indicator_id__in=[self.indicators[code] for code in measured],
                first_day__gte=_first_day(self.go_live),
                last_day__lt=_first_day(min(self.go_live + FIRST_MONTHS, self.recent_start)),
            )
            query = query.union(first.values_list(*_FIELDS), all=True)
        self._add_rows(query)

    def read_the_unanswered(self) -> None:
        """All of the series for which the windows hold no figure to judge, or no first figure."""
        pairs = Q()
        for code, held in self.terms.terms.items():
            organisations = self._unanswered(code, held) if code in self.indicators else []
            if organisations:
                pairs |= Q(
                    indicator_id=self.indicators[code], organisation_id__in=[self.ids[o] for o in organisations]
                )
                for organisation in organisations:
                    self.series[code][organisation] = []
        if pairs:
            self.add(self.base().filter(pairs, last_day__lte=self.as_of.last_day))

    def add(self, query) -> None:  # type: ignore[no-untyped-def]
        self._add_rows(query.values_list(*_FIELDS))

    def _add_rows(self, rows: Iterable[tuple[Any, ...]]) -> None:
        periods: dict[tuple[str, int], Period] = {}
        for pk, indicator, organisation, starts, kind, x, above, below, state in rows:
            period = periods.get((starts, kind))
            if period is None:
                period = periods[starts, kind] = Period.of(date.fromisoformat(starts), MONTHS[kind])
            figure = Figure(
                period,
                Decimal(x),
                None if above is None else Decimal(above),
                None if below is None else Decimal(below),
                state == Measurement.CURRENT,
                pk,
            )
            for code in self.kpi_codes[indicator]:
                if kind in self.kinds[code]:
                    self.series[code][self.codes[organisation]].append(figure)

    def _unanswered(self, code: str, held: KpiTerms) -> list[str]:
        series = self.series[code]
        every = [*(part.code for part in held.parts), held.region.code]
        asked = [
            organisation for organisation in every if not self._answers(held, series.get(organisation, []))
        ]
        if _baseline_is_measured(held) and not self._answers_first(held, series):
            return every
        return asked

    def _answers(self, held: KpiTerms, figures: list[Figure]) -> bool:
        """Whether the recent months hold a figure to judge, also as of the period before."""
        until = self.as_of.start - 1
        recent = [figure for figure in figures if figure.period.start >= self.recent_start]
        earlier = [figure for figure in recent if figure.period.end <= until]
        if held.over_time == OverTime.LEVEL:
            return bool(earlier)
        return latest_reading(earlier, held.over_time) is not None

    def _answers_first(self, held: KpiTerms, series: Series) -> bool:
        """Whether the months after go-live that were read hold every baseline that is measured."""
        if self.go_live is None:
            return False
        if self.go_live + FIRST_MONTHS >= self.recent_start:
            return True  # the windows meet: nothing since go-live was left out
        bound = self.go_live + FIRST_MONTHS
        early = {
            code: [figure for figure in figures if figure.approved and figure.period.end < bound]
            for code, figures in series.items()
        }
        if any(
            first_reading(early.get(p.code, []), held.over_time, since=p.go_live) is None for p in held.parts
        ):
            return False
        whole = RegionalSeries(
            {part.code: early.get(part.code, []) for part in held.parts},
            early.get(held.region.code, []),
            aggregation=held.aggregation,
            over_time=held.over_time,
            unit=held.unit,
        )
        return whole.first_complete(since=self.go_live) is not None


def _baseline_is_measured(held: KpiTerms) -> bool:
    """Whether any baseline of this KPI, a whole's among them, comes from a measurement."""
    return not all(
        organisation.baselines and all(row.usable is not None for row in organisation.baselines)
        for organisation in held.organisations
        if not held.is_whole(organisation.code)
    )


def _first_day(month: int) -> date:
    return Period(month, 1).first_day
