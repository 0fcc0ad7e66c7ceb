"""The page about how a status is decided, for leaders and coordinators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.rules.page import rules_page
from kpi.presentation.page_context import page_context
from kpi.selectors.plan_terms import plan_terms


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """`/status-rules/`: the limits are those in force as of the period in the address."""
    terms = plan_terms()
    context = page_context(request, terms)
    page = rules_page(terms, on=context.as_of.period.last_day, carried=context.carried)
    return render(request, "dashboards/rules.html", {**context.for_template(), "page": page})
