"""The trusts side by side: for each its four counts, what is red, what has changed and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import ngettext

from dashboards.parts.addresses import explanation_url, organisation_url
from dashboards.parts.deliveries import late
from dashboards.parts.headline import Run, movements, outlier, paragraph, runs, since_name, turned_red
from dashboards.parts.tiles import Tile, tiles
from kpi.models import Organisation
from kpi.presentation.formats import number
from kpi.rules.summary import count
from kpi.rules.terms import Status
from kpi.selectors.board import Board


@dataclass(frozen=True)
class RedKpi:
    """A KPI with a red light, and where that is explained."""

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


def trusts_page(board: Board, *, carried: Mapping[str, str]) -> TrustsPage:
    """The page for a judged plan."""
    trusts = {trust.code: count(board.of(trust.code)) for trust in board.terms.trusts}
    return TrustsPage(
        headline=runs(outlier(trusts)),
        cards=tuple(_card(board, trust, carried) for trust in board.terms.trusts),
        region=_card(board, board.terms.region, carried),
    )


def _card(board: Board, organisation: Organisation, carried: Mapping[str, str]) -> Card:
    code = organisation.code
    url = organisation_url(code, carried)
    earlier = count(board.earlier[kpi.code, code] for kpi in board.terms.kpis)
    missing = 0 if organisation == board.terms.region else sum(len(held.kpis) for held in late(board, code))

    def counted(status: Status) -> str:
        return organisation_url(code, {**carried, "status": status.value}, "indicators")

    return Card(
        code=code,
        name=organisation.title,
        url=url,
        tiles=tiles(count(board.of(code)), earlier, since=since_name(board.as_of), url_of=counted),
        said=paragraph(runs(movements(board, code)), turned_red(board, code)),
        red=tuple(
            RedKpi(kpi.code, kpi.name, explanation_url(kpi.code, code, board.as_of, carried))
            for kpi in board.terms.kpis
            if board.now[kpi.code, code].status == Status.RED
        ),
        late_text=ngettext("%(count)s tall mangler.", "%(count)s tall mangler.", missing)
        % {"count": number(missing)}
        if missing
        else "",
    )
