"""What every page of a plan must know of its figures: how far they go, and whether any of them are demo figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, IntegerField, Max, OuterRef, Subquery, Value, When
from django.utils import timezone

from kpi.models import Kpi, Measurement, Plan, PlanMember
from kpi.rules.period import TERTIAL, Period


@dataclass(frozen=True)
class RegisterState:
    """`latest_end` is the last day of the newest period that is over and has a figure in force for a KPI and a member
    of the plan, None without one."""

    latest_end: date | None
    has_demo: bool

    @property
    def default_as_of(self) -> Period:
        """The tertial of the newest figure of a period that is over, so that what was just entered is seen; without
        figures the current. One figure given ahead of time must not turn everyone's pages to a period that has hardly
        anything in it yet."""
        return Period.of(self.latest_end or timezone.localdate(), TERTIAL)


def register_state(plan: Plan) -> RegisterState:
    """The state of one plan: what is measured for other plans' KPIs, or for organisations that are not members, does
    not enter. One query."""
    row = (
        PlanMember.objects.filter(plan=plan)
        .annotate(latest=_latest_end(plan), demo=_has_demo(plan))
        .aggregate(latest_end=Max("latest"), has_demo=Max("demo"))
    )
    return RegisterState(row["latest_end"], bool(row["has_demo"]))


def any_demo() -> bool:
    """Whether there is a demo figure anywhere: for pages that are about no plan. One query."""
    return Measurement.objects.filter(origin=Measurement.DEMO).exists()


def _figures_of(plan: Plan, **conditions: Any) -> Any:
    """The figures of the plan's KPIs for the member at hand. The indicators are named by their keys, which the index of
    an organisation's figures holds."""
    return Measurement.objects.filter(
        organisation=OuterRef("organisation"),
        indicator_id__in=Kpi.objects.filter(plan=plan, indicator__isnull=False).values("indicator"),
        **conditions,
    )


def _latest_end(plan: Plan) -> Subquery:
    """The end of a member's newest period; asked of each by itself, so that an index answers at once."""
    newest = _figures_of(plan, state=Measurement.CURRENT, last_day__lte=timezone.localdate())
    return Subquery(newest.order_by("-last_day").values("last_day")[:1])


def _has_demo(plan: Plan) -> Case:
    demo = _figures_of(plan, origin=Measurement.DEMO)
    return Case(When(Exists(demo), then=Value(1)), default=Value(0), output_field=IntegerField())
