"""Which figures an organisation should have delivered by a period's end and has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kpi.models import Kpi
from kpi.presentation.as_of import month_of_today
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

    Nothing is due for periods that are not over yet, or that ended before the organisation's go-live. One that reports
    a KPI by longer periods than the plan asks for is held to those (our reading): a yearly count is not late before
    the next year is over.
    """
    found: dict[Period, list[Kpi]] = {}
    over = min(board.as_of, month_of_today().previous(), key=lambda period: period.end)
    for kpi in board.terms.kpis:
        if not kpi.takes_measurements:
            continue
        terms = board.terms.terms[kpi.code]
        latest = _latest(board.series[kpi.code].get(organisation, ()), board.as_of)
        months = terms.reporting_months if latest is None else max(terms.reporting_months, latest.months)
        due = expected_period(over, months)
        go_live = next((part.go_live for part in terms.parts if part.code == organisation), None)
        if go_live is not None and due.end < go_live:
            continue
        if latest is None or latest.end < due.end:
            found.setdefault(due, []).append(kpi)
    return tuple(
        Late(organisation, period, tuple(kpis))
        for period, kpis in sorted(found.items(), key=lambda item: (-item[0].end, item[0].months))
    )


def late_for_all(lates: Iterable[Late], organisations: int) -> tuple[tuple[Late, ...], tuple[Late, ...]]:
    """What nobody has delivered, as one entry per period without an organisation, and what remains of each one's."""
    held = tuple(lates)
    lacking = Counter((late.period, kpi.code) for late in held for kpi in late.kpis)
    shared = {key for key, times in lacking.items() if times == organisations}
    common: dict[Period, dict[str, Kpi]] = {}
    rest = []
    for late in held:
        for kpi in late.kpis:
            if (late.period, kpi.code) in shared:
                common.setdefault(late.period, {})[kpi.code] = kpi
        own = tuple(kpi for kpi in late.kpis if (late.period, kpi.code) not in shared)
        if own:
            rest.append(Late(late.organisation, late.period, own))
    nobody = tuple(Late("", period, tuple(kpis.values())) for period, kpis in common.items())
    return nobody, tuple(rest)


def _latest(figures: Iterable[Figure], as_of: Period) -> Period | None:
    """The period of the last figure, of equal ends the longer."""
    periods = [figure.period for figure in figures if figure.period.end <= as_of.end]
    return max(periods, key=lambda period: (period.end, period.months), default=None)
