"""Addresses and places that the pages link to, and the order things stand in. No texts here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import slugify

from kpi.models import BenefitGoal, Kpi
from kpi.presentation.cells import why_url
from kpi.rules.period import Period


def by_goal(kpis: Iterable[Kpi]) -> list[tuple[BenefitGoal, list[Kpi]]]:
    """KPIs in plan order, goal by goal."""
    return [
        (held[0].goal, held)
        for held in (list(group) for _code, group in groupby(kpis, key=lambda kpi: kpi.goal.code))
    ]


def anchor_of(goal: BenefitGoal) -> str:
    """The name of a goal's place in a page."""
    return f"goal-{slugify(goal.code, allow_unicode=True) or goal.pk}"


def region_url(carried: Mapping[str, str], anchor: str = "") -> str:
    """The region page."""
    return _with_query(reverse("dashboards:region"), carried, anchor)


def organisation_url(code: str, carried: Mapping[str, str], anchor: str = "") -> str:
    """An organisation's own page. `carried` is what the link keeps of the address."""
    return _with_query(reverse("dashboards:trust", args=[code]), carried, anchor)


def kpi_url(code: str, carried: Mapping[str, str]) -> str:
    """A KPI's page."""
    return _with_query(reverse("dashboards:kpi", args=[code]), carried)


def explanation_url(kpi: str, organisation: str, as_of: Period, carried: Mapping[str, str]) -> str:
    """The explanation of one light, by the figures that this page counts (`carried` says if preliminary ones do)."""
    return with_preliminary(why_url(kpi, organisation, as_of), carried)


def with_preliminary(url: str, carried: Mapping[str, str]) -> str:
    """An explanation's address that counts preliminary figures too, where this page does."""
    if "preliminary" not in carried:
        return url
    address, mark, anchor = url.partition("#")
    return f"{address}&preliminary=1{mark}{anchor}"


def _with_query(address: str, query: Mapping[str, str], anchor: str = "") -> str:
    asked = f"?{urlencode(query)}" if query else ""
    return f"{address}{asked}{'#' + anchor if anchor else ''}"
