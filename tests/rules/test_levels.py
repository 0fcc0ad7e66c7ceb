"""Wholes and parts in any number of levels: whose value, who is missing, whose ambition and baseline (rules 4, 9)."""

from fractions import Fraction

import pytest

from kpi.rules.change import NotComparable, change
from kpi.rules.judgement import judge, judge_all
from kpi.rules.period import Period
from kpi.rules.terms import Aggregation, Basis, Direction, Flag, OverTime, Reason, Status, Unit
from tests.rules.build import as_figures, exact, figure, organisation, plan, revised, series

SUM = {"aggregation": Aggregation.SUM, "unit": Unit.COUNT}
YEAR = Period.parse("2025")


def levels(*, clinics="level 100", trusts="level 100", given=None, **more):
    """A region HMN of the trusts STO and HNT, where STO has the clinics K1 and K2."""
    return plan(
        organisation("K1", "STO", given=given, promise=clinics),
        organisation("K2", "STO", given=given, promise=clinics),
        organisation("STO", "HMN", go_live=None),
        organisation("HNT", "HMN", given=given, promise=trusts),
        organisation("HMN", go_live=None),
        **more,
    )


def judged(kpi, as_of=YEAR, **values):
    """Every organisation judged; a value is the year 2025's."""
    return judge_all(kpi, {code: as_figures(value) for code, value in values.items()}, as_of=as_of)


# ---- values ----


def test_a_sum_in_three_levels_is_the_sum_of_the_direct_parts():
    found = judged(levels(given=10, **SUM), K1=10, K2=20, HNT=5)
    assert (found["STO"].value, found["HMN"].value) == (30, 35)
    assert list(found["HMN"].from_parts.parts) == ["STO", "HNT"]
    assert [f.value for f in found["HMN"].from_parts.figures] == [10, 20, 5]


def test_a_part_whose_sum_is_incomplete_is_missing_but_what_there_is_of_it_is_in_the_part_sum():
    found = judged(levels(given=10, **SUM), K1=10, HNT=5)
    assert (found["STO"].value, found["STO"].missing) == (10, ("K2",))
    assert (found["HMN"].value, found["HMN"].missing) == (15, ("STO",))
    assert found["HMN"].from_parts.lacking == ("K2",)
    for code in ("STO", "HMN"):
        assert (found[code].status, found[code].reason) == (Status.NONE, Reason.INCOMPLETE_REGION)


def test_an_own_figure_goes_first_at_every_level():
    kpi = levels(given=10, **SUM)
    found = judged(kpi, K1=10, HNT=5, STO=40)
    assert (found["STO"].value, found["STO"].missing) == (40, ())
    assert found["STO"].from_parts.calculated == 10
    assert (found["HMN"].value, found["HMN"].missing, found["HMN"].reason) == (45, (), None)
    assert found["HMN"].from_parts.calculated is None
    top = judged(kpi, K1=10, HMN=99)["HMN"]
    assert (top.value, top.missing, top.from_parts.calculated) == (99, (), 10)


def test_a_mean_that_lacks_a_part_further_down_says_so_and_names_no_direct_part():
    found = judged(levels(given=10), K1=10, HNT=50)
    assert (found["STO"].value, found["STO"].missing) == (10, ("K2",))
    assert (found["HMN"].value, found["HMN"].missing) == (30, ())
    assert found["HMN"].from_parts.lacking == ("K2",)
    for code in ("STO", "HMN"):
        assert Flag.PARTIAL_COVERAGE in found[code].flags
    # A change cannot be told where anyone below is missing.
    change_in_shares = levels(given=10, clinics="increase 10", trusts="increase 10")
    assert judged(change_in_shares, K1=10, HNT=50)["HMN"].reason is Reason.INCOMPLETE_REGION


def test_a_plain_mean_is_of_the_direct_parts_not_of_everyone_below():
    found = judged(levels(given=10), K1=10, K2=30, HNT=50)
    assert (found["STO"].value, found["HMN"].value) == (20, 35)
    assert Flag.UNWEIGHTED in found["HMN"].flags


@pytest.mark.parametrize(
    ("k1", "k2", "hnt", "value", "unweighted"),
    [
        # Pooled through the levels: 1 + 2 + 60 of 3 + 3 + 94.
        (("33.3", (1, 3)), ("66.7", (2, 3)), ("63.8", (60, 94)), Fraction(63), False),
        # Denominators alone weight the values: STO is 50 of 6.
        (("33.3", 3), ("66.7", 3), (60, 94), Fraction(50 * 6 + 60 * 94, 100), False),
        # One clinic without a denominator, and its trust is a plain mean, and so is the region.
        (("33.3", (1, 3)), ("66.7", None), ("63.8", (60, 94)), (50 + exact("63.8")) / 2, True),
    ],
)
def test_weights_go_up_through_the_levels(k1, k2, hnt, value, unweighted):
    given = {"K1": k1, "K2": k2, "HNT": hnt}
    reported = {code: [figure("2025", number, of=of)] for code, (number, of) in given.items()}
    judgement = judge(levels(given=10), "HMN", reported, as_of=YEAR)
    assert judgement.value == value
    assert (Flag.UNWEIGHTED in judgement.flags) is unweighted


def test_an_average_with_numerators_is_pooled_as_a_share_is():
    kpi = levels(given=60, clinics="level 50", trusts="level 50", lower=True, unit=Unit.DAYS)
    reported = {
        "K1": [figure("2025", 60, of=(6000, 100))],
        "K2": [figure("2025", 40, of=(2000, 50))],
        "HNT": [figure("2025", 50, of=(2500, 50))],
    }
    found = judge_all(kpi, reported, as_of=YEAR)
    assert (found["STO"].value, found["HMN"].value) == (Fraction(8000, 150), Fraction(10500, 200))


def test_only_one_exact_period_enters_at_every_level():
    reported = {
        "K1": series(p2025T1=1, p2025T2=2),
        "K2": series(p2025T1=4),
        "HNT": series(p2025T1=8),
    }
    kpi = levels(given=10, **SUM)
    late = judge(kpi, "HMN", reported, as_of=YEAR)
    assert (late.period.label, late.value, late.missing) == ("2025-T2", 2, ("STO", "HNT"))
    early = judge(kpi, "HMN", reported, as_of=Period.parse("2025-T1"))
    assert (early.value, early.missing) == (13, ())


def test_whole_years_are_made_for_each_and_then_added():
    kpi = levels(given=10, over_time=OverTime.YEAR_SUM, **SUM)
    tertials = series(p2025T1=1, p2025T2=2, p2025T3=3)
    whole = judge(kpi, "HMN", {"K1": tertials, "K2": series(p2025=10), "HNT": series(p2025=20)}, as_of=YEAR)
    assert (whole.value, whole.period) == (36, YEAR)
    lacking = judge(
        kpi, "HMN", {"K1": tertials[:2], "K2": series(p2025=10), "HNT": series(p2025=20)}, as_of=YEAR
    )
    assert (lacking.value, lacking.missing, lacking.from_parts.lacking) == (30, ("STO",), ("K1",))
    nobody = judge(kpi, "HMN", {"K1": tertials[:2]}, as_of=YEAR)
    assert (nobody.reason, nobody.value) == (Reason.INCOMPLETE_YEAR, None)


def test_values_made_of_different_clinics_are_not_compared():
    kpi = levels(given=10)
    both = {"K1": series(p2025T1=1, p2025T2=2), "K2": series(p2025T1=4), "HNT": series(p2025T1=8, p2025T2=8)}
    now = judge(kpi, "HMN", both, as_of=Period.parse("2025-T2"))
    earlier = judge(kpi, "HMN", both, as_of=Period.parse("2025-T1"))
    assert change(now, earlier, Direction.HIGHER).why_not is NotComparable.OTHER_PARTS
    complete = {**both, "K2": series(p2025T1=4, p2025T2=6)}
    now = judge(kpi, "HMN", complete, as_of=Period.parse("2025-T2"))
    assert change(now, earlier, Direction.HIGHER).difference == Fraction(3, 4)


# ---- baselines ----


def test_a_wholes_baseline_is_its_own_else_its_parts_else_its_first_complete_value():
    sums = levels(given=10, clinics="improvement", trusts="improvement", **SUM)
    found = judged(sums, K1=10, K2=20, HNT=5)
    assert (found["STO"].baseline.value, found["HMN"].baseline.value) == (20, 30)
    assert found["HMN"].baseline.calculated_from == ("STO", "HNT")
    means = levels(given=10, clinics="improvement", trusts="improvement")
    assert judged(means, K1=10, K2=20, HNT=5)["HMN"].baseline.value == 10
    printed = revised(sums, "STO", baselines=organisation("STO", given=50).baselines)
    found = judged(printed, K1=10, K2=20, HNT=5)
    assert (found["STO"].baseline.value, found["HMN"].baseline.value) == (50, 60)


def test_a_first_value_that_lacks_a_clinic_is_no_baseline():
    kpi = levels(clinics="improvement", trusts="improvement", **SUM)
    reported = {
        "K1": series(p2023T1=1, p2023T2=2, p2023T3=3),
        "K2": series(p2023T2=4, p2023T3=5),
        "HNT": series(p2023T1=6, p2023T2=7, p2023T3=8),
    }
    judgement = judge(kpi, "HMN", reported, as_of=Period.parse("2023"))
    assert (judgement.baseline.value, judgement.baseline.judged_figure.period.label) == (13, "2023-T2")
    assert (judgement.value, judgement.status) == (16, Status.GREEN)
    # ... nor is one from before the last clinic's go-live.
    late = revised(kpi, "K2", go_live=2023 * 12 + 8)
    assert judge(late, "HMN", reported, as_of=Period.parse("2023")).reason is Reason.BASELINE_JUST_SET


# ---- ambitions ----


def with_own(kpi, promise):
    """The same with an ambition of STO's own."""
    return revised(kpi, "STO", ambitions=organisation("STO", promise=promise).ambitions)


def adopted(kpi, **by_code):
    for code, text in by_code.items():
        kpi = revised(kpi, code, adopted=organisation(code, adopted=text).adopted)
    return kpi


@pytest.mark.parametrize(
    ("common", "whose", "targets"),
    [
        # Adopted at the top: for everyone.
        ({"HMN": "level 40"}, dict.fromkeys(["K1", "STO", "HNT", "HMN"], "HMN"), [40, 40, 40, 40]),
        # Adopted for a trust: for it and its clinics, and it is what the trust brings to the region's.
        ({"STO": "level 60"}, {"K1": "STO", "STO": "STO"}, [60, 60, 90, 75]),
        # The nearest goes first.
        (
            {"HMN": "level 40", "STO": "level 60"},
            {"K1": "STO", "STO": "STO", "HNT": "HMN", "HMN": "HMN"},
            [60, 60, 40, 40],
        ),
        # One that is awaited gives way.
        ({"HMN": "level 40", "STO": "pending"}, dict.fromkeys(["K1", "STO", "HNT", "HMN"], "HMN"), [40] * 4),
        ({"HMN": "pending", "STO": "none"}, {}, [80, 80, 90, 85]),
        ({}, {}, [80, 80, 90, 85]),
    ],
)
def test_the_nearest_adopted_ambition_upwards_else_ones_own_else_calculated(common, whose, targets):
    kpi = adopted(levels(given=10, clinics="level 80", trusts="level 90"), **common)
    found = judged(kpi, K1=10, K2=10, HNT=10)
    shown = [found[code] for code in ("K1", "STO", "HNT", "HMN")]
    assert [judgement.target.value for judgement in shown] == targets
    assert {j.organisation: j.adopted_by for j in shown if j.adopted_by} == whose
    for judgement in shown:
        is_calculated = kpi.is_whole(judgement.organisation) and judgement.adopted_by is None
        assert (Flag.AMBITION_NOT_ADOPTED in judgement.flags) is is_calculated
        own = judgement.adopted_by is None and not is_calculated
        assert judgement.basis is (Basis.OWN if own else Basis.REGIONAL)


def test_a_wholes_own_ambition_goes_before_what_its_parts_come_to_and_sets_no_flag():
    kpi = revised(
        levels(clinics="level 80", trusts="level 90"),
        "STO",
        ambitions=organisation("STO", promise="level 30").ambitions,
    )
    found = judged(kpi, K1=10, K2=20, HNT=10)
    sto, hmn = found["STO"], found["HMN"]
    assert (sto.target.value, sto.basis, sto.own_attainment) == (30, Basis.OWN, Fraction(1, 2))
    assert Flag.AMBITION_NOT_ADOPTED not in sto.flags
    assert sto.calculated.value == 80  # stands beside it
    assert (hmn.target.value, hmn.basis) == (60, Basis.REGIONAL)  # of 30 and 90
    # Beside an adopted one it is still shown how far the own one is reached.
    beside = judged(adopted(kpi, HMN="level 60"), K1=10, K2=20, HNT=10)["STO"]
    assert (beside.target.value, beside.own_target.value, beside.own_attainment) == (60, 30, Fraction(1, 2))


@pytest.mark.parametrize(
    ("own", "clinics", "reason", "target"),
    [
        (
            "pending",
            "level 80",
            None,
            80,
        ),  # what is awaited gives way to what the parts come to (our reading)
        ("none", "level 80", None, 80),
        ("pending", "none", Reason.AMBITION_PENDING, None),  # ... which is nothing here
        ("none", "none", Reason.NO_AMBITION, None),
        ("none", "pending", Reason.AMBITION_PENDING, None),
        ("level 30", "none", None, 30),
    ],
)
def test_a_whole_that_has_set_none_itself(own, clinics, reason, target):
    kpi = with_own(levels(clinics=clinics), own)
    judgement = judged(kpi, K1=10, K2=20, HNT=10)["STO"]
    assert (judgement.reason, judgement.target and judgement.target.value) == (reason, target)


def test_own_attainment_is_not_told_of_a_part_sum():
    kpi = with_own(adopted(levels(given=10, **SUM), HMN="level 60"), "level 30")
    assert judged(kpi, K1=10, K2=20)["STO"].own_attainment == 1
    assert judged(kpi, K1=10)["STO"].own_attainment is None


def test_a_sum_of_targets_goes_up_through_the_levels():
    kpi = levels(given=100, clinics="reduction 50", trusts="reduction 10", lower=True, **SUM)
    found = judged(kpi, K1=80, K2=70, HNT=95)
    assert (found["STO"].target.value, found["HMN"].target.value) == (100, 190)
    assert found["HMN"].calculated.targets[0][0] == "STO"
    assert found["HMN"].attainment == Fraction(300 - 245, 300 - 190)
    # A clinic without a baseline leaves the sum open all the way up.
    without = revised(kpi, "K1", baselines=())
    without = revised(without, "HMN", baselines=organisation("HMN", given=300).baselines)
    unmeasured = judge(without, "HMN", {"HMN": as_figures(245)}, as_of=YEAR)
    assert (unmeasured.target, unmeasured.reason) == (None, Reason.NO_BASELINE)


# ---- other shapes ----


def test_without_a_whole_each_is_judged_by_itself():
    kpi = plan(
        organisation("ONE", promise="level 100"),
        organisation("TWO", "ELSEWHERE", promise="level 50"),
        required="at_least 20",
    )
    found = judged(kpi, ONE=25, TWO=10)
    assert {code: str(judgement.status) for code, judgement in found.items()} == {
        "ONE": "green",
        "TWO": "red",
    }
    assert all(j.from_parts is None and j.calculated is None and j.adopted_by is None for j in found.values())


def test_thirty_parts():
    parts = [organisation(f"P{place:02}", "ALL", given=100, promise="reduction 50") for place in range(30)]
    kpi = plan(*parts, organisation("ALL", go_live=None), lower=True, **SUM)
    values = {part.code: 75 for part in parts}
    whole = judged(kpi, **values)["ALL"]
    assert (whole.value, whole.baseline.value, whole.target.value) == (2250, 3000, 1500)
    assert (whole.attainment, whole.status) == (Fraction(1, 2), Status.GREEN)
    values.pop("P07")
    lacking = judged(kpi, **values)["ALL"]
    assert (lacking.value, lacking.missing, lacking.reason) == (2175, ("P07",), Reason.INCOMPLETE_REGION)


@pytest.mark.parametrize("aggregation", list(Aggregation))
def test_a_whole_of_one_part_is_as_the_part(aggregation):
    kpi = plan(
        organisation("ONE", "ALL", given=50, promise="level 100"),
        organisation("ALL", go_live=None),
        aggregation=aggregation,
    )
    found = judged(kpi, ONE=75)
    for name in ("value", "status", "attainment", "progress", "missing"):
        assert getattr(found["ONE"], name) == getattr(found["ALL"], name)
    assert found["ALL"].baseline.value == 50


def test_the_order_is_the_plans_own():
    kpi = plan(organisation("ALL", go_live=None), organisation("B", "ALL"), organisation("A", "ALL"))
    assert list(judged(kpi, A=1)) == ["ALL", "B", "A"]
    assert judged(kpi, A=1)["ALL"].missing == ("B",)
