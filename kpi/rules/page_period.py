"""Which period a page shows of its own accord, and how much has come for a newer one. No clock here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from kpi.rules.due import Due, Reporting, due_for, last_ended
from kpi.rules.period import MONTH, YEAR, Period

Cells = Mapping[tuple[str, str], tuple[Reporting, Collection[Period]]]
"""Indicator and organisation code to how it is reported, and the periods that have been answered for."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """How much has come for a period: `answered` of the cells that are `due` then."""

    period: Period
    answered: int
    due: int


@dataclass(frozen=True, slots=True)
class PagePeriod:
    """The period to show, and a newer one that figures have begun to come for (it may still run)."""

    period: Period
    newer: Arrived | None = None


def page_period(cells: Cells, *, months: int, today: date, others: Collection[Period] = ()) -> PagePeriod:
    """The period of the plan's reporting kind (`months` long) that a page shows unless another is asked for.

    Among the periods that are over and hold an answer: the latest that is complete (all cells due then are answered)
    or past its latest due date (45 days after the end unless an indicator says otherwise: our reading); else the last
    that is over. Never one that still runs. `others` are periods with figures that nothing is due for (a whole's own,
    or older than the cells tell).
    Example: on 20 September with half of 2026-T2's figures it is 2026-T1, from 16 October on 2026-T2.
    """
    last = last_ended(Period.of(today, MONTH).start - 1, months)
    ends = {period.end for _reporting, answered in cells.values() for period in answered}
    ends |= {period.end for period in others}
    with_answers = [
        Period(start, months) for start in sorted({end - end % months for end in ends}, reverse=True)
    ]
    over = [period for period in with_answers if period.end <= last.end]
    chosen = next((period for period in over if _is_settled(cells, period, today)), last)
    newer = with_answers[0] if with_answers and with_answers[0].start > chosen.start else None
    return PagePeriod(chosen, None if newer is None else arrived(cells, newer, today=today))


def arrived(cells: Cells, period: Period, *, today: date) -> Arrived:
    """How much of what is due in a period has come."""
    due = _due_in(cells, period, today)
    return Arrived(period, sum(one.answered for one in due), len(due))


def _is_settled(cells: Cells, period: Period, today: date) -> bool:
    due = _due_in(cells, period, today)
    return all(one.answered for one in due) or today > max(one.due_date for one in due)


def _due_in(cells: Cells, period: Period, today: date) -> list[Due]:
    """What is due in a period: for each cell the last of its own periods, where that ends within it."""
    found = []
    for reporting, answered in cells.values():
        own = last_ended(period.end, min(reporting.months, YEAR))
        if own.end >= period.start and (reporting.go_live is None or own.end >= reporting.go_live):
            found.append(due_for(reporting, own, answered, today=today))
    return found
