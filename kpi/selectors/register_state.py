"""What every page must know of the register: how far its figures go, and whether any of them are demo figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, IntegerField, Max, OuterRef, Subquery, Value, When
from django.utils import timezone

from kpi.models import Measurement, Organisation, ScopeMember
from kpi.rules.period import TERTIAL, Period


@dataclass(frozen=True)
class RegisterState:
    """`latest_end` is the last day of the newest period that is over and has a figure in force for an organisation of a
    plan, None without one."""

    latest_end: date | None
    has_demo: bool

    @property
    def default_as_of(self) -> Period:
        """The tertial of the newest figure of a period that is over, so that what was just entered is seen; without
        figures the current. One figure given ahead of time must not turn everyone's pages to a period that has hardly
        anything in it yet."""
        return Period.of(self.latest_end or timezone.localdate(), TERTIAL)


def register_state() -> RegisterState:
    """One query."""
    scope = ScopeMember.objects.values("organisation_id")
    row = (
        Organisation.objects.filter(pk__in=scope)
        .annotate(latest=_latest_end())
        .aggregate(latest_end=Max("latest"), has_demo=Max(_has_demo()))
    )
    return RegisterState(row["latest_end"], bool(row["has_demo"]))


def _latest_end():  # type: ignore[no-untyped-def]
    newest = Measurement.objects.filter(
        organisation=OuterRef("pk"), state=Measurement.CURRENT, period_end__lte=timezone.localdate()
    )
    return Subquery(newest.order_by("-period_end").values("period_end")[:1])


def _has_demo():  # type: ignore[no-untyped-def]
    demo = Measurement.objects.filter(origin=Measurement.DEMO)
    return Case(When(Exists(demo), then=Value(1)), default=Value(0), output_field=IntegerField())
