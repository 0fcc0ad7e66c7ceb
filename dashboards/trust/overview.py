"""The trusts side by side: for each its four counts, what is red, what has changed and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.parts.deliveries import late
from dashboards.parts.headline import (
    Run,
    movements,
    outlier,
    paragraph,
    runs,
    since_name,
    statuses_of,
    turned_red,
)
from dashboards.parts.tiles import Tile, tiles
from dashboards.parts.together import has_colours
from kpi.models import Organisation
from kpi.presentation.formats import number, period_name
from kpi.presentation.links import INDICATORS, Links
from kpi.presentation.organisation_words import words_of
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

    title: str
    heading: str
    headline: tuple[Run, ...]
    cards: tuple[Card, ...]
    whole: Card | None


def trusts_page(board: Board, *, links: Links) -> TrustsPage:
    """The page for a judged plan."""
    terms, words = board.terms, words_of(board.terms)
    parts = {part.code: count(board.of(part.code)) for part in terms.parts}
    values = {"period": period_name(board.as_of)}
    return TrustsPage(
        title=_("Helseforetak") if words.are_trusts else _("Organisasjoner"),
        heading=_("Helseforetakene per %(period)s") % values
        if words.are_trusts
        else words.put(_("%(the_parts)s per %(period)s"), **values),
        headline=runs(outlier(parts, words)),
        cards=tuple(_card(board, part, links) for part in terms.parts),
        whole=_card(board, terms.whole, links) if terms.whole else None,
    )


def _card(board: Board, organisation: Organisation, links: Links) -> Card:
    code = organisation.code
    earlier = count(board.earlier[kpi.code, code] for kpi in board.terms.kpis)
    parts = board.terms.parts_of(organisation)
    missing = 0 if parts else sum(len(due.kpis) for due in late(board, code))

    def counted(status: Status) -> str:
        return links.organisation(code, status=status.value, anchor=INDICATORS)

    return Card(
        code=code,
        name=organisation.title,
        url=links.organisation(code),
        tiles=tiles(count(board.of(code)), earlier, since=since_name(board.as_of), url_of=counted)
        if has_colours(board)
        else (),
        said=paragraph(
            () if has_colours(board) else runs(statuses_of(board, count(board.of(code)))),
            runs(movements(board, code)),
            turned_red(board, code),
        ),
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
