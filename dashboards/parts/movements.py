"""Statuses that have changed since the period before, as lists: weaker first, then better, new and gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.parts.folding import fold
from kpi.models import Kpi, Organisation
from kpi.presentation.cell import Cell, Cells
from kpi.presentation.formats import limit_in_unit, number
from kpi.rules.change import ORDER, Verdict, is_moved_by_terms
from kpi.rules.limits import limits_of
from kpi.rules.terms import Status
from kpi.selectors.board import Board

SHOWN = 4


@dataclass(frozen=True)
class Movement:
    """One status that has changed: the cell as it was and as it is, with their words as they stand in a sentence.
    `label` is whose it is, or on a page of one organisation the KPI's code. `because` is said where the figure is not
    what moved it."""

    label: str
    name: str
    before: Cell
    after: Cell
    word_before: str
    word_after: str
    because: str


@dataclass(frozen=True)
class MovementGroup:
    """Movements of one kind; those after the first few are folded under `more`."""

    title: str
    count: str
    shown: tuple[Movement, ...]
    folded: tuple[Movement, ...]
    more: str


def movement_groups(cells: Cells, organisations: Sequence[Organisation]) -> tuple[MovementGroup, ...]:
    """What has changed for these organisations; groups without any are left out."""
    board, alone = cells.board, len(organisations) == 1
    found: dict[str, list[Movement]] = {}
    for kpi in board.terms.kpis:
        for organisation in organisations:
            kind = _kind(board, (kpi.code, organisation.code))
            if kind:
                found.setdefault(kind, []).append(_movement(cells, kpi, organisation, alone=alone))
    groups = []
    for kind, title in _titles().items():
        moved = found.get(kind, [])
        if not moved:
            continue
        # The worst status first, then in plan order (the sort is stable).
        moved.sort(key=lambda movement: ORDER.get(movement.after.status, 3))
        shown, folded, more = fold(moved, SHOWN)
        groups.append(MovementGroup(title, number(len(moved)), shown, folded, more))
    return tuple(groups)


def _titles() -> dict[str, str]:
    return {
        "weaker": _("Verre"),
        "better": _("Bedre"),
        "new": _("Har fått status"),
        "gone": _("Har ikke lenger status"),
    }


def _kind(board: Board, cell: tuple[str, str]) -> str:
    verdict = board.status_change(cell)
    if verdict is not None:
        return {Verdict.WORSE: "weaker", Verdict.BETTER: "better"}.get(verdict, "")
    now, earlier = board.now[cell].status, board.earlier[cell].status
    if now == earlier:
        return ""
    return "gone" if now == Status.NONE else "new"


def _movement(cells: Cells, kpi: Kpi, organisation: Organisation, *, alone: bool) -> Movement:
    before, after = cells.before(kpi, organisation.code), cells.of(kpi, organisation.code)
    return Movement(
        label=kpi.code if alone else cells.words.label(organisation),
        name=kpi.name,
        before=before,
        after=after,
        word_before=before.word.lower(),
        word_after=after.word.lower(),
        because=_because(cells.board, kpi, (kpi.code, organisation.code)),
    )


def _because(board: Board, kpi: Kpi, cell: tuple[str, str]) -> str:
    """What moved the status where the figure did not: a limit, or whatever else it is compared with."""
    now, earlier, direction = board.now[cell], board.earlier[cell], board.terms.terms[kpi.code].direction
    if not is_moved_by_terms(now, earlier, direction):
        return ""
    begins, began = limits_of(now, direction).green, limits_of(earlier, direction).green
    if begins is None or began is None or begins == began:
        return _("Tallet vurderes mot noe annet enn før.")
    return _("Grensen for grønn er flyttet fra %(before)s til %(after)s.") % {
        "before": limit_in_unit(began, kpi),
        "after": limit_in_unit(begins, kpi),
    }
