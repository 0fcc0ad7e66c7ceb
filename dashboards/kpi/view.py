"""One KPI: where it stands and why, its figures over time, and what the plan says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dashboards.kpi.address import FILES, YEAR_ON_YEAR, read_address
from dashboards.kpi.in_force import in_force
from dashboards.kpi.page import kpi_page
from kpi.models import Plan
from kpi.presentation.page_context import page_context
from kpi.presentation.plan_page import plan_page, terms_of
from kpi.rules.series import KpiSeries
from kpi.selectors.figures import whole_history
from kpi.selectors.kpi_history import ShownOnly


@require_safe
@plan_page
def kpi(request: HttpRequest, plan: Plan, code: str) -> HttpResponse:
    """`…/kpi/SP-1.1/`: `?organisation=` chooses whose status is explained; `?format=` one of the FILES."""
    if "\0" in code:
        raise Http404("PostgreSQL refuses a NUL in a text; no code has one")
    terms = terms_of(plan, kpi_code=code)
    found = terms.kpi(code)
    if found is None:
        raise Http404("no such KPI in the plan")
    context = page_context(request, plan)
    as_of, preliminary = context.as_of.period, context.preliminary
    series = whole_history(terms, until=as_of, preliminary=preliminary)[code]
    if (file := request.GET.get("format", "").strip()) in FILES:
        values, others = in_force(terms, found, series, as_of=as_of, preliminary=preliminary)
        return _file(file, values, others, preliminary=preliminary)
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


def _file(file: str, values: KpiSeries, others: Sequence[ShownOnly], *, preliminary: bool) -> HttpResponse:
    """The figures as CSV, in one of the FILES. Imported here, since no page needs pandas."""
    from dashboards.kpi.csv_file import figures_csv, year_on_year_csv

    year_on_year = file == YEAR_ON_YEAR
    if year_on_year:
        content = year_on_year_csv(values, preliminary=preliminary)
    else:
        content = figures_csv(values, others, preliminary=preliminary)
    code = values.terms.code
    name = _("%(kpi)s mot året før") % {"kpi": code} if year_on_year else code
    if preliminary:
        name = _("%(file)s, med foreløpige tall") % {"file": name}
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": _as_file(name)},
    )


def _as_file(name: str) -> str:
    """The header that names the file. What some systems do not take in a file's name becomes a dash."""
    safe = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]', "-", name)
    return content_disposition_header(as_attachment=True, filename=f"{safe}.csv") or "attachment"
