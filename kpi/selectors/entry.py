"""What the entry form shows beside the field: whom one may write for, and what stands in the cell already."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from kpi.models import Kpi, Measurement, Organisation, User
from kpi.permissions import writable_organisations
from kpi.rules.period import Period
from kpi.selectors.measurable import measurable

LAST_VALUES = 8


@dataclass(frozen=True)
class EntryChoices:
    """The KPIs that take measurements, and the organisations `user` may write for within their plans."""

    kpis: tuple[Kpi, ...]
    organisations: tuple[Organisation, ...]
    fits: dict[str, frozenset[str]]

    def kpi(self, code: str) -> Kpi | None:
        return next((kpi for kpi in self.kpis if kpi.code == code), None)

    def organisation(self, code: str) -> Organisation | None:
        return next((held for held in self.organisations if held.code == code), None)


def entry_choices(user: User | AnonymousUser) -> EntryChoices:
    """What the form offers. Seven queries whatever the register's size. `fits` tells by KPI code which organisation
    codes its plan takes in."""
    register = measurable()
    writable = writable_organisations(user)
    kpis = tuple(
        Kpi.objects.filter(takes_measurements=True).select_related("goal").order_by("plan", "position")
    )
    inside = {
        plan_id: frozenset(register.organisations[id_] for id_ in within & writable)
        for plan_id, within in register.within.items()
    }
    codes = frozenset().union(*inside.values())
    organisations = Organisation.objects.filter(code__in=codes) if codes else Organisation.objects.none()
    return EntryChoices(
        kpis=kpis,
        organisations=tuple(organisations.order_by("kind", "code")),
        fits={kpi.code: inside.get(kpi.plan_id, frozenset()) for kpi in kpis},
    )


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
