"""A small plan for tests about measurements: a region with two trusts and a unit, and a KPI of each sort."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kpi.actions.record import NewMeasurement
from kpi.models import (
    BenefitGoal,
    Kpi,
    Measurement,
    Organisation,
    Plan,
    RoleAssignment,
    ScopeMember,
    User,
)
from kpi.rules.period import Period

KPIS = {
    # code: unit, direction, regional value, over time
    "A.1": ("percent", "higher", "weighted", "level"),
    "A.2": ("count", "lower", "sum", "year_sum"),
    "A.3": ("days", "lower", "weighted", "level"),
    "A.4": ("nok", "lower", "sum", "level"),
}


def make_plan() -> Plan:
    """The plan with KPIs A.1 to A.4, A.5 that takes no measurements, organisations REG, ONE, TWO, the unit ONE-U
    under ONE, and OUT, which the plan does not hold."""
    region = Organisation.objects.create(code="REG", name="Regionen", kind="region")
    one, two = (
        Organisation.objects.create(code=code, name=code.title(), kind="trust", parent=region)
        for code in ("ONE", "TWO")
    )
    Organisation.objects.create(code="ONE-U", name="Enhet", kind="unit", parent=one)
    Organisation.objects.create(code="OUT", name="Utenfor", kind="supplier")
    plan = Plan.objects.create(code="small", title="Liten plan", region=region)
    for position, (organisation, role) in enumerate([(one, "part"), (two, "part"), (region, "region")]):
        ScopeMember.objects.create(
            plan=plan, organisation=organisation, role=role, position=position, go_live=date(2023, 1, 1)
        )
    goal = BenefitGoal.objects.create(
        plan=plan, code="A", name="Mål", statement="Et mål", promise_kind="improvement", position=1
    )
    for position, (code, (unit, direction, regional, over_time)) in enumerate(KPIS.items(), start=1):
        Kpi.objects.create(
            plan=plan,
            goal=goal,
            code=code,
            printed_name=code,
            name=f"Indikator {code}",
            unit=unit,
            direction=direction,
            regional_value=regional,
            over_time=over_time,
            frequency="tertial",
            position=position,
        )
    Kpi.objects.create(
        plan=plan,
        goal=goal,
        code="A.5",
        printed_name="A.5",
        name="Et dashbord",
        takes_measurements=False,
        position=9,
    )
    return plan


def coordinator(code: str = "ONE", username: str = "kari") -> User:
    """A coordinator for one organisation."""
    user = User.objects.create_user(username)
    RoleAssignment.objects.create(
        user=user, organisation=Organisation.objects.get(code=code), role="coordinator"
    )
    return user


def figure(
    kpi: str = "A.1", organisation: str = "ONE", period: str = "2024-T1", value: str = "50", **rest: object
) -> NewMeasurement:
    """A figure to record, with codes and texts in place of ids and numbers."""
    numbers = {
        name: Decimal(str(rest.pop(name)))
        for name in ("numerator", "denominator")
        if rest.get(name) is not None
    }
    return NewMeasurement(
        kpi_id=Kpi.objects.get(code=kpi).pk,
        organisation_id=Organisation.objects.get(code=organisation).pk,
        period=Period.parse(period),
        value=Decimal(value),
        **numbers,
        **rest,  # type: ignore[arg-type]
    )


def cell(kpi: str = "A.1", organisation: str = "ONE", period: str = "2024-T1") -> list[tuple[str, Decimal]]:
    """The rows of one cell, oldest first, as state and value."""
    at = Period.parse(period)
    rows = Measurement.objects.filter(
        kpi__code=kpi, organisation__code=organisation, period_end=at.last_day, months=at.months
    ).order_by("id")
    return [(row.state, row.value.normalize()) for row in rows]
