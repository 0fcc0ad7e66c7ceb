"""What pages that show a plan as of a period share: plan, period, preliminary figures, links, language of its texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kpi.models import Plan
from kpi.presentation.as_of import AsOf, as_of, state_of
from kpi.presentation.formats import day, period_name
from kpi.presentation.links import Links

PLAN_LANGUAGE = "nb"
"""The plans' own texts are written in bokmål."""
SHOWN_LENGTH = 40


@dataclass(frozen=True)
class Arrival:
    """What a page says of a period that is not complete yet. `url` shows it, and is empty on a page of it."""

    text: str
    url: str = ""
    link: str = ""


def arrival_of(request: HttpRequest, plan: Plan, chosen: AsOf) -> Arrival | None:
    """Of the newer period on a page that shows the usual one, and of a page's own where it is that newer one."""
    state = state_of(request, plan)
    newer = state.shown.newer
    if newer is None or chosen.period not in (chosen.default, newer.period):
        return None
    name = period_name(newer.period)
    is_over = newer.period.last_day < state.today
    words = {"period": name, "answered": newer.answered, "due": newer.due}
    words |= {"last_day": day(newer.period.last_day)}
    if not is_over:
        text = _("%(period)s varer til %(last_day)s, og noen tall har kommet.") % words
    else:
        text = _("For %(period)s har %(answered)s av %(due)s tall kommet.") % words
    if chosen.period == newer.period:
        return Arrival(text)
    query = request.GET.copy()
    query["as_of"] = newer.period.label
    return Arrival(text, f"{request.path}?{query.urlencode()}", _("Vis %(period)s") % {"period": name})


@dataclass(frozen=True)
class PageContext:
    """The frame of a page. `links` keep what the address says of period and preliminary figures; `misread` is what the
    address says of preliminary figures when that is neither yes nor no."""

    plan: Plan
    as_of: AsOf
    preliminary: bool
    preliminary_hidden: tuple[tuple[str, str], ...]
    figures_until: str
    links: Links
    plan_language: str
    misread: str = ""
    arrival: Arrival | None = None

    def for_template(self) -> dict[str, Any]:
        """As the templates know it."""
        return {
            "plan": self.plan,
            "plan_date": day(self.plan.date) if self.plan.date else "",
            "as_of": self.as_of,
            "as_of_given": self.links.as_of is not None,
            "links": self.links,
            "preliminary": self.preliminary,
            "preliminary_hidden": self.preliminary_hidden,
            "figures_until": self.figures_until,
            "arrival": self.arrival,
            "plan_lang": self.plan_language,
            "preliminary_misread": self.misread,
        }


def page_context(request: HttpRequest, plan: Plan) -> PageContext:
    """The frame for a request about a plan. One query, shared with the page's header."""
    chosen = as_of(request, plan)
    switch = "".join(c for c in request.GET.get("preliminary", "") if c.isprintable()).strip()
    preliminary = switch == "1"
    latest = state_of(request, plan).latest_end
    # A page that looks back shows nothing later than it looks.
    until = min(latest, chosen.period.last_day) if latest else None
    given = "as_of" in request.GET and not chosen.misread
    return PageContext(
        plan=plan,
        as_of=chosen,
        preliminary=preliminary,
        preliminary_hidden=tuple(
            (name, value) for name, values in request.GET.lists() for value in values if name != "preliminary"
        ),
        figures_until=_("Godkjente tall til og med %(day)s") % {"day": day(until)} if until else "",
        links=Links(plan.code, chosen.period if given else None, preliminary),
        plan_language="" if get_language() == PLAN_LANGUAGE else PLAN_LANGUAGE,
        misread="" if switch in ("", "0", "1") else switch[:SHOWN_LENGTH],
        arrival=arrival_of(request, plan, chosen),
    )
