"""The examples that the plan's own figures give, number by number (regional plan 2.0, chapter 4 and section 7)."""

from fractions import Fraction

import pytest

from kpi.rules.regional_ambition import RegionalTerms
from kpi.rules.terms import Aggregation, Basis, Flag, Reason, Status, Unit
from tests.rules.build import SUM_OF_YEAR, exact, figure, judged, region_judged, terms

P_2_1 = terms(given="none", promises=["level 50", "level 30", "level 50"], adopted="level 43.3")
S_1_1 = terms(
    given=[56, 60, 61],
    promises=["requirement", "pending", "requirement"],
    adopted="requirement",
    required="at_most 50",
    lower=True,
    unit=Unit.DAYS,
)
S_1_2 = terms(
    given=[67, 69, 69],
    promises=["requirement", "pending", "requirement"],
    adopted="requirement",
    required="at_least 70",
)
S_1_3 = terms(
    given=["8.5", "13.7", "11.5"],
    promises=["requirement", "pending", "requirement"],
    adopted="requirement",
    required="at_most 5",
    lower=True,
)
S_1_4 = terms(
    given=["(502)", "(849)", "(1765)"],
    promises=["zero", "pending", "requirement"],
    adopted="requirement",
    required="at_most 0",
    lower=True,
)
SP_1 = terms(
    given=[1064, 239, 1041], promises=["reduction 80", "reduction 95", "zero"], lower=True, **SUM_OF_YEAR
)
SP_1_1 = terms(
    given=["40.6", "50.5", "47.4"],
    promises=["level 85", "level 95", "level 95"],
    adopted="level 92",
    required="at_least 70",
)
SP_3_1 = terms(
    given=["3.62", "2.95", "3.82"], promises="level 5", adopted="level 5", lower=True, unit=Unit.DAYS
)
SP_3_3 = terms(given="none", promises=["reduction 50", "none", "none"], adopted="pending", lower=True)
L_1 = terms(given=[6, 7, 3], promises="reduction 80", lower=True, **SUM_OF_YEAR)
DH_2_1 = terms(
    given="none", promises="pending", adopted="pending", aggregation=Aggregation.SUM, unit=Unit.COUNT
)
S_1 = terms(given="pending", promises="reduction_range 20 30", lower=True, unit=Unit.NOK)
F_1 = terms(given=[38, 9, 13], promises="increase 10", **SUM_OF_YEAR)
F_1_1 = terms(given="none", promises=["increase 10", "increase 10", "pending"], **SUM_OF_YEAR)
K_1 = terms(given=["73.2", "70.94", "77"], promises="level 80")
K_1_1 = terms(given="blank", promises=["level 100", "pending", "pending"])
P_1 = terms(given=[41, 43, 39], promises="improvement")
B_1A = terms(given="regional", promises="improvement", region_given="33.4")


@pytest.mark.parametrize(
    ("kpi", "trust", "value", "status", "attainment"),
    [
        (P_2_1, "STO", "21.6", "yellow", exact("21.6") / exact("43.3")),
        (P_2_1, "STO", "21.65", "green", Fraction(1, 2)),
        (P_2_1, "HNT", 20, "yellow", exact(20) / exact("43.3")),
        (P_2_1, "STO", "10.825", "yellow", Fraction(1, 4)),
        (P_2_1, "STO", "10.8", "red", exact("10.8") / exact("43.3")),
        (S_1_1, "STO", 56, "yellow", Fraction(50, 56)),
        (S_1_1, "STO", 50, "green", Fraction(1)),
        (S_1_1, "STO", "50.1", "yellow", Fraction(500, 501)),
        (S_1_1, "HNT", 200, "yellow", Fraction(1, 4)),
        (S_1_1, "HNT", "200.1", "red", exact(50) / exact("200.1")),
        (S_1_2, "HMR", 70, "green", Fraction(1)),
        (S_1_2, "HMR", "69.9", "yellow", exact("69.9") / 70),
        (S_1_2, "HMR", "17.5", "yellow", Fraction(1, 4)),
        (S_1_2, "HMR", "17.4", "red", exact("17.4") / 70),
        (S_1_3, "STO", 5, "green", Fraction(1)),
        (S_1_3, "STO", "5.1", "yellow", Fraction(50, 51)),
        (S_1_3, "STO", 20, "yellow", Fraction(1, 4)),
        (S_1_3, "STO", "20.1", "red", exact(5) / exact("20.1")),
        (SP_1, "STO", 638, "green", Fraction(426) / exact("851.2")),
        (SP_1, "STO", "212.8", "green", Fraction(1)),
        (SP_1, "STO", 1064, "red", Fraction(0)),
        (SP_1, "STO", 1100, "red", Fraction(-36) / exact("851.2")),
        (SP_1, "HMR", 0, "green", Fraction(1)),
        (SP_1, "HMR", "520.5", "green", Fraction(1, 2)),
        (SP_1, "HMR", 521, "yellow", Fraction(520, 1041)),
        (SP_1_1, "STO", 46, "yellow", Fraction(1, 2)),
        (SP_1_1, "HNT", 62, "yellow", Fraction(62, 92)),
        (SP_1_1, "HMR", 49, "yellow", Fraction(49, 92)),
        (SP_1_1, "HMR", 70, "green", Fraction(70, 92)),
        (SP_1_1, "HMR", 23, "yellow", Fraction(1, 4)),
        (SP_1_1, "HMR", "22.9", "red", exact("22.9") / 92),
        (SP_3_1, "STO", "3.62", "green", exact(5) / exact("3.62")),
        (SP_3_1, "STO", 10, "green", Fraction(1, 2)),
        (SP_3_1, "STO", "10.1", "yellow", exact(5) / exact("10.1")),
        (SP_3_1, "STO", "20.1", "red", exact(5) / exact("20.1")),
        (L_1, "STO", 4, "yellow", Fraction(2) / exact("4.8")),
        (L_1, "STO", 3, "green", Fraction(3) / exact("4.8")),
        (F_1, "STO", 40, "green", Fraction(2) / exact("3.8")),
        (F_1, "STO", 39, "yellow", Fraction(1) / exact("3.8")),
        (F_1, "HNT", 9, "red", Fraction(0)),
        (F_1, "HMR", 14, "green", Fraction(1) / exact("1.3")),
        (K_1, "STO", "73.2", "green", exact("73.2") / 80),
        (K_1, "STO", "39.9", "yellow", exact("39.9") / 80),
        (K_1_1, "STO", 50, "green", Fraction(1, 2)),
        (P_1, "STO", 42, "green", None),
        (P_1, "STO", 41, "yellow", None),
        (P_1, "STO", "40.9", "red", None),
    ],
)
def test_a_value_of_a_whole_year(kpi, trust, value, status, attainment):
    judgement = judged(kpi, value, trust=trust)
    assert (judgement.status, judgement.attainment) == (status, attainment)


def test_p_2_1_of_a_trusts_own_ambition_sets_no_colour():
    judgement = judged(P_2_1, 20, trust="HNT")
    assert (judgement.own_attainment, judgement.basis) == (Fraction(2, 3), Basis.REGIONAL)
    assert round(float(judgement.attainment), 4) == 0.4619


def test_s_1_1_says_why_it_is_not_green():
    judgement = judged(S_1_1, 56)
    assert judgement.flags == (Flag.REQUIREMENT_NOT_MET,)
    assert str(float(judgement.attainment)).startswith("0.892857")


def test_sp_1_of_a_year_has_one_figure_and_a_tertial_has_none():
    whole = judged(SP_1, [figure("2024", 638)], as_of="2024")
    assert (whole.status, round(float(whole.attainment), 5)) == (Status.GREEN, 0.50047)
    part = judged(SP_1, [figure("2024-T1", 638)], as_of="2024")
    assert (part.status, part.reason, part.value) == (Status.NONE, Reason.INCOMPLETE_YEAR, None)


def test_sp_1_for_the_region_adds_targets_and_baselines():
    judgement = region_judged(SP_1, 638, 130, 500)
    assert (judgement.baseline.value, judgement.target.value) == (2344, exact("224.75"))
    assert judgement.attainment == Fraction(2344 - 1268) / exact("2119.25")
    assert judgement.status is Status.GREEN
    assert Flag.AMBITION_NOT_ADOPTED in judgement.flags


def test_sp_1_1_as_reported_for_the_second_tertial_of_2019_is_yellow_everywhere():
    held = {"STO": 46, "HNT": 62, "HMR": 49}
    for code, value in held.items():
        judgement = judged(SP_1_1, [figure("2019-T2", value)], as_of="2019-T2", trust=code)
        assert judgement.status is Status.YELLOW
        assert judgement.attainment >= Fraction(1, 2)
        assert Flag.REQUIREMENT_NOT_MET in judgement.flags
        assert Flag.BEFORE_GO_LIVE in judgement.flags
    region = region_judged(
        SP_1_1,
        *([figure("2019-T2", value)] for value in held.values()),
        own=[figure("2019-T2", 51)],
        as_of="2019-T2",
    )
    assert (region.status, region.value, region.attainment) == (Status.YELLOW, 51, Fraction(51, 92))
    assert region.regional.calculated == Fraction(157, 3)


def test_k_1_is_green_on_day_one_and_says_that_nothing_has_moved():
    judgement = judged(K_1, "73.2", as_of="2025")
    assert (judgement.status, judgement.progress) == (Status.GREEN, 0)
    assert judgement.flags == (Flag.GREEN_WITHOUT_PROGRESS,)
    assert float(judgement.attainment) == 0.915


def test_f_1_for_the_region_is_green_at_exactly_half():
    judgement = region_judged(F_1, 40, 9, 14, as_of="2025")
    assert (judgement.value, judgement.target.value, judgement.attainment) == (63, 66, Fraction(1, 2))
    assert (judgement.status, judgement.basis) == (Status.GREEN, Basis.REGIONAL)


@pytest.mark.parametrize("value", [0, 1, 12, 100000])
def test_dh_2_1_waits_for_its_ambition_whatever_the_value(value):
    assert judged(DH_2_1, value).reason is Reason.AMBITION_PENDING
    assert region_judged(DH_2_1, value, value, value).reason is Reason.AMBITION_PENDING


def test_f_1_1_with_one_whole_year_has_only_set_its_baseline():
    judgement = judged(F_1_1, 120)
    assert (judgement.status, judgement.reason) == (Status.NONE, Reason.BASELINE_JUST_SET)
    assert (judgement.attainment, judgement.own_attainment, judgement.progress) == (None, None, None)
    following = judged(F_1_1, [figure("2024", 120), figure("2025", 126)])
    assert (following.status, following.attainment) == (Status.GREEN, Fraction(1, 2))


def test_sp_3_3_counts_chapter_4_where_7_1_says_pending():
    held = [figure("2024", 10), figure("2025", 7)]
    sto, hnt = judged(SP_3_3, held), judged(SP_3_3, held, trust="HNT")
    assert (sto.status, sto.basis, sto.attainment) == (Status.GREEN, Basis.OWN, Fraction(3, 5))
    assert (hnt.reason, hnt.basis) == (Reason.NO_AMBITION, Basis.NONE)
    # A change is calculated once all have set one, so the region waits with SP-3.3 as 7.1 prints it.
    assert region_judged(SP_3_3, 7, 7, 7).reason is Reason.AMBITION_PENDING


def test_s_1_4_is_a_share_and_its_printed_counts_are_context():
    held = [figure("2023", "1.8"), figure("2025", "0.9")]
    judgement = judged(S_1_4, held)
    assert (judgement.baseline.value, judgement.attainment) == (exact("1.8"), Fraction(1, 2))
    # Half of the way to zero would be green; the requirement is zero, and green is the requirement.
    assert judgement.status is Status.YELLOW
    assert judged(S_1_4, [*held, figure("2026", 0)], as_of="2026").status is Status.GREEN
    assert judged(S_1_4, [figure("2025", "0.9")]).attainment == 0
    assert judged(S_1_4, [figure("2025", 0)]).status is Status.GREEN


def test_s_1_has_a_range_that_is_reached_at_its_lower_end():
    held = [figure("2023", 1000), figure("2025", 900)]
    judgement = judged(S_1, held)
    assert (judgement.target.value, judgement.target.stretch) == (800, 700)
    assert (judgement.attainment, judgement.status) == (Fraction(1, 2), Status.GREEN)
    region = region_judged(S_1, held, held, held)
    assert (region.target.value, region.target.stretch, region.attainment) == (800, 700, Fraction(1, 2))
    assert region.calculated.value == 20


def test_b_1a_has_a_baseline_for_the_region_only():
    held = [figure("2024", 30), figure("2025", 35)]
    trust, region = judged(B_1A, held), region_judged(B_1A, held, held, held)
    assert (trust.baseline.value, trust.status, trust.basis) == (30, Status.GREEN, Basis.IMPROVEMENT)
    assert Flag.FIRST_MEASUREMENT_IS_BASELINE in trust.flags
    assert (region.baseline.value, region.status) == (exact("33.4"), Status.GREEN)
    assert judged(B_1A, [figure("2024", 30)]).reason is Reason.BASELINE_JUST_SET


def test_k_1_1_lacks_a_common_ambition_while_trusts_wait():
    assert judged(K_1_1, 50, trust="HNT").reason is Reason.AMBITION_PENDING
    assert region_judged(K_1_1, 50, 50, 50).reason is Reason.AMBITION_PENDING
    assert K_1_1.regional == RegionalTerms()
