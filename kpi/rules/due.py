"""What is due and what is late: from how an indicator is reported, and which periods have been answered for.

An answer is a figure, or a row that says why there is none. No clock here: the caller says what day it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.rules.period import MONTH, YEAR, Period

DAYS_TO_REPORT = 45
"""Days from a period's end until its figure is late, where the indicator does not say (our reading)."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """How an organisation is to report an indicator: a figure for every `months` months, at the latest `days` days
    after they end, from `go_live` on (a month counted as in Period; None puts no bound)."""

    months: int = 4
    days: int = DAYS_TO_REPORT
    go_live: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A period that a figure is due for. It is late when the due date has passed and nobody has answered."""

    period: Period
    due_date: date
    answered: bool
    late: bool


def due_date(period: Period, days: int = DAYS_TO_REPORT) -> date:
    """The last day on which a period's figure is in time. Example: for 2026-T2 it is 15 October."""
    return period.last_day + timedelta(days=days)


def last_ended(month: int, months: int) -> Period:
    """The last whole period of `months` months that has ended with `month`.

    Example: as of August 2026 a yearly figure is due for 2025, a tertial's for 2026-T2.
    """
    past_end = month + 1
    return Period.ending(past_end - past_end % months - 1, months)


def last_month_over(as_of: Period, today: date) -> int:
    """The last month that is over, both as of a period and by today's date."""
    return min(as_of.end, Period.of(today, MONTH).start - 1)


def latest_due(reporting: Reporting, answered: Iterable[Period], *, as_of: Period, today: date) -> Due | None:
    """The last period that a figure is due for, and whether it has come; None before go-live.

    Nothing is due for a period that is not over. An organisation that reports by longer periods than is asked for is
    held to those (our reading): a yearly count is not late before the next year is over.
    Examples: of 2026-T1 alone, 2026-T2 is due as of that tertial; after 2025 alone nothing is; July is no tertial.
    """
    known = _known(answered, as_of)
    period = last_ended(last_month_over(as_of, today), _held_to(reporting, known))
    if reporting.go_live is not None and period.end < reporting.go_live:
        return None
    return due_for(reporting, period, known, today=today)


def due_for(reporting: Reporting, period: Period, answered: Iterable[Period], *, today: date) -> Due:
    """One period, and whether it has been answered for."""
    is_answered = any(_answers(reporting, period, answer) for answer in answered)
    day = due_date(period, reporting.days)
    return Due(period, day, is_answered, not is_answered and today > day)


def next_to_fill(
    listed: Sequence[tuple[str, Reporting, Collection[Period]]], filled: tuple[str, Period], *, today: date
) -> tuple[str, Period] | None:
    """The cell that somebody who goes on filling in comes to: indicator and period; None when nothing waits.

    `listed` are an organisation's indicators in the plan's order, with the periods answered for, the one just `filled`
    among them. First comes the same indicator's next period, of the same length, when it is over and unanswered; then
    the next indicator, and after the last the first, whose latest due period up to the end of the filled one is
    unanswered.
    Examples: after January 2026 comes February of the same indicator while February has no figure; after 2026-T2 comes
    2026-T2 of the next indicator without one.
    """
    code, period = filled
    following = Period(period.start + period.months, period.months)
    last = Period.of(today, MONTH).start - 1
    codes = [one for one, _reporting, _answered in listed]
    place = codes.index(code) if code in codes else -1
    if place >= 0 and following.end <= last and following not in listed[place][2]:
        return code, following
    for one, reporting, answered in (*listed[place + 1 :], *listed[: max(place, 0)]):
        due = latest_due(reporting, answered, as_of=period, today=today)
        if due is not None and not due.answered:
            return one, due.period
    return None


def _known(answered: Iterable[Period], as_of: Period) -> list[Period]:
    """What has been answered as of a period. A year to date is no answer for a whole period."""
    return [period for period in answered if period.end <= as_of.end and not period.to_date]


def _held_to(reporting: Reporting, known: Iterable[Period]) -> int:
    """The length of period that an organisation is held to: what is asked for, or the longer one it reports by."""
    newest = max(known, key=lambda period: (period.end, period.months), default=None)
    return min(max(reporting.months, newest.months if newest else 0), YEAR)


def _answers(reporting: Reporting, period: Period, answer: Period) -> bool:
    """Whether one answer is enough for a period: it ends with it or covers it. What is reported more seldom than each
    year is answered for by any that ended so lately."""
    if reporting.months > YEAR:
        return period.end - reporting.months < answer.end <= period.end
    return answer.end == period.end or (answer.start <= period.start and answer.end >= period.end)


# ---- what nobody has answered for ----


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The indicators (by code) that an organisation has not answered for, for one period."""

    organisation: str
    period: Period
    codes: tuple[str, ...]


def unanswered_by_all(
    unanswered: Iterable[Unanswered], *, organisations: int
) -> tuple[dict[Period, tuple[str, ...]], tuple[Unanswered, ...]]:
    """What none of so many organisations has answered for, as codes by period, and what remains of each one's."""
    found = tuple(unanswered)
    times: dict[tuple[Period, str], int] = {}
    for one in found:
        for code in one.codes:
            times[one.period, code] = times.get((one.period, code), 0) + 1
    common: dict[Period, list[str]] = {}
    for (period, code), count in times.items():
        if count == organisations:
            common.setdefault(period, []).append(code)
    shared = {period: tuple(codes) for period, codes in common.items()}
    rest = [
        Unanswered(
            one.organisation, one.period, tuple(c for c in one.codes if c not in shared.get(one.period, ()))
        )
        for one in found
    ]
    return shared, tuple(one for one in rest if one.codes)
