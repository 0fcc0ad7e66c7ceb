"""KPIs goal by goal, as every list of them is: by where they belong, and not by what stands beside them in a file."""

from __future__ import annotations

from collections.abc import Iterable

from kpi.models import BenefitGoal, Kpi, SubGoal


def by_goal(kpis: Iterable[Kpi]) -> list[tuple[BenefitGoal, list[Kpi]]]:
    """KPIs under their goals, goals in the plan's order, and of each goal in the order given."""
    found: dict[int, tuple[BenefitGoal, list[Kpi]]] = {}
    for kpi in kpis:
        found.setdefault(kpi.goal_id, (kpi.goal, []))[1].append(kpi)
    return sorted(found.values(), key=lambda group: group[0].position)


def by_sub_goal(kpis: Iterable[Kpi]) -> list[tuple[SubGoal | None, list[Kpi]]]:
    """One goal's KPIs under its sub-goals: the goal's own first (None), then in the plan's order."""
    found: dict[int | None, tuple[SubGoal | None, list[Kpi]]] = {}
    for kpi in kpis:
        found.setdefault(kpi.sub_goal_id, (kpi.sub_goal, []))[1].append(kpi)
    return sorted(found.values(), key=lambda group: -1 if group[0] is None else group[0].position)
