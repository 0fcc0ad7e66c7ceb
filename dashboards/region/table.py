"""The region page's table: a group for each goal, a row for each KPI, a cell for each organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dashboards.parts.goals import anchor_of
from dashboards.parts.promises import Promise, common_deadline, deadline_text, promise_of, unit_note
from dashboards.parts.said_once import SaidOnce
from dashboards.parts.sparks import row_of_sparks
from dashboards.parts.tiles import Tally, tallies, tally_text
from dashboards.parts.together import codes_together, deadlines_together, has_colours
from kpi.models import BenefitGoal, Kpi
from kpi.presentation.cell import Cell, Cells
from kpi.presentation.goals import by_goal
from kpi.rules.summary import count
from kpi.rules.terms import Flag, Status
from kpi.selectors.board import Board
from kpi.selectors.kept import KeptBeside

ABOUT_THE_KPI = {Flag.FIRST_MEASUREMENT_IS_BASELINE, Flag.BEFORE_GO_LIVE, Flag.SOURCE_INCONSISTENT}
"""Flags that tell what a status rests on rather than how an organisation does."""


@dataclass(frozen=True)
class Column:
    """An organisation as a column heading; `short` is for a phone, where it stands in each cell."""

    code: str
    label: str
    short: str
    note: str
    url: str
    is_whole: bool


@dataclass(frozen=True)
class TableCell:
    """A KPI's cell in one organisation's column."""

    column: Column
    cell: Cell


@dataclass(frozen=True)
class KpiRow:
    """A KPI across the organisations. `name_of_row` is no other row's: under it the row may be kept as it is drawn."""

    code: str
    name: str
    unit: str
    url: str
    promise: Promise
    notes: tuple[str, ...]
    is_measured: bool
    cells: tuple[TableCell, ...]
    name_of_row: str = field(default_factory=lambda: uuid4().hex)


@dataclass(frozen=True)
class Group:
    """A goal's heading and rows in the table; `tallies` are those of the plan's subject, or of all side by side."""

    code: str
    name: str
    anchor: str
    deadline: str
    note: str
    tallies: tuple[Tally, ...]
    rows: tuple[KpiRow, ...]


_ROWS = KeptBeside[KpiRow](size=2048)


def groups_of(
    cells: Cells, kpis: Sequence[Kpi], columns: tuple[Column, ...], once: SaidOnce
) -> tuple[Group, ...]:
    """The goals of these KPIs, each with its rows; what is said `once` of all is not said in them."""
    return tuple(_group(cells, goal, of_goal, columns, once) for goal, of_goal in by_goal(kpis))


def _group(
    cells: Cells, goal: BenefitGoal, kpis: list[Kpi], columns: tuple[Column, ...], once: SaidOnce
) -> Group:
    board = cells.board
    counts = count(board.now[kpi.code, code] for kpi in kpis for code in codes_together(board))
    deadline = common_deadline(deadlines_together(board, kpi) for kpi in kpis)
    return Group(
        code=goal.code,
        name=goal.name,
        anchor=anchor_of(goal),
        deadline=deadline_text([deadline] if deadline else []),
        note=_group_note(cells, tally_text(counts)) if has_colours(board) else "",
        tallies=tallies(counts) if has_colours(board) else (),
        rows=tuple(_row(cells, kpi, columns, once, deadline_said=bool(deadline)) for kpi in kpis),
    )


def _group_note(cells: Cells, counts: str) -> str:
    """A goal's counts, and whose they are where there is more than one column."""
    terms = cells.board.terms
    if terms.subject is None:
        return cells.words.put(_("%(the_parts)s: %(counts)s"), counts=counts)
    if terms.whole is None:
        return counts
    return cells.words.put(_("%(the_whole)s: %(counts)s"), counts=counts)


def _row(
    cells: Cells, kpi: Kpi, columns: tuple[Column, ...], once: SaidOnce, *, deadline_said: bool
) -> KpiRow:
    """A KPI's row; the one made last where it would say the same. It rests on the plan's terms, the KPI's figures and
    what is judged of them, the day, the language, and the addresses it leads to."""
    board = cells.board
    if board.terms.stamp is None:
        return _made_row(cells, kpi, columns, once, deadline_said=deadline_said)
    asked = (
        *(board.terms.stamp.terms, kpi.code, board.as_of, cells.links, deadline_said, once),
        *(tuple(column.code for column in columns), timezone.localdate(), get_language()),
    )
    parts = (board.by_kpi[kpi.code], board.series[kpi.code])
    return _ROWS.answer(
        asked, parts, lambda: _made_row(cells, kpi, columns, once, deadline_said=deadline_said)
    )


def _made_row(
    cells: Cells, kpi: Kpi, columns: tuple[Column, ...], once: SaidOnce, *, deadline_said: bool
) -> KpiRow:
    board = cells.board
    sparks = row_of_sparks(board.terms.terms[kpi.code], board.series[kpi.code], board.as_of)
    common = _common_flags(board, kpi)
    row = []
    for column in columns:
        cell = once.without(cells.of(kpi, column.code))
        flags = tuple(flag for flag in cell.flags if flag.code not in common)
        row.append(TableCell(column, replace(cell, flags=flags, spark=sparks.get(column.code))))
    return KpiRow(
        code=kpi.code,
        name=kpi.name,
        unit=unit_note(kpi),
        url=cells.links.kpi(kpi.code),
        promise=promise_of(board, kpi, deadline_said=deadline_said),
        notes=_notes(cells, kpi, common - once.of_all(column.code for column in columns)),
        is_measured=any(given.cell.value for given in row),
        cells=tuple(row),
    )


def _common_flags(board: Board, kpi: Kpi) -> frozenset[Flag]:
    """Flags said once, under the KPI's name, since they are true of each of its statuses (or of the KPI as a whole)."""
    coloured = [
        set(board.now[kpi.code, organisation.code].flags)
        for organisation in board.terms.shown_together
        if board.now[kpi.code, organisation.code].status != Status.NONE
    ]
    shared = set.intersection(*coloured) & ABOUT_THE_KPI if coloured else set()
    if _parts_start_from_their_first(board, kpi):
        shared.add(Flag.FIRST_MEASUREMENT_IS_BASELINE)
    if getattr(kpi, "is_inconsistent", False):
        shared.add(Flag.SOURCE_INCONSISTENT)
    return frozenset(shared)


def _notes(cells: Cells, kpi: Kpi, common: frozenset[Flag]) -> tuple[str, ...]:
    """The common flags in words. Where the whole has a baseline of its own, the parts' is told of them alone."""
    board, whole = cells.board, cells.board.terms.whole
    judged = board.now[kpi.code, whole.code] if whole else None
    of_parts = (
        judged is not None
        and judged.status != Status.NONE
        and Flag.FIRST_MEASUREMENT_IS_BASELINE not in judged.flags
    )
    return tuple(
        cells.words.in_a_row(_("%(of_parts)s første måling er nullpunkt"))
        if of_parts and flag == Flag.FIRST_MEASUREMENT_IS_BASELINE
        else cells.words.flag(flag)
        for flag in Flag
        if flag in common
    )


def _parts_start_from_their_first(board: Board, kpi: Kpi) -> bool:
    """Whether each coloured part's baseline is its first measurement while the whole has a given one (as for B.1)."""
    whole = board.terms.whole
    baseline = board.now[kpi.code, whole.code].baseline if whole else None
    if baseline is None or baseline.from_measurement:
        return False
    coloured = [
        judgement
        for judgement in (board.now[kpi.code, trust.code] for trust in board.terms.parts)
        if judgement.status != Status.NONE
    ]
    return bool(coloured) and all(
        Flag.FIRST_MEASUREMENT_IS_BASELINE in judgement.flags for judgement in coloured
    )
