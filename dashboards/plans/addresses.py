"""The short addresses: every page of a plan without the plan before it. They are made from the pages' own lists, so
that no page can lack one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kpi.presentation.plan_page import plan_to_lead_to

View = Callable[..., HttpResponse]


def short_addresses(*modules: str, without_a_plan: Mapping[str, View]) -> list[URLPattern]:
    """An address for each of the pages that these modules list: the same route, that leads on to a plan's page.
    `without_a_plan` are the pages, by name, that have something to show while there is none."""
    found = []
    for module in map(import_module, modules):
        for page in module.urlpatterns:
            view = _lead_on(f"{module.app_name}:{page.name}", without_a_plan.get(page.name, _no_plan))
            found.append(path(str(page.pattern), view, name=page.name))
    return found


def _no_plan(request: HttpRequest) -> HttpResponse:
    return render(request, "dashboards/no_plan.html")


def _lead_on(name: str, without_a_plan: View) -> View:
    """A view that leads on to the page of this name, of the plan chosen, with the query string as it is. Without any
    plan, what is within a plan is not found."""

    @require_safe
    @never_cache
    def short(request: HttpRequest, **codes: str) -> HttpResponse:
        plan = plan_to_lead_to(request)
        if plan is None and codes:
            raise Http404("no plan")
        if plan is None:
            return without_a_plan(request)
        address = reverse(name, kwargs={"plan": plan.code, **codes})
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{address}?{query}" if query else address)

    return short
