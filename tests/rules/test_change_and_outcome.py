"""What has changed since another period, what the outcome is at the deadline, and what is counted (rules 5, 9, 14)."""

from dataclasses import replace
from fractions import Fraction

import pytest

from kpi.rules.change import NotComparable, Verdict, change, is_moved_by_terms, status_change
from kpi.rules.limits import Limits, limits_of
from kpi.rules.outcome import Outcome, is_reached, propose_outcome
from kpi.rules.status import Thresholds
from kpi.rules.summary import Counts, count, stands_out
from kpi.rules.terms import Aggregation, ComparesWith, Direction, Reason, Status, ThresholdBasis
from tests.rules.build import SUM_OF_YEAR, exact, figure, judged, months, region_judged, series, terms

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
SHARE = terms(given=10, promises="level 100")
DAYS = terms(given=60, promises="level 50", lower=True)
YEARLY = terms(given=100, promises="reduction 50", lower=True, **SUM_OF_YEAR)


@pytest.mark.parametrize(
    ("kpi", "direction", "earlier", "now", "difference", "verdict"),
    [
        (SHARE, HIGHER, "57.1", "58.0", "0.9", Verdict.BETTER),
        (SHARE, HIGHER, "58.0", "57.1", "-0.9", Verdict.WORSE),
        (SHARE, HIGHER, 58, 58, 0, Verdict.UNCHANGED),
        (DAYS, LOWER, 56, 54, -2, Verdict.BETTER),
        (DAYS, LOWER, 54, 56, 2, Verdict.WORSE),
        (DAYS, LOWER, 54, 54, 0, Verdict.UNCHANGED),
    ],
)
def test_the_change_since_an_earlier_period(kpi, direction, earlier, now, difference, verdict):
    reported = [figure("2025-T1", earlier), figure("2025-T2", now)]
    found = change(judged(kpi, reported, as_of="2025-T2"), judged(kpi, reported, as_of="2025-T1"), direction)
    assert (found.difference, found.verdict, found.why_not) == (exact(difference), verdict, None)


@pytest.mark.parametrize(
    ("kpi", "reported", "earlier", "now", "why_not"),
    [
        (SHARE, [], "2025-T1", "2025-T2", NotComparable.NO_VALUE),
        (SHARE, series(p2025T2=1), "2025-T1", "2025-T2", NotComparable.NO_EARLIER),
        (SHARE, series(p2025T1=1), "2025-T1", "2025-T2", NotComparable.SAME_FIGURE),
        (SHARE, series(p2025T1=1, p2025_05=2), "2025-T1", "2025-05", NotComparable.OTHER_LENGTH),
        (SHARE, series(p2025_04=1, p2025T2=2), "2025-04", "2025-T2", NotComparable.OTHER_LENGTH),
        # Never a part of a year with a whole one.
        (YEARLY, series(p2024=10, p2025T1=2), "2024", "2025-T1", NotComparable.SAME_FIGURE),
        (YEARLY, series(p2025T1=2), "2024", "2025-T1", NotComparable.NO_VALUE),
    ],
)
def test_only_like_is_compared_with_like(kpi, reported, earlier, now, why_not):
    found = change(judged(kpi, reported, as_of=now), judged(kpi, reported, as_of=earlier), kpi.direction)
    assert (found.difference, found.verdict, found.why_not) == (None, None, why_not)


@pytest.mark.parametrize(
    ("earlier", "now", "raised", "moved"),
    [
        (45, 45, True, True),  # green from 40, then from 50
        (45, 48, True, True),  # better, and yet yellow
        (45, 44, True, False),  # worse too: the figure may have done it
        (45, 30, False, False),
        (30, 45, False, False),
        (45, 45, False, False),
    ],
)
def test_a_colour_that_a_limit_moved_is_told_from_one_that_the_figure_moved(earlier, now, raised, moved):
    before = terms(given=10, promises="level 100", thresholds=(Thresholds(Fraction("0.4"), Fraction("0.2")),))
    after = replace(before, thresholds=(Thresholds(Fraction("0.5"), Fraction("0.2")),)) if raised else before
    reported = [figure("2025-T1", earlier), figure("2025-T2", now)]
    found = is_moved_by_terms(
        judged(after, reported, as_of="2025-T2"), judged(before, reported, as_of="2025-T1"), HIGHER
    )
    assert found is moved


def test_whole_years_are_compared_though_they_share_months():
    reported = [*months("2024-01", "2024-12", 10), *months("2025-01", "2025-04", 5)]
    found = change(judged(YEARLY, reported, as_of="2025-T1"), judged(YEARLY, reported, as_of="2024"), LOWER)
    assert (found.difference, found.verdict) == (-20, Verdict.BETTER)


def test_regions_are_compared_over_the_same_trusts():
    both = series(p2025T1=10, p2025T2=20)
    judged = [region_judged(SHARE, both, both, both[:1], as_of=as_of) for as_of in ("2025-T1", "2025-T2")]
    assert change(judged[1], judged[0], HIGHER).why_not is NotComparable.OTHER_PARTS
    judged = [region_judged(SHARE, both, both, None, as_of=as_of) for as_of in ("2025-T1", "2025-T2")]
    assert change(judged[1], judged[0], HIGHER).difference == 10


def test_a_reported_and_a_calculated_regional_value_are_not_alike():
    both = series(p2025T1=10, p2025T2=20)
    judged = [
        region_judged(SHARE, both, both, both, own=both[1:], as_of=as_of) for as_of in ("2025-T1", "2025-T2")
    ]
    assert change(judged[1], judged[0], HIGHER).why_not is NotComparable.OTHER_PARTS
    judged = [region_judged(SHARE, both, own=both, as_of=as_of) for as_of in ("2025-T1", "2025-T2")]
    assert change(judged[1], judged[0], HIGHER).difference == 10


@pytest.mark.parametrize(
    ("earlier", "now", "verdict"),
    [
        (10, 30, Verdict.BETTER),
        (10, 60, Verdict.BETTER),
        (30, 60, Verdict.BETTER),
        (60, 30, Verdict.WORSE),
        (60, 10, Verdict.WORSE),
        (60, 70, None),
        (70, 60, None),
        (30, None, None),
        (None, 30, None),
    ],
)
def test_the_colour_itself_may_have_changed(earlier, now, verdict):
    before, after = (judged(SHARE, [] if value is None else value) for value in (earlier, now))
    assert status_change(after, before) is verdict


@pytest.mark.parametrize(
    ("kpi", "value", "outcome"),
    [
        (SHARE, 100, Outcome.REACHED),
        (SHARE, 102, Outcome.REACHED),
        (SHARE, "99.9999", Outcome.PARTLY_REACHED),
        (SHARE, 50, Outcome.PARTLY_REACHED),
        (SHARE, "49.9999", Outcome.NOT_REACHED),
        (SHARE, 0, Outcome.NOT_REACHED),
        (DAYS, 50, Outcome.REACHED),
        (DAYS, 0, Outcome.REACHED),
        (DAYS, 100, Outcome.PARTLY_REACHED),
        (DAYS, 101, Outcome.NOT_REACHED),
        (terms(given=100, promises="reduction_range 20 30", lower=True), 80, Outcome.REACHED),
        (terms(given=100, promises="reduction_range 20 30", lower=True), 100, Outcome.NOT_REACHED),
        (terms(given=41, promises="improvement"), 42, Outcome.REACHED),
        (terms(given=41, promises="improvement"), 41, Outcome.NOT_REACHED),
        (terms(given=41, promises="improvement"), 40, Outcome.NOT_REACHED),
        (terms(given=41, promises="pending"), 42, Outcome.UNKNOWN),
        (terms(given=41, promises="none"), 42, Outcome.UNKNOWN),
        (SHARE, [], Outcome.UNKNOWN),
    ],
)
def test_the_outcome_that_is_proposed(kpi, value, outcome):
    judgement = judged(kpi, value)
    assert propose_outcome(judgement) is outcome
    assert is_reached(judgement) is (outcome is Outcome.REACHED)


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ([100, 100, 100], Outcome.REACHED),
        ([100, 0, 0], Outcome.PARTLY_REACHED),
        ([60, 60, 60], Outcome.PARTLY_REACHED),
        ([40, 40, 40], Outcome.NOT_REACHED),
        ([None, None, None], Outcome.UNKNOWN),
        ([100, None, 0], Outcome.PARTLY_REACHED),
    ],
)
def test_the_outcome_of_a_region_counts_the_trusts_that_are_there(values, outcome):
    reported = [value for value in values if value is not None]
    parts = [judged(SHARE, value) for value in reported]
    assert propose_outcome(region_judged(SHARE, *values), parts) is outcome


def test_an_incomplete_region_may_still_have_trusts_that_are_there():
    kpi = terms(given=10, promises="level 100", aggregation=Aggregation.SUM)
    region = region_judged(kpi, 100, None, 0)
    assert region.status is Status.NONE
    assert propose_outcome(region, [judged(kpi, 100)]) is Outcome.PARTLY_REACHED
    assert propose_outcome(region, [judged(kpi, 0)]) is Outcome.UNKNOWN


def test_statuses_are_counted_and_reasons_ordered():
    reported = [judged(SHARE, value) for value in (100, 60, 30, 10, 5)]
    reported += [
        judged(SHARE, []),
        judged(terms(promises="pending"), 1),
        judged(terms(promises="pending"), 1),
    ]
    reported += [judged(terms(promises="none"), 1)]
    counts = count(reported)
    assert counts == Counts(
        2,
        1,
        2,
        4,
        ((Reason.AMBITION_PENDING, 2), (Reason.NO_MEASUREMENT, 1), (Reason.NO_AMBITION, 1)),
    )
    assert counts.total == 9
    assert [counts.of(status) for status in Status] == [2, 1, 2, 4]
    assert count([]).total == 0


@pytest.mark.parametrize(
    ("reds", "expected"),
    [
        ({"STO": 10, "HNT": 4, "HMR": 5}, "STO"),
        ({"STO": 4, "HNT": 6, "HMR": 0}, "HNT"),
        ({"STO": 5, "HNT": 4, "HMR": 4}, None),
        ({"STO": 5, "HNT": 5, "HMR": 0}, None),
        ({"STO": 0, "HNT": 0, "HMR": 0}, None),
        ({"STO": 2, "HNT": 0, "HMR": 0}, "STO"),
        ({"STO": 9}, None),
        ({}, None),
    ],
)
def test_a_trust_stands_out_only_with_clearly_more_reds(reds, expected):
    counts = {code: Counts(green=3, yellow=0, red=red, none=0) for code, red in reds.items()}
    assert stands_out(counts) == expected
    assert stands_out(dict(reversed(counts.items()))) == expected


VALUES = Thresholds(Fraction(70), Fraction(40), ThresholdBasis.VALUE)


@pytest.mark.parametrize(
    ("kpi", "value", "green", "yellow"),
    [
        (terms(promises="level 85", adopted="level 92", required="at_least 70"), 46, 70, 23),
        (terms(promises="level 5", lower=True), 4, 10, 20),
        (terms(given=1064, promises="reduction 80", lower=True), 638, "638.4", "851.2"),
        (terms(given=60, promises="increase 10"), 61, 63, "61.5"),
        (terms(given=10, promises="zero", lower=True), 5, 5, "7.5"),
        (terms(given=41, promises="improvement"), 42, 41, 41),
        (terms(given=41, promises="improvement", required="at_least 70"), 42, 70, 41),
        (terms(promises="level 50", thresholds=(VALUES,)), 50, 70, 40),
        (terms(given=41, promises="pending"), 50, None, None),
        (terms(given=0, promises="zero", lower=True), 5, None, None),
    ],
)
def test_the_values_where_the_colours_begin(kpi, value, green, yellow):
    assert limits_of(judged(kpi, value), kpi.direction) == Limits(exact(green), exact(yellow))


def test_the_limit_of_an_improvement_on_the_figure_before():
    kpi = terms(given=41, promises="improvement", compares_with=ComparesWith.PREVIOUS)
    judgement = judged(kpi, series(p2025T1=50, p2025T2=55))
    assert limits_of(judgement, HIGHER) == Limits(Fraction(50), Fraction(50))


@pytest.mark.parametrize(
    ("before", "after", "decimals", "verdict"),
    [
        ("57.96", "58.04", 1, Verdict.UNCHANGED),
        ("57.96", "58.04", 2, Verdict.BETTER),
        ("57.94", "57.96", 1, Verdict.BETTER),  # shown as 57.9 and 58.0
        ("58.04", "57.96", None, Verdict.WORSE),
    ],
)
def test_what_is_shown_alike_has_not_changed(before, after, decimals, verdict):
    reported = [figure("2025-T1", before), figure("2025-T2", after)]
    now, earlier = judged(SHARE, reported, as_of="2025-T2"), judged(SHARE, reported, as_of="2025-T1")
    found = change(now, earlier, HIGHER, decimals=decimals)
    assert found.verdict is verdict
    assert (found.difference == 0) is (verdict is Verdict.UNCHANGED)
