"""The region's value: which period, whose figures, how they are put together, and what is missing (rule 9)."""

from fractions import Fraction

import pytest

from kpi.rules.period import Period
from kpi.rules.terms import Aggregation, Flag, Reason, Status, Unit
from tests.rules.build import SUM_OF_YEAR, exact, figure, months, region_judged, series, terms

MEAN = terms(given=10, promises="level 100")
SUM = terms(given=10, promises="level 100", aggregation=Aggregation.SUM, unit=Unit.COUNT)
YEARLY = terms(given=100, promises="increase 10", **SUM_OF_YEAR)


@pytest.mark.parametrize(
    ("kpi", "values", "value", "unweighted"),
    [
        (SUM, [[figure("2025", 10)], [figure("2025", 20)], [figure("2025", 60)]], 90, False),
        (MEAN, [[figure("2025", 10)], [figure("2025", 20)], [figure("2025", 60)]], 30, True),
        # Shares are pooled: 50 of 100, 10 of 50 and 30 of 50 are 90 of 200.
        (
            MEAN,
            [
                [figure("2025", 50, of=(50, 100))],
                [figure("2025", 20, of=(10, 50))],
                [figure("2025", 60, of=(30, 50))],
            ],
            45,
            False,
        ),
        # ... from the numerators, not from the rounded values.
        (
            MEAN,
            [
                [figure("2025", "33.3", of=(1, 3))],
                [figure("2025", "66.7", of=(2, 3))],
                [figure("2025", "33.3", of=(1, 3))],
            ],
            Fraction(400, 9),
            False,
        ),
        # Denominators alone weight the values.
        (
            MEAN,
            [[figure("2025", 50, of=100)], [figure("2025", 20, of=50)], [figure("2025", 60, of=50)]],
            45,
            False,
        ),
        # One without a denominator, or with nought, and it is a plain mean.
        (
            MEAN,
            [[figure("2025", 50, of=(50, 100))], [figure("2025", 20)], [figure("2025", 60, of=(30, 50))]],
            Fraction(130, 3),
            True,
        ),
        (
            MEAN,
            [
                [figure("2025", 50, of=(50, 100))],
                [figure("2025", 0, of=(0, 0))],
                [figure("2025", 60, of=(30, 50))],
            ],
            Fraction(110, 3),
            True,
        ),
    ],
)
def test_sums_are_added_and_the_rest_is_weighted_where_it_can_be(kpi, values, value, unweighted):
    judgement = region_judged(kpi, *values)
    assert judgement.value == value
    assert (Flag.UNWEIGHTED in judgement.flags) is unweighted
    assert judgement.missing == ()


def test_an_average_of_days_is_pooled_in_days():
    kpi = terms(promises="level 50", lower=True, unit=Unit.DAYS)
    judgement = region_judged(
        kpi,
        [figure("2025", 60, of=(6000, 100))],
        [figure("2025", 40, of=(2000, 50))],
        [figure("2025", 50, of=(2500, 50))],
    )
    assert judgement.value == Fraction(10500, 200)


@pytest.mark.parametrize(
    ("values", "period", "value", "missing"),
    [
        # The latest end that anybody has; a trust without that exact period is missing.
        (
            [series(p2025T1=10, p2025T2=40), series(p2025T1=20), series(p2025T1=30)],
            "2025-T2",
            40,
            ("HNT", "HMR"),
        ),
        ([series(p2025T1=10), series(p2025T1=20), series(p2025T1=30)], "2025-T1", 20, ()),
        # Of equal ends the longer, also where fewer have it: a month is no tertial.
        ([series(p2025T1=10), series(p2025_04=20), series(p2025_04=30)], "2025-T1", 10, ("HNT", "HMR")),
        ([series(p2025T1=10), months("2025-01", "2025-04", 20), series(p2025T1=30)], "2025-T1", 20, ("HNT",)),
    ],
)
def test_only_one_exact_period_enters(values, period, value, missing):
    judgement = region_judged(MEAN, *values)
    assert (judgement.period, judgement.value) == (Period.parse(period), value)
    assert judgement.missing == missing
    assert (Flag.PARTIAL_COVERAGE in judgement.flags) is bool(missing)


def test_a_part_sum_is_shown_without_a_colour():
    judgement = region_judged(SUM, 10, None, 60)
    assert (judgement.value, judgement.status, judgement.reason) == (
        70,
        Status.NONE,
        Reason.INCOMPLETE_REGION,
    )
    assert judgement.missing == ("HNT",)
    # A trust that reports nought is not missing.
    counted = region_judged(SUM, 10, 0, 60)
    assert (counted.value, counted.status, counted.missing) == (70, Status.RED, ())


@pytest.mark.parametrize(
    ("values", "own", "value", "calculated", "missing"),
    [
        ([46, 62, 49], [figure("2025", 51)], 51, Fraction(157, 3), ()),
        ([46, None, 49], [figure("2025", 51)], 51, Fraction(95, 2), ()),
        ([None, None, None], [figure("2025", 51)], 51, None, ()),
        # Another period's regional figure does not stand in.
        ([46, 62, 49], [figure("2024", 51)], Fraction(157, 3), None, ()),
        ([46, 62, 49], [figure("2025-12", 51)], Fraction(157, 3), None, ()),
        ([46, None, 49], [figure("2025-T3", 51)], Fraction(95, 2), None, ("HNT",)),
        ([46, 62, 49], [figure("2025", 51, approved=False)], Fraction(157, 3), None, ()),
    ],
)
def test_a_figure_reported_for_the_region_goes_before_the_calculated_one(
    values, own, value, calculated, missing
):
    judgement = region_judged(MEAN, *values, own=own)
    assert (judgement.value, judgement.missing) == (value, missing)
    reported = judgement.regional.reported is not None
    assert reported is (value == 51)
    # What the trusts would have given, to be shown beside it.
    assert judgement.regional.calculated == calculated
    if reported:
        assert not {Flag.PARTIAL_COVERAGE, Flag.UNWEIGHTED} & set(judgement.flags)


def test_a_later_figure_for_the_region_is_judged_though_no_trust_has_one():
    judgement = region_judged(MEAN, series(p2025T1=10), series(p2025T1=20), own=series(p2025T2=30))
    assert (judgement.value, judgement.period, judgement.missing) == (30, Period.parse("2025-T2"), ())


@pytest.mark.parametrize(
    ("values", "label", "value", "missing"),
    [
        ([100, 110, 120], "2025", 330, ()),
        (
            [months("2024-09", "2025-08", 10), series(p2024T3=1, p2025T1=2, p2025T2=3), 500],
            "2025",
            500,
            ("STO", "HNT"),
        ),
        (
            [
                months("2024-09", "2025-08", 10),
                series(p2024T3=1, p2025T1=2, p2025T2=3),
                months("2024-01", "2025-08", 1),
            ],
            "2024-09/2025-08",
            138,
            (),
        ),
        ([series(p2025=100), series(p2024=110), series(p2025T1=1)], "2025", 100, ("HNT", "HMR")),
    ],
)
def test_counts_are_whole_years_up_to_the_same_month(values, label, value, missing):
    judgement = region_judged(YEARLY, *values)
    assert (judgement.period.label, judgement.value, judgement.missing) == (label, value, missing)
    assert (judgement.reason is Reason.INCOMPLETE_REGION) is bool(missing)


def test_an_unapproved_figure_is_a_missing_one_until_asked_for():
    values = [10, 20, [figure("2025", 60, approved=False)]]
    assert region_judged(SUM, *values).missing == ("HMR",)
    asked = region_judged(SUM, *values, preliminary=True)
    assert (asked.value, asked.missing, Flag.PRELIMINARY in asked.flags) == (90, (), True)


def test_the_mean_is_not_rounded():
    assert region_judged(MEAN, "0.1", "0.2", "0.2").value == exact("0.5") / 3


def test_figures_of_others_do_not_enter():
    judgement = region_judged(MEAN, 10, 20, 30)
    assert set(judgement.regional.parts) == {"STO", "HNT", "HMR"}
