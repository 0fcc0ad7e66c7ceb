"""The figures in force, as the rules take them: as many as the judgement needs, however long the history is.

What is read is bounded by windows of time, not by the number of rows: the recent months, and for KPIs whose baseline
is a measurement the first months after go-live. A series is read whole unless the windows are sure to hold all that its
judgement rests on; which that is stands beside each condition below.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from kpi.models import Measurement
from kpi.rules.figure import Figure, judged
from kpi.rules.kpi_terms import KpiTerms, OrganisationTerms
from kpi.rules.period import Period, PeriodKind
from kpi.rules.terms import JUDGED_QUALIFIERS, ComparesWith, OverTime
from kpi.rules.values import values_of
from kpi.selectors.plan_terms import PlanTerms

Series = dict[str, list[Figure]]
"""Organisation code to its figures for one KPI."""

RECENT_MONTHS = 28
"""Two years for the small charts, and the tertial before them."""
FIRST_MONTHS = 24
"""Room for a first whole year that starts late."""

MONTHS = {
    PeriodKind.MONTH.value: 1,
    PeriodKind.QUARTER.value: 3,
    PeriodKind.TERTIAL.value: 4,
    PeriodKind.HALF_YEAR.value: 6,
    PeriodKind.YEAR.value: 12,
}
"""The kinds of period that can be judged, with their months. A to-date figure never is."""

_FIELDS = ("pk", "indicator_id", "organisation_id", "starts", "period_kind", "x", "above", "below", "state")
"""Days and numbers are read as text (see `_Reader.base`)."""


def figures_of(
    terms: PlanTerms,
    *,
    as_of: Period,
    preliminary: bool = False,
    organisations: Collection[str] | None = None,
) -> dict[str, Series]:
    """The figures that the judgements of these organisations (all, when none are named) as of a period and of the
    period before need: KPI code to Series. Two queries."""
    reader = _Reader(terms, as_of, preliminary, organisations)
    reader.read_windows()
    reader.read_the_unanswered()
    return reader.series


def whole_history(terms: PlanTerms, *, until: Period, preliminary: bool = False) -> dict[str, Series]:
    """Every figure in force up to a period's end: for one KPI's page. One query."""
    reader = _Reader(terms, until, preliminary, None)
    reader.add(reader.base().filter(last_day__lte=until.last_day))
    return reader.series


class _Reader:
    def __init__(
        self, terms: PlanTerms, as_of: Period, preliminary: bool, organisations: Collection[str] | None
    ) -> None:
        self.terms, self.as_of, self.preliminary = terms, as_of, preliminary
        wanted = _with_all_below(terms, organisations)
        self.codes = {organisation.pk: organisation.code for organisation in wanted}
        self.ids = {organisation.code: organisation.pk for organisation in wanted}
        self.indicators = {kpi.code: kpi.indicator_id for kpi in terms.kpis if kpi.indicator_id is not None}
        self.kpi_codes: dict[int, list[str]] = defaultdict(list)
        for code, indicator in self.indicators.items():
            self.kpi_codes[indicator].append(code)
        self.series: dict[str, Series] = {kpi.code: defaultdict(list) for kpi in terms.kpis}
        self.recent_start = as_of.end - RECENT_MONTHS + 1
        starts = [start for kpi in terms.terms.values() for start in self._starts(kpi) if start is not None]
        self.go_live = min(starts, default=None)

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
            qualifier__in=sorted(JUDGED_QUALIFIERS),
        )
        # As text, which is made a Decimal in a quarter of a microsecond; SQLite's own way through a float and a
        # rounding takes ten times as long, and an overview reads thousands.
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
            for code, kpi in self.terms.terms.items()
            if code in self.indicators and self._baseline_is_measured(kpi)
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
        """All of the series for which the windows are not sure to hold what is judged."""
        pairs = Q()
        whole: set[tuple[int, str]] = set()
        for code, kpi in self.terms.terms.items():
            if code in self.indicators:
                whole |= {(self.indicators[code], organisation) for organisation in self._unanswered(kpi)}
        by_organisations: dict[tuple[str, ...], list[int]] = defaultdict(list)
        unanswered: dict[int, list[str]] = defaultdict(list)
        for indicator, organisation in sorted(whole):
            unanswered[indicator].append(organisation)
            for code in self.kpi_codes[indicator]:
                self.series[code][organisation] = []
        for indicator, organisations in unanswered.items():
            by_organisations[tuple(organisations)].append(indicator)
        for codes, indicators in by_organisations.items():
            pairs |= Q(indicator_id__in=indicators, organisation_id__in=[self.ids[code] for code in codes])
        if pairs:
            self.add(self.base().filter(pairs, last_day__lte=self.as_of.last_day))

    def add(self, query) -> None:  # type: ignore[no-untyped-def]
        self._add_rows(query.values_list(*_FIELDS))

    def _add_rows(self, rows: Iterable[tuple[Any, ...]]) -> None:
        for pk, indicator, organisation, starts, kind, x, above, below, state in rows:
            figure = _figure(pk, starts, kind, x, above, below, state)
            for code in self.kpi_codes[indicator]:
                self.series[code][self.codes[organisation]].append(figure)

    def _members(self, kpi: KpiTerms) -> list[OrganisationTerms]:
        """The organisations whose figures are read."""
        return [organisation for organisation in kpi.organisations if organisation.code in self.ids]

    def _starts(self, kpi: KpiTerms) -> list[int | None]:
        """The months from which first figures are sought; None is from the beginning."""
        return [kpi.go_live_of(organisation.code) for organisation in self._members(kpi)]

    def _baseline_is_measured(self, kpi: KpiTerms) -> bool:
        """Whether any baseline of this KPI may come from a measurement: unless each who has no parts has a given one to
        calculate with, in every version and from the beginning."""
        return not all(
            any(row.valid_from is None for row in organisation.baselines)
            and all(row.usable is not None for row in organisation.baselines)
            for organisation in self._members(kpi)
            if not kpi.is_whole(organisation.code)
        )

    def _unanswered(self, kpi: KpiTerms) -> list[str]:
        """The organisations whose figures must be read whole. Where the previous figure is compared with, or where the
        first figures are not sure to have been read, that is all of them."""
        series = self.series[kpi.code]
        every = [organisation.code for organisation in self._members(kpi)]
        if kpi.compares_with == ComparesWith.PREVIOUS:
            return every  # the figure before the last may be years back
        if self._baseline_is_measured(kpi) and not self._answers_first(kpi, series):
            return every
        return [code for code in every if not self._answers(kpi, code, series.get(code, []))]

    def _answers(self, kpi: KpiTerms, code: str, figures: list[Figure]) -> bool:
        """Whether the recent months hold an organisation's own figure to judge, also as of the period before.

        Then nothing older can be the latest. For yearly sums only figures that also begin in the window are asked, so
        that the twelve months behind each later end have all been read.
        """
        until = self.as_of.start - 1
        recent = [figure for figure in figures if figure.period.start >= self.recent_start]
        earlier = [figure for figure in recent if figure.period.end <= until]
        if kpi.over_time == OverTime.LEVEL:
            return bool(judged(earlier, reporting_months=kpi.reporting_months))
        alone = values_of(kpi, {code: earlier}, until=until, preliminary=True)
        return alone.latest(code) is not None

    def _answers_first(self, kpi: KpiTerms, series: Series) -> bool:
        """Whether the months after go-live that were read hold every baseline that is measured. Each is the earliest of
        its kind, so nothing later can take its place."""
        if self.go_live is None or None in self._starts(kpi):
            return False  # without a go-live the very first figure counts, however old
        if self.go_live + FIRST_MONTHS >= self.recent_start:
            return True  # the windows meet: nothing since go-live was left out
        early = values_of(kpi, series, until=self.go_live + FIRST_MONTHS - 1, preliminary=False)
        return all(
            early.first_complete(organisation.code, since=kpi.go_live_of(organisation.code)) is not None
            for organisation in self._members(kpi)
        )


@lru_cache(maxsize=2**15)
def _figure(
    pk: int, starts: str, kind: str, x: str, above: str | None, below: str | None, state: str
) -> Figure:
    """The figure of a row, as it is written there. The same row is the same object: two readings of the same figures
    are then told to be so at once."""
    return Figure(
        _period(starts, kind),
        Decimal(x),
        None if above is None else Decimal(above),
        None if below is None else Decimal(below),
        state == Measurement.CURRENT,
        pk,
    )


@lru_cache(maxsize=1024)
def _period(starts: str, kind: str) -> Period:
    return Period.of(date.fromisoformat(starts), MONTHS[kind])


def _with_all_below(terms: PlanTerms, organisations: Collection[str] | None) -> list[Any]:
    """The organisations named and all that are parts of them: a whole is judged on its parts' figures."""
    if organisations is None:
        return list(terms.organisations)
    wanted = set(organisations)
    for member in terms.members:
        above = member
        while above is not None:
            if above.organisation.code in wanted:
                wanted.add(member.organisation.code)
                break
            above = next((m for m in terms.members if m.organisation_id == above.part_of_id), None)  # type: ignore[assignment]
    return [organisation for organisation in terms.organisations if organisation.code in wanted]


def _first_day(month: int) -> date:
    return Period(month, 1).first_day
