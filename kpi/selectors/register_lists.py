"""The register's content as plain lists, plan by plan and in printed order, for scripts and other systems."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q

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
from kpi.selectors.measurable import organisations_of_plans
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
        "measurements": _measurements(chosen),
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


def _measurements(plans: Sequence[Plan]) -> list[Row]:
    """A row for each place where a figure is printed, and for each measurement in force that is printed nowhere."""
    documents = dict(Document.objects.values_list("pk", "code"))
    ours = _counted_by(plans)
    printed = PrintedFigure.objects.filter(ours)
    alone = Measurement.objects.filter(ours, state=Measurement.CURRENT, printed_figures__isnull=True)
    rows = [
        _measurement(row, documents, counts=row.counts and _is_in_force(row.measurement))
        for row in printed.select_related("indicator", "organisation", "category", "measurement").order_by(
            "document", "position", "pk"
        )
    ]
    rows += [
        _measurement(row, documents, counts=True)
        for row in alone.select_related("indicator", "organisation", "category").order_by(
            "indicator__code", "organisation__code", "last_day", "first_day", "category__code", "pk"
        )
    ]
    return rows


def _is_in_force(measurement: Measurement | None) -> bool:
    """Whether nobody has corrected the figure since it was taken from the document."""
    return measurement is not None and measurement.state == Measurement.CURRENT


def _counted_by(plans: Sequence[Plan]) -> Q:
    """The measurements that count in a plan: of an indicator it uses or lists, for one of its organisations."""
    indicators: dict[int, set[int]] = {plan.pk: set() for plan in plans}
    codes = dict(Indicator.objects.values_list("code", "pk"))
    for plan in plans:
        indicators[plan.pk].update(codes[code] for code in plan.listed.get("indicators", []) if code in codes)
    used = Kpi.objects.filter(plan__in=plans, indicator__isnull=False).order_by()
    for plan_id, indicator_id in used.values_list("plan_id", "indicator_id"):
        indicators[plan_id].add(indicator_id)
    counted = Q(pk__in=())
    for plan_id, organisations in organisations_of_plans(plans).items():
        counted |= Q(indicator__in=indicators[plan_id], organisation__in=organisations)
    return counted


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
