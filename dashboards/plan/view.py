"""The plan page: the whole plan, readable as its document is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.plan.page import plan_page
from kpi.presentation.page_context import page_context
from kpi.selectors.plan_document import plan_document
from kpi.selectors.plan_terms import plan_terms


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """`/plan/`: what is in force as of a period, which stands in the address."""
    terms = plan_terms()
    context = page_context(request, terms)
    if terms is None:
        return render(request, "dashboards/no_plan.html", context.for_template())
    document = plan_document(terms, as_of=context.as_of.period)
    page = plan_page(document, carried=context.carried)
    return render(request, "dashboards/plan.html", {**context.for_template(), "page": page})
