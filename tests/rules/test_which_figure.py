"""Which figure is judged: the latest, the longest of those that end together, a whole year for counts (rule 0)."""

from fractions import Fraction

import pytest

from kpi.rules.figure import Figure, visible
from kpi.rules.period import Period
from kpi.rules.terms import Flag, Reason, Status
from tests.rules.build import SUM_OF_YEAR, figure, judged, months, revised, series, terms

LEVEL = terms(given=10, promises="level 100")
YEARLY = terms(given=100, promises="reduction 50", lower=True, **SUM_OF_YEAR)


@pytest.mark.parametrize(
    ("reported", "as_of", "period", "value"),
    [
        (series(p2025T1=1, p2025T2=2), "2025-T2", "2025-T2", 2),
        (series(p2025T1=1, p2025T2=2), "2025-T1", "2025-T1", 1),
        (series(p2025T1=1, p2025T2=2), "2025-07", "2025-T1", 1),
        (series(p2025T1=1, p2025T2=2), "2025-08", "2025-T2", 2),
        (series(p2025T2=2, p2025T1=1), "2026", "2025-T2", 2),
        # A month and a tertial that end together: the tertial, in whichever order they came.
        (series(p2025T2=2, p2025_08=8), "2025-T2", "2025-T2", 2),
        (series(p2025_08=8, p2025T2=2), "2025-T2", "2025-T2", 2),
        (series(p2025T3=3, p2025_12=12, p2025=20), "2025", "2025", 20),
        # A month after the tertial is later, however short.
        (series(p2025T2=2, p2025_09=9), "2025", "2025-09", 9),
        # A year that is not over is not seen.
        (series(p2025T1=1, p2025=20), "2025-11", "2025-T1", 1),
    ],
)
def test_the_latest_end_and_then_the_longer(reported, as_of, period, value):
    judgement = judged(LEVEL, reported, as_of=as_of)
    assert (judgement.period, judgement.value) == (Period.parse(period), value)


def test_nothing_over_yet_is_no_measurement():
    judgement = judged(LEVEL, series(p2025T2=2), as_of="2025-T1")
    assert (judgement.status, judgement.reason) == (Status.NONE, Reason.NO_MEASUREMENT)
    assert (judgement.period, judgement.value) == (None, None)
    assert judged(LEVEL, []).reason is Reason.NO_MEASUREMENT


@pytest.mark.parametrize(
    ("reported", "as_of", "period", "value"),
    [
        (series(p2024=638), "2024", "2024", 638),
        (series(p2024T1=212, p2024T2=213, p2024T3=213), "2024", "2024", 638),
        (months("2024-01", "2024-12", 5), "2024", "2024", 60),
        # Twelve months up to any month, across New Year.
        (months("2024-01", "2025-08", 5), "2025-08", "2024-09/2025-08", 60),
        (series(p2024T2=1, p2024T3=2, p2025T1=4), "2025", "2024-05/2025-04", 7),
        # The latest end where a year can be made: here not September's, and not the tertial's.
        ([*months("2024-01", "2024-12", 5), *series(p2025_02=9)], "2025", "2024", 60),
        (
            [*series(p2024T3=3), *months("2024-01", "2024-08", 1), *series(p2025T1=9)],
            "2025",
            "2024-05/2025-04",
            16,
        ),
        # Mixed lengths without gap or overlap; the longest that fits goes first.
        ([*series(p2024T1=100, p2024T2=10), *months("2024-09", "2024-12", 1)], "2024", "2024", 114),
        ([*months("2024-01", "2024-12", 1), *series(p2024T2=50)], "2024", "2024", 58),
        ([*months("2024-01", "2024-12", 1), *series(p2024=500)], "2024", "2024", 500),
        ([*series(p2024T1=1, p2024T2=1, p2024T3=1, p2024=500)], "2024", "2024", 500),
        # A year beside later months cannot be cut up.
        ([*series(p2024=500), *months("2025-01", "2025-03", 1)], "2025-03", "2024", 500),
        # A tertial that sticks out of the twelve months is replaced by its months where they are known.
        ([*series(p2024T1=70), *months("2024-01", "2025-02", 1)], "2025-02", "2024-03/2025-02", 12),
    ],
)
def test_a_count_is_judged_by_twelve_months_without_gap_or_overlap(reported, as_of, period, value):
    judgement = judged(YEARLY, reported, as_of=as_of)
    assert judgement.period is not None
    assert (judgement.period.label, judgement.value) == (period, value)
    assert judged(YEARLY, reported[::-1], as_of=as_of) == judgement


@pytest.mark.parametrize(
    "reported",
    [
        series(p2024T1=638),
        series(p2024T1=1, p2024T3=1),
        series(p2024T1=1, p2024T2=1),
        months("2024-01", "2024-11", 5),
        [*months("2024-01", "2024-06", 5), *months("2024-08", "2025-05", 5)],
        # Covered, but only with an overlap: July and August lie both in the tertial and beside it, and June is missing.
        [*series(p2024T1=1, p2024T3=1), *months("2024-05", "2024-05", 5), *months("2024-07", "2024-08", 5)],
        # T2 and a year that begins in the middle of it.
        [*series(p2024T2=1, p2024T3=1), *months("2024-02", "2024-04", 5)],
    ],
)
def test_figures_without_a_whole_year_have_no_colour(reported):
    judgement = judged(YEARLY, reported)
    assert (judgement.status, judgement.reason) == (Status.NONE, Reason.INCOMPLETE_YEAR)
    assert (judgement.value, judgement.period, judgement.attainment) == (None, None, None)


def test_a_year_is_as_approved_as_its_last_part():
    reported = [*series(p2024T1=10, p2024T2=10), figure("2024-T3", 10, approved=False)]
    assert judged(YEARLY, reported).reason is Reason.INCOMPLETE_YEAR
    judgement = judged(YEARLY, reported, preliminary=True)
    assert (judgement.value, judgement.status) == (30, Status.GREEN)
    assert Flag.PRELIMINARY in judgement.flags


def test_a_waiting_correction_is_shown_in_the_approved_figures_place_when_asked_for():
    reported = [figure("2025-T1", 40), figure("2025-T1", 60, approved=False)]
    assert judged(LEVEL, reported).value == 40
    for order in (reported, reported[::-1]):
        asked = judged(LEVEL, order, preliminary=True)
        assert (asked.value, Flag.PRELIMINARY in asked.flags) == (60, True)


def test_the_figures_of_a_year_can_be_found_again_in_time_order():
    reported = [Figure(Period.parse(f"2024-T{part}"), part, ref=f"row {part}") for part in (3, 1, 2)]
    judgement = judged(YEARLY, reported)
    assert [figure.ref for figure in judgement.judged_figure.figures] == ["row 1", "row 2", "row 3"]
    assert judgement.value == Fraction(6)


@pytest.mark.parametrize(
    ("since", "first", "value"),
    [
        # The tertial of 2022 begins too early for each of these; of January and the first tertial January ends first.
        ("2023-01", series(p2022T3=1, p2023_01=2, p2023T1=3, p2023_04=4), 2),
        ("2023-01", series(p2022T3=1, p2023T1=3, p2023_04=4), 3),  # ends with April, and is longer
        ("2023-02", series(p2022T3=1, p2023_01=2, p2023T1=3, p2023_04=4), 4),
        ("2023-05", series(p2022T3=1, p2023_01=2, p2023T1=3, p2023_04=4), None),
        (None, series(p2022T3=1, p2023_01=2), 1),
    ],
)
def test_the_first_figure_that_starts_at_go_live_or_later(since, first, value):
    go_live = None if since is None else Period.parse(since).start
    judgement = judged(revised(terms(promises="level 100"), "STO", go_live=go_live), first)
    assert (None if judgement.baseline is None else judgement.baseline.value) == value


@pytest.mark.parametrize(
    ("reporting_months", "reported", "period", "value"),
    [
        # Quarters and half-years are judged where the KPI is reported by them, and nowhere else.
        (3, series(p2025Q3=7, p2025T1=1), "2025-Q3", 7),
        (4, series(p2025Q3=7, p2025T1=1), "2025-T1", 1),
        (6, series(p2025H2=7, p2025Q3=6), "2025-H2", 7),
        (3, series(p2025H2=7, p2025Q3=6), "2025-Q3", 6),
        (12, series(p2025H2=7, p2024=6), "2024", 6),
        # Months, tertials and years always are.
        (3, series(p2025_11=1, p2025Q3=7), "2025-11", 1),
        (6, series(p2025T3=1, p2025H1=7), "2025-T3", 1),
    ],
)
def test_which_kinds_of_period_are_judged(reporting_months, reported, period, value):
    kpi = terms(given=10, promises="level 100", reporting_months=reporting_months)
    judgement = judged(kpi, reported)
    assert (judgement.period.label, judgement.value) == (period, value)


def test_a_year_to_date_is_never_judged_not_even_january_to_april():
    so_far = [figure("2025-01/2025-04", 7), figure("2025-01/2025-08", 15)]
    assert judged(LEVEL, so_far).reason is Reason.NO_MEASUREMENT
    assert judged(LEVEL, [*so_far, figure("2025-T1", 6)]).value == 6
    # ... nor summed: what there is makes up no year.
    yearly = judged(YEARLY, [*so_far, figure("2024-T2", 3), figure("2024-T3", 5)])
    assert (yearly.reason, yearly.value) == (Reason.INCOMPLETE_YEAR, None)


@pytest.mark.parametrize(
    ("qualifier", "is_judged"),
    [("exact", True), ("about", True), ("less_than", False), ("more_than", False)],
)
def test_a_bound_is_shown_but_neither_judged_nor_summed(qualifier, is_judged):
    inexact = figure("2025-T2", 2, qualifier=qualifier)
    assert judged(LEVEL, [figure("2025-T1", 1), inexact]).value == (2 if is_judged else 1)
    tertials = [figure("2025-T1", 1), inexact, figure("2025-T3", 4)]
    year = judged(YEARLY, tertials)
    assert (year.value, year.reason) == ((7, None) if is_judged else (None, Reason.INCOMPLETE_YEAR))
    # What stands in for it may be finer figures.
    assert judged(YEARLY, [*tertials, *months("2025-05", "2025-08", 1)]).value == (7 if is_judged else 9)


def test_only_figures_that_are_over_are_visible():
    reported = series(p2025_01=1, p2025_02=2, p2025T1=3)
    assert [f.value for f in visible(reported, until=Period.parse("2025-02").end)] == [1, 2]
