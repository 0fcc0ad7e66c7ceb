"""Every value ever given for a KPI: corrections, proposals and all, newest first. What counts now is `figures`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Page, Paginator

from kpi.models import Kpi, Measurement, Organisation, PlanRole
from kpi.rules.period import Period
from kpi.rules.terms import Qualifier
from kpi.selectors.plan_terms import PlanTerms

ROWS_ON_A_PAGE = 12


def kpi_history(
    kpi: Kpi, organisations: Sequence[Organisation], *, until: date, page: str
) -> Page[Measurement]:
    """A page of the measurements of these organisations whose period ends on `until` or before, last entered first.

    Two queries whatever the length; a page number that is none gives the first page, one too high the last.
    """
    rows = (
        Measurement.objects.filter(
            indicator=kpi.indicator_id, organisation__in=list(organisations), last_day__lte=until
        )
        .select_related("organisation", "category", "entered_by", "approved_by", "corrects", "document")
        .order_by("-entered_at", "-last_day", "-pk")
    )
    return Paginator(rows, ROWS_ON_A_PAGE).get_page(page)


@dataclass(frozen=True, slots=True)
class ShownOnly:
    """A figure in force that no status is set by: for a category, of a period or a kind that is not judged, or none."""

    organisation: str
    category: str
    period: Period
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    qualifier: str
    approved: bool


def shown_only(
    kpi: Kpi,
    organisations: Sequence[Organisation],
    judged: Collection[int],
    *,
    until: date,
    preliminary: bool = False,
) -> list[ShownOnly]:
    """What is in force for these organisations and not among the `judged` (ids of measurements), organisation by
    organisation, oldest first; with `preliminary` also what waits for approval. One query."""
    states = [Measurement.CURRENT, *([Measurement.PROPOSED] if preliminary else [])]
    rows = Measurement.objects.filter(
        indicator=kpi.indicator_id,
        organisation__in=list(organisations),
        state__in=states,
        last_day__lte=until,
    ).select_related("organisation", "category")
    places = {organisation.pk: place for place, organisation in enumerate(organisations)}
    found = [row for row in rows.order_by() if row.pk not in judged]
    found.sort(key=lambda row: (places[row.organisation_id], row.last_day, row.first_day, row.pk))
    return [
        ShownOnly(
            row.organisation.code,
            row.category.name if row.category else "",
            row.period,
            row.value,
            row.numerator,
            row.denominator,
            row.qualifier,
            approved=row.state == Measurement.CURRENT,
        )
        for row in found
    ]


def about_right(kpi: Kpi, organisations: Sequence[Organisation]) -> set[int]:
    """The ids of the measurements in force that are only about right. They are judged as they are. One query."""
    rows = Measurement.objects.filter(
        indicator=kpi.indicator_id, organisation__in=list(organisations), qualifier=Qualifier.ABOUT
    )
    return set(rows.exclude(state=Measurement.SUPERSEDED).values_list("pk", flat=True))


def plan_roles(terms: PlanTerms) -> list[PlanRole]:
    """The plan's roles, in its order. One query."""
    return list(PlanRole.objects.filter(plan=terms.plan).order_by("position"))
