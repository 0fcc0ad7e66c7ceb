"""Which figures an organisation should have delivered by a period's end and has not, as KPIs. What is due, and when,
is `kpi.rules.due`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from kpi.models import Kpi
from kpi.rules.due import Reporting, Unanswered, latest_due, unanswered_by_all
from kpi.rules.period import Period
from kpi.selectors.board import Board


@dataclass(frozen=True)
class Late:
    """The KPIs without a figure up to the end of `period`, the last whole one of their reporting."""

    organisation: str
    period: Period
    kpis: tuple[Kpi, ...]


def late(board: Board, organisation: str) -> tuple[Late, ...]:
    """What an organisation has not delivered, by the period it is due for, the newest first."""
    found: dict[Period, list[Kpi]] = {}
    today = timezone.localdate()
    for kpi in board.terms.kpis:
        if not kpi.takes_measurements:
            continue
        terms = board.terms.terms[kpi.code]
        reporting = Reporting(terms.reporting_months, go_live=terms.organisation(organisation).go_live)
        reported = [figure.period for figure in board.series[kpi.code].get(organisation, ())]
        due = latest_due(reporting, reported, as_of=board.as_of, today=today)
        if due is not None and not due.answered:
            found.setdefault(due.period, []).append(kpi)
    return tuple(
        Late(organisation, period, tuple(kpis))
        for period, kpis in sorted(found.items(), key=lambda item: (-item[0].end, item[0].months))
    )


def late_for_all(lates: Iterable[Late], organisations: int) -> tuple[tuple[Late, ...], tuple[Late, ...]]:
    """What nobody has delivered, as one entry per period without an organisation, and what remains of each one's."""
    given = tuple(lates)
    kpis = {kpi.code: kpi for late in given for kpi in late.kpis}
    common, rest = unanswered_by_all(
        [Unanswered(late.organisation, late.period, tuple(kpi.code for kpi in late.kpis)) for late in given],
        organisations=organisations,
    )
    nobody = tuple(Late("", period, tuple(kpis[code] for code in codes)) for period, codes in common.items())
    return nobody, tuple(
        Late(one.organisation, one.period, tuple(kpis[code] for code in one.codes)) for one in rest
    )
