"""Who has not delivered what, in sentences whose codes are links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from dashboards.parts.deliveries import Late, late_for_all
from dashboards.parts.folding import fold
from kpi.presentation.formats import number, period_name
from kpi.presentation.links import Links
from kpi.presentation.organisation_words import TRUST
from kpi.selectors.board import Board

LINKS_SHOWN = 6


@dataclass(frozen=True)
class MissingKpi:
    """A KPI that lacks a figure, and where that is explained."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class MissingLine:
    """What one organisation lacks for one period; those after the first few are folded under `more`."""

    text: str
    shown: tuple[MissingKpi, ...]
    folded: tuple[MissingKpi, ...]
    more: str


def missing_lines(lates: Sequence[Late], board: Board, *, links: Links) -> tuple[MissingLine, ...]:
    """A line for each organisation and period with something missing, and last what nobody has delivered."""
    reporting = len(board.terms.without_parts)
    nobody, rest = late_for_all(lates, reporting) if reporting > 1 else ((), tuple(lates))
    return tuple(_line(late, board, links, reporting) for late in (*rest, *nobody))


def _line(late: Late, board: Board, links: Links, reporting: int) -> MissingLine:
    # What nobody has delivered is explained for the whole.
    organisation = late.organisation or board.terms.first.code
    kpis = [
        MissingKpi(kpi.code, kpi.name, links.why(kpi.code, organisation, board.as_of)) for kpi in late.kpis
    ]
    shown, folded, more = fold(kpis, LINKS_SHOWN)
    return MissingLine(
        _text(late, reporting, are_trusts=all(one.kind == TRUST for one in board.terms.without_parts)),
        shown,
        folded,
        more,
    )


def _text(late: Late, reporting: int, *, are_trusts: bool) -> str:
    """What is missing, so that the numbers of all lines add up to the one in the heading: what nobody has delivered is
    missing once for each of the `reporting` organisations."""
    count = len(late.kpis)
    words = {
        "organisation": late.organisation,
        "count": number(count),
        "period": period_name(late.period),
        "reporting": number(reporting),
        "sum": number(count * reporting),
    }
    if not late.organisation and not are_trusts:
        return (
            ngettext(
                "Alle %(reporting)s organisasjoner mangler %(count)s tall hver for %(period)s, i alt %(sum)s:",
                "Alle %(reporting)s organisasjoner mangler %(count)s tall hver for %(period)s, i alt %(sum)s:",
                count,
            )
            % words
        )
    if not late.organisation:
        return (
            ngettext(
                "Alle %(reporting)s foretak mangler %(count)s tall hver for %(period)s, i alt %(sum)s:",
                "Alle %(reporting)s foretak mangler %(count)s tall hver for %(period)s, i alt %(sum)s:",
                count,
            )
            % words
        )
    return (
        ngettext(
            "%(organisation)s mangler %(count)s tall for %(period)s:",
            "%(organisation)s mangler %(count)s tall for %(period)s:",
            count,
        )
        % words
    )
