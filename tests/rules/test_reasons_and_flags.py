"""Why there is no colour, in which order, and what is said beside a colour (rules 6 and 7)."""

import pytest

from kpi.rules.terms import Aggregation, Flag, Reason, Status
from tests.rules.build import (
    SUM_OF_YEAR,
    figure,
    judged,
    months,
    region_judged,
    revised,
    series,
    terms,
)

ONE = series(p2025T1=10)
YEARS = [figure("2024", 10), figure("2025", 12)]


@pytest.mark.parametrize(
    ("kpi", "reported", "reason"),
    [
        (terms(promises="level 10"), [], Reason.NO_MEASUREMENT),
        (terms(promises="level 10", **SUM_OF_YEAR), [], Reason.NO_MEASUREMENT),
        (terms(promises="pending"), [], Reason.NO_MEASUREMENT),
        (terms(promises="level 10"), [figure("2025", 1, approved=False)], Reason.NO_MEASUREMENT),
        (terms(promises="level 10", **SUM_OF_YEAR), ONE, Reason.INCOMPLETE_YEAR),
        (terms(promises="pending", **SUM_OF_YEAR), ONE, Reason.INCOMPLETE_YEAR),
        (terms(promises="none"), ONE, Reason.NO_AMBITION),
        (terms(), ONE, Reason.NO_AMBITION),
        (terms(promises="pending"), ONE, Reason.AMBITION_PENDING),
        (terms(promises="requirement"), ONE, Reason.AMBITION_PENDING),
        (terms(promises="none", adopted="pending"), ONE, Reason.NO_AMBITION),
        (terms(given="none", promises="increase 10"), ONE, Reason.BASELINE_JUST_SET),
        (terms(given="none", promises="improvement"), ONE, Reason.BASELINE_JUST_SET),
        (terms(given="none", promises="reduction 10", lower=True), ONE, Reason.BASELINE_JUST_SET),
        (terms(given="none", promises="reduction_range 20 30", lower=True), ONE, Reason.BASELINE_JUST_SET),
        # The tertial that the baseline's month lies in, and a year of counts that begins in the baseline's.
        (
            terms(given="none", promises="improvement"),
            series(p2025_02=5, p2025T1=6),
            Reason.BASELINE_JUST_SET,
        ),
        (
            terms(given="none", promises="increase 10", **SUM_OF_YEAR),
            months("2024-01", "2025-11", 5),
            Reason.BASELINE_JUST_SET,
        ),
        (terms(given="none", promises="increase 10"), series(p2022=10), Reason.NO_BASELINE),
        (terms(given="none", promises="improvement"), series(p2022=10), Reason.NO_BASELINE),
        # A level, nothing and zero need no baseline.
        (terms(given="none", promises="level 10"), ONE, None),
        (terms(given="none", promises="zero", lower=True), ONE, None),
        (terms(given="none", promises="improvement"), series(p2025_04=5, p2025T2=6), None),
        (terms(given="none", promises="increase 10", **SUM_OF_YEAR), months("2024-01", "2025-12", 5), None),
    ],
)
def test_the_first_reason_that_applies(kpi, reported, reason):
    judgement = judged(kpi, reported)
    assert judgement.reason is reason
    assert (judgement.status is Status.NONE) is (reason is not None)
    if reason is not None:
        assert (judgement.flags, judgement.attainment, judgement.progress) == ((), None, None)


@pytest.mark.parametrize(
    ("kpi", "reason"),
    [
        (terms(given=10, promises="level 10", aggregation=Aggregation.SUM), Reason.INCOMPLETE_REGION),
        (terms(given=10, promises="none", aggregation=Aggregation.SUM), Reason.INCOMPLETE_REGION),
        (terms(given=10, promises="pending", aggregation=Aggregation.SUM), Reason.INCOMPLETE_REGION),
        (terms(given=10, promises="increase 10"), Reason.INCOMPLETE_REGION),
        (terms(given=10, promises="reduction_range 20 30"), Reason.INCOMPLETE_REGION),
        (terms(given=10, promises="improvement"), Reason.INCOMPLETE_REGION),
        (terms(given=10, promises="none", adopted="improvement"), Reason.INCOMPLETE_REGION),
        (terms(given=10, promises="level 10"), None),
        (terms(given=10, promises="zero", lower=True), None),
        (terms(promises="requirement", required="at_least 7"), None),
        (terms(given=10, promises="none"), Reason.NO_AMBITION),
        (terms(given=10, promises="pending"), Reason.AMBITION_PENDING),
        (terms(given=10, promises=["level 10", "none", "level 10"]), Reason.AMBITION_PENDING),
    ],
)
def test_a_region_that_lacks_a_trust(kpi, reason):
    judgement = region_judged(kpi, YEARS, YEARS, None)
    assert judgement.reason is reason
    assert judgement.missing == ("HMR",)
    assert judgement.value is not None
    if reason is None:
        assert Flag.PARTIAL_COVERAGE in judgement.flags


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([None, None, None], Reason.NO_MEASUREMENT),
        ([ONE, ONE, ONE], Reason.INCOMPLETE_YEAR),
        ([ONE, None, None], Reason.INCOMPLETE_YEAR),
        ([YEARS, ONE, ONE], Reason.INCOMPLETE_REGION),
    ],
)
def test_a_regions_count_needs_whole_years(values, reason):
    kpi = terms(given=10, promises="increase 10", **SUM_OF_YEAR)
    assert region_judged(kpi, *values).reason is reason


def test_a_regions_own_part_of_a_year_is_no_whole_one_either():
    kpi = terms(given=10, promises="increase 10", **SUM_OF_YEAR)
    assert region_judged(kpi, own=ONE).reason is Reason.INCOMPLETE_YEAR


def test_a_region_whose_baseline_is_this_very_figure():
    kpi = terms(given="none", promises="improvement")
    assert region_judged(kpi, ONE, ONE, ONE).reason is Reason.BASELINE_JUST_SET
    sums = terms(given="none", promises="increase 10", **SUM_OF_YEAR)
    assert region_judged(sums, YEARS[:1], YEARS[:1], YEARS[:1]).reason is Reason.BASELINE_JUST_SET
    assert region_judged(sums, YEARS, YEARS, YEARS).status is Status.GREEN


@pytest.mark.parametrize(
    ("months_between", "as_of", "flagged"),
    [
        # Tertials: eight months after the figure's end is two reporting periods, nine is more.
        (4, "2025-12", False),
        (4, "2026-01", True),
        (4, "2025", False),
        # Each month, and each year.
        (1, "2025-06", False),
        (1, "2025-07", True),
        (12, "2027-04", False),
        (12, "2027-05", True),
    ],
)
def test_stale_is_more_than_two_reporting_periods_old(months_between, as_of, flagged):
    kpi = terms(given=0, promises="level 10", reporting_months=months_between)
    assert (Flag.STALE in judged(kpi, ONE, as_of=as_of).flags) is flagged
    assert (Flag.STALE in region_judged(kpi, ONE, ONE, ONE, as_of=as_of).flags) is flagged


@pytest.mark.parametrize(
    ("kpi", "value", "flags"),
    [
        (terms(given=70, promises="level 80"), 75, []),
        (terms(given=70, promises="level 80"), 70, [Flag.GREEN_WITHOUT_PROGRESS]),
        (terms(given=70, promises="level 80"), 69, [Flag.GREEN_WITHOUT_PROGRESS, Flag.WORSE_THAN_BASELINE]),
        (terms(given=70, promises="level 80"), 30, [Flag.WORSE_THAN_BASELINE]),
        (terms(given=70, promises="level 80"), 10, [Flag.WORSE_THAN_BASELINE]),
        (terms(given="3.62", promises="level 5", lower=True), 3, []),
        (
            terms(given="3.62", promises="level 5", lower=True),
            5,
            [Flag.GREEN_WITHOUT_PROGRESS, Flag.WORSE_THAN_BASELINE],
        ),
        # The figure itself is the baseline: nothing could have moved yet.
        (terms(given="none", promises="level 80"), 70, [Flag.FIRST_MEASUREMENT_IS_BASELINE]),
        (terms(given=70, promises="improvement"), 70, []),
        (
            terms(given=70, promises="level 80", required="at_least 75"),
            71,
            [Flag.REQUIREMENT_NOT_MET],
        ),
    ],
)
def test_what_is_said_beside_a_colour(kpi, value, flags):
    assert list(judged(kpi, value).flags) == flags


def test_green_without_progress_is_compared_with_an_earlier_figure_that_became_the_baseline():
    kpi = terms(given="none", promises="level 80")
    judgement = judged(kpi, series(p2025T1=70, p2025T2=70))
    assert judgement.flags == (Flag.FIRST_MEASUREMENT_IS_BASELINE, Flag.GREEN_WITHOUT_PROGRESS)


def test_known_inconsistencies_in_the_source_are_said():
    kpi = terms(given=70, promises="level 80")
    marked = revised(kpi, "STO", inconsistent=True)
    assert judged(marked, 75).flags == (Flag.SOURCE_INCONSISTENT,)
    assert judged(marked, 75, trust="HNT").flags == ()
    whole = revised(kpi, "HMN", inconsistent=True)
    assert Flag.SOURCE_INCONSISTENT in region_judged(whole, 75, 75, 75).flags
    assert Flag.SOURCE_INCONSISTENT not in region_judged(marked, 75, 75, 75).flags


def test_flags_come_in_one_order():
    kpi = terms(given="none", promises="level 80", required="at_least 75")
    reported = [figure("2022", 90), figure("2023", 80), figure("2024", 70, approved=False)]
    judgement = judged(kpi, reported, as_of="2027", preliminary=True)
    assert judgement.flags == (
        Flag.FIRST_MEASUREMENT_IS_BASELINE,
        Flag.STALE,
        Flag.PRELIMINARY,
        Flag.WORSE_THAN_BASELINE,
        Flag.REQUIREMENT_NOT_MET,
    )
