"""What plans share: documents, organisations, dimensions, categories, indicators. What the register holds of them, and
which of them a plan has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import ForeignKey, ManyToManyField, Model

from kpi import models
from kpi.selectors.measurement_rows import printed_figures_of

SHARED: dict[str, type[Model]] = {
    "documents": models.Document,
    "organisations": models.Organisation,
    "dimensions": models.Dimension,
    "categories": models.Category,
    "indicators": models.Indicator,
}
"""The tables by the name of their file."""

OWN: dict[type[Model], str] = {
    models.Plan: "pk",
    models.PlanMember: "plan",
    models.PlanVersion: "plan",
    models.GlossaryEntry: "plan",
    models.PlanRole: "plan",
    models.ReportingDuty: "plan",
    models.BenefitGoal: "plan",
    models.SubGoal: "goal__plan",
    models.Kpi: "plan",
    models.Undertaking: "goal__plan",
    models.Inconsistency: "plan",
    models.Requirement: "plan",
    models.RequirementLimit: "kpi__plan",
    models.Baseline: "kpi__plan",
    models.Ambition: "kpi__plan",
    models.RegionalAmbition: "kpi__plan",
    models.Threshold: "plan",
    models.Definition: "kpi__plan",
}
"""The tables whose records belong to a plan, and the way to it."""

INDICATOR_TERMS = ("code", "name", "unit", "direction", "aggregation", "over_time", "decimals", "below_zero")

Ids = dict[type[Model], set[int]]


def shared_records() -> dict[str, dict[Any, dict[str, Any]]]:
    """Table name to code to the values that checks need, references by code. Five queries."""
    found: dict[str, dict[Any, dict[str, Any]]] = {}
    for name in ("documents", "dimensions", "categories"):
        codes = SHARED[name]._default_manager.values_list("code", flat=True)
        found[name] = {code: {"code": code} for code in codes}
    parents = models.Organisation.objects.values_list("code", "parent__code")
    found["organisations"] = {code: {"code": code, "parent": parent} for code, parent in parents}
    indicators = models.Indicator.objects.values(*INDICATOR_TERMS, "derived_from__code")
    found["indicators"] = {
        row["code"]: {**row, "derived_from": row["derived_from__code"]} for row in indicators
    }
    return found


def shared_by(plans: Sequence[models.Plan]) -> dict[str, list[str]]:
    """Table name to the codes of what the plans list in their files, in that order, and after them of all else that
    their records and printed figures refer to, directly or through others. A constant number of queries."""
    used: Ids = {model: set() for model in SHARED.values()}
    for model, way in OWN.items():
        rows = model._default_manager.filter(**{f"{way}__in": [plan.pk for plan in plans]})
        for column, target in _references(model):
            used[target].update(rows.order_by().values_list(column, flat=True))
    figures = printed_figures_of(plans).order_by()
    for column, target in _references(models.PrintedFigure):
        used[target].update(figures.values_list(column, flat=True))
    stored = {model: {row.pk: row for row in _all(model)} for model in SHARED.values()}
    codes: dict[str, list[str]] = {}
    for name, model in SHARED.items():
        known = {row.code: pk for pk, row in stored[model].items()}
        listed = [code for plan in plans for code in plan.listed.get(name, []) if code in known]
        codes[name] = list(dict.fromkeys(listed))
        used[model].update(known[code] for code in listed)
    _follow(used, stored)
    for name, model in SHARED.items():
        others = [row.code for pk, row in stored[model].items() if pk in used[model]]
        codes[name] = list(dict.fromkeys([*codes[name], *others]))
    return codes


def _all(model: type[Model]) -> Iterable[Any]:
    """All records of a shared table, in the order in which those that no file lists are given."""
    return model._default_manager.order_by(*(["position"] if model is models.Category else []), "code")


def _references(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    """The fields that lead to shared tables."""
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey | ManyToManyField) and field.related_model in SHARED.values():
            yield field.name, field.related_model


def _follow(used: Ids, stored: Mapping[type[Model], Mapping[int, Any]]) -> None:
    """Add to what is used all that it refers to in turn: a parent, a dimension, the document it stands in."""
    waiting = [(model, pk) for model, ids in used.items() for pk in ids]
    while waiting:
        model, pk = waiting.pop()
        for column, target in _references(model) if pk in stored[model] else ():
            above = getattr(stored[model][pk], f"{column}_id")
            if above is not None and above not in used[target]:
                used[target].add(above)
                waiting.append((target, above))
