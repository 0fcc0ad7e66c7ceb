"""What the signs mean, with the limits the plan judges by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.parts.together import has_colours
from kpi.presentation.formats import share
from kpi.rules.ambition import in_force
from kpi.rules.status import STANDARD, Thresholds
from kpi.rules.terms import Status, ThresholdBasis
from kpi.selectors.board import Board
from kpi.words.labels import STATUS


@dataclass(frozen=True)
class LegendLine:
    """A sign, its word and what it means."""

    status: Status
    word: str
    meaning: str


@dataclass(frozen=True)
class Legend:
    """The signs' meaning, and what the lines do not cover."""

    lines: tuple[LegendLine, ...]
    note: str


def legend_of(board: Board) -> Legend:
    """The legend for the limits that most KPIs are judged by as of the board's period."""
    day = board.as_of.last_day
    if not has_colours(board):
        none = LegendLine(Status.NONE, str(STATUS[Status.NONE]), meaning_of(Status.NONE, STANDARD))
        return Legend((none,), _("Planen har ingen terskelverdier, så ingenting får farge."))
    limits = Counter(in_force(terms.thresholds, day) or STANDARD for terms in board.terms.terms.values())
    common = limits.most_common(1)[0][0] if limits else STANDARD
    note = _("Er ambisjonen «forbedring», er grønn bedre enn nullpunktet, gul likt og rød verre.")
    if len(limits) > 1:
        note = f"{note} {_('Noen måleindikatorer har egne grenser.')}"
    return Legend(tuple(LegendLine(s, str(STATUS[s]), meaning_of(s, common)) for s in Status), note)


def meaning_of(status: Status, thresholds: Thresholds) -> str:
    """What a sign means by these limits."""
    if status == Status.NONE:
        return _("grunnen står ved tegnet.")
    if thresholds.basis == ThresholdBasis.VALUE:
        return {
            Status.GREEN: _("tilfredsstillende, og kravet møtt der det finnes"),
            Status.YELLOW: _("ikke tilfredsstillende"),
            Status.RED: _("langt fra tilfredsstillende"),
        }[status]
    words = {"green": share(thresholds.green), "yellow": share(thresholds.yellow)}
    return {
        Status.GREEN: _(
            "tilfredsstillende: minst %(green)s av ambisjonen, og kravet møtt der det finnes",
        ),
        Status.YELLOW: _("ikke tilfredsstillende: fra %(yellow)s, men under grensen for grønn"),
        Status.RED: _("langt fra tilfredsstillende: under %(yellow)s av ambisjonen"),
    }[status] % words
