"""What the entry form shows beside the field: whom one may write for, and what stands in the cell already."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from kpi.models import Kpi, Measurement, Organisation, Plan, User
from kpi.permissions import writable_organisations
from kpi.rules.period import Period
from kpi.selectors.measurable import organisations_within

LAST_VALUES = 8


@dataclass(frozen=True)
class EntryChoices:
    """The plan's KPIs that take measurements, and the organisations `user` may write for within the plan."""

    kpis: tuple[Kpi, ...]
    organisations: tuple[Organisation, ...]

    def kpi(self, code: str) -> Kpi | None:
        return next((kpi for kpi in self.kpis if kpi.code == code), None)

    def organisation(self, code: str) -> Organisation | None:
        return next((found for found in self.organisations if found.code == code), None)


def entry_choices(plan: Plan, user: User | AnonymousUser) -> EntryChoices:
    """What the form offers. Five queries whatever the register's size."""
    kpis = tuple(
        Kpi.objects.filter(plan=plan, indicator__isnull=False)
        .select_related("goal", "indicator")
        .order_by("position")
    )
    inside = organisations_within(plan) & writable_organisations(user)
    organisations = Organisation.objects.filter(pk__in=inside) if inside else Organisation.objects.none()
    return EntryChoices(kpis=kpis, organisations=tuple(organisations.order_by("kind", "code")))


def current_measurement(kpi: Kpi, organisation: Organisation, period: Period) -> Measurement | None:
    """The row that counts in a cell, with who entered it. One query."""
    return (
        Measurement.objects.filter(
            indicator=kpi.indicator_id,
            organisation=organisation,
            category=None,
            first_day=period.first_day,
            last_day=period.last_day,
            period_kind=period.kind,
            state=Measurement.CURRENT,
        )
        .select_related("entered_by")
        .first()
    )


def last_measurements(kpi: Kpi, organisation: Organisation) -> list[Measurement]:
    """The newest rows that count for a KPI and an organisation, newest first. One query."""
    rows = Measurement.objects.filter(
        indicator=kpi.indicator_id, organisation=organisation, category=None, state=Measurement.CURRENT
    )
    return list(rows.order_by("-last_day", "first_day")[:LAST_VALUES])
