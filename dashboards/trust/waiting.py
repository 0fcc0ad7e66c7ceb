"""What an organisation's page lists as missing or waiting: figures, approvals, ambitions, and what has gone wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from dashboards.parts.deliveries import Late
from dashboards.parts.folding import fold
from kpi.models import Kpi
from kpi.presentation.formats import listed, number, period_name, value_in_unit
from kpi.presentation.links import Links
from kpi.presentation.organisation_words import OrganisationWords
from kpi.rules.judgement import Judgement
from kpi.rules.terms import Flag, Status
from kpi.selectors.board import Board

SHOWN = 5


@dataclass(frozen=True)
class WaitingItem:
    """A KPI in a list."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class WaitingLine:
    """KPIs that have the same to be said of them; those after the first few are folded. `named` ones are given a row
    each with their name, others stand as codes in one line."""

    text: str
    named: bool
    shown: tuple[WaitingItem, ...]
    folded: tuple[WaitingItem, ...]
    more: str


@dataclass(frozen=True)
class WaitingGroup:
    """A heading with its lines, and how many KPIs there are in them."""

    title: str
    count: str
    lines: tuple[WaitingLine, ...]


Said = Callable[[Kpi, Judgement], str | None]
"""What is said of a KPI in a list; None when it does not belong there."""


def waiting_groups(
    board: Board, organisation: str, lates: tuple[Late, ...], words: OrganisationWords, *, links: Links
) -> tuple[WaitingGroup, ...]:
    """The lists that have anything in them."""

    def item(kpi: Kpi) -> WaitingItem:
        return WaitingItem(kpi.code, kpi.name, links.why(kpi.code, organisation, board.as_of))

    undelivered = {
        _("For %(period)s") % {"period": period_name(late.period)}: list(late.kpis) for late in lates
    }
    groups = [(_("Ikke levert"), undelivered, True)]
    lists: list[tuple[str, Said, bool]] = [
        (_("Utdaterte tall"), _stale, True),
        (_("Venter på godkjenning"), _preliminary, True),
        (
            _("Foretak mangler i tallet") if words.are_trusts else _("Organisasjoner mangler i tallet"),
            _without_trusts,
            False,
        ),
        (_("Ambisjon avventes"), partial(_pending, words), False),
        (_("Verre enn nullpunktet"), _wrong_way, False),
    ]
    for title, said, named in lists:
        groups.append((title, _by_text(board, organisation, said), named))
    return tuple(
        WaitingGroup(
            title,
            number(sum(len(kpis) for kpis in by_text.values())),
            tuple(_line(text, [item(kpi) for kpi in kpis], named) for text, kpis in by_text.items()),
        )
        for title, by_text, named in groups
        if by_text
    )


def _by_text(board: Board, organisation: str, said: Said) -> dict[str, list[Kpi]]:
    found: dict[str, list[Kpi]] = {}
    for kpi in board.terms.kpis:
        text = said(kpi, board.now[kpi.code, organisation])
        if text is not None:
            found.setdefault(text, []).append(kpi)
    return found


def _line(text: str, items: list[WaitingItem], named: bool) -> WaitingLine:
    shown, folded, more = fold(items, SHOWN if named else len(items))
    return WaitingLine(text, named, shown, folded, more)


def _stale(kpi: Kpi, judgement: Judgement) -> str | None:
    if Flag.STALE not in judgement.flags or judgement.period is None:
        return None
    return _("Siste tall gjelder %(period)s") % {"period": period_name(judgement.period)}


def _preliminary(kpi: Kpi, judgement: Judgement) -> str | None:
    if Flag.PRELIMINARY not in judgement.flags or judgement.value is None:
        return None
    return _("%(value)s vises som foreløpig") % {"value": value_in_unit(judgement.value, kpi)}


def _without_trusts(kpi: Kpi, judgement: Judgement) -> str | None:
    if not judgement.lacking:
        return None
    return _("Uten %(trusts)s") % {"trusts": listed(list(judgement.lacking))}


def _pending(words: OrganisationWords, kpi: Kpi, judgement: Judgement) -> str | None:
    if not judgement.own.rules.is_awaited:
        return None
    if judgement.ambition.rules.is_awaited:
        return _("Får ingen status")
    return words.put(_("Vurderes etter den %(the_common)s ambisjonen"))


def _wrong_way(kpi: Kpi, judgement: Judgement) -> str | None:
    """What is red is named above, whatever its baseline."""
    worse = Flag.WORSE_THAN_BASELINE in judgement.flags and judgement.status != Status.RED
    return _("Grønn eller gul likevel") if worse else None
