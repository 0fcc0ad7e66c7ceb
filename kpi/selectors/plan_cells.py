"""A plan's cells as they stand in the plan: per KPI and trust the baseline and the ambition. Nothing is judged here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from kpi.models import Ambition, Baseline, Kpi, Organisation, Plan, PlanMember
from kpi.models.revision import LAST_WORD_LAST
from kpi.rules.ambition import in_force


@dataclass(frozen=True)
class PlanCell:
    """What the plan gives for one KPI and one trust, by the revisions in force on the day asked for."""

    kpi: Kpi
    organisation: Organisation
    baseline: Baseline | None
    ambition: Ambition | None


def plan_cells(plan_code: str, *, day: date) -> list[PlanCell] | None:
    """All cells of the plan with this code, in plan order, for those who are no whole; None when there is no such plan.

    Five queries whatever the plan's size.
    """
    plan = Plan.objects.filter(code=plan_code).first()
    if plan is None:
        return None
    wholes = PlanMember.objects.filter(plan=plan, part_of__isnull=False).values("part_of")
    members = (
        plan.members.exclude(organisation__in=wholes).select_related("organisation").order_by("position")
    )
    baselines: dict[tuple[int, int], list[Baseline]] = defaultdict(list)
    given = Baseline.objects.filter(kpi__plan=plan, role=Baseline.BASELINE)
    for baseline in given.select_related("document", "revision").order_by(*LAST_WORD_LAST):
        baselines[baseline.kpi_id, baseline.organisation_id].append(baseline)
    ambitions: dict[tuple[int, int], list[Ambition]] = defaultdict(list)
    wanted = Ambition.objects.filter(kpi__plan=plan)
    for ambition in wanted.select_related("document", "revision").order_by(*LAST_WORD_LAST):
        ambitions[ambition.kpi_id, ambition.organisation_id].append(ambition)
    parts = [member.organisation for member in members]
    return [
        PlanCell(
            kpi,
            organisation,
            in_force(baselines[kpi.pk, organisation.pk], day),
            in_force(ambitions[kpi.pk, organisation.pk], day),
        )
        for kpi in plan.kpis.select_related("document").order_by("position")
        for organisation in parts
    ]
