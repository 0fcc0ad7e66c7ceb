"""The organisations' pages: a card for each trust, and one page for each trust and for the region."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.trust.overview import trusts_page
from dashboards.trust.page import trust_page
from kpi.presentation.page_context import page_context
from kpi.rules.terms import Status
from kpi.selectors.board import board
from kpi.selectors.plan_terms import plan_terms
from kpi.selectors.undertakings import duties_of


@require_safe
def trusts(request: HttpRequest) -> HttpResponse:
    """`/organisations/`: the plan's trusts side by side."""
    terms = plan_terms()
    context = page_context(request, terms)
    if terms is None:
        return render(request, "dashboards/no_plan.html", context.for_template())
    judged = board(terms, as_of=context.as_of.period, preliminary=context.preliminary)
    page = trusts_page(judged, carried=context.carried)
    return render(request, "dashboards/trusts.html", {**context.for_template(), "page": page})


@require_safe
def trust(request: HttpRequest, code: str) -> HttpResponse:
    """`/organisations/STO/`: one trust or the region. `?status=` narrows the table to one light."""
    terms = plan_terms()
    organisation = terms.organisation(code) if terms else None
    if terms is None or organisation is None:
        raise Http404("no such organisation in the plan")
    context = page_context(request, terms)
    judged = board(terms, as_of=context.as_of.period, preliminary=context.preliminary)
    asked = request.GET.get("status", "").strip()
    status = {held.value: held for held in Status}.get(asked)
    page = trust_page(
        judged, organisation, duties_of(terms.plan, organisation), carried=context.carried, status=status
    )
    return render(
        request,
        "dashboards/trust.html",
        {
            **context.for_template(),
            "page": page,
            "status": status,
            "misread": [asked[:40]] if asked and status is None else [],
        },
    )
