"""What the entry form shows beside the field: whom one may write for, and what stands in the cell already."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from kpi.models import Kpi, Measurement, Organisation, Plan, User
from kpi.permissions import writable_organisations
from kpi.rules.period import Period
from kpi.selectors.measurable import measurable

LAST_VALUES = 8


@dataclass(frozen=True)
class EntryChoices:
    """The KPIs of a plan that take measurements, and the organisations within it that a person may write for."""

    kpis: tuple[Kpi, ...]
    organisations: tuple[Organisation, ...]

    def kpi(self, code: str) -> Kpi | None:
        return next((kpi for kpi in self.kpis if kpi.code == code), None)

    def organisation(self, code: str) -> Organisation | None:
        return next((one for one in self.organisations if one.code == code), None)


def entry_choices(plan: Plan, user: User | AnonymousUser) -> EntryChoices:
    """What the form of a plan offers `user`. Seven queries whatever the register's size."""
    within = measurable().within.get(plan.pk, frozenset())
    organisations = Organisation.objects.filter(pk__in=within & writable_organisations(user))
    kpis = Kpi.objects.filter(plan=plan, takes_measurements=True).select_related("goal").order_by("position")
    return EntryChoices(tuple(kpis), tuple(organisations.order_by("kind", "code")))


def current_measurement(kpi: Kpi, organisation: Organisation, period: Period) -> Measurement | None:
    """The row that counts in a cell, with who entered it. One query."""
    return (
        Measurement.objects.filter(
            kpi=kpi,
            organisation=organisation,
            period_end=period.last_day,
            months=period.months,
            state=Measurement.CURRENT,
        )
        .select_related("entered_by")
        .first()
    )


def last_measurements(kpi: Kpi, organisation: Organisation) -> list[Measurement]:
    """The newest rows that count for a KPI and an organisation, newest first. One query."""
    rows = Measurement.objects.filter(kpi=kpi, organisation=organisation, state=Measurement.CURRENT)
    return list(rows.order_by("-period_end", "-months")[:LAST_VALUES])
