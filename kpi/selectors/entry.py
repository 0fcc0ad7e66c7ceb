"""What the entry form shows beside the field: whom one may write for, and what stands in the cell already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser

from kpi.models import Kpi, Measurement, Organisation, Plan, PlanMember, User
from kpi.permissions import writable_organisations
from kpi.rules.due import Reporting, next_to_fill
from kpi.rules.period import MONTH, TERTIAL, Period
from kpi.selectors.measurable import organisations_within
from kpi.selectors.terms_of_rows import REPORTING_MONTHS

LAST_VALUES = 8
RECENT = timedelta(days=3 * 366)
"""How far back an answer may lie for what is due now: reporting is every second year at the most seldom."""


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


def next_cell(
    plan: Plan, choices: EntryChoices, organisation: Organisation, kpi: Kpi, period: Period, *, today: date
) -> tuple[Kpi, Period] | None:
    """Where somebody goes on who has just filled a cell: see `next_to_fill`. None when nothing waits for the
    organisation, or the plan does not judge it. Two queries."""
    member = PlanMember.objects.filter(plan=plan, organisation=organisation).only("go_live").first()
    if member is None:
        return None
    go_live = None if member.go_live is None else Period.of(member.go_live, MONTH).start
    answered: dict[int, set[Period]] = {}
    rows = Measurement.objects.filter(
        organisation=organisation,
        indicator__in={one.indicator_id for one in choices.kpis},
        category=None,
        state=Measurement.CURRENT,
        last_day__gte=period.first_day - RECENT,
    )
    for row in rows.only("indicator_id", "first_day", "last_day", "period_kind"):
        answered.setdefault(row.indicator_id, set()).add(row.period)
    listed = [
        (
            one.code,
            Reporting(REPORTING_MONTHS.get(one.frequency, TERTIAL), go_live=go_live),
            answered.get(one.indicator_id or 0, set()),
        )
        for one in choices.kpis
    ]
    found = next_to_fill(listed, (kpi.code, period), today=today)
    if found is None:
        return None
    code, next_period = found
    following = choices.kpi(code)
    assert following is not None
    return following, next_period


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
