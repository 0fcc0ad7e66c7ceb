"""Every address that pages link to, in one place: which plan it is of, and what it carries on of the present address.

No page makes an address of its own for another page; what changes one thing in its own address stays with the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from kpi.rules.period import Period

INDICATORS = "indicators"
"""The place of the table of indicators on an overview."""
WHY = "why"
"""The place of the explanation on a KPI's page."""


@dataclass(frozen=True)
class Links:
    """The addresses of a plan's pages. `as_of` is the period that stands in the present address (None where the page
    chose it), `preliminary` whether preliminary figures are asked for; links keep both.

    Without a plan (a page that is about none) the addresses are the short ones, which lead on to a plan.
    """

    plan_code: str = ""
    as_of: Period | None = None
    preliminary: bool = False

    def overview(self, *, anchor: str = "", **filters: str) -> str:
        """The first page of a plan. Example: `/plans/regional/?status=red&as_of=2026-T2#indicators`."""
        return self._page("dashboards:region", query=filters, anchor=anchor)

    def organisations(self) -> str:
        """The plan's organisations side by side."""
        return self._page("dashboards:trusts")

    def organisation(self, code: str, *, anchor: str = "", **filters: str) -> str:
        """One organisation's page."""
        return self._page("dashboards:trust", code, query=filters, anchor=anchor)

    def kpi(self, code: str) -> str:
        """A KPI's page."""
        return self._page("dashboards:kpi", code)

    def kpi_file(self, code: str) -> str:
        """A KPI's figures as a file."""
        return self._page("dashboards:kpi", code, query={"format": "csv"})

    def why(self, kpi: str, organisation: str, as_of: Period) -> str:
        """The explanation of one status. It names the period, so that the answer stays the same when passed on."""
        query = {"organisation": organisation, "as_of": as_of.label}
        return self._page("dashboards:kpi", kpi, query=query, anchor=WHY)

    def register(self, **filters: str) -> str:
        """The register, narrowed or as a file: `register(goal="SP", format="csv")`."""
        return self._page("dashboards:register", query=filters)

    def plan(self) -> str:
        """The plan as its document reads."""
        return self._page("dashboards:plan")

    def rules(self) -> str:
        """The page about how a status is decided."""
        return self._page("dashboards:rules")

    def enter(self, **cell: str) -> str:
        """The entry form, with as much of a cell chosen as is given: `enter(kpi="SP-1.1", organisation="STO")`.
        What is entered is never preliminary or of another day, so nothing else is carried."""
        return _with_query(_path("kpi:enter", self.plan_code), cell)

    @property
    def carried(self) -> dict[str, str]:
        """What the present address says of period and preliminary figures, as it is written in addresses."""
        period = {"as_of": self.as_of.label} if self.as_of is not None else {}
        return {**period, "preliminary": "1"} if self.preliminary else period

    def _page(self, name: str, *codes: str, query: dict[str, str] | None = None, anchor: str = "") -> str:
        asked = query or {}
        # What is asked for stands first, what is carried on last.
        kept = {name: value for name, value in self.carried.items() if name not in asked}
        return _with_query(_path(name, self.plan_code, *codes), {**asked, **kept}, anchor)


@lru_cache(maxsize=8192)
def _path(name: str, plan_code: str, *codes: str) -> str:
    """Looked up once: a page links to each of its KPIs many times."""
    if plan_code:
        return reverse(name, args=[plan_code, *codes])
    return reverse(f"short:{name.partition(':')[2]}", args=codes)


def _with_query(path: str, query: dict[str, str], anchor: str = "") -> str:
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"{path}{'?' + asked if asked else ''}{'#' + anchor if anchor else ''}"
