"""Flags that every status of an organisation has: said once over the table instead of in each of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from kpi.models import Organisation
from kpi.presentation.cell import Cell, Cells
from kpi.presentation.formats import listed
from kpi.rules.terms import Flag, Status
from kpi.selectors.board import Board

OF_A_PLAN = (
    Flag.FIRST_MEASUREMENT_IS_BASELINE,
    Flag.BEFORE_GO_LIVE,
    Flag.PRELIMINARY,
    Flag.UNWEIGHTED,
    Flag.AMBITION_NOT_ADOPTED,
)
"""What a plan or its figures may be like as a whole. What tells how it goes stands where it goes so."""
FEWEST = 5
"""Statuses with a colour that an organisation must have before what they share is said once."""


@dataclass(frozen=True)
class SaidOnce:
    """Each flag that is said once, with the codes of the organisations whose every status has it; and the sentences."""

    organisations: tuple[tuple[Flag, frozenset[str]], ...] = ()
    sentences: tuple[str, ...] = field(default=(), compare=False)

    def without(self, cell: Cell) -> Cell:
        """The cell without the flags that are said for all of its organisation's."""
        said = {flag for flag, codes in self.organisations if cell.organisation in codes}
        return (
            replace(cell, flags=tuple(flag for flag in cell.flags if flag.code not in said)) if said else cell
        )

    def of_all(self, organisations: Iterable[str]) -> frozenset[Flag]:
        """The flags that are said once for every one of these."""
        wanted = set(organisations)
        return frozenset(flag for flag, codes in self.organisations if wanted <= codes)


def said_once(cells: Cells, organisations: Sequence[Organisation]) -> SaidOnce:
    """What is said once of these organisations, in the order of the vocabulary.

    Example: of a plan that has adopted no ambition, `Gjelder alle statusene for Regionen: beregnet, ikke vedtatt.`
    """
    shared = {one.code: _shared(cells.board, one.code) for one in organisations}
    found = []
    by_whom: dict[frozenset[str], list[str]] = {}
    for flag in OF_A_PLAN:
        codes = frozenset(code for code, flags in shared.items() if flag in flags)
        if codes:
            found.append((flag, codes))
            by_whom.setdefault(codes, []).append(cells.words.flag(flag))
    labels = {one.code: cells.words.label(one) for one in organisations}
    return SaidOnce(
        tuple(found),
        tuple(
            _("Gjelder alle statusene: %(flags)s.") % {"flags": listed(flags)}
            if len(codes) == len(labels)
            else _("Gjelder alle statusene for %(organisations)s: %(flags)s.")
            % {
                "organisations": listed([label for code, label in labels.items() if code in codes]),
                "flags": listed(flags),
            }
            for codes, flags in by_whom.items()
        ),
    )


def _shared(board: Board, code: str) -> frozenset[Flag]:
    coloured = [frozenset(judgement.flags) for judgement in board.of(code) if judgement.status != Status.NONE]
    return frozenset.intersection(*coloured) if len(coloured) >= FEWEST else frozenset()
