"""The region page: where every benefit of the plan stands, for the region and each of its trusts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dashboards.parts.filters import read_filters
from dashboards.region.page import region_page
from kpi.presentation.page_context import page_context
from kpi.selectors.board import board
from kpi.selectors.plan_terms import plan_terms


@require_safe
def region(request: HttpRequest) -> HttpResponse:
    """`/`: filters, period and whether to show preliminary figures stand in the address."""
    terms = plan_terms()
    context = page_context(request, terms)
    if terms is None:
        return render(request, "dashboards/no_plan.html", context.for_template())
    judged = board(terms, as_of=context.as_of.period, preliminary=context.preliminary)
    page = region_page(judged, read_filters(request.GET, judged), carried=context.carried)
    return render(
        request, "dashboards/region.html", {**context.for_template(), "page": page, **_nothing_shown()}
    )


def _nothing_shown() -> dict[str, str]:
    """What stands in place of the table when the filters hide all."""
    return {
        "empty_title": _("Ingen måleindikatorer passer med filtrene"),
        "empty_text": _("Prøv færre filtre eller et annet søkeord."),
        "empty_action": _("Nullstill filtrene"),
    }
