"""The register's content as plain lists, plan by plan and in printed order, for scripts and other systems."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kpi.models import (
    BenefitGoal,
    Indicator,
    Kpi,
    Organisation,
    Plan,
    PlanRole,
)
from kpi.selectors.measurement_rows import counted_by, measurement_rows, of_indicators, plain
from kpi.selectors.shared_records import shared_by

Row = dict[str, Any]

NOT_YET_HELD = (
    "ratings",
    "beneficiaries",
    "levels",
    "risks",
    "mitigations",
    "requirements",
    "relative_rules",
    "effect_goals",
    "value_areas",
    "early_areas",
    "principles",
    "phases",
    "financial_ambitions",
    "bodies",
    "goal_links",
)
"""What no plan of the register has: programmes, yearly requirements and the strategy bring them."""

ORDER = (
    "plans",
    "organisations",
    "goals",
    "ratings",
    "beneficiaries",
    "indicators",
    "kpis",
    "levels",
    "risks",
    "mitigations",
    "requirements",
    "relative_rules",
    "measurements",
    "effect_goals",
    "value_areas",
    "early_areas",
    "principles",
    "phases",
    "financial_ambitions",
    "bodies",
    "roles",
    "goal_links",
)


def register_lists(plan_codes: Sequence[str] | None = None) -> dict[str, list[Row]]:
    """The lists of these plans, or of all. A constant number of queries."""
    plans = Plan.objects.select_related("owner").order_by("code")
    if plan_codes is not None:
        plans = plans.filter(code__in=plan_codes)
    chosen = list(plans)
    ids = [plan.pk for plan in chosen]
    shared = shared_by(chosen)
    lists: dict[str, list[Row]] = {
        "plans": [_plan(plan) for plan in chosen],
        "organisations": _organisations(shared["organisations"]),
        "goals": _goals(ids),
        "indicators": _indicators(shared["indicators"]),
        "kpis": _kpis(ids),
        "measurements": measurement_rows(
            of_indicators(shared["indicators"]) if plan_codes is None else counted_by(chosen), chosen
        ),
        "roles": [
            {"plan": role.plan.code, "name": role.name, "holder": role.holder}
            for role in PlanRole.objects.filter(plan__in=ids)
            .select_related("plan")
            .order_by("plan", "position")
        ],
    }
    lists |= {name: [] for name in NOT_YET_HELD}
    return {name: lists[name] for name in ORDER}


def _plan(plan: Plan) -> Row:
    return {
        "code": plan.code,
        "kind": plan.kind,
        "title": plan.title,
        "version": plan.version or None,
        "date": plan.date.isoformat() if plan.date else None,
        "owner": plan.owner.code,
    }


def _organisations(codes: Iterable[str]) -> list[Row]:
    known = {row.code: row for row in Organisation.objects.select_related("parent")}
    return [
        {
            "code": row.code,
            "name": row.name,
            "kind": row.kind,
            "parent": row.parent.code if row.parent else None,
        }
        for row in (known[code] for code in codes)
    ]


def _goals(plan_ids: Sequence[int]) -> list[Row]:
    goals = BenefitGoal.objects.filter(plan__in=plan_ids).select_related("plan").prefetch_related("sub_goals")
    rows = []
    for goal in goals.order_by("plan", "position"):
        main = {"plan": goal.plan.code, "code": goal.code, "name": goal.name, "level": "main"}
        rows.append({**main, "parent": None, "priority": None})
        rows += [
            {
                "plan": goal.plan.code,
                "code": sub.code,
                "name": sub.name,
                "level": "sub",
                "parent": goal.code,
                "priority": None,
            }
            for sub in goal.sub_goals.all()
        ]
    return rows


def _indicators(codes: Iterable[str]) -> list[Row]:
    known = {row.code: row for row in Indicator.objects.all()}
    return [
        {
            "code": row.code,
            "other_codes": [code.strip() for code in row.other_codes.split(",") if code.strip()],
            "name": row.name,
            "unit": row.unit or None,
            "direction": row.direction or None,
        }
        for row in (known[code] for code in codes)
    ]


def _kpis(plan_ids: Sequence[int]) -> list[Row]:
    kpis = Kpi.objects.filter(plan__in=plan_ids).select_related("plan", "goal", "indicator")
    return [
        {
            "plan": kpi.plan.code,
            "goal": kpi.goal.code,
            "code": kpi.code,
            "indicator": kpi.indicator.code if kpi.indicator else None,
            "name": kpi.printed_name,
            "use": kpi.use,
            "operator": kpi.operator or None,
            "target": plain(kpi.target),
            "deadline": kpi.deadline or None,
            "frequency": kpi.frequency or None,
            "baseline_state": kpi.baseline_state or None,
            "target_state": kpi.target_state or None,
        }
        for kpi in kpis.order_by("plan", "position")
    ]
