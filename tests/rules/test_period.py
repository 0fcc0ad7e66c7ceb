"""Periods: what may be written, what it stands for, and how stretches of months relate."""

from datetime import date

import pytest

from kpi.rules.period import Period, PeriodError, PeriodKind

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
        ("2024-Q1", JANUARY_2024, 3, "2024-Q1"),
        ("2024-Q4", JANUARY_2024 + 9, 3, "2024-Q4"),
        ("2024-H1", JANUARY_2024, 6, "2024-H1"),
        ("2024-h2", JANUARY_2024 + 6, 6, "2024-H2"),
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
        "2024-Q0",
        "2024-Q5",
        "2024-H0",
        "2024-H3",
        "2024Q1",
        "2024-01/2024-12",  # all of a year is the year
        "2024-02/2024-08",
        "2024-01/2025-08",
        "2024-09/2025-08",  # made by the rules, never given
        "2024-01/2024-00",
        "2024-01/2024-13",
        "2024-01/2024",
        "2024-01/",
        "2024-T1/2024-T2",
        "2024/2024-08",
        "2024-01-2024-08",
        "2024-01 / 2024-08",
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
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
    ],
)
def test_the_days_of_a_period(text, first, last):
    period = Period.parse(text)
    assert (period.first_day, period.last_day) == (first, last)
    assert Period.of(first, period.months) == Period.of(last, period.months) == period


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024-03", "month"),
        ("2024-T1", "tertial"),
        ("2024-Q2", "quarter"),
        ("2024-H2", "half_year"),
        ("2024", "year"),
        ("2024-01/2024-08", "to_date"),
        ("2024-01/2024-04", "to_date"),
        ("2024-01/2024-01", "to_date"),
    ],
)
def test_the_kind_of_a_period(text, kind):
    period = Period.parse(text)
    assert period.kind is PeriodKind(kind)
    assert period.is_calendar is (kind != "to_date")
    assert Period.parse(period.label) == period


@pytest.mark.parametrize(
    ("start", "months", "kind"),
    [
        (JANUARY_2024, 1, PeriodKind.MONTH),
        (JANUARY_2024 + 8, 4, PeriodKind.TERTIAL),
        (JANUARY_2024 + 8, 12, None),
        (JANUARY_2024 + 1, 3, None),
        (JANUARY_2024, 8, None),
        (JANUARY_2024, 24, None),
    ],
)
def test_the_kind_of_a_stretch_of_months(start, months, kind):
    assert Period(start, months).kind is kind


def test_january_to_april_to_date_is_not_the_first_tertial():
    so_far, tertial = Period.parse("2026-01/2026-04"), Period.parse("2026-T1")
    assert so_far != tertial
    assert len({so_far, tertial}) == 2
    assert (so_far.start, so_far.end, so_far.months) == (tertial.start, tertial.end, tertial.months)
    assert (so_far.label, str(so_far)) == ("2026-01/2026-04", "2026-01/2026-04")
    assert (so_far.first_day, so_far.last_day) == (date(2026, 1, 1), date(2026, 4, 30))
    assert so_far == Period(2026 * 12, 4, to_date=True)


def test_the_year_to_date_is_compared_with_the_same_months_of_another_year():
    so_far = Period.parse("2026-01/2026-08")
    assert so_far.previous() == Period.parse("2025-01/2025-08")
    assert so_far.following() == Period.parse("2027-01/2027-08")


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
        ("2024-Q1", "2023-Q4", "2024-Q2"),
        ("2024-H2", "2024-H1", "2025-H1"),
    ],
)
def test_neighbours_have_the_same_length(text, before, after):
    assert Period.parse(text).previous() == Period.parse(before)
    assert Period.parse(text).following() == Period.parse(after)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2024", "2023"),
        ("2024-T2", "2023-T2"),
        ("2024-02", "2023-02"),
        ("2024-01/2024-04", "2023-01/2023-04"),
    ],
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
