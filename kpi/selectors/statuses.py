"""The statuses of a whole plan by cell, for telling what a change of the plan does to them."""

from __future__ import annotations

from django.utils import timezone

from kpi.rules.period import MONTH, Period
from kpi.selectors.board import board
from kpi.selectors.plan_terms import plan_terms

Statuses = dict[tuple[str, str], str]
"""KPI and organisation code to the status, or to the reason for none."""


def statuses_of(plan_code: str) -> Statuses:
    """Every cell of the plan as of the current month; empty where there is no such plan. Nine queries."""
    terms = plan_terms(plan_code)
    if terms is None:
        return {}
    judged = board(terms, as_of=Period.of(timezone.localdate(), MONTH))
    return {cell: (judgement.reason or judgement.status).value for cell, judgement in judged.now.items()}
