"""The plan page: the whole plan, readable as its document is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from dashboards.plan.page import plan_document_page
from kpi.models import Plan
from kpi.presentation.kept_content import Content, kept_content
from kpi.presentation.organisation_words import words_of
from kpi.presentation.page_context import page_context
from kpi.presentation.plan_page import plan_page, terms_of
from kpi.selectors.plan_document import plan_document


@require_safe
@plan_page
def plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    """`…/plan/`: what is in force as of a period, which stands in the address."""
    context, terms = page_context(request, plan), terms_of(plan)

    def content() -> Content:
        document = plan_document(terms, as_of=context.as_of.period)
        page = plan_document_page(document, links=context.links)
        shown = {**context.for_template(), **words_of(terms).forms, "page": page}
        return Content(
            f"{plan.title} {plan.version}", render_to_string("dashboards/plan/content.html", shown, request)
        )

    kept = kept_content(request, terms.stamp, content)
    return render(request, "dashboards/plan.html", {**context.for_template(), "kept": kept})
