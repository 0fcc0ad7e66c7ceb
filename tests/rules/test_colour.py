"""Where green and yellow begin, which ambition sets them, and from which day (rules 4, 5 and 13)."""

from dataclasses import replace
from fractions import Fraction

import pytest

from kpi.rules.limits import Limits, limits_of
from kpi.rules.status import Thresholds
from kpi.rules.terms import Basis, ComparesWith, Direction, Flag, Reason, Status, ThresholdBasis
from tests.rules.build import (
    ambition,
    day,
    exact,
    figure,
    judged,
    region_judged,
    requirement,
    revised,
    series,
    terms,
)

HUNDRED = terms(given=0, promises="level 100")


@pytest.mark.parametrize(
    ("kpi", "value", "status"),
    [
        # A level where higher is better: the share itself.
        (HUNDRED, 100, "green"),
        (HUNDRED, 140, "green"),
        (HUNDRED, 50, "green"),
        (HUNDRED, "49.999999", "yellow"),
        (HUNDRED, 25, "yellow"),
        (HUNDRED, "24.999999", "red"),
        (HUNDRED, 0, "red"),
        # A level where lower is better: twice and four times the level.
        (terms(promises="level 5", lower=True), 0, "green"),
        (terms(promises="level 5", lower=True), 10, "green"),
        (terms(promises="level 5", lower=True), "10.000001", "yellow"),
        (terms(promises="level 5", lower=True), 20, "yellow"),
        (terms(promises="level 5", lower=True), "20.000001", "red"),
        # A reduction of 80 % from 100: half of the way is 60, a quarter 80.
        (terms(given=100, promises="reduction 80", lower=True), 60, "green"),
        (terms(given=100, promises="reduction 80", lower=True), "60.000001", "yellow"),
        (terms(given=100, promises="reduction 80", lower=True), 80, "yellow"),
        (terms(given=100, promises="reduction 80", lower=True), "80.000001", "red"),
        (terms(given=100, promises="reduction 80", lower=True), 300, "red"),
        # A range of 20-30 %: judged by its lower end.
        (terms(given=100, promises="reduction_range 20 30", lower=True), 90, "green"),
        (terms(given=100, promises="reduction_range 20 30", lower=True), "90.01", "yellow"),
        (terms(given=100, promises="reduction_range 20 30", lower=True), 95, "yellow"),
        (terms(given=100, promises="reduction_range 20 30", lower=True), "95.01", "red"),
        # An increase of 10 % from 60, and from nothing.
        (terms(given=60, promises="increase 10"), 63, "green"),
        (terms(given=60, promises="increase 10"), "62.999999", "yellow"),
        (terms(given=60, promises="increase 10"), "61.5", "yellow"),
        (terms(given=60, promises="increase 10"), "61.499999", "red"),
        (terms(given=0, promises="increase 10"), 0, "red"),
        (terms(given=0, promises="increase 10"), 1, "green"),
        # Zero: half of the way from the baseline; from a baseline of nothing, or none, only zero will do.
        (terms(given=10, promises="zero", lower=True), 5, "green"),
        (terms(given=10, promises="zero", lower=True), "5.01", "yellow"),
        (terms(given=10, promises="zero", lower=True), "7.5", "yellow"),
        (terms(given=10, promises="zero", lower=True), "7.51", "red"),
        (terms(given=0, promises="zero", lower=True), 0, "green"),
        (terms(given=0, promises="zero", lower=True), "0.01", "red"),
        # An improvement: strictly better, equal, worse.
        (terms(given=41, promises="improvement"), "41.000001", "green"),
        (terms(given=41, promises="improvement"), 41, "yellow"),
        (terms(given=41, promises="improvement"), "40.999999", "red"),
        (terms(given=41, promises="improvement", lower=True), "40.999999", "green"),
        (terms(given=41, promises="improvement", lower=True), 41, "yellow"),
        (terms(given=41, promises="improvement", lower=True), "41.000001", "red"),
        # With a requirement green is met, neither more nor less; yellow begins at a quarter all the same.
        (terms(promises="level 92", required="at_least 70"), 70, "green"),
        (terms(promises="level 92", required="at_least 70"), "69.999999", "yellow"),
        (terms(promises="level 92", required="at_least 70"), 23, "yellow"),
        (terms(promises="level 92", required="at_least 70"), "22.999999", "red"),
        (terms(promises="requirement", required="at_most 5", lower=True), 5, "green"),
        (terms(promises="requirement", required="at_most 5", lower=True), "5.000001", "yellow"),
        (terms(promises="requirement", required="at_most 5", lower=True), 20, "yellow"),
        (terms(promises="requirement", required="at_most 5", lower=True), "20.000001", "red"),
        (terms(promises="level 100", required="at_least 10"), 10, "green"),
        (terms(given=50, promises="improvement", required="at_least 70"), 70, "green"),
        (terms(given=50, promises="improvement", required="at_least 70"), 69, "yellow"),
        (terms(given=50, promises="improvement", required="at_least 70"), 50, "yellow"),
        (terms(given=50, promises="improvement", required="at_least 70"), 49, "red"),
        (terms(given=80, promises="improvement", required="at_least 70"), 75, "green"),
    ],
)
def test_a_figure_on_a_border_belongs_to_the_better_side(kpi, value, status):
    assert judged(kpi, value).status == status


@pytest.mark.parametrize(
    ("required", "lower", "value", "flagged"),
    [
        ("at_least 70", False, 70, False),
        ("at_least 70", False, "69.9999", True),
        ("at_most 5", True, 5, False),
        ("at_most 5", True, "5.0001", True),
    ],
)
def test_a_requirement_that_is_not_met_is_said_whatever_the_colour(required, lower, value, flagged):
    judgement = judged(terms(promises="requirement", required=required, lower=lower), value)
    assert (Flag.REQUIREMENT_NOT_MET in judgement.flags) is flagged
    assert (judgement.status is Status.GREEN) is not flagged


@pytest.mark.parametrize(
    ("lower", "green", "yellow", "value", "status"),
    [
        (False, 70, 40, 70, "green"),
        (False, 70, 40, "69.9", "yellow"),
        (False, 70, 40, 40, "yellow"),
        (False, 70, 40, "39.9", "red"),
        (True, 10, 20, 10, "green"),
        (True, 10, 20, "10.1", "yellow"),
        (True, 10, 20, 20, "yellow"),
        (True, 10, 20, "20.1", "red"),
    ],
)
def test_limits_may_be_set_as_values(lower, green, yellow, value, status):
    limits = Thresholds(exact(green), exact(yellow), ThresholdBasis.VALUE)
    judgement = judged(terms(promises="level 50", lower=lower, thresholds=(limits,)), value)
    assert judgement.status == status
    assert judgement.attainment is not None  # still told, though it sets no colour


@pytest.mark.parametrize(
    ("as_of", "value", "status"),
    [
        ("2025-T1", 50, "green"),
        ("2025-T2", 50, "green"),
        ("2025-T3", 50, "yellow"),
        ("2025-T3", 80, "green"),
        ("2025-T3", "39.9", "red"),
    ],
)
def test_limits_are_those_in_force_on_the_last_day_of_the_figures_period(as_of, value, status):
    stricter = Thresholds(exact("0.8"), exact("0.4"), valid_from=day("2025-12-31"))
    kpi = replace(HUNDRED, thresholds=(stricter, Thresholds()))
    assert judged(kpi, [figure(as_of, value)], as_of=as_of).status == status


def test_without_any_limits_in_force_there_is_no_colour_but_an_attainment():
    later = Thresholds(exact("0.8"), exact("0.4"), valid_from=day("2026-01-01"))
    judgement = judged(replace(HUNDRED, thresholds=(later,)), 50)
    assert (judgement.status, judgement.reason) == (Status.NONE, Reason.NO_COLOUR_RULE)
    assert (judgement.attainment, judgement.progress, judgement.flags) == (Fraction(1, 2), Fraction(1, 2), ())
    assert (judgement.thresholds, limits_of(judgement, Direction.HIGHER)) == (None, Limits(None, None))


@pytest.mark.parametrize(
    ("kpi", "value", "reason", "attainment", "compared_with"),
    [
        (terms(promises="level 100", thresholds=()), None, Reason.NO_MEASUREMENT, None, None),
        (terms(promises="level 100", thresholds=()), 25, Reason.NO_COLOUR_RULE, Fraction(1, 4), None),
        # Only a plan with thresholds has colours: not for an improvement either, nor for a requirement that is met.
        (terms(given=41, promises="improvement", thresholds=()), 42, Reason.NO_COLOUR_RULE, None, 41),
        (
            terms(promises="requirement", required="at_least 70", thresholds=()),
            70,
            Reason.NO_COLOUR_RULE,
            1,
            None,
        ),
        (terms(promises="none", thresholds=()), 25, Reason.NO_COLOUR_RULE, None, None),
        (terms(promises="pending", thresholds=()), 25, Reason.NO_COLOUR_RULE, None, None),
        # Where neither way is better nothing is attained.
        (terms(promises="level 100", direction=Direction.NEUTRAL), None, Reason.NO_MEASUREMENT, None, None),
        (terms(promises="level 100", direction=Direction.NEUTRAL), 25, Reason.NO_COLOUR_RULE, None, None),
        (
            terms(given=41, promises="improvement", direction=Direction.NEUTRAL),
            42,
            Reason.NO_COLOUR_RULE,
            None,
            None,
        ),
    ],
)
def test_a_plan_without_thresholds_and_a_neutral_indicator_have_no_colours(
    kpi, value, reason, attainment, compared_with
):
    judgement = judged(kpi, value)
    assert (judgement.status, judgement.reason) == (Status.NONE, reason)
    assert (judgement.attainment, judgement.compared_with) == (attainment, compared_with)


def test_of_two_versions_from_the_same_day_the_one_given_last_is_in_force():
    plan, register = ambition("level 100", day("2025-01-01")), ambition("level 50", day("2025-01-01"))
    kpi = terms(given=0)
    for versions, target in [((plan, register), 50), ((register, plan), 100)]:
        assert judged(revised(kpi, "STO", ambitions=versions), 20).target.value == target
    undated = revised(kpi, "STO", ambitions=(ambition("level 100"), ambition("level 50")))
    assert judged(undated, 20).target.value == 50
    # A later start wins wherever it stands.
    later = revised(kpi, "STO", ambitions=(plan, ambition("level 40", day("2025-02-01")), register))
    assert judged(later, 20).target.value == 40


def test_a_requirement_is_in_force_from_its_day_on():
    kpi = replace(
        terms(promises="requirement"),
        requirements=(requirement("at_least 70"), requirement("at_least 80", day("2025-05-01"))),
    )
    reported = series(p2025T1=75, p2025T2=75)
    before, after = judged(kpi, reported, as_of="2025-T1"), judged(kpi, reported, as_of="2025-T2")
    assert (before.status, before.target.value) == (Status.GREEN, 70)
    assert (after.status, after.target.value) == (Status.YELLOW, 80)
    # Asked on a later day, the older figure is still judged by what reported at its own end.
    assert judged(kpi, reported[:1], as_of="2025-12").status is Status.GREEN


def test_a_revised_ambition_is_in_force_from_its_day_on():
    kpi = revised(HUNDRED, "HMN", adopted=(ambition("level 90", day("2025-08-31")),))
    reported = series(p2025T1=46, p2025T2=46)
    before, after = judged(kpi, reported, as_of="2025-T1"), judged(kpi, reported, as_of="2025-T2")
    assert (before.status, before.basis) == (Status.YELLOW, Basis.OWN)
    assert (after.status, after.basis) == (Status.GREEN, Basis.REGIONAL)


@pytest.mark.parametrize(
    ("adopted", "basis", "status"),
    [
        ("level 40", Basis.REGIONAL, "green"),
        ("pending", Basis.OWN, "red"),
        ("none", Basis.OWN, "red"),
        (None, Basis.OWN, "red"),
    ],
)
def test_only_an_ambition_that_is_decided_stands_before_a_trusts_own(adopted, basis, status):
    judgement = judged(terms(promises="level 100", adopted=adopted), 20)
    assert (judgement.basis, judgement.status) == (basis, status)
    assert judgement.own_attainment == Fraction(1, 5)


@pytest.mark.parametrize(
    ("promise", "basis"),
    [
        ("level 10", Basis.OWN),
        ("zero", Basis.OWN),
        ("increase 10", Basis.OWN),
        ("improvement", Basis.IMPROVEMENT),
        ("pending", Basis.NONE),
        ("none", Basis.NONE),
    ],
)
def test_whose_ambition_sets_the_colour(promise, basis):
    assert judged(terms(given=10, promises=promise), 20).basis is basis


PREVIOUS = terms(given=50, promises="improvement", compares_with=ComparesWith.PREVIOUS)


@pytest.mark.parametrize(
    ("reported", "status", "compared_with"),
    [
        (series(p2025T1=60, p2025T2=61), "green", 60),
        (series(p2025T1=60, p2025T2=60), "yellow", 60),
        (series(p2025T1=60, p2025T2=59), "red", 60),
        # The figure before is the last that ended before this one began: not August within the tertial.
        (series(p2025T1=60, p2025_08=70, p2025T2=61), "green", 60),
        # ... and the longer of those that end together.
        (series(p2025_04=62, p2025T1=60, p2025T2=61), "green", 60),
    ],
)
def test_an_improvement_may_be_compared_with_the_figure_before(reported, status, compared_with):
    judgement = judged(PREVIOUS, reported)
    assert (judgement.status, judgement.compared_with) == (status, compared_with)
    assert (judgement.attainment, judgement.progress) == (None, None)


def test_a_first_figure_has_no_figure_before():
    judgement = judged(PREVIOUS, series(p2025T1=60))
    assert (judgement.status, judgement.reason) == (Status.NONE, Reason.NO_BASELINE)


def test_better_than_last_time_and_still_worse_than_the_baseline_says_so():
    judgement = judged(PREVIOUS, series(p2025T1=40, p2025T2=45))
    assert judgement.status is Status.GREEN
    assert judgement.flags == (Flag.GREEN_WITHOUT_PROGRESS, Flag.WORSE_THAN_BASELINE)


def test_limits_revised_after_the_figures_period_do_not_touch_it():
    stricter = Thresholds(exact("0.8"), exact("0.4"), valid_from=day("2025-09-01"))
    kpi = replace(HUNDRED, thresholds=(Thresholds(), stricter))
    judgement = judged(kpi, series(p2025T2=50), as_of="2025-12")
    assert (judgement.status, judgement.thresholds.green) == (Status.GREEN, Fraction(1, 2))


@pytest.mark.parametrize(
    ("hmr", "reason", "compared_with"),
    [
        (series(p2024=60, p2025=70), None, 60),
        # Part of a region is nothing to compare the whole with (our reading).
        (series(p2023=60, p2025=70), Reason.NO_BASELINE, None),
        (series(p2024=60), Reason.INCOMPLETE_REGION, None),
    ],
)
def test_a_regions_improvement_on_the_figure_before_needs_all_trusts_in_both(hmr, reason, compared_with):
    both = series(p2024=60, p2025=70)
    judgement = region_judged(PREVIOUS, both, both, hmr)
    assert (judgement.reason, judgement.compared_with) == (reason, compared_with)
