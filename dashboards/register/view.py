"""The register: every KPI of the plan as a table that is sorted, filtered, searched and taken out as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.register.export import as_csv, as_xlsx
from dashboards.register.page import export_of, file_name, read_format, register_page
from kpi.models import Plan
from kpi.presentation.page_context import page_context
from kpi.presentation.plan_page import plan_page, terms_of
from kpi.selectors.board import board

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@require_safe
@plan_page
def register(request: HttpRequest, plan: Plan) -> HttpResponse:
    """`…/register/`: filters, sorting, page, columns and period stand in the address; `format` gives a file."""
    context = page_context(request, plan)
    judged = board(terms_of(plan), as_of=context.as_of.period, preliminary=context.preliminary)
    wanted = read_format(request.GET)
    if wanted:
        export = export_of(judged, request.GET, context)
        content, kind = (as_xlsx(export), XLSX) if wanted == "xlsx" else (as_csv(export), CSV)
        name = file_name(judged, wanted)
        return HttpResponse(
            content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )
    page = register_page(judged, request.GET, context)
    return render(request, "dashboards/register.html", {**context.for_template(), "page": page})
