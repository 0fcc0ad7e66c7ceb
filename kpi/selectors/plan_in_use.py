"""What of a plan somebody has used, so that loading its files must not take it away. Seven queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from kpi.models import (
    Ambition,
    Baseline,
    Definition,
    Indicator,
    Kpi,
    Measurement,
    Plan,
    PlanMember,
    RegionalAmbition,
    RequirementLimit,
    Responsibility,
    Revision,
    Threshold,
)

DATED = (Ambition, Baseline, Definition, RegionalAmbition, RequirementLimit, Threshold)


@dataclass(frozen=True)
class PlanInUse:
    """`listed_elsewhere` names the other plans that list a shared record: table to code to plan codes; `measurements`
    counts those of each indicator; `measured_kpis` are the plan's KPIs with measurements, to their indicator's code;
    `followed_up` are undertaking and organisation."""

    listed_elsewhere: dict[str, dict[str, list[str]]]
    measurements: dict[str, int]
    measured_kpis: dict[str, str]
    kpis_in_use: list[str]
    members_in_use: list[str]
    followed_up: list[tuple[str, str]]


def plan_in_use(code: str) -> PlanInUse:
    """The plan with this code, which may be one that the register does not hold yet."""
    elsewhere: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for other in Plan.objects.exclude(code=code).order_by("code"):
        for table, codes in other.listed.items():
            for listed in codes:
                elsewhere[table][listed].append(other.code)
    counts = dict(
        Indicator.objects.annotate(count=Count("measurements"))
        .filter(count__gt=0)
        .values_list("code", "count")
    )
    members = PlanMember.objects.filter(plan__code=code).values("organisation")
    measured = Measurement.objects.filter(indicator=OuterRef("indicator"), organisation__in=members)
    kpis = Kpi.objects.filter(plan__code=code)
    measured_kpis = dict(kpis.filter(Exists(measured)).values_list("code", "indicator__code"))
    return PlanInUse(
        listed_elsewhere={table: dict(codes) for table, codes in elsewhere.items()},
        measurements=counts,
        measured_kpis=measured_kpis,
        kpis_in_use=sorted({*measured_kpis, *_revised_kpis(code)}),
        members_in_use=_members_in_use(code),
        followed_up=list(
            Responsibility.objects.filter(undertaking__goal__plan__code=code)
            .exclude(owner="", deadline=None, status="", note="")
            .order_by("pk")
            .values_list("undertaking__code", "organisation__code")
        ),
    )


def _revised_kpis(code: str) -> set[str]:
    """KPIs with a term from a revision made in the register. One query for each kind of term, in one union."""
    mine = Q(revision__plan__code=code, revision__origin=Revision.REGISTER, kpi__isnull=False)
    first, *rest = (
        model._default_manager.filter(mine).order_by().values_list("kpi__code") for model in DATED
    )
    return {kpi for (kpi,) in first.union(*rest)}


def _members_in_use(code: str) -> list[str]:
    indicators = Kpi.objects.filter(plan__code=code, indicator__isnull=False).values("indicator")
    measured = Measurement.objects.filter(indicator__in=indicators, organisation=OuterRef("organisation"))
    revised = [
        Exists(
            model._default_manager.filter(
                organisation=OuterRef("organisation"),
                revision__plan__code=code,
                revision__origin=Revision.REGISTER,
            )
        )
        for model in (Ambition, Baseline, RegionalAmbition)
    ]
    return list(
        PlanMember.objects.filter(plan__code=code)
        .filter(Exists(measured) | revised[0] | revised[1] | revised[2])
        .order_by("position")
        .values_list("organisation__code", flat=True)
    )
