"""Whose statuses a plan's counts are of: its subject's, or those of all that stand side by side."""

from __future__ import annotations

from collections.abc import Mapping

from kpi.models import Kpi
from kpi.rules.ambition import in_force
from kpi.rules.judgement import Judgement
from kpi.rules.terms import Status
from kpi.selectors.board import Board, Cell
from kpi.selectors.register import deadlines_of


def codes_together(board: Board) -> tuple[str, ...]:
    """The subject's code; without a subject, those of the organisations that are part of none."""
    terms = board.terms
    return (terms.subject.code,) if terms.subject else tuple(part.code for part in terms.parts)


def judged_together(board: Board, judged: Mapping[Cell, Judgement]) -> list[Judgement]:
    """The judgements that a plan's counts are of, from those of a board (`now` or `earlier`)."""
    return [judged[kpi.code, code] for code in codes_together(board) for kpi in board.terms.kpis]


def deadlines_together(board: Board, kpi: Kpi) -> tuple[int, ...]:
    """The years the ambitions of these shall be reached, each once."""
    years = {year for code in codes_together(board) for year in deadlines_of(board, kpi, code)}
    return tuple(sorted(years))


def has_colours(board: Board) -> bool:
    """Whether any KPI can have a colour: without limits in force there are none to count."""
    day = board.as_of.last_day
    return not board.terms.terms or any(
        in_force(terms.thresholds, day) is not None for terms in board.terms.terms.values()
    )


def red_in_a_part(board: Board) -> int:
    """How many indicators are red in one part of the whole at least; 0 where the plan has no whole."""
    if board.terms.whole is None:
        return 0
    parts = {part.code for part in board.terms.organisations} - {board.terms.whole.code}
    return len({kpi for (kpi, code), one in board.now.items() if code in parts and one.status == Status.RED})
