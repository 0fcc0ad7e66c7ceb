"""The trusts side by side: for each its four counts, what is red, what has changed and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import ngettext

from dashboards.parts.deliveries import late
from dashboards.parts.headline import Run, movements, outlier, paragraph, runs, since_name, turned_red
from dashboards.parts.tiles import Tile, tiles
from kpi.models import Organisation
from kpi.presentation.formats import number
from kpi.presentation.links import INDICATORS, Links
from kpi.rules.summary import count
from kpi.rules.terms import Status
from kpi.selectors.board import Board


@dataclass(frozen=True)
class RedKpi:
    """A KPI with the status red, and where that is explained."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class Card:
    """One trust in short."""

    code: str
    name: str
    url: str
    tiles: tuple[Tile, ...]
    said: tuple[Run, ...]
    red: tuple[RedKpi, ...]
    late_text: str


@dataclass(frozen=True)
class TrustsPage:
    """Everything the template shows."""

    headline: tuple[Run, ...]
    cards: tuple[Card, ...]
    region: Card


def trusts_page(board: Board, *, links: Links) -> TrustsPage:
    """The page for a judged plan."""
    trusts = {trust.code: count(board.of(trust.code)) for trust in board.terms.parts}
    return TrustsPage(
        headline=runs(outlier(trusts)),
        cards=tuple(_card(board, trust, links) for trust in board.terms.parts),
        region=_card(board, board.terms.lead, links),
    )


def _card(board: Board, organisation: Organisation, links: Links) -> Card:
    code = organisation.code
    earlier = count(board.earlier[kpi.code, code] for kpi in board.terms.kpis)
    missing = 0 if organisation == board.terms.lead else sum(len(due.kpis) for due in late(board, code))

    def counted(status: Status) -> str:
        return links.organisation(code, status=status.value, anchor=INDICATORS)

    return Card(
        code=code,
        name=organisation.title,
        url=links.organisation(code),
        tiles=tiles(count(board.of(code)), earlier, since=since_name(board.as_of), url_of=counted),
        said=paragraph(runs(movements(board, code)), turned_red(board, code)),
        red=tuple(
            RedKpi(kpi.code, kpi.name, links.why(kpi.code, code, board.as_of))
            for kpi in board.terms.kpis
            if board.now[kpi.code, code].status == Status.RED
        ),
        late_text=ngettext("%(count)s tall mangler.", "%(count)s tall mangler.", missing)
        % {"count": number(missing)}
        if missing
        else "",
    )
