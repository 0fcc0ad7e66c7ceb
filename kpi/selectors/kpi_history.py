"""Every value ever given for a KPI: corrections, proposals and all, newest first. What counts now is `figures`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.paginator import Page, Paginator

from kpi.models import Kpi, Measurement, Organisation, PlanRole
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


def plan_roles(terms: PlanTerms) -> list[PlanRole]:
    """The plan's roles, in its order. One query."""
    return list(PlanRole.objects.filter(plan=terms.plan).order_by("position"))
