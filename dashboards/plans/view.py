"""The choice between several plans, which short addresses then lead on to."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from kpi.presentation.links import Links
from kpi.presentation.plan_page import CHOSEN_PLAN, plan_with_code

KEPT = ("as_of", "preliminary")
"""What goes on to the other plan's page. Filters are of the plan one leaves."""


@require_http_methods(["GET", "HEAD", "POST"])
def choose_plan(request: HttpRequest) -> HttpResponse:
    """`/plans/`: `plan` is the chosen one's code, `next` the page one is at, whose counterpart in that plan is shown. A
    page of something within a plan (a KPI, an organisation) has none; the plan's first page is shown instead. Who types
    the address is led to the front page, where the plans can be chosen between."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("short:region"))
    plan = plan_with_code(request, request.POST.get("plan", ""))
    if plan is None:
        raise Http404("no such plan")
    request.session[CHOSEN_PLAN] = plan.code
    at = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        at, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return HttpResponseRedirect(Links(plan.code).overview())
    parts = urlsplit(at)
    query = QueryDict(parts.query)
    kept = QueryDict(mutable=True)
    for name in KEPT:
        if name in query:
            kept[name] = query[name]
    address = _counterpart(parts.path, plan.code)
    return HttpResponseRedirect(f"{address}?{kept.urlencode()}" if kept else address)


def _counterpart(path: str, plan_code: str) -> str:
    """The same page of another plan, or that plan's first page."""
    try:
        page = resolve(path)
    except Resolver404:
        return Links(plan_code).overview()
    if set(page.kwargs) != {"plan"}:
        return Links(plan_code).overview()
    return reverse(page.view_name, kwargs={"plan": plan_code})
