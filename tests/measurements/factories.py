"""A small plan for tests about measurements: a region with two trusts and a unit, and a KPI of each sort."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kpi.actions.record import NewMeasurement, Recorded, record_measurements
from kpi.models import (
    BenefitGoal,
    Indicator,
    Kpi,
    Measurement,
    Organisation,
    Plan,
    PlanMember,
    RoleAssignment,
    User,
)
from kpi.rules.period import Period

KPIS = {
    # code: unit, direction, how a whole is made of its parts, over time
    "A.1": ("percent", "higher", "weighted", "level"),
    "A.2": ("count", "lower", "sum", "year_sum"),
    "A.3": ("days", "lower", "weighted", "level"),
    "A.4": ("nok", "lower", "sum", "level"),
}


def make_plan() -> Plan:
    """The plan with KPIs A.1 to A.4 (each of an indicator with the same code), A.5 that takes no measurements,
    organisations REG, ONE, TWO, the unit ONE-U that belongs to ONE, and OUT, which the plan does not have."""
    region = Organisation.objects.create(code="REG", name="Regionen", kind="region")
    one, two = (
        Organisation.objects.create(code=code, name=code.title(), kind="trust", parent=region)
        for code in ("ONE", "TWO")
    )
    Organisation.objects.create(code="ONE-U", name="Enhet", kind="unit", parent=one)
    Organisation.objects.create(code="OUT", name="Utenfor", kind="supplier")
    plan = Plan.objects.create(code="small", kind="regional", title="Liten plan", owner=region)
    for position, (organisation, whole) in enumerate([(one, region), (two, region), (region, None)]):
        PlanMember.objects.create(
            plan=plan, organisation=organisation, part_of=whole, position=position, go_live=date(2023, 1, 1)
        )
    goal = BenefitGoal.objects.create(
        plan=plan, code="A", name="Mål", statement="Et mål", promise_kind="improvement", position=1
    )
    for position, (code, (unit, direction, aggregation, over_time)) in enumerate(KPIS.items(), start=1):
        indicator = Indicator.objects.create(
            code=code,
            name=f"Indikator {code}",
            unit=unit,
            direction=direction,
            aggregation=aggregation,
            over_time=over_time,
        )
        Kpi.objects.create(
            plan=plan,
            goal=goal,
            code=code,
            indicator=indicator,
            printed_name=code,
            name=f"Indikator {code}",
            frequency="tertial",
            position=position,
        )
    Kpi.objects.create(plan=plan, goal=goal, code="A.5", printed_name="A.5", name="Et dashbord", position=9)
    return plan


def coordinator(code: str = "ONE", username: str = "kari") -> User:
    """A coordinator for one organisation."""
    user = User.objects.create_user(username)
    RoleAssignment.objects.create(
        user=user, organisation=Organisation.objects.get(code=code), role="coordinator"
    )
    return user


def figure(
    indicator: str = "A.1",
    organisation: str = "ONE",
    period: str = "2024-T1",
    value: str | None = "50",
    **rest: object,
) -> NewMeasurement:
    """A figure to record, with codes and texts in place of ids and numbers."""
    numbers = {
        name: Decimal(str(rest.pop(name)))
        for name in ("numerator", "denominator")
        if rest.get(name) is not None
    }
    return NewMeasurement(
        indicator_id=Indicator.objects.get(code=indicator).pk,
        organisation_id=Organisation.objects.get(code=organisation).pk,
        period=Period.parse(period),
        value=None if value is None else Decimal(value),
        **numbers,
        **rest,  # type: ignore[arg-type]
    )


WHY = "Ny telling"


def store(
    *rows: NewMeasurement, approve: bool = True, origin: str = "imported", reason: str = WHY
) -> Recorded:
    """Record figures as the system itself, with a reason unless told otherwise."""
    return record_measurements(rows, by=None, origin=origin, approve=approve, reason=reason)


def cell(
    indicator: str = "A.1", organisation: str = "ONE", period: str = "2024-T1"
) -> list[tuple[str, Decimal | None]]:
    """The rows of one cell, oldest first, as state and value."""
    at = Period.parse(period)
    rows = Measurement.objects.filter(
        indicator__code=indicator,
        organisation__code=organisation,
        first_day=at.first_day,
        last_day=at.last_day,
        period_kind=at.kind,
    ).order_by("id")
    return [(row.state, None if row.value is None else row.value.normalize()) for row in rows]
