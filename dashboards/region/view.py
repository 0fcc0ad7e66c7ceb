"""The region page: where every benefit of the plan stands, for the region and each of its trusts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dashboards.region.page import region_filter, region_page
from kpi.models import Plan
from kpi.presentation.kept_content import Content, kept_content
from kpi.presentation.page_context import page_context
from kpi.presentation.plan_page import plan_page, terms_of
from kpi.selectors.board import board


@require_safe
@plan_page
def region(request: HttpRequest, plan: Plan) -> HttpResponse:
    """`/plans/regional/`: filters, period and whether to show preliminary figures stand in the address."""
    context, terms = page_context(request, plan), terms_of(plan)

    def content() -> Content:
        judged = board(terms, as_of=context.as_of.period, preliminary=context.preliminary)
        page = region_page(judged, region_filter(request.GET, judged), links=context.links)
        shown = {**context.for_template(), "page": page, **_nothing_shown()}
        return Content(page.kicker, render_to_string("dashboards/region/content.html", shown, request))

    kept = kept_content(request, terms.stamp, content)
    return render(request, "dashboards/region.html", {**context.for_template(), "kept": kept})


def _nothing_shown() -> dict[str, str]:
    """What stands in place of the table when the filters hide all."""
    return {
        "empty_title": _("Ingen måleindikatorer passer med filtrene"),
        "empty_text": _("Prøv færre filtre eller et annet søkeord."),
        "empty_action": _("Nullstill filtrene"),
    }
