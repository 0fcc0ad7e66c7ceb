"""The organisations' pages: a card for each trust, and one page for each trust and for the region."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from dashboards.trust.overview import trusts_page
from dashboards.trust.page import trust_filter, trust_page
from kpi.models import Plan
from kpi.presentation.kept_content import Content, kept_content
from kpi.presentation.organisation_words import words_of
from kpi.presentation.page_context import page_context
from kpi.presentation.plan_page import plan_page, terms_of
from kpi.selectors.board import board
from kpi.selectors.undertakings import duties_of


@require_safe
@plan_page
def trusts(request: HttpRequest, plan: Plan) -> HttpResponse:
    """`…/organisations/`: the plan's trusts side by side."""
    context, terms = page_context(request, plan), terms_of(plan)

    def content() -> Content:
        judged = board(terms, as_of=context.as_of.period, preliminary=context.preliminary)
        page = trusts_page(judged, links=context.links)
        shown = {**context.for_template(), "page": page}
        return Content(page.title, render_to_string("dashboards/trust/cards.html", shown, request))

    kept = kept_content(request, terms.stamp, content)
    return render(request, "dashboards/trusts.html", {**context.for_template(), "kept": kept})


@require_safe
@plan_page
def trust(request: HttpRequest, plan: Plan, code: str) -> HttpResponse:
    """`…/organisations/STO/`: one trust or the region. `?status=` narrows the table to one status."""
    terms = terms_of(plan)
    organisation = terms.organisation(code)
    if organisation is None:
        raise Http404("no such organisation in the plan")
    context = page_context(request, plan)

    def content() -> Content:
        judged = board(
            terms, as_of=context.as_of.period, preliminary=context.preliminary, organisations=[code]
        )
        page = trust_page(
            judged,
            organisation,
            duties_of(plan, organisation),
            links=context.links,
            chosen=trust_filter(request.GET, judged, code),
        )
        shown = {**context.for_template(), **words_of(terms).forms, "page": page}
        return Content(
            f"{page.code} {page.name}", render_to_string("dashboards/trust/content.html", shown, request)
        )

    kept = kept_content(request, terms.stamp, content)
    return render(request, "dashboards/trust.html", {**context.for_template(), "kept": kept})
