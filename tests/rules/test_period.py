"""Periods: what may be written, what it stands for, and how stretches of months relate."""

from datetime import date

import pytest

from kpi.rules.period import Period, PeriodError

JANUARY_2024 = 2024 * 12


@pytest.mark.parametrize(
    ("text", "start", "months", "label"),
    [
        ("2024", JANUARY_2024, 12, "2024"),
        ("2024-T1", JANUARY_2024, 4, "2024-T1"),
        ("2024-T2", JANUARY_2024 + 4, 4, "2024-T2"),
        ("2024-T3", JANUARY_2024 + 8, 4, "2024-T3"),
        ("2024-01", JANUARY_2024, 1, "2024-01"),
        ("2024-12", JANUARY_2024 + 11, 1, "2024-12"),
        ("1900", 1900 * 12, 12, "1900"),
        ("2199-12", 2199 * 12 + 11, 1, "2199-12"),
        (" 2024-t3\n", JANUARY_2024 + 8, 4, "2024-T3"),
    ],
)
def test_a_period_is_read_and_written_again(text, start, months, label):
    period = Period.parse(text)
    assert (period.start, period.months, period.label, str(period)) == (start, months, label, label)
    assert period.is_calendar
    assert Period.parse(label) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "24",
        "202",
        "20245",
        "2024-",
        "2024-0",
        "2024-1",
        "2024-00",
        "2024-13",
        "2024-001",
        "2024-T",
        "2024-T0",
        "2024-T4",
        "2024-T11",
        "2024T1",
        "2024/01",
        "2024-01-01",
        "2024-01/2024-12",
        "01-2024",
        "T1-2024",
        "januar 2024",
        "0000",
        "1899",
        "2200",
        "-2024",
        "+2024",
        "2024.0",
        "2 024",
        "२०२४",
        "２０２４",
        "2024-0１",
        "2024−01",
    ],
)
def test_what_is_not_a_period_is_refused(text):
    with pytest.raises(PeriodError):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-T1", date(2024, 1, 1), date(2024, 4, 30)),
        ("2024-T3", date(2024, 9, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_the_days_of_a_period(text, first, last):
    period = Period.parse(text)
    assert (period.first_day, period.last_day) == (first, last)
    assert Period.of(first, period.months) == Period.of(last, period.months) == period


def test_a_stretch_that_is_not_of_the_calendar_is_written_by_its_months():
    year = Period.ending(Period.parse("2025-08").start, 12)
    assert (year.label, year.is_calendar) == ("2024-09/2025-08", False)
    assert (year.first_day, year.last_day) == (date(2024, 9, 1), date(2025, 8, 31))
    assert Period.ending(Period.parse("2025-12").start, 12) == Period.parse("2025")
    assert not Period(JANUARY_2024 + 1, 4).is_calendar
    assert not Period(JANUARY_2024, 2).is_calendar


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("2024-01", "2023-12", "2024-02"),
        ("2024-T1", "2023-T3", "2024-T2"),
        ("2024", "2023", "2025"),
    ],
)
def test_neighbours_have_the_same_length(text, before, after):
    assert Period.parse(text).previous() == Period.parse(before)
    assert Period.parse(text).following() == Period.parse(after)


@pytest.mark.parametrize(
    ("text", "before"), [("2024", "2023"), ("2024-T2", "2023-T2"), ("2024-02", "2023-02")]
)
def test_the_year_before_has_the_same_months(text, before):
    assert Period.parse(text).year_before() == Period.parse(before)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("2024", "2024-12", True),
        ("2024-T1", "2024-04", True),
        ("2024-T1", "2024-05", False),
        ("2024-T1", "2024-T2", False),
        ("2024-03", "2024-03", True),
        ("2024", "2025-01", False),
    ],
)
def test_periods_overlap_when_they_share_a_month(one, other, share):
    assert Period.parse(one).overlaps(Period.parse(other)) is share
    assert Period.parse(other).overlaps(Period.parse(one)) is share
