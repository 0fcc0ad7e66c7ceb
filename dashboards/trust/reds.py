"""An organisation's red KPIs, named before anything else on its page."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.parts.folding import fold
from kpi.models import Kpi, Organisation
from kpi.presentation.cell import Cell, Cells
from kpi.presentation.formats import number
from kpi.rules.terms import Status

SHOWN = 6


@dataclass(frozen=True)
class Red:
    """A KPI that is red, with its cell."""

    code: str
    name: str
    cell: Cell


@dataclass(frozen=True)
class Reds:
    """All that are red in plan order; those after the first few are folded under `more`."""

    count: str
    shown: tuple[Red, ...]
    folded: tuple[Red, ...]
    more: str


def reds_of(cells: Cells, organisation: Organisation) -> Reds:
    """The organisation's red KPIs. No queries."""
    board = cells.board
    reds = [
        _red(cells, kpi, organisation)
        for kpi in board.terms.kpis
        if board.now[kpi.code, organisation.code].status == Status.RED
    ]
    shown, folded, more = fold(reds, SHOWN)
    return Reds(number(len(reds)), shown, folded, more)


def _red(cells: Cells, kpi: Kpi, organisation: Organisation) -> Red:
    return Red(kpi.code, kpi.name, cells.of(kpi, organisation.code))
