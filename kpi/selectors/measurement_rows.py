"""Measurements as plain rows: each place where a document prints a figure, and each figure that is printed nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from kpi.models import Document, Indicator, Kpi, Measurement, Plan, PlanMember, PrintedFigure

Row = dict[str, Any]


def measurement_rows(ours: Q, plans: Sequence[Plan]) -> list[Row]:
    """A row for each place where a figure is printed, and for each measurement in force that is printed nowhere. Of one
    document those that the files of `plans` hold come first, in their order."""
    documents = dict(Document.objects.values_list("pk", "code"))
    printed = PrintedFigure.objects.filter(ours).annotate(is_own=Q(plan__in=plans))
    alone = Measurement.objects.filter(ours, state=Measurement.CURRENT, printed_figures__isnull=True)
    rows = [
        _measurement(row, documents, counts=row.counts and _is_in_force(row.measurement))
        for row in sorted(
            printed.select_related("indicator", "organisation", "category", "measurement"),
            key=lambda row: (documents.get(row.document_id or 0, ""), not row.is_own, row.position, row.pk),
        )
    ]
    rows += [
        _measurement(row, documents, counts=True)
        for row in sorted(alone.select_related("indicator", "organisation", "category").order_by(), key=_cell)
    ]
    return rows


def _cell(row: Measurement) -> tuple[Any, ...]:
    """Where a measurement stands among others. Databases sort texts and empty cells each in their own way."""
    category = row.category.code if row.category else ""
    return row.indicator.code, row.organisation.code, row.last_day, row.first_day, category, row.pk


def _is_in_force(measurement: Measurement | None) -> bool:
    """Whether nobody has corrected the figure since it was taken from the document."""
    return measurement is not None and measurement.state == Measurement.CURRENT


def of_indicators(codes: Sequence[str]) -> Q:
    """The measurements of the indicators with these codes, whoever they are for."""
    return Q(indicator__code__in=codes)


def counted_by(plans: Sequence[Plan]) -> Q:
    """The measurements that count in some plans: of an indicator that one uses or lists, for one of its members."""
    indicators: dict[int, set[int]] = {plan.pk: set() for plan in plans}
    codes = dict(Indicator.objects.values_list("code", "pk"))
    for plan in plans:
        indicators[plan.pk].update(codes[code] for code in plan.listed.get("indicators", []) if code in codes)
    used = Kpi.objects.filter(plan__in=plans, indicator__isnull=False).order_by()
    for plan_id, indicator_id in used.values_list("plan_id", "indicator_id"):
        indicators[plan_id].add(indicator_id)
    members: dict[int, set[int]] = {plan.pk: set() for plan in plans}
    for plan_id, organisation_id in PlanMember.objects.filter(plan__in=plans).values_list(
        "plan_id", "organisation_id"
    ):
        members[plan_id].add(organisation_id)
    counted = Q(pk__in=())
    for plan in plans:
        counted |= Q(indicator__in=indicators[plan.pk], organisation__in=members[plan.pk])
    return counted


def printed_figures_of(plans: Sequence[Plan]) -> QuerySet[PrintedFigure]:
    """The printed figures that belong to some plans: those of their own files (`is_own`), and those of whatever
    document that count in them."""
    own = Q(plan__in=plans)
    return PrintedFigure.objects.filter(own | counted_by(plans)).annotate(is_own=own)


def _measurement(row: Measurement | PrintedFigure, documents: dict[int, str], *, counts: bool) -> Row:
    return {
        "indicator": row.indicator.code,
        "organisation": row.organisation.code,
        "category": row.category.name if row.category else None,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
        "value": plain(row.value),
        "qualifier": row.qualifier,
        "unit": row.indicator.unit or None,
        "printed": row.printed or None,
        "document": documents.get(row.document_id) if row.document_id else None,
        "section": row.section or None,
        "counts": counts,
    }


def plain(value: Decimal | None) -> int | float | None:
    """A number as JSON has it: whole ones as integers; None stays None."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
