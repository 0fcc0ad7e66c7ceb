"""Who has not delivered what, in sentences whose codes are links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from dashboards.deliveries import Late
from kpi.presentation.cells import why_url
from kpi.presentation.formats import number, period_name
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
    count: int
    shown: tuple[MissingKpi, ...]
    folded: tuple[MissingKpi, ...]
    more: str


def missing_lines(lates: Sequence[Late], board: Board) -> tuple[MissingLine, ...]:
    """A line for each organisation and period with something missing."""
    return tuple(_line(held, board) for held in lates)


def _line(held: Late, board: Board) -> MissingLine:
    kpis = [
        MissingKpi(kpi.code, kpi.name, why_url(kpi.code, held.organisation, board.as_of)) for kpi in held.kpis
    ]
    folded = tuple(kpis[LINKS_SHOWN:]) if len(kpis) > LINKS_SHOWN + 1 else ()
    return MissingLine(
        ngettext(
            "%(organisation)s mangler %(count)s tall for %(period)s:",
            "%(organisation)s mangler %(count)s tall for %(period)s:",
            len(kpis),
        )
        % {
            "organisation": held.organisation,
            "count": number(len(kpis)),
            "period": period_name(held.period),
        },
        len(kpis),
        tuple(kpis[: len(kpis) - len(folded)]),
        folded,
        ngettext("Vis %(count)s til", "Vis %(count)s til", len(folded)) % {"count": number(len(folded))},
    )
