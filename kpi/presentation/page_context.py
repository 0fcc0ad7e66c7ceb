"""What pages that show a plan as of a period share: plan, period, preliminary figures, the language of its texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kpi.models import Plan
from kpi.presentation.as_of import AsOf, as_of, state_of
from kpi.presentation.formats import day
from kpi.selectors.plan_terms import PlanTerms

PLAN_LANGUAGE = "nb"
"""The plans' own texts are written in bokmål."""
SHOWN_LENGTH = 40


@dataclass(frozen=True)
class PageContext:
    """The frame of a page. `carried` is what links to other pages keep of the address; `misread` what the address held
    for the switch of preliminary figures when it was neither on nor off."""

    plan: Plan | None
    as_of: AsOf
    preliminary: bool
    preliminary_hidden: tuple[tuple[str, str], ...]
    figures_until: str
    carried: dict[str, str]
    plan_language: str
    misread: str = ""

    def for_template(self) -> dict[str, Any]:
        """As the templates know it."""
        return {
            "plan": self.plan,
            "plan_date": day(self.plan.date) if self.plan and self.plan.date else "",
            "as_of": self.as_of,
            "as_of_given": "as_of" in self.carried,
            "preliminary": self.preliminary,
            "preliminary_hidden": self.preliminary_hidden,
            "figures_until": self.figures_until,
            "plan_lang": self.plan_language,
            "preliminary_misread": self.misread,
        }


def page_context(request: HttpRequest, terms: PlanTerms | None) -> PageContext:
    """The frame for a request. One query, shared with the page's header."""
    chosen = as_of(request)
    switch = "".join(c for c in request.GET.get("preliminary", "") if c.isprintable()).strip()
    preliminary = switch == "1"
    latest = state_of(request).latest_end
    # A page that looks back shows nothing later than it looks.
    until = min(latest, chosen.period.last_day) if latest else None
    carried = {}
    if "as_of" in request.GET and not chosen.misread:
        carried["as_of"] = chosen.period.label
    if preliminary:
        carried["preliminary"] = "1"
    return PageContext(
        plan=terms.plan if terms else None,
        as_of=chosen,
        preliminary=preliminary,
        preliminary_hidden=tuple(
            (name, value) for name, values in request.GET.lists() for value in values if name != "preliminary"
        ),
        figures_until=_("Godkjente tall til og med %(day)s") % {"day": day(until)} if until else "",
        carried=carried,
        plan_language="" if get_language() == PLAN_LANGUAGE else PLAN_LANGUAGE,
        misread="" if switch in ("", "0", "1") else switch[:SHOWN_LENGTH],
    )
