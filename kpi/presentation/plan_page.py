"""Which plan a request is about: the one that its address names, or the one that a short address leads on to.

Who may read a plan is decided in `kpi.permissions`; the plan's terms are read by `kpi.selectors.plan_terms`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse

from kpi.models import Plan
from kpi.models.plan import USUAL_PLAN
from kpi.permissions import plans_with_a_role, readable_plans
from kpi.presentation.organisation_words import with_words
from kpi.selectors.plan_terms import PlanTerms, plan_terms

CHOSEN_PLAN = "plan"
"""Where the session keeps the code of the plan that was chosen."""

Rest = ParamSpec("Rest")


def plan_page(
    view: Callable[Concatenate[HttpRequest, Plan, Rest], HttpResponse],
) -> Callable[Concatenate[HttpRequest, str, Rest], HttpResponse]:
    """A page of a plan: the view is given the plan that the address names by its code. An unknown code, and a plan
    that one may not read, are not found. One query, which also tells the other plans one may choose."""

    @wraps(view)
    def of_plan(request: HttpRequest, plan: str, *args: Rest.args, **rest: Rest.kwargs) -> HttpResponse:
        found = plan_with_code(request, plan)
        if found is None:
            raise Http404("no such plan")
        request.plan = found  # type: ignore[attr-defined]
        return view(request, found, *args, **rest)

    return of_plan


def terms_of(plan: Plan, *, kpi_code: str | None = None) -> PlanTerms:
    """The terms of a page's plan. One that no organisation is a member of cannot be judged, and is not found."""
    terms = plan_terms(plan.code, kpi_code=kpi_code)
    if terms is None:
        raise Http404("a plan without members")
    return terms


def plan_in_address(request: HttpRequest) -> Plan | None:
    """The plan that the page is about; None for a page that is about none."""
    plan: Plan | None = getattr(request, "plan", None)
    return plan


def plans_to_choose(request: HttpRequest) -> tuple[Plan, ...]:
    """The plans that the person may read, by code. One query per request."""
    plans: tuple[Plan, ...] | None = getattr(request, "readable_plans", None)
    if plans is None:
        found = readable_plans(request.user).select_related("document")
        plans = tuple(with_words(found).order_by("code"))
        request.readable_plans = plans  # type: ignore[attr-defined]
    return plans


def plan_with_code(request: HttpRequest, code: str) -> Plan | None:
    """The plan with this code, when there is one that the person may read."""
    return next((plan for plan in plans_to_choose(request) if plan.code == code), None)


def plan_to_lead_to(request: HttpRequest) -> Plan | None:
    """The plan that an address without one stands for: the one chosen, else the only one; of several one with an
    organisation where the person has a role, and of those, as for the commands, the plan `regional` before others."""
    plans = plans_to_choose(request)
    chosen = plan_with_code(request, str(request.session.get(CHOSEN_PLAN, "")))
    if chosen is not None or len(plans) < 2:
        return chosen or next(iter(plans), None)
    own = plans_with_a_role(request.user)
    return min(plans, key=lambda plan: (plan.pk not in own, plan.code != USUAL_PLAN, plan.code))
