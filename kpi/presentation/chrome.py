"""What every page's frame shows: the way to the other pages, the choice of plan, the demo banner, who may enter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from kpi.models import Plan
from kpi.permissions import may_write_somewhere
from kpi.presentation.as_of import state_of
from kpi.presentation.links import Links
from kpi.presentation.plan_page import plan_in_address, plan_to_lead_to, plans_to_choose
from kpi.selectors.register_state import any_demo


@dataclass(frozen=True)
class PlanChoice:
    """A plan that one may go over to."""

    code: str
    title: str
    is_current: bool


def chrome(request: HttpRequest) -> dict[str, Any]:
    """A context processor: `chrome` with what the frame shows, each asked for only where a template uses it."""
    return {"chrome": SimpleLazyObject(lambda: _Chrome(request))}


class _Chrome:
    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        user = getattr(request, "user", None)
        self.is_signed_in = bool(user is not None and user.is_authenticated)
        self.plan = plan_in_address(request)

    @property
    def drafts_of(self) -> str:
        """What the person's unsaved figures go by in the browser: a hash that tells nobody else who it is."""
        return salted_hmac("gevinst.drafts", str(self._request.user.pk), algorithm="sha256").hexdigest()[:16]

    @property
    def links(self) -> Links:
        """The menu's addresses: of the plan one is at, else the short ones."""
        return Links(self.plan.code if self.plan else "")

    @property
    def overview_name(self) -> str:
        """What the menu calls the page with the plan's whole."""
        plan = self._named
        return _("Region") if plan is None or plan.is_of_region else _("Oversikt")  # type: ignore[attr-defined]

    @property
    def organisations_name(self) -> str:
        """What the menu calls the page with the plan's organisations."""
        plan = self._named
        is_of_trusts = plan is None or plan.is_of_trusts  # type: ignore[attr-defined]
        return _("Helseforetak") if is_of_trusts else _("Organisasjoner")

    @property
    def _named(self) -> Plan | None:
        """The plan that the menu leads to."""
        return self.plan or (plan_to_lead_to(self._request) if self.is_signed_in else None)

    @cached_property
    def plans(self) -> tuple[PlanChoice, ...]:
        """The plans to choose between; none where there is nothing to choose."""
        plans = plans_to_choose(self._request) if self.is_signed_in else ()
        if len(plans) < 2:
            return ()
        return tuple(
            PlanChoice(plan.code, f"{plan.title} {plan.version}".strip(), plan == self.plan) for plan in plans
        )

    @property
    def has_demo(self) -> bool:
        """Whether demo figures are among what the page shows; on a page of no plan, whether there are any at all."""
        if not self.is_signed_in:
            return False
        return state_of(self._request, self.plan).has_demo if self.plan else any_demo()

    @property
    def may_write(self) -> bool:
        return self.is_signed_in and may_write_somewhere(self._request.user)
