"""Takes rows out of a register together with all that hangs on them. The register itself never does: all its references
are protected."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from kpi.models import Kpi


def remove(rows: QuerySet[Any]) -> None:
    """Remove these rows, and before them whatever refers to them."""
    keys = list(rows.values_list("pk", flat=True))
    if not keys:
        return
    for relation in rows.model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            others = relation.related_model._base_manager
            remove(others.filter(**{f"{relation.field.name}__in": keys}))
    rows.model._base_manager.filter(pk__in=keys).delete()


def keep_kpis(*codes: str) -> None:
    """Leave no KPI in the register but those with these codes."""
    remove(Kpi.objects.exclude(code__in=codes))
