"""Goals as places in a page, and KPIs in the plan's order under them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.utils.text import slugify

from kpi.models import BenefitGoal, Kpi


def by_goal(kpis: Iterable[Kpi]) -> list[tuple[BenefitGoal, list[Kpi]]]:
    """KPIs in plan order, goal by goal."""
    groups = (list(group) for _code, group in groupby(kpis, key=lambda kpi: kpi.goal.code))
    return [(group[0].goal, group) for group in groups]


def anchor_of(goal: BenefitGoal) -> str:
    """The name of a goal's place in a page."""
    return f"goal-{slugify(goal.code, allow_unicode=True) or goal.pk}"
