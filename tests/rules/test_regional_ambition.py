"""The calculated regional ambition: the published rows by their rules, the standard way for the rest (rule 10)."""

from fractions import Fraction

import pytest

from kpi.rules.regional_ambition import RegionalTerms, by_rule, calculate, rounded
from kpi.rules.terms import Aggregation, AmbitionKind, Basis, Flag, Reason, RegionalRule, Status, WhenPending
from tests.rules.build import SUM_OF_YEAR, TRUSTS, ambition, exact, figure, region_judged, requirement, terms

MEAN, SUM = Aggregation.WEIGHTED, Aggregation.SUM
ONE_DECIMAL = RegionalTerms(RegionalRule.MEAN, 1)
WHOLE = RegionalTerms(RegionalRule.MEAN, 0)
MEDIAN = RegionalTerms(RegionalRule.MEDIAN)
LOWEST = RegionalTerms(RegionalRule.LOWEST)
HIGHEST = RegionalTerms(RegionalRule.HIGHEST)
OF_THOSE_SET = RegionalTerms(RegionalRule.MEAN, 1, WhenPending.AVAILABLE)
REQUIRED = RegionalTerms(RegionalRule.REQUIREMENT, None, WhenPending.AVAILABLE)
STANDARD = RegionalTerms()


def work_out(texts, rule, *, aggregation=MEAN, required=None, baselines=()):
    return calculate(
        {code: ambition(text) for code, text in zip(TRUSTS, texts, strict=False)},
        rule,
        aggregation=aggregation,
        requirement=requirement(required) if required else None,
        baselines={code: exact(value) for code, value in zip(TRUSTS, baselines, strict=False)},
    )


@pytest.mark.parametrize(
    ("kpi", "texts", "rule", "kind", "value"),
    [
        ("P-1.3", ["level 95", "level 95", "level 90"], ONE_DECIMAL, "level", "93.3"),
        ("P-2.1", ["level 50", "level 30", "level 50"], ONE_DECIMAL, "level", "43.3"),
        ("SP-1.1", ["level 85", "level 95", "level 95"], WHOLE, "level", 92),
        ("SP-3.1", ["level 5", "level 5", "level 5"], ONE_DECIMAL, "level", 5),
        ("SP-3.3", ["reduction 50", "pending", "pending"], ONE_DECIMAL, "pending", None),
        ("L-1.1", ["level 90", "level 90", "level 80"], MEDIAN, "level", 90),
        ("L-1.2", ["level 90", "level 85", "level 85"], MEDIAN, "level", 85),
        ("L-2.2", ["level 95", "level 97", "level 95"], MEDIAN, "level", 95),
        ("DH-1.1", ["level 15", "level 20", "level 20"], LOWEST, "level", 15),
        ("DH-1.2", ["level 15", "level 10", "level 10"], MEDIAN, "level", 10),
        ("DH-2.1", ["pending", "pending", "pending"], ONE_DECIMAL, "pending", None),
        ("P-3.1", ["level 80", "level 80", "pending"], OF_THOSE_SET, "level", 80),
    ],
)
def test_the_rows_of_section_7_1(kpi, texts, rule, kind, value):
    found = work_out(texts, rule)
    assert (found.kind, found.value) == (kind, exact(value)), kpi


@pytest.mark.parametrize(
    ("kpi", "sto", "required", "value"),
    [
        ("S-1.1", "requirement", "at_most 50", 50),
        ("S-1.2", "requirement", "at_least 70", 70),
        ("S-1.3", "requirement", "at_most 5", 5),
        ("S-1.4", "zero", "at_most 0", 0),
    ],
)
def test_the_rows_that_follow_a_national_requirement(kpi, sto, required, value):
    found = work_out([sto, "pending", "requirement"], REQUIRED, required=required)
    assert (found.kind, found.value) == (AmbitionKind.REQUIREMENT, value), kpi
    assert work_out([sto, "pending", "requirement"], REQUIRED).kind is AmbitionKind.PENDING


@pytest.mark.parametrize(
    ("texts", "rule", "value"),
    [
        (["level 10", "level 20", "level 45"], RegionalTerms(RegionalRule.MEAN), 25),
        (["level 10", "level 20", "level 45"], MEDIAN, 20),
        (["level 10", "level 20", "level 45"], LOWEST, 10),
        (["level 10", "level 20", "level 45"], HIGHEST, 45),
        (["level 10", "zero", "level 50"], RegionalTerms(RegionalRule.MEAN), 20),
        (
            ["level 10", "pending", "level 45"],
            RegionalTerms(RegionalRule.MEDIAN, 0, WhenPending.AVAILABLE),
            28,
        ),
        (
            ["level 10", "none", "level 45"],
            RegionalTerms(RegionalRule.HIGHEST, None, WhenPending.AVAILABLE),
            45,
        ),
        (
            ["level 10", "pending", "pending"],
            RegionalTerms(RegionalRule.LOWEST, None, WhenPending.AVAILABLE),
            10,
        ),
        (["level 1", "level 0", "level 0"], RegionalTerms(RegionalRule.MEAN, 2), "0.33"),
        (["level 1", "level 0", "level 0"], RegionalTerms(RegionalRule.MEAN), Fraction(1, 3)),
    ],
)
def test_each_rule(texts, rule, value):
    assert work_out(texts, rule).value == exact(value)


@pytest.mark.parametrize("rule", [ONE_DECIMAL, MEDIAN, LOWEST, HIGHEST, STANDARD])
@pytest.mark.parametrize("unset", ["pending", "none"])
def test_one_that_has_set_none_makes_the_rest_wait(rule, unset):
    assert work_out(["level 10", unset, "level 45"], rule).kind is AmbitionKind.PENDING


def test_the_standard_way_waits_even_where_those_set_could_be_used():
    available = RegionalTerms(None, None, WhenPending.AVAILABLE)
    assert work_out(["level 10", "pending", "level 45"], available).kind is AmbitionKind.PENDING


@pytest.mark.parametrize("rule", [ONE_DECIMAL, OF_THOSE_SET, STANDARD])
def test_blank_everywhere_is_no_ambition_and_pending_beside_blank_is_pending(rule):
    assert work_out(["none", "none", "none"], rule).kind is AmbitionKind.NONE
    assert work_out([], rule).kind is AmbitionKind.NONE
    assert work_out(["none", "pending", "none"], rule).kind is AmbitionKind.PENDING


@pytest.mark.parametrize(
    ("kpi", "texts", "aggregation", "baselines", "expected"),
    [
        ("K.1", ["level 80"] * 3, MEAN, (), ("level", 80, None, False)),
        ("P-1.1", ["level 80", "level 75", "level 75"], MEAN, (), ("level", "76.7", None, False)),
        (
            "SP.1",
            ["reduction 80", "reduction 95", "zero"],
            SUM,
            (1064, 239, 1041),
            ("reduction", "224.75", None, True),
        ),
        ("L.1", ["reduction 80"] * 3, SUM, (6, 7, 3), ("reduction", "3.2", None, True)),
        ("F.1", ["increase 10"] * 3, SUM, (38, 9, 13), ("increase", 66, None, True)),
        (
            "F-2.3",
            ["increase 20", "increase 10", "pending"],
            SUM,
            (10, 10, 10),
            ("pending", None, None, False),
        ),
        ("F-1.1 before its baselines", ["increase 10"] * 3, SUM, (38, 9), ("increase", None, None, True)),
        ("S.1", ["reduction_range 20 30"] * 3, MEAN, (), ("reduction_range", 20, 30, False)),
        (
            "ranges of sums",
            ["reduction_range 20 30", "reduction_range 10 50", "reduction_range 40 40"],
            SUM,
            (100, 100, 100),
            ("reduction_range", 230, 180, True),
        ),
        (
            "unlike reductions",
            ["reduction 10", "reduction 20", "reduction 20"],
            MEAN,
            (),
            ("reduction", Fraction(50, 3), None, False),
        ),
        (
            "zero as a reduction of all",
            ["reduction 40", "zero", "reduction 40"],
            MEAN,
            (),
            ("reduction", 60, None, False),
        ),
        ("B.1a", ["improvement"] * 3, MEAN, (), ("improvement", None, None, False)),
        ("P-2.2", ["improvement"] * 3, SUM, (), ("improvement", None, None, False)),
        ("zero everywhere", ["zero"] * 3, MEAN, (), ("zero", 0, None, False)),
        ("zero everywhere, sums", ["zero"] * 3, SUM, (), ("zero", 0, None, True)),
        # Our reading: of unlike promises nothing common is made.
        (
            "up and down",
            ["increase 10", "reduction 10", "increase 10"],
            MEAN,
            (),
            ("pending", None, None, False),
        ),
        (
            "a level beside a change",
            ["level 10", "reduction 10", "level 10"],
            MEAN,
            (),
            ("pending", None, None, False),
        ),
        (
            "an improvement beside a level",
            ["improvement", "level 10", "level 10"],
            MEAN,
            (),
            ("pending", None, None, False),
        ),
    ],
)
def test_the_standard_way_for_kpis_that_section_7_1_leaves_out(kpi, texts, aggregation, baselines, expected):
    found = work_out(texts, STANDARD, aggregation=aggregation, baselines=baselines)
    kind, value, high, is_sum = expected
    assert (found.kind, found.value, found.high, found.is_sum) == (kind, exact(value), exact(high), is_sum), (
        kpi
    )


def test_requirements_for_all_are_the_requirement():
    found = work_out(["requirement"] * 3, STANDARD, required="at_most 50")
    assert (found.kind, found.value) == (AmbitionKind.REQUIREMENT, 50)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction(275, 3), 0, 92),
        (Fraction(280, 3), 1, "93.3"),
        (Fraction(1, 2), 0, 1),
        (Fraction(3, 2), 0, 2),
        (Fraction(5, 2), 0, 3),
        (Fraction(1, 4), 1, "0.3"),
        (exact("0.049999"), 1, 0),
        (Fraction(1, 3), None, Fraction(1, 3)),
        (Fraction(7), 2, 7),
    ],
)
def test_halves_are_rounded_upwards(value, decimals, expected):
    assert rounded(value, decimals) == exact(expected)


def test_the_median_of_two_is_between_them():
    assert by_rule([Fraction(10), Fraction(15)], RegionalRule.MEDIAN) == Fraction(25, 2)


def test_a_calculated_ambition_judges_the_region_and_says_that_nobody_adopted_it():
    kpi = terms(given=10, promises=["level 80", "level 75", "level 75"])
    judgement = region_judged(kpi, 40, 40, 40)
    assert (judgement.target.value, judgement.basis) == (exact("76.7"), Basis.REGIONAL)
    assert judgement.flags == (Flag.UNWEIGHTED, Flag.AMBITION_NOT_ADOPTED)
    adopted = region_judged(terms(given=10, promises="level 75", adopted="level 80"), 40, 40, 40)
    assert (adopted.target.value, adopted.status, adopted.flags) == (80, Status.GREEN, (Flag.UNWEIGHTED,))
    assert adopted.calculated.value == 75


def test_a_common_percentage_counts_from_the_regions_baseline():
    kpi = terms(given=[10, 20, 30], promises=["reduction 10", "reduction 20", "reduction 30"], lower=True)
    judgement = region_judged(kpi, 18, 18, 18)
    assert (judgement.baseline.value, judgement.target.value, judgement.attainment) == (
        20,
        16,
        Fraction(1, 2),
    )


def test_a_sum_of_targets_waits_for_every_trusts_baseline():
    kpi = terms(given=[38, 9, "none"], promises="increase 10", region_given=60, **SUM_OF_YEAR)
    judgement = region_judged(kpi, 40, 9, 14)
    # HMR's first whole year is its baseline, so there is a target: 41.8 + 9.9 + 15.4.
    assert (judgement.target.value, judgement.status) == (exact("67.1"), Status.YELLOW)
    unmeasured = region_judged(kpi, own=[figure("2025", 63)])
    assert (unmeasured.reason, unmeasured.value) == (Reason.NO_BASELINE, 63)
