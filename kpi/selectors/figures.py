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
from kpi.rules.figure import Figure, judged
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import Period
from kpi.rules.terms import OverTime
from kpi.rules.values import values_of
from kpi.selectors.plan_terms import PlanTerms, usable_everywhere

Series = dict[str, list[Figure]]
"""Organisation code to its figures for one KPI."""

RECENT_MONTHS = 28
"""Two years for the small charts, and the tertial before them."""
FIRST_MONTHS = 24
"""Room for a first whole year that starts late."""

_FIELDS = ("pk", "kpi_id", "organisation_id", "starts", "months", "x", "above", "below", "state")
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
    reader.add(reader.base().filter(period_end__lte=until.last_day))
    return reader.series


class _Reader:
    def __init__(self, terms: PlanTerms, as_of: Period, preliminary: bool) -> None:
        self.terms, self.as_of, self.preliminary = terms, as_of, preliminary
        self.kpi_codes = {kpi.pk: kpi.code for kpi in terms.kpis}
        self.kpi_ids = {kpi.code: kpi.pk for kpi in terms.kpis}
        self.codes = {held.pk: held.code for held in terms.organisations}
        self.ids = {held.code: held.pk for held in terms.organisations}
        self.series: dict[str, Series] = {kpi.code: defaultdict(list) for kpi in terms.kpis}
        self.recent_start = as_of.end - RECENT_MONTHS + 1
        go_lives = [
            organisation.go_live
            for kpi_terms in terms.terms.values()
            for organisation in kpi_terms.organisations
            if organisation.go_live is not None
        ]
        self.go_live = min(go_lives, default=None)

    def base(self):  # type: ignore[no-untyped-def]
        states = [Measurement.CURRENT, Measurement.PROPOSED] if self.preliminary else [Measurement.CURRENT]
        # A single state is written as an equality, which is what lets the partial indexes answer.
        chosen = Q(state=states[0]) if len(states) == 1 else Q(state__in=states)
        rows = Measurement.objects.filter(
            chosen, organisation_id__in=list(self.codes), kpi_id__in=list(self.kpi_codes)
        )
        # As text, which is made a Decimal in a quarter of a microsecond; SQLite's own way through a float and a
        # rounding takes ten times as long, and a region's page reads thousands.
        return rows.annotate(
            starts=Cast("period_start", CharField()),
            x=Cast("value", CharField()),
            above=Cast("numerator", CharField()),
            below=Cast("denominator", CharField()),
        ).order_by()

    def read_windows(self) -> None:
        """The recent months of all, and the first months of those whose baseline is measured."""
        query = (
            self.base()
            .filter(period_end__gte=_first_day(self.recent_start), period_end__lte=self.as_of.last_day)
            .values_list(*_FIELDS)
        )
        measured = [code for code, held in self.terms.terms.items() if _baseline_is_measured(held)]
        if measured and self.go_live is not None and self.go_live < self.recent_start:
            first = self.base().filter(
                kpi_id__in=[self.kpi_ids[code] for code in measured],
                period_start__gte=_first_day(self.go_live),
                period_end__lt=_first_day(min(self.go_live + FIRST_MONTHS, self.recent_start)),
            )
            query = query.union(first.values_list(*_FIELDS), all=True)
        self._add_rows(query)

    def read_the_unanswered(self) -> None:
        """All of the series for which the windows hold no figure to judge, or no first figure."""
        pairs = Q()
        for code, held in self.terms.terms.items():
            organisations = self._unanswered(code, held)
            if organisations:
                pairs |= Q(
                    kpi_id=self.kpi_ids[code], organisation_id__in=[self.ids[o] for o in organisations]
                )
                for organisation in organisations:
                    self.series[code][organisation] = []
        if pairs:
            self.add(self.base().filter(pairs, period_end__lte=self.as_of.last_day))

    def add(self, query) -> None:  # type: ignore[no-untyped-def]
        self._add_rows(query.values_list(*_FIELDS))

    def _add_rows(self, rows: Iterable[tuple[Any, ...]]) -> None:
        periods: dict[tuple[str, int], Period] = {}
        for pk, kpi, organisation, starts, months, x, above, below, state in rows:
            period = periods.get((starts, months))
            if period is None:
                period = periods[starts, months] = Period.of(date.fromisoformat(starts), months)
            self.series[self.kpi_codes[kpi]][self.codes[organisation]].append(
                Figure(
                    period,
                    Decimal(x),
                    None if above is None else Decimal(above),
                    None if below is None else Decimal(below),
                    state == Measurement.CURRENT,
                    pk,
                )
            )

    def _unanswered(self, code: str, held: KpiTerms) -> list[str]:
        series = self.series[code]
        every = [organisation.code for organisation in held.organisations]
        asked = [code for code in every if not self._answers(held, code, series.get(code, []))]
        if _baseline_is_measured(held) and not self._answers_first(held, series):
            return every
        return asked

    def _answers(self, held: KpiTerms, code: str, figures: list[Figure]) -> bool:
        """Whether the recent months hold a figure to judge, also as of the period before."""
        until = self.as_of.start - 1
        recent = [figure for figure in figures if figure.period.start >= self.recent_start]
        earlier = [figure for figure in recent if figure.period.end <= until]
        if held.over_time == OverTime.LEVEL:
            return bool(judged(earlier, reporting_months=held.reporting_months))
        values = values_of(held, {code: earlier}, until=until, preliminary=True)
        return values.latest(code) is not None

    def _answers_first(self, held: KpiTerms, series: Series) -> bool:
        """Whether the months after go-live that were read hold every baseline that is measured."""
        if self.go_live is None:
            return False
        if self.go_live + FIRST_MONTHS >= self.recent_start:
            return True  # the windows meet: nothing since go-live was left out
        if any(held.go_live_of(organisation.code) is None for organisation in held.organisations):
            return False  # no bound: the first figure may be older than what was read
        last = self.go_live + FIRST_MONTHS - 1
        early = values_of(held, series, until=last, preliminary=False)
        return all(
            early.first_complete(organisation.code, since=held.go_live_of(organisation.code)) is not None
            for organisation in held.organisations
        )


def _baseline_is_measured(held: KpiTerms) -> bool:
    """Whether any baseline of this KPI, the region's among them, comes from a measurement."""
    return not usable_everywhere([o for o in held.organisations if not held.is_whole(o.code)])


def _first_day(month: int) -> date:
    return Period(month, 1).first_day
