"""Goals as places in a page."""

from __future__ import annotations

from django.utils.text import slugify

from kpi.models import BenefitGoal


def anchor_of(goal: BenefitGoal) -> str:
    """The name of a goal's place in a page."""
    return f"goal-{slugify(goal.code, allow_unicode=True) or goal.pk}"
