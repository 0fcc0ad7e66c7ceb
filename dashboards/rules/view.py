"""The page about how a status is decided, for leaders and coordinators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.rules.page import rules_page
from kpi.models import Plan
from kpi.presentation.links import Links
from kpi.presentation.organisation_words import IN_GENERAL, words_of
from kpi.presentation.page_context import page_context
from kpi.presentation.plan_page import plan_page, terms_of


@require_safe
@plan_page
def rules(request: HttpRequest, plan: Plan) -> HttpResponse:
    """`…/status-rules/`: the limits are those of the plan, in force as of the period in the address."""
    context = page_context(request, plan)
    terms = terms_of(plan)
    page = rules_page(terms, on=context.as_of.period.last_day, links=context.links)
    words = words_of(terms).forms
    return render(request, "dashboards/rules.html", {**context.for_template(), **words, "page": page})


@require_safe
def rules_without_a_plan(request: HttpRequest) -> HttpResponse:
    """`/status-rules/` of a register that holds no plan yet: what applies to any plan."""
    page = rules_page(None, on=timezone.localdate(), links=Links())
    context = {**IN_GENERAL.forms, "page": page, "links": Links()}
    return render(request, "dashboards/rules.html", context)
