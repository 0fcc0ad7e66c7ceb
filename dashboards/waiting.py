"""What an organisation's page lists as missing or waiting: figures, approvals, ambitions, and what has gone wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.deliveries import Late
from kpi.models import Kpi
from kpi.presentation.cells import why_url
from kpi.presentation.formats import number, period_name, value_in_unit
from kpi.rules.judgement import Judgement
from kpi.rules.terms import AmbitionKind, Flag, Status
from kpi.selectors.board import Board

SHOWN = 6


@dataclass(frozen=True)
class WaitingItem:
    """A KPI in a list, with a word on it where one is needed."""

    code: str
    name: str
    detail: str
    url: str


@dataclass(frozen=True)
class WaitingGroup:
    """A heading with its KPIs; those after the first few are folded."""

    title: str
    count: str
    shown: tuple[WaitingItem, ...]
    folded: tuple[WaitingItem, ...]
    more: str


def waiting_groups(board: Board, organisation: str, lates: tuple[Late, ...]) -> tuple[WaitingGroup, ...]:
    """The lists that have anything in them."""

    def item(kpi: Kpi, detail: str) -> WaitingItem:
        return WaitingItem(kpi.code, kpi.name, detail, why_url(kpi.code, organisation, board.as_of))

    def among(detail: Callable[[Kpi, Judgement], str | None]) -> list[WaitingItem]:
        found = []
        for kpi in board.terms.kpis:
            text = detail(kpi, board.now[kpi.code, organisation])
            if text is not None:
                found.append(item(kpi, text))
        return found

    groups = [
        (
            _("Ikke levert"),
            [
                item(kpi, _("for %(period)s") % {"period": period_name(late.period)})
                for late in lates
                for kpi in late.kpis
            ],
        ),
        (_("Utdaterte tall"), among(_stale)),
        (_("Venter på godkjenning"), among(_preliminary)),
        (_("Foretak mangler i tallet"), among(_without_trusts)),
        (_("Ambisjon avventes"), among(_pending)),
        (_("Rød eller verre enn nullpunktet"), among(_wrong_way)),
    ]
    return tuple(_group(title, items) for title, items in groups if items)


def _group(title: str, items: list[WaitingItem]) -> WaitingGroup:
    folded = tuple(items[SHOWN:]) if len(items) > SHOWN + 1 else ()
    return WaitingGroup(
        title,
        number(len(items)),
        tuple(items[: len(items) - len(folded)]),
        folded,
        _("Vis %(count)s til") % {"count": number(len(folded))},
    )


def _stale(kpi: Kpi, judgement: Judgement) -> str | None:
    if Flag.STALE not in judgement.flags or judgement.period is None:
        return None
    return _("siste tall gjelder %(period)s") % {"period": period_name(judgement.period)}


def _preliminary(kpi: Kpi, judgement: Judgement) -> str | None:
    if Flag.PRELIMINARY not in judgement.flags or judgement.value is None:
        return None
    return _("%(value)s vises som foreløpig") % {"value": value_in_unit(judgement.value, kpi)}


def _without_trusts(kpi: Kpi, judgement: Judgement) -> str | None:
    if not judgement.missing:
        return None
    return _("uten %(trusts)s") % {"trusts": ", ".join(judgement.missing)}


def _pending(kpi: Kpi, judgement: Judgement) -> str | None:
    if judgement.own.kind != AmbitionKind.PENDING:
        return None
    if judgement.ambition.kind == AmbitionKind.PENDING:
        return _("får ingen status")
    return _("vurderes etter den regionale")


def _wrong_way(kpi: Kpi, judgement: Judgement) -> str | None:
    worse = Flag.WORSE_THAN_BASELINE in judgement.flags
    if judgement.status == Status.RED:
        return _("rød og verre enn nullpunktet") if worse else _("rød")
    return _("verre enn nullpunktet") if worse else None
