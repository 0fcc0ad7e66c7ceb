"""The way a level takes from where it started to where it has come: months after go-live, summers, chance.

No rounding, numerators or counts of events here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.rules.period import MONTH, TERTIAL, Period
from kpi.trial.chance import Chance
from kpi.trial.comments import Course, Line

FIRST = Period.parse("2023-01").start
LAST_TERTIAL = Period.parse("2026-T2")
NEWEST = Period.parse("2026-10").end

AFTER_GO_LIVE = (0.0, 0.5, 1.0, 1.0, 0.8, 0.6, 0.4, 0.3, 0.2, 0.1)
"""How much of the dip is felt, month by month from January 2023: worst in March and April."""

SUMMER = {6: 0.2, 7: 1.0, 8: 0.3, 12: 0.4}
"""How much of the summer is felt in each month; Christmas is a small one."""

BUSY = (1.02, 1.0, 1.08, 0.96, 0.98, 1.05, 0.62, 0.9, 1.1, 1.08, 1.1, 0.86)
"""How many cases a month has beside a usual one, from January to December."""


@dataclass(frozen=True, slots=True)
class Way:
    """Values and cases period by period. `pinned` holds places that together must come to a value."""

    periods: Sequence[Period]
    values: Sequence[float]
    cases: Sequence[int]
    pinned: Sequence[tuple[Sequence[int], float]]


def way_of(line: Line, course: Course, chance: Chance, months: int) -> Way:
    """The way of one course in steps of a month or a tertial, to the newest month or the last tertial there is."""
    last = Period.parse(course.until) if course.until else LAST_TERTIAL
    newest = last.end if course.until or months == TERTIAL else NEWEST
    periods = [Period(start, months) for start in range(FIRST, newest + 1, months)]
    values, cases = [], []
    for period in periods:
        value = _trend(course, last, period)
        if period.start > FIRST:
            value += line.dip * _felt_after_go_live(period) + line.july * _felt_in_summer(period)
            value += chance.about(line.noise)
        values.append(max(0.0, value))
        busy = BUSY[period.start % 12] if months == MONTH else 1.0
        spread = 0.03 if line.noise else 0.0
        cases.append(max(1, round(course.cases * busy * (1 + chance.about(spread)))))
    pinned = [
        ([place for place, period in enumerate(periods) if tertial.overlaps(period)], wanted)
        for tertial, wanted in ((last.previous(), course.before), (last, course.last))
    ]
    return Way(periods, values, cases, pinned)


def _trend(course: Course, last: Period, period: Period) -> float:
    """From `start` to `before`, fastest in the beginning, then straight to `last`, and on at half the pace."""
    middle = period.start + (period.months - 1) / 2
    turn = last.start - TERTIAL + (TERTIAL - 1) / 2
    if middle <= turn:
        gone = (middle - FIRST) / (turn - FIRST)
        return course.start + (course.before - course.start) * (1 - (1 - gone) ** 1.4)
    steps = (middle - turn) / TERTIAL
    steps = steps if steps <= 1 else 1 + (steps - 1) / 2
    return course.before + (course.last - course.before) * steps


def _felt_after_go_live(period: Period) -> float:
    felt = [AFTER_GO_LIVE[m - FIRST] for m in _months(period) if m - FIRST < len(AFTER_GO_LIVE)]
    return sum(felt) / period.months


def _felt_in_summer(period: Period) -> float:
    return sum(SUMMER.get(month % 12 + 1, 0.0) for month in _months(period)) / period.months


def _months(period: Period) -> range:
    return range(period.start, period.end + 1)
