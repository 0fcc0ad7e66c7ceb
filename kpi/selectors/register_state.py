"""What every page of a plan must know of its figures: how far they go, which period to show, and whether any of them
are demo figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Case, Exists, IntegerField, Max, OuterRef, Subquery, Value, When
from django.utils import timezone

from kpi.models import Kpi, Measurement, Plan, PlanMember
from kpi.rules.due import DAYS_TO_REPORT, Reporting
from kpi.rules.page_period import Arrived, PagePeriod, arrived, page_period
from kpi.rules.period import MONTH, TERTIAL, YEAR, Period
from kpi.selectors.stamp import stamp_of
from kpi.selectors.terms_of_rows import REPORTING_MONTHS

Cells = dict[tuple[str, str], tuple[Reporting, list[Period]]]


@dataclass(frozen=True)
class RegisterState:
    """`latest_end` is the last day of the newest period that is over and has a figure in force for a KPI and a member
    of the plan, None without one. `shown` is the period that pages show of their own accord, and the newer one that
    figures have begun to come for. `cells` are what is reported for whom, with what has been answered lately."""

    latest_end: date | None
    has_demo: bool
    shown: PagePeriod
    today: date
    cells: Cells = field(repr=False)

    @property
    def default_as_of(self) -> Period:
        """The period that pages show of their own accord."""
        return self.shown.period

    def arrived(self, period: Period) -> Arrived:
        """How much has come of what is due in a period that is over."""
        return arrived(self.cells, period, today=self.today)


def register_state(plan: Plan) -> RegisterState:
    """The state of one plan: what is measured for other plans' KPIs, or for organisations that are not members, does
    not enter. Five queries, and one when it has been read today and nothing has changed."""
    stamp, today = stamp_of(plan.code), timezone.localdate()
    if stamp is None:
        return _read(plan, today)
    return _kept(_State(stamp.state, plan), today)


@dataclass(frozen=True, slots=True)
class _State:
    """A plan, told from others by the name of its state alone."""

    stamp: str
    plan: Plan = field(compare=False)


@lru_cache(maxsize=16)
def _kept(state: _State, today: date) -> RegisterState:
    return _read(state.plan, today)


def _read(plan: Plan, today: date) -> RegisterState:
    row = (
        PlanMember.objects.filter(plan=plan)
        .annotate(latest=_latest_end(plan, today), demo=_has_demo(plan))
        .aggregate(latest_end=Max("latest"), has_demo=Max("demo"))
    )
    latest: date | None = row["latest_end"]
    months = REPORTING_MONTHS.get(plan.reporting_period, TERTIAL)
    cells, others = _cells(plan, today, months)
    # What is older than has been read for the cells is past its due date.
    last = [] if latest is None else [Period.of(latest, MONTH)]
    shown = page_period(cells, months=months, today=today, others=[*others, *last])
    return RegisterState(latest, bool(row["has_demo"]), shown, today, cells)


def any_demo() -> bool:
    """Whether there is a demo figure anywhere: for pages that are about no plan. One query."""
    return Measurement.objects.filter(origin=Measurement.DEMO).exists()


def _cells(plan: Plan, today: date, months: int) -> tuple[Cells, list[Period]]:
    """Who reports what, with the periods answered for lately, and the periods that others have figures for. Those who
    report are the members without parts; a whole may have figures of its own, but owes none. Three queries."""
    kpis = list(
        Kpi.objects.filter(plan=plan, indicator__isnull=False).values_list(
            "code", "indicator_id", "frequency", "indicator__due_days"
        )
    )
    members = list(
        PlanMember.objects.filter(plan=plan).values_list("organisation_id", "part_of_id", "go_live")
    )
    wholes = {part_of for _pk, part_of, _go_live in members}
    asked = [REPORTING_MONTHS.get(frequency, TERTIAL) for _code, _indicator, frequency, _days in kpis]
    days = [DAYS_TO_REPORT if due is None else due for *_rest, due in kpis]
    # What is not past its latest due date, and what may answer for it.
    back = max(days, default=DAYS_TO_REPORT) // 28 + 2 * max(months, *asked, YEAR)
    since = Period(Period.of(today, MONTH).start - back, 1).first_day
    answers: dict[tuple[int, int], list[Period]] = defaultdict(list)
    for indicator, organisation, first, last in (
        Measurement.objects.filter(
            state=Measurement.CURRENT,
            organisation_id__in=[pk for pk, _part_of, _go_live in members],
            indicator_id__in={indicator for _code, indicator, *_rest in kpis},
            last_day__gte=since,
        )
        .exclude(period_kind="to_date")
        .order_by()
        .values_list("indicator_id", "organisation_id", "first_day", "last_day")
        .distinct()
    ):
        answers[indicator, organisation].append(_period(first, last))
    cells: Cells = {}
    for (code, indicator, _frequency, _due), often, due_days in zip(kpis, asked, days, strict=True):
        for organisation, _part_of, go_live in members:
            if organisation not in wholes and indicator is not None:
                begins = None if go_live is None else Period.of(go_live, MONTH).start
                reporting = Reporting(often, due_days, begins)
                cells[code, str(organisation)] = (reporting, answers.get((indicator, organisation), []))
    others = [
        period
        for (_indicator, organisation), periods in answers.items()
        if organisation in wholes
        for period in periods
    ]
    return cells, others


@lru_cache(maxsize=1024)
def _period(first: date, last: date) -> Period:
    """The whole months from one day to another: thousands of figures share a few dozen."""
    start, end = Period.of(first, MONTH).start, Period.of(last, MONTH).start
    return Period(start, end - start + 1)


def _figures_of(plan: Plan, **conditions: Any) -> Any:
    """The figures of the plan's KPIs for the member at hand. The indicators are named by their keys, which the index of
    an organisation's figures holds."""
    return Measurement.objects.filter(
        organisation=OuterRef("organisation"),
        indicator_id__in=Kpi.objects.filter(plan=plan, indicator__isnull=False).values("indicator"),
        **conditions,
    )


def _latest_end(plan: Plan, today: date) -> Subquery:
    """The end of a member's newest period; asked of each by itself, so that an index answers at once."""
    newest = _figures_of(plan, state=Measurement.CURRENT, last_day__lte=today)
    return Subquery(newest.order_by("-last_day").values("last_day")[:1])


def _has_demo(plan: Plan) -> Case:
    demo = _figures_of(plan, origin=Measurement.DEMO)
    return Case(When(Exists(demo), then=Value(1)), default=Value(0), output_field=IntegerField())
