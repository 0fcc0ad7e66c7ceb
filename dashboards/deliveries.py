"""Which figures an organisation should have delivered by a period's end and has not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kpi.models import Kpi
from kpi.rules.figure import Figure
from kpi.rules.period import Period
from kpi.selectors.board import Board


@dataclass(frozen=True)
class Late:
    """The KPIs without a figure up to the end of `period`, the last whole one of their reporting."""

    organisation: str
    period: Period
    kpis: tuple[Kpi, ...]


def expected_period(as_of: Period, reporting_months: int) -> Period:
    """The last reporting period that has ended. Example: as of tertial 2 of 2026 a yearly figure is due for 2025."""
    past_end = as_of.end + 1
    return Period.ending(past_end - past_end % reporting_months - 1, reporting_months)


def late(board: Board, organisation: str) -> tuple[Late, ...]:
    """What an organisation has not delivered, by the period it is due for, the newest first.

    Nothing is due for periods that ended before the organisation's go-live.
    """
    found: dict[Period, list[Kpi]] = {}
    for kpi in board.terms.kpis:
        if not kpi.takes_measurements:
            continue
        terms = board.terms.terms[kpi.code]
        due = expected_period(board.as_of, terms.reporting_months)
        go_live = next((part.go_live for part in terms.parts if part.code == organisation), None)
        if go_live is not None and due.end < go_live:
            continue
        if _last_month(board.series[kpi.code].get(organisation, ()), board.as_of) < due.end:
            found.setdefault(due, []).append(kpi)
    return tuple(
        Late(organisation, period, tuple(kpis))
        for period, kpis in sorted(found.items(), key=lambda item: (-item[0].end, item[0].months))
    )


def _last_month(figures: Iterable[Figure], as_of: Period) -> int:
    return max((figure.period.end for figure in figures if figure.period.end <= as_of.end), default=-1)
