"""Which baseline counts: the plan's figure, else the first measurement from go-live on; the region's own (rule 1)."""

from fractions import Fraction

import pytest

from kpi.rules.terms import Aggregation, Flag, Reason, Status, Unit
from tests.rules.build import (
    SUM_OF_YEAR,
    baseline,
    day,
    figure,
    judged,
    months,
    region_judged,
    revised,
    series,
    terms,
)

SECOND = series(p2023T2=20, p2023T3=30)


@pytest.mark.parametrize("kind", ["none", "pending", "blank", "regional", "(502)"])
def test_without_a_given_figure_the_first_measurement_is_the_baseline(kind):
    judgement = judged(terms(given=kind, promises="level 100"), SECOND)
    assert (judgement.baseline.value, judgement.baseline.from_measurement) == (20, True)
    assert Flag.FIRST_MEASUREMENT_IS_BASELINE in judgement.flags


def test_a_given_figure_is_not_replaced_by_a_measurement():
    judgement = judged(terms(given=0, promises="level 100"), SECOND)
    assert (judgement.baseline.value, judgement.baseline.from_measurement) == (0, False)
    assert Flag.FIRST_MEASUREMENT_IS_BASELINE not in judgement.flags


@pytest.mark.parametrize(
    ("reported", "value"),
    [
        (series(p2022=1, p2022T3=2, p2023T1=3, p2023T2=4), 3),
        (series(p2022=1, p2023_03=3, p2023T1=4), 3),  # March ends before the tertial
        (series(p2023_04=3, p2023T1=4), 4),  # ends with April too, and is longer
        (series(p2023=5, p2023_12=6), 5),
        (series(p2023=5, p2023T3=6, p2023_11=7), 7),
        ([figure("2023-01", 1, approved=False), *SECOND], 20),
    ],
)
def test_the_first_is_the_earliest_end_from_go_live_on_and_then_the_longer(reported, value):
    judgement = judged(terms(given="none", promises="level 100"), reported)
    assert judgement.baseline.value == value


def test_figures_from_before_go_live_are_judged_and_say_so_but_are_no_baseline():
    judgement = judged(terms(given="none", promises="level 100"), series(p2022T3=60), as_of="2022")
    assert (judgement.status, judgement.baseline) == (Status.GREEN, None)
    assert judgement.flags == (Flag.BEFORE_GO_LIVE,)
    change = judged(terms(given="none", promises="increase 10"), series(p2022T3=60), as_of="2022")
    assert (change.reason, change.baseline) == (Reason.NO_BASELINE, None)


def test_go_live_in_the_middle_of_a_period_is_before_it_for_that_period():
    kpi = terms(given="none", promises="level 100")
    late = revised(kpi, "STO", go_live=2023 * 12 + 2)
    judgement = judged(late, series(p2023T1=50), as_of="2023")
    assert (judgement.baseline, Flag.BEFORE_GO_LIVE in judgement.flags) == (None, True)
    judgement = judged(late, series(p2023T1=50, p2023_03=40), as_of="2023")
    assert judgement.baseline.value == 40


def test_without_a_go_live_any_figure_may_be_the_baseline():
    kpi = terms(given="none", promises="level 100")
    free = revised(kpi, "STO", go_live=None)
    judgement = judged(free, series(p2019=50), as_of="2019")
    assert (judgement.baseline.value, Flag.BEFORE_GO_LIVE in judgement.flags) == (50, False)


@pytest.mark.parametrize(
    ("reported", "value", "label"),
    [
        (months("2022-07", "2024-06", 5), 60, "2023"),
        (series(p2022T3=1, p2023T1=2, p2023T2=3, p2023T3=4), 9, "2023"),
        (series(p2023T2=3, p2023T3=4, p2024T1=5, p2024T2=6), 12, "2023-05/2024-04"),
        (series(p2022=100, p2023=90), 90, "2023"),
    ],
)
def test_a_counts_baseline_is_its_first_whole_year(reported, value, label):
    judgement = judged(terms(given="none", promises="increase 10", **SUM_OF_YEAR), reported, as_of="2024")
    assert (judgement.baseline.value, judgement.baseline.judged_figure.period.label) == (value, label)


@pytest.mark.parametrize(
    ("aggregation", "given", "value"),
    [
        (Aggregation.SUM, [10, 20, 60], 90),
        (Aggregation.WEIGHTED, [10, 20, 60], 30),
        (Aggregation.WEIGHTED, ["73.2", "70.94", 77], Fraction(22114, 300)),
    ],
)
def test_the_regions_baseline_is_made_of_the_trusts_given_ones(aggregation, given, value):
    kpi = terms(given=given, promises="improvement", aggregation=aggregation)
    judgement = region_judged(kpi, 30, 30, 30)
    assert (judgement.baseline.value, judgement.baseline.from_measurement) == (value, False)
    assert judgement.baseline.calculated_from == ("STO", "HNT", "HMR")


def test_the_regions_own_given_figure_goes_first():
    kpi = terms(given=[10, 20, 60], region_given="33.4", promises="improvement")
    assert region_judged(kpi, 30, 30, 30).baseline.value == Fraction(334, 10)


@pytest.mark.parametrize("given", [[10, 20, "none"], ["none"] * 3, ["(502)"] * 3])
def test_else_the_regions_baseline_is_its_first_complete_value(given):
    kpi = terms(given=given, promises="improvement", aggregation=Aggregation.SUM)
    judgement = region_judged(
        kpi,
        series(p2022T3=1, p2023T1=2, p2023T2=4, p2023T3=8),
        series(p2022T3=1, p2023T2=4, p2023T3=9),
        series(p2022T3=1, p2023T1=2, p2023T2=4, p2023T3=9),
    )
    # 2022 is before go-live, and the first tertial of 2023 lacks HNT.
    assert (judgement.baseline.value, judgement.baseline.judged_figure.period.label) == (12, "2023-T2")
    assert (judgement.value, judgement.status) == (26, Status.GREEN)
    assert Flag.FIRST_MEASUREMENT_IS_BASELINE in judgement.flags


def test_a_reported_regional_figure_is_complete_and_may_become_the_baseline():
    kpi = terms(given="none", promises="improvement")
    judgement = region_judged(kpi, series(p2023T3=70), own=series(p2023T1=50, p2023T3=60))
    assert (judgement.baseline.value, judgement.status) == (50, Status.GREEN)


def test_the_region_counts_from_its_last_trusts_go_live():
    kpi = revised(terms(given="none", promises="improvement"), "HMR", go_live=2023 * 12 + 4)
    judgement = region_judged(kpi, *[series(p2023T1=1, p2023T2=2, p2023T3=3)] * 3)
    assert judgement.baseline.value == 2


def test_a_revised_baseline_is_in_force_from_its_day_on_and_not_before():
    kpi = terms(promises="improvement", unit=Unit.DAYS)
    kpi = revised(kpi, "STO", baselines=(baseline(50), baseline(70, valid_from=day("2025-05-01"))))
    reported = series(p2025T1=60, p2025T2=60)
    assert judged(kpi, reported, as_of="2025-T1").status is Status.GREEN
    assert judged(kpi, reported, as_of="2025-T2").status is Status.RED


def test_the_baseline_is_the_one_in_force_when_the_figure_was_for_not_when_it_is_asked_for():
    baselines = (baseline(50), baseline(70, valid_from=day("2025-09-01")))
    kpi = revised(terms(promises="improvement"), "STO", baselines=baselines)
    judgement = judged(kpi, series(p2025T2=60), as_of="2025-12")
    assert (judgement.baseline.value, judgement.status) == (50, Status.GREEN)


def test_of_first_regional_values_that_end_together_the_longer_is_the_baseline():
    kpi = terms(given="none", promises="improvement")
    judgement = region_judged(kpi, *[series(p2023_04=10, p2023T1=20, p2023T2=30)] * 3)
    assert (judgement.baseline.value, judgement.baseline.judged_figure.period.label) == (20, "2023-T1")
