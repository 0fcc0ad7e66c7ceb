"""What is due, by when, and what is late; what nobody has answered for."""

from datetime import date

import pytest

from kpi.rules.due import (
    DAYS_TO_REPORT,
    Reporting,
    Unanswered,
    due_date,
    last_ended,
    latest_due,
    unanswered_by_all,
)
from kpi.rules.period import Period

TERTIALLY = Reporting(4)
T1, T2, T3 = (Period.parse(f"2026-T{number}") for number in (1, 2, 3))
NOVEMBER = date(2026, 11, 26)


def periods(*labels):
    return [Period.parse(label) for label in labels]


@pytest.mark.parametrize(
    ("label", "days", "expected"),
    [
        ("2026-T2", 45, date(2026, 10, 15)),
        ("2026-T2", 0, date(2026, 8, 31)),
        ("2025", 45, date(2026, 2, 14)),
        ("2026-01/2026-08", 10, date(2026, 9, 10)),
    ],
)
def test_the_last_day_that_is_in_time(label, days, expected):
    assert due_date(Period.parse(label), days) == expected
    assert DAYS_TO_REPORT == 45


@pytest.mark.parametrize(
    ("month", "months", "expected"),
    [
        ("2026-08", 4, "2026-T2"),
        ("2026-08", 12, "2025"),
        ("2026-12", 12, "2026"),
        ("2026-08", 1, "2026-08"),
        ("2026-03", 4, "2025-T3"),
        ("2026-04", 4, "2026-T1"),
        ("2026-08", 3, "2026-Q2"),
        ("2026-08", 6, "2026-H1"),
    ],
)
def test_the_last_period_that_has_ended(month, months, expected):
    assert last_ended(Period.parse(month).end, months).label == expected


@pytest.mark.parametrize(
    ("answered", "due", "is_answered"),
    [
        ([], "2026-T2", False),
        (["2026-T1"], "2026-T2", False),
        (["2026-T2"], "2026-T2", True),
        (["2026-07"], "2026-T2", False),  # a tertial that lacks its last month is not delivered
        (["2026-08"], "2026-T2", True),
        (["2026-05", "2026-06", "2026-07", "2026-08"], "2026-T2", True),
        (["2025"], "2025", True),  # reported by the year: not late before the next year is over
        (["2024"], "2025", False),
        (["2026-T3"], "2026-T2", False),  # a figure from after the period asked for says nothing of it
        (["2026-01/2026-08"], "2026-T2", False),  # the year so far is no tertial
    ],
)
def test_the_latest_that_is_due(answered, due, is_answered):
    found = latest_due(TERTIALLY, periods(*answered), as_of=T2, today=NOVEMBER)
    assert (found.period.label, found.answered) == (due, is_answered)
    assert found.late is not is_answered  # all of these are past their due date


@pytest.mark.parametrize(
    ("today", "due", "late"),
    [
        (date(2026, 8, 31), "2026-T1", True),  # the tertial still runs
        (date(2026, 9, 1), "2026-T2", False),
        (date(2026, 10, 15), "2026-T2", False),
        (date(2026, 10, 16), "2026-T2", True),
    ],
)
def test_a_figure_is_late_from_the_day_after_its_due_date(today, due, late):
    found = latest_due(TERTIALLY, [], as_of=T3, today=today)
    assert (found.period.label, found.late) == (due, late)
    later = Reporting(4, days=90)
    assert latest_due(later, periods("2026-T1"), as_of=T3, today=today).late is False
    assert latest_due(TERTIALLY, periods(due), as_of=T3, today=today).late is False


def test_nothing_is_due_before_go_live():
    assert latest_due(Reporting(4, go_live=T2.end + 1), [], as_of=T2, today=NOVEMBER) is None
    assert latest_due(Reporting(4, go_live=T2.end), [], as_of=T2, today=NOVEMBER).period == T2


@pytest.mark.parametrize(
    ("answered", "as_of", "is_answered"),
    [
        (["2024"], "2025", True),
        (["2023"], "2025", False),
        (["2025"], "2026", True),
        ([], "2025", False),
        (["2024-T3"], "2025", True),
        (["2026"], "2025", False),
    ],
)
def test_what_is_reported_every_other_year_is_answered_for_by_any_of_the_last_two(
    answered, as_of, is_answered
):
    found = latest_due(Reporting(24), periods(*answered), as_of=Period.parse(as_of), today=date(2027, 3, 1))
    assert (found.period.label, found.answered) == (as_of, is_answered)


def test_what_all_lack_is_said_once():
    year = Period.parse("2025")
    common, rest = unanswered_by_all(
        [
            Unanswered("ONE", T2, ("a", "b")),
            Unanswered("TWO", T2, ("b", "c")),
            Unanswered("TWO", year, ("a",)),
        ],
        organisations=2,
    )
    assert common == {T2: ("b",)}
    assert rest == (
        Unanswered("ONE", T2, ("a",)),
        Unanswered("TWO", T2, ("c",)),
        Unanswered("TWO", year, ("a",)),
    )
    assert unanswered_by_all([], organisations=2) == ({}, ())
