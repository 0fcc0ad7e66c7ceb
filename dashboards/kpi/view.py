"""One KPI: where it stands and why, its figures over time, and what the plan says of it."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from dashboards.kpi.address import read_address
from dashboards.kpi.csv_file import figures_csv
from dashboards.kpi.page import kpi_page
from dashboards.kpi.series import KpiSeries
from kpi.models import Plan
from kpi.presentation.page_context import page_context
from kpi.presentation.plan_page import plan_page, terms_of
from kpi.selectors.figures import whole_history


@require_safe
@plan_page
def kpi(request: HttpRequest, plan: Plan, code: str) -> HttpResponse:
    """`…/kpi/SP-1.1/`: `?organisation=` chooses whose status is explained; `?format=csv` gives a file of figures."""
    if "\0" in code:
        raise Http404("PostgreSQL refuses a NUL in a text; no code has one")
    terms = terms_of(plan, kpi_code=code)
    found = terms.kpi(code)
    if found is None:
        raise Http404("no such KPI in the plan")
    context = page_context(request, plan)
    as_of, preliminary = context.as_of.period, context.preliminary
    series = whole_history(terms, until=as_of, preliminary=preliminary)[code]
    if request.GET.get("format") == "csv":
        laid_out = KpiSeries(terms.terms[code], series, until=as_of.end, preliminary=preliminary)
        return HttpResponse(
            figures_csv(code, laid_out),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": _as_file(code)},
        )
    address = read_address(
        request.GET,
        organisations=[organisation.code for organisation in terms.organisations],
        links=context.links,
    )
    page = kpi_page(
        terms,
        found,
        series,
        as_of=as_of,
        preliminary=preliminary,
        address=address,
        links=context.links,
    )
    chosen_by_htmx = getattr(request, "htmx", False) and request.headers.get("HX-Target") == "explained"
    return render(
        request,
        "dashboards/kpi.html",
        {**context.for_template(), "page": page, "focus_why": chosen_by_htmx},
    )


def _as_file(code: str) -> str:
    """The header that names the file after the KPI. What some systems do not take in a file's name becomes a dash."""
    name = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]', "-", code)
    return content_disposition_header(as_attachment=True, filename=f"{name}.csv") or "attachment"
