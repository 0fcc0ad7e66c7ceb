"""The address of a KPI's page: what may be asked in it, and the links that change one thing and keep the rest."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from kpi.presentation.links import Links

WHY, FIGURES, HISTORY = "why", "figures", "history"
"""Places in the page that links lead to."""


@dataclass(frozen=True)
class Choice:
    """A link among several, one of which is the present page."""

    name: str
    url: str
    chosen: bool


@dataclass(frozen=True)
class Address:
    """What the address asks, understood; `misread` is what was not."""

    asked: tuple[tuple[str, str], ...] = ()
    misread: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        return dict(self.asked).get(name, "")

    def with_(self, place: str, **changed: str) -> str:
        """The page's address with some things changed, an empty text taking one away, leading to `place`."""
        return f"{self.query(**changed)}#{place}"

    def query(self, **changed: str) -> str:
        """The same without a place."""
        kept = [(name, value) for name, value in self.asked if name not in changed]
        kept += [(name, value) for name, value in changed.items() if value]
        return f"?{urlencode(kept)}"


def read_address(query: QueryDict, *, organisations: Container[str], links: Links) -> Address:
    """The address as far as it is understood; period and preliminary figures the page's frame has read already."""
    allowed: dict[str, Container[str]] = {
        "organisation": organisations,
        "history": organisations,
        "length": ("month", "tertial", "year"),
        "fractions": ("1",),
        "periods": ("all",),
    }
    asked, misread = list(links.carried.items()), []
    for name, values in allowed.items():
        text = query.get(name, "").strip()
        if text in values:
            asked.append((name, text))
        elif text:
            misread.append(text[:40])
    file = query.get("format", "").strip()
    if file and file != "csv":
        misread.append(file[:40])
    page = query.get("page", "").strip()
    if page.isascii() and page.isdigit() and len(page) < 8:
        asked.append(("page", page))
    elif page:
        misread.append(page[:40])
    return Address(tuple(asked), tuple(misread))
