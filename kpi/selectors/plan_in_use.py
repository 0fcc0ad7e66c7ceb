"""What of a plan somebody has used, so that loading its files must not take it away. A constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from kpi.models import (
    Ambition,
    Baseline,
    Definition,
    Kpi,
    Measurement,
    Organisation,
    Plan,
    PlanMember,
    RegionalAmbition,
    RequirementLimit,
    Responsibility,
    Revision,
    Threshold,
)

DATED = (Ambition, Baseline, Definition, RegionalAmbition, RequirementLimit, Threshold)
OF_AN_ORGANISATION = (Ambition, Baseline, RegionalAmbition)


@dataclass(frozen=True)
class PlanInUse:
    """`listed_elsewhere` names the other plans that list a shared record: table to code to plan codes. `measured_kpis`
    are the plan's KPIs with measurements, to their indicator's code; `kpis`, `members` and `requirements` are the
    codes of those that measurements or revisions made in the register hang on; `followed_up` are undertaking and
    organisation."""

    listed_elsewhere: dict[str, dict[str, list[str]]]
    measured_kpis: dict[str, str]
    kpis: list[str]
    members: list[str]
    requirements: list[str]
    followed_up: list[tuple[str, str]]


def plan_in_use(code: str, *, together: Collection[str] = ()) -> PlanInUse:
    """The plan with this code, which may be one that the register does not hold yet. The plans `together` are loaded
    in one go with it and say the same, so that they do not stand in each other's way."""
    members = _members_by_organisation(code)
    measured = Measurement.objects.filter(indicator=OuterRef("indicator"), organisation__in=list(members))
    kpis = Kpi.objects.filter(plan__code=code).order_by("position")
    measured_kpis = dict(kpis.filter(Exists(measured)).values_list("code", "indicator__code"))
    used = {*measured_kpis, *_revised(code, "kpi__code")}
    limits = RequirementLimit.objects.filter(_made_here(code)).order_by("requirement__position")
    follow_up = Responsibility.objects.followed_up().filter(undertaking__goal__plan__code=code)
    return PlanInUse(
        listed_elsewhere=_listed_elsewhere({code, *together}),
        measured_kpis=measured_kpis,
        kpis=[kpi for kpi in kpis.values_list("code", flat=True) if kpi in used],
        members=_members_in_use(code, members),
        requirements=list(dict.fromkeys(limits.values_list("requirement__code", flat=True))),
        followed_up=list(
            follow_up.order_by("undertaking__position", "position").values_list(
                "undertaking__code", "organisation__code"
            )
        ),
    )


def measurements_of(indicator: str) -> int:
    """How many measurements there are of the indicator with this code, whatever became of them."""
    return Measurement.objects.filter(indicator__code=indicator).count()


def _listed_elsewhere(mine: Collection[str]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for plan in Plan.objects.exclude(code__in=mine).order_by("code"):
        for table, codes in plan.listed.items():
            for listed in codes:
                found[table][listed].append(plan.code)
    return {table: dict(codes) for table, codes in found.items()}


def _made_here(code: str) -> Q:
    return Q(revision__plan__code=code, revision__origin=Revision.REGISTER)


def _revised(code: str, column: str) -> set[str]:
    """The codes of what terms made in the register hang on, all kinds of terms in one union."""
    of_a_kpi = _made_here(code) & Q(kpi__isnull=False)
    models = DATED if column == "kpi__code" else OF_AN_ORGANISATION
    first, *rest = (
        model._default_manager.filter(of_a_kpi).order_by().values_list(column) for model in models
    )
    return {found for (found,) in first.union(*rest)}


def _members_by_organisation(code: str) -> dict[int, set[str]]:
    """Each organisation that is a member or belongs to one, with the codes of those members."""
    tree: Mapping[int, int | None] = dict(Organisation.objects.values_list("pk", "parent_id"))
    members = dict(
        PlanMember.objects.filter(plan__code=code).values_list("organisation_id", "organisation__code")
    )
    found: dict[int, set[str]] = {}
    for organisation in tree:
        above: list[int] = []
        step: int | None = organisation
        while step is not None and step not in above:
            above.append(step)
            step = tree.get(step)
        codes = {members[id_] for id_ in above if id_ in members}
        if codes:
            found[organisation] = codes
    return found


def _members_in_use(code: str, members: Mapping[int, Collection[str]]) -> list[str]:
    """The members with terms made in the register, or with measurements of their own or of who belongs to them."""
    indicators = Kpi.objects.filter(plan__code=code, indicator__isnull=False).values("indicator")
    measured = Measurement.objects.filter(indicator__in=indicators, organisation=OuterRef("pk"))
    organisations = Organisation.objects.filter(pk__in=list(members)).filter(Exists(measured))
    used = _revised(code, "organisation__code")
    used.update(*(members[pk] for pk in organisations.values_list("pk", flat=True)))
    in_order = PlanMember.objects.filter(plan__code=code).order_by("position")
    return [member for member in in_order.values_list("organisation__code", flat=True) if member in used]
