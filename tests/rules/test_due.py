"""What is due, by when, and what is late; what nobody has answered for; which period a page shows."""

from datetime import date

import pytest

from kpi.rules.due import (
    DAYS_TO_REPORT,
    Reporting,
    Unanswered,
    due_date,
    last_ended,
    latest_due,
    next_to_fill,
    unanswered_by_all,
)
from kpi.rules.page_period import Arrived, arrived, page_period
from kpi.rules.period import Period

TERTIALLY, YEARLY, MONTHLY = Reporting(4), Reporting(12), Reporting(1)
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


# ---- which period a page shows ----


def cells(*rows):
    """Cells by number; each is how it is reported, and the periods it has answered for."""
    return {
        (f"K{place}", "ONE"): (reporting, periods(*labels)) for place, (reporting, *labels) in enumerate(rows)
    }


HALF_OF_T2 = cells((TERTIALLY, "2026-T1", "2026-T2"), (TERTIALLY, "2026-T1"))


@pytest.mark.parametrize(
    ("rows", "today", "shown", "newer"),
    [
        # Half has come and the due date has not passed: the last complete one, and the newer is announced.
        (HALF_OF_T2, date(2026, 9, 20), T1, Arrived(T2, 1, 2)),
        (HALF_OF_T2, date(2026, 10, 15), T1, Arrived(T2, 1, 2)),
        (HALF_OF_T2, date(2026, 10, 16), T2, None),
        # All has come: no need to wait for the due date.
        (cells((TERTIALLY, "2026-T1", "2026-T2"), (TERTIALLY, "2026-T2")), date(2026, 9, 1), T2, None),
        # Not before the period is over, though all has come.
        (cells((MONTHLY, "2026-04", "2026-08")), date(2026, 8, 31), T1, Arrived(T2, 1, 1)),
        # A newer period that runs is announced, never shown.
        (
            cells((MONTHLY, "2026-08", "2026-09"), (TERTIALLY, "2026-T2")),
            date(2026, 10, 2),
            T2,
            Arrived(T3, 0, 2),
        ),
        # Nothing at all, or nothing that is settled: the last that is over.
        (cells(), date(2026, 9, 20), T2, None),
        (cells((TERTIALLY,)), date(2026, 9, 20), T2, None),
        (cells((TERTIALLY, "2026-T2"), (TERTIALLY,)), date(2026, 9, 20), T2, None),
        # Years are due in the last tertial only.
        (cells((YEARLY, "2025"), (TERTIALLY, "2026-T1")), date(2026, 5, 10), T1, None),
        (
            cells((YEARLY,), (TERTIALLY, "2025-T2", "2025-T3")),
            date(2026, 1, 20),
            Period.parse("2025-T2"),
            Arrived(Period.parse("2025-T3"), 1, 2),
        ),
        # An indicator may have longer to report, and then the page waits for it.
        (
            cells((TERTIALLY, "2026-T1", "2026-T2"), (Reporting(4, days=60), "2026-T1")),
            date(2026, 10, 20),
            T1,
            Arrived(T2, 1, 2),
        ),
        # Before go-live nothing is due.
        (cells((TERTIALLY, "2026-T2"), (Reporting(4, go_live=T3.start),)), date(2026, 9, 2), T2, None),
    ],
)
def test_the_period_a_page_shows(rows, today, shown, newer):
    found = page_period(rows, months=4, today=today)
    assert (found.period, found.newer) == (shown, newer)


def test_a_plan_that_reports_by_quarters_has_quarters():
    quarterly = Reporting(3)
    found = page_period(cells((quarterly, "2026-Q2"), (quarterly,)), months=3, today=date(2026, 7, 20))
    assert (found.period.label, found.newer) == ("2026-Q2", None)
    found = page_period(
        cells((quarterly, "2026-Q1", "2026-Q2"), (quarterly, "2026-Q1")), months=3, today=date(2026, 7, 20)
    )
    assert (found.period.label, found.newer.period.label) == ("2026-Q1", "2026-Q2")


def test_how_much_has_come():
    assert arrived(HALF_OF_T2, T2, today=NOVEMBER) == Arrived(T2, 1, 2)
    assert arrived(HALF_OF_T2, T1, today=NOVEMBER) == Arrived(T1, 2, 2)


@pytest.mark.parametrize(
    ("answered", "filled", "following"),
    [
        ({"A": ["2026-T2"]}, ("A", "2026-T2"), ("B", "2026-T2")),
        ({"A": ["2026-T2"], "B": ["2026-T2"]}, ("A", "2026-T2"), ("C", "2026-08")),
        # after the last comes the first; who has answered by a longer period has answered
        ({"C": ["2026-08"]}, ("C", "2026-08"), ("C", "2026-09")),
        ({"C": ["2026-08", "2026-09", "2026-10"], "A": ["2026-T2"]}, ("C", "2026-10"), ("B", "2026-T2")),
        ({"A": ["2026-T2"], "B": ["2026-T2"], "C": ["2026-T2"]}, ("A", "2026-T2"), None),
        # the next period goes first while it is over and unanswered
        ({"A": ["2026-T1"]}, ("A", "2026-T1"), ("A", "2026-T2")),
        ({"A": ["2026-T1", "2026-T2"]}, ("A", "2026-T1"), ("B", "2026-T1")),
        ({"A": ["2026-01"]}, ("A", "2026-01"), ("A", "2026-02")),
        # an indicator that nobody is asked for starts from the first
        ({}, ("X", "2026-T2"), ("A", "2026-T2")),
    ],
)
def test_where_somebody_goes_on(answered, filled, following):
    listed = [
        (code, Reporting(months), [Period.parse(text) for text in answered.get(code, ())])
        for code, months in (("A", 4), ("B", 4), ("C", 1))
    ]
    code, period = filled
    found = next_to_fill(listed, (code, Period.parse(period)), today=date(2026, 11, 27))
    assert found == (following and (following[0], Period.parse(following[1])))
