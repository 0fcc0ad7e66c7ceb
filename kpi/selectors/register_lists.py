"""The register's content as plain lists, plan by plan and in printed order, for scripts and other systems."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from kpi.models import (
    BenefitGoal,
    Document,
    Indicator,
    Kpi,
    Measurement,
    Organisation,
    Plan,
    PlanRole,
    PrintedFigure,
)

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
    plans = Plan.objects.select_related("owner").order_by("pk")
    if plan_codes is not None:
        plans = plans.filter(code__in=plan_codes)
    chosen = list(plans)
    ids = [plan.pk for plan in chosen]
    indicators = _indicators(chosen)
    lists: dict[str, list[Row]] = {
        "plans": [_plan(plan) for plan in chosen],
        "organisations": _organisations(chosen),
        "goals": _goals(ids),
        "indicators": [_indicator(indicator) for indicator in indicators],
        "kpis": _kpis(ids),
        "measurements": _measurements([indicator.pk for indicator in indicators]),
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


def _listed(plans: Iterable[Plan], table: str) -> list[str]:
    """The codes of what the plans list of a shared table, each once."""
    return list(dict.fromkeys(code for plan in plans for code in plan.listed.get(table, [])))


def _organisations(plans: Sequence[Plan]) -> list[Row]:
    codes = _listed(plans, "organisations")
    known = {row.code: row for row in Organisation.objects.filter(code__in=codes).select_related("parent")}
    return [
        {
            "code": row.code,
            "name": row.name,
            "kind": row.kind,
            "parent": row.parent.code if row.parent else None,
        }
        for code in codes
        if (row := known.get(code)) is not None
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


def _indicators(plans: Sequence[Plan]) -> list[Indicator]:
    """The indicators that the plans list or use, in the order they are listed."""
    codes = _listed(plans, "indicators")
    used = Kpi.objects.filter(plan__in=[plan.pk for plan in plans], indicator__isnull=False)
    codes += [
        code
        for code in used.order_by("plan", "position").values_list("indicator__code", flat=True)
        if code not in codes
    ]
    known = {row.code: row for row in Indicator.objects.filter(code__in=codes)}
    return [known[code] for code in dict.fromkeys(codes) if code in known]


def _indicator(indicator: Indicator) -> Row:
    return {
        "code": indicator.code,
        "other_codes": [code.strip() for code in indicator.other_codes.split(",") if code.strip()],
        "name": indicator.name,
        "unit": indicator.unit or None,
        "direction": indicator.direction or None,
    }


def _kpis(plan_ids: Sequence[int]) -> list[Row]:
    kpis = Kpi.objects.filter(plan__in=plan_ids).select_related("plan", "goal", "sub_goal", "indicator")
    return [
        {
            "plan": kpi.plan.code,
            "goal": kpi.goal.code,
            "sub_goal": kpi.sub_goal.code if kpi.sub_goal else None,
            "code": kpi.code,
            "indicator": kpi.indicator.code if kpi.indicator else None,
            "name": kpi.printed_name,
            "use": kpi.use,
            "operator": kpi.operator or None,
            "target": _number(kpi.target),
            "deadline": kpi.deadline or None,
            "frequency": kpi.frequency or None,
            "baseline_state": kpi.baseline_state or None,
            "target_state": kpi.target_state or None,
        }
        for kpi in kpis.order_by("plan", "position")
    ]


def _measurements(indicator_ids: Sequence[int]) -> list[Row]:
    """A row for each place where a figure is printed, and for each measurement in force that is printed nowhere."""
    documents = dict(Document.objects.values_list("pk", "code"))
    printed = PrintedFigure.objects.filter(indicator__in=indicator_ids)
    alone = Measurement.objects.filter(
        indicator__in=indicator_ids, state=Measurement.CURRENT, printed_figures__isnull=True
    )
    rows = [
        _measurement(row, documents, counts=row.counts)
        for row in printed.select_related("indicator", "organisation", "category").order_by(
            "document", "position", "pk"
        )
    ]
    rows += [
        _measurement(row, documents, counts=True)
        for row in alone.select_related("indicator", "organisation", "category").order_by(
            "indicator__code", "organisation__code", "last_day", "first_day", "pk"
        )
    ]
    return rows


def _measurement(row: Measurement | PrintedFigure, documents: dict[int, str], *, counts: bool) -> Row:
    return {
        "indicator": row.indicator.code,
        "organisation": row.organisation.code,
        "category": row.category.name if row.category else None,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
        "value": _number(row.value),
        "qualifier": row.qualifier,
        "unit": row.indicator.unit or None,
        "printed": row.printed or None,
        "document": documents.get(row.document_id) if row.document_id else None,
        "section": row.section or None,
        "counts": counts,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
