"""Lights that have changed since the period before, as lists: weaker first, then better, new and gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpi.models import Kpi, Organisation
from kpi.presentation.cells import status_word
from kpi.presentation.formats import number, value_in_unit
from kpi.presentation.links import Links
from kpi.rules.change import ORDER, Verdict
from kpi.rules.judgement import Judgement
from kpi.rules.terms import Status
from kpi.selectors.board import Board
from kpi.words.labels import STATUS

SHOWN = 4


@dataclass(frozen=True)
class Movement:
    """One light that has changed: signs and words from and to, and the values where there are any."""

    organisation: str
    kpi: str
    name: str
    before: Status
    after: Status
    word_before: str
    word_after: str
    value_before: str
    value_after: str
    url: str


@dataclass(frozen=True)
class MovementGroup:
    """Movements of one kind; those after the first few are folded under `more`."""

    title: str
    count: str
    shown: tuple[Movement, ...]
    folded: tuple[Movement, ...]
    more: str


def movement_groups(
    board: Board, organisations: Sequence[Organisation], *, links: Links
) -> tuple[MovementGroup, ...]:
    """What has changed for these organisations; groups without any are left out."""
    found: dict[str, list[Movement]] = {}
    for kpi in board.terms.kpis:
        for organisation in organisations:
            cell = (kpi.code, organisation.code)
            kind = _kind(board, cell)
            if kind:
                found.setdefault(kind, []).append(_movement(board, kpi, organisation, links))
    groups = []
    for kind, title in _titles().items():
        held = found.get(kind, [])
        if not held:
            continue
        # The worst light first, then in plan order (the sort is stable).
        held.sort(key=lambda movement: ORDER.get(movement.after, 3))
        folded = tuple(held[SHOWN:]) if len(held) > SHOWN + 1 else ()
        shown = tuple(held[: len(held) - len(folded)])
        more = ngettext("Vis %(count)s til", "Vis %(count)s til", len(folded)) % {
            "count": number(len(folded))
        }
        groups.append(MovementGroup(title, number(len(held)), shown, folded, more))
    return tuple(groups)


def _titles() -> dict[str, str]:
    return {
        "weaker": _("Svakere"),
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


def _movement(board: Board, kpi: Kpi, organisation: Organisation, links: Links) -> Movement:
    now, earlier = board.now[kpi.code, organisation.code], board.earlier[kpi.code, organisation.code]
    return Movement(
        organisation=_("Regionen") if organisation == board.terms.lead else organisation.code,
        kpi=kpi.code,
        name=kpi.name,
        before=earlier.status,
        after=now.status,
        word_before=_word(earlier),
        word_after=_word(now),
        value_before=_value(earlier, kpi),
        value_after=_value(now, kpi),
        url=links.why(kpi.code, organisation.code, board.as_of),
    )


def _word(judgement: Judgement) -> str:
    return str(STATUS[judgement.status] if judgement.reason is None else status_word(judgement)).lower()


def _value(judgement: Judgement, kpi: Kpi) -> str:
    return "" if judgement.value is None else value_in_unit(judgement.value, kpi)
