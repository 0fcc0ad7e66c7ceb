"""What must hold for any terms and figures: total, monotone, free of scale, never a zero for a missing figure."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kpi.rules.ambition import Ambition, GivenBaseline, Requirement
from kpi.rules.change import change, status_change
from kpi.rules.figure import Figure
from kpi.rules.judgement import judge, judge_region
from kpi.rules.limits import limits_of
from kpi.rules.outcome import Outcome, propose_outcome
from kpi.rules.period import Period
from kpi.rules.regional_ambition import RegionalTerms
from kpi.rules.summary import count, stands_out
from kpi.rules.terms import (
    Aggregation,
    AmbitionKind,
    BaselineKind,
    Comparison,
    Direction,
    Flag,
    OverTime,
    Reason,
    RegionalRule,
    Status,
    ThresholdBasis,
)
from tests.rules.strategies import (
    REGION,
    TRUSTS,
    answer_of,
    by_organisation,
    figures,
    periods,
    terms,
    thorough,
    values,
)

T2 = Period.parse("2025-T2")
NUMBERS = ["value", "compared_with", "attainment", "progress", "own_attainment"]
RANK = {Status.RED: 0, Status.YELLOW: 1, Status.GREEN: 2}

wild_numbers = (
    st.decimals(allow_nan=False, allow_infinity=False)
    | st.fractions()
    | st.integers()
    | st.sampled_from([0, 1, -1, Decimal("1E+30"), Decimal("1E-30")])
)
wild_figures = st.lists(
    st.builds(
        Figure,
        st.builds(Period, st.integers(2020 * 12, 2027 * 12), st.sampled_from([1, 2, 4, 7, 12, 24])),
        wild_numbers,
        st.none() | wild_numbers,
        st.none() | wild_numbers,
        st.booleans(),
    ),
    max_size=12,
)
exact = st.none() | wild_numbers.map(Fraction)
wild_terms = st.builds(
    lambda kpi, baseline, amount, high, limit, kind, adopt: replace(
        kpi,
        parts=tuple(
            replace(
                part,
                baselines=(GivenBaseline(BaselineKind.VALUE, baseline),),
                ambitions=(Ambition(kind, amount, high),),
            )
            for part in kpi.parts
        ),
        adopted=(Ambition(kind, amount, high),) if adopt else (),
        requirements=() if limit is None else (Requirement(Comparison.AT_MOST, limit),),
    ),
    terms(),
    exact,
    exact,
    exact,
    exact,
    st.sampled_from(list(AmbitionKind)),
    st.booleans(),
)


def sound(judgement):
    """A judgement that says one thing: a colour with flags, or a reason without; exact numbers or none."""
    assert isinstance(judgement.status, Status)
    assert (judgement.status is Status.NONE) == (judgement.reason is not None)
    if judgement.status is Status.NONE:
        assert judgement.flags == ()
        assert judgement.attainment is None
        assert judgement.progress is None
    assert list(judgement.flags) == [flag for flag in Flag if flag in judgement.flags]
    for name in NUMBERS:
        assert isinstance(getattr(judgement, name), (Fraction, type(None)))
    assert (judgement.value is None) == (judgement.reason in (Reason.NO_MEASUREMENT, Reason.INCOMPLETE_YEAR))
    if judgement.period is not None:
        assert judgement.period.end <= judgement.as_of.end
    return judgement


@thorough(200)
@given(terms() | wild_terms, wild_figures, wild_figures, periods, st.booleans())
def test_any_finite_input_gives_a_sound_judgement(kpi, some, others, as_of, preliminary):
    held = {"STO": some, "HNT": others, REGION: others[:1]}
    earlier = as_of.previous()
    parts = [
        sound(judge(kpi, part, held.get(part.code, []), as_of=as_of, preliminary=preliminary))
        for part in kpi.parts
    ]
    before = judge(kpi, kpi.parts[0], some, as_of=earlier)
    region = sound(judge_region(kpi, held, as_of=as_of, preliminary=preliminary))
    for judgement in (*parts, region):
        limits_of(judgement, kpi.direction)
        assert isinstance(propose_outcome(judgement, parts), Outcome)
        found = change(judgement, before, kpi.direction)
        assert (found.difference is None) == (found.why_not is not None)
        status_change(judgement, before)
    counted = count([*parts, region])
    assert counted.total == len(parts) + 1 == sum(counted.of(status) for status in Status)
    assert sum(number for _, number in counted.reasons) == counted.none
    stands_out({part.organisation: count([part]) for part in parts})


@thorough()
@given(terms(), figures(), periods, st.booleans())
def test_a_plans_figures_give_a_sound_judgement(kpi, held, as_of, preliminary):
    sound(judge(kpi, kpi.parts[0], held, as_of=as_of, preliminary=preliminary))


def settled(kpi, baseline):
    """The same terms with a given baseline everywhere, and requirements that ask in the KPI's direction."""
    given_one = (GivenBaseline(BaselineKind.VALUE, baseline),)
    right = Comparison.AT_LEAST if kpi.direction == Direction.HIGHER else Comparison.AT_MOST
    return replace(
        kpi,
        parts=tuple(replace(part, baselines=given_one) for part in kpi.parts),
        requirements=tuple(replace(requirement, comparison=right) for requirement in kpi.requirements),
    )


def with_value(value, period=T2):
    return [Figure(period, value)]


@thorough()
@given(terms(), values, values, values)
def test_a_better_value_never_gives_a_worse_colour(kpi, baseline, one, other):
    kpi = settled(replace(kpi, over_time=OverTime.LEVEL), baseline)
    worse, better = sorted([one, other], reverse=kpi.direction == Direction.LOWER)
    pairs = [
        [judge(kpi, kpi.parts[0], with_value(value), as_of=T2) for value in (worse, better)],
        [judge_region(kpi, dict.fromkeys(TRUSTS, with_value(value)), as_of=T2) for value in (worse, better)],
    ]
    for low, high in pairs:
        assert (low.status is Status.NONE) == (high.status is Status.NONE)
        if low.status is not Status.NONE:
            assert RANK[low.status] <= RANK[high.status]
        if low.progress is not None:
            assert low.progress <= high.progress


@thorough()
@given(
    terms(),
    by_organisation,
    periods,
    st.sampled_from([Fraction(1, 1000), Fraction(2, 7), Fraction(12), Fraction(10**6)]),
)
def test_the_scale_that_figures_are_written_in_changes_nothing(kpi, held, as_of, factor):
    """Minutes or hours, kroner or thousands: only rounding of a regional ambition could tell, so it is left out."""

    def amount(ambition):
        return (
            replace(ambition, value=ambition.value * factor)
            if ambition.kind == AmbitionKind.LEVEL
            else ambition
        )

    def organisation(unit):
        return replace(
            unit,
            baselines=tuple(replace(b, value=b.value * factor) for b in unit.baselines),
            ambitions=tuple(amount(ambition) for ambition in unit.ambitions),
        )

    def limits(threshold):
        if threshold.basis != ThresholdBasis.VALUE:
            return threshold
        return replace(threshold, green=threshold.green * factor, yellow=threshold.yellow * factor)

    def figure(held_figure):
        numerator = held_figure.numerator
        return replace(
            held_figure,
            value=held_figure.value * factor,
            numerator=None if numerator is None else numerator * factor,
        )

    kpi = replace(
        kpi, regional=RegionalTerms(kpi.regional.rule or RegionalRule.MEAN, None, kpi.regional.when_pending)
    )
    scaled = replace(
        kpi,
        region=organisation(kpi.region),
        parts=tuple(organisation(part) for part in kpi.parts),
        adopted=tuple(amount(ambition) for ambition in kpi.adopted),
        requirements=tuple(replace(r, limit=r.limit * factor) for r in kpi.requirements),
        thresholds=tuple(limits(threshold) for threshold in kpi.thresholds),
    )
    scaled_held = {code: [figure(one) for one in own] for code, own in held.items()}
    free_of_unit = ["status", "reason", "flags", "period", "attainment", "progress", "basis", "missing"]
    for judgement, other in (
        (judge_region(kpi, held, as_of=as_of), judge_region(scaled, scaled_held, as_of=as_of)),
        (
            judge(kpi, kpi.parts[0], held.get("STO", []), as_of=as_of),
            judge(scaled, scaled.parts[0], scaled_held.get("STO", []), as_of=as_of),
        ),
    ):
        before, after = answer_of(judgement), answer_of(other)
        assert {name: before[name] for name in free_of_unit} == {name: after[name] for name in free_of_unit}
        if before["value"] is not None:
            assert after["value"] == before["value"] * factor


@thorough(150)
@given(terms(), values, st.lists(values, min_size=3, max_size=3), st.sampled_from(TRUSTS))
def test_a_missing_trust_is_never_a_zero_in_a_sum(kpi, baseline, three, left_out):
    kpi = settled(replace(kpi, over_time=OverTime.LEVEL, aggregation=Aggregation.SUM), baseline)
    reported = {code: with_value(value) for code, value in zip(TRUSTS, three, strict=True)}
    some = {code: own for code, own in reported.items() if code != left_out}
    zero = {**some, left_out: with_value(Fraction(0))}
    missing, counted = judge_region(kpi, some, as_of=T2), judge_region(kpi, zero, as_of=T2)
    assert missing.reason is Reason.INCOMPLETE_REGION
    assert missing.missing == (left_out,)
    assert missing.value == counted.value  # the part-sum is shown, and what is shown says that it lacks one
    assert counted.reason is not Reason.INCOMPLETE_REGION
    assert counted.missing == ()


@thorough(150)
@given(terms(), st.lists(values, min_size=3, max_size=3), st.sampled_from(TRUSTS))
def test_a_missing_trust_is_never_a_zero_in_an_average(kpi, three, left_out):
    kpi = replace(kpi, over_time=OverTime.LEVEL, aggregation=Aggregation.WEIGHTED)
    reported = {code: with_value(value) for code, value in zip(TRUSTS, three, strict=True)}
    some = {code: own for code, own in reported.items() if code != left_out}
    judgement = judge_region(kpi, some, as_of=T2)
    assert judgement.value == sum(own[0].value for own in some.values()) / 2
    assert judgement.missing == (left_out,)
    if judgement.status is not Status.NONE:
        assert Flag.PARTIAL_COVERAGE in judgement.flags


@thorough(150)
@given(terms(), st.lists(values, min_size=12, max_size=12), st.integers(0, 11))
def test_a_missing_month_is_never_a_zero_in_a_year(kpi, twelve, left_out):
    kpi = replace(kpi, over_time=OverTime.YEAR_SUM, aggregation=Aggregation.SUM)
    year = Period.parse("2025")
    held = [Figure(Period(year.start + month, 1), value) for month, value in enumerate(twelve)]
    whole = judge(kpi, kpi.parts[0], held, as_of=year)
    assert (whole.value, whole.period) == (sum(twelve), year)
    some = [figure for figure in held if figure.period.start != year.start + left_out]
    assert judge(kpi, kpi.parts[0], some, as_of=year).reason is Reason.INCOMPLETE_YEAR


@thorough(150)
@given(terms(), by_organisation, periods, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_figures_and_versions_changes_nothing(kpi, held, as_of, preliminary, random):
    def mixed(items):
        items = list(items)
        random.shuffle(items)
        return items

    def versions(unit):
        return replace(unit, baselines=tuple(mixed(unit.baselines)), ambitions=tuple(mixed(unit.ambitions)))

    other = replace(
        kpi,
        region=versions(kpi.region),
        parts=tuple(versions(part) for part in kpi.parts),
        adopted=tuple(mixed(kpi.adopted)),
        requirements=tuple(mixed(kpi.requirements)),
        thresholds=tuple(mixed(kpi.thresholds)),
    )
    shuffled = {code: mixed(own) for code, own in mixed(held.items())}
    assert answer_of(judge_region(kpi, held, as_of=as_of, preliminary=preliminary)) == answer_of(
        judge_region(other, shuffled, as_of=as_of, preliminary=preliminary)
    )
    assert answer_of(
        judge(kpi, kpi.parts[0], held.get("STO", []), as_of=as_of, preliminary=preliminary)
    ) == answer_of(
        judge(other, other.parts[0], shuffled.get("STO", []), as_of=as_of, preliminary=preliminary)
    )


@thorough(150)
@given(terms(), by_organisation, periods)
def test_what_ends_later_than_the_period_asked_for_changes_nothing(kpi, held, as_of):
    known = {code: [f for f in own if f.period.end <= as_of.end] for code, own in held.items()}
    assert judge_region(kpi, held, as_of=as_of) == judge_region(kpi, known, as_of=as_of)
    assert judge(kpi, kpi.parts[0], held.get("STO", []), as_of=as_of) == judge(
        kpi, kpi.parts[0], known.get("STO", []), as_of=as_of
    )


@thorough(150)
@given(terms(), by_organisation, periods)
def test_what_is_not_approved_changes_nothing_unless_asked_for(kpi, held, as_of):
    approved = {code: [f for f in own if f.approved] for code, own in held.items()}
    judgement = judge_region(kpi, held, as_of=as_of)
    assert judgement == judge_region(kpi, approved, as_of=as_of)
    assert judgement == judge_region(kpi, approved, as_of=as_of, preliminary=True)
    assert Flag.PRELIMINARY not in judgement.flags
    assert judge(kpi, kpi.parts[0], held.get("STO", []), as_of=as_of) == judge(
        kpi, kpi.parts[0], approved.get("STO", []), as_of=as_of
    )


@thorough(150)
@given(terms(), figures(), periods)
def test_figures_that_wait_never_become_the_baseline(kpi, held, as_of):
    unit = kpi.parts[0]
    asked = judge(kpi, unit, held, as_of=as_of, preliminary=True)
    if asked.baseline is not None and asked.baseline.reading is not None:
        assert asked.baseline.reading.approved


@thorough()
@given(terms(), values, values)
def test_the_limits_shown_are_where_the_colours_begin(kpi, baseline, value):
    kpi = settled(replace(kpi, over_time=OverTime.LEVEL), baseline)
    unit = kpi.parts[0]

    def judged(x):
        return judge(kpi, unit, with_value(x), as_of=T2)

    judgement = judged(value)
    assume(judgement.status is not Status.NONE)
    limits = limits_of(judgement, kpi.direction)
    step = Fraction(1, 10**6) * (-1 if kpi.direction == Direction.HIGHER else 1)
    if limits.green is not None and limits.green >= 0:
        # An improvement must be better than what it is compared with; every other limit is itself green.
        strictly = judgement.ambition.kind == AmbitionKind.IMPROVEMENT and judgement.requirement is None
        assert judged(limits.green - step if strictly else limits.green).status is Status.GREEN
        if limits.green + step >= 0:
            assert judged(limits.green if strictly else limits.green + step).status is not Status.GREEN
    if limits.yellow is not None and limits.yellow >= 0:
        assert judged(limits.yellow).status is not Status.RED
        beyond = limits.yellow + step
        if beyond >= 0 and judged(beyond).status is not Status.GREEN:
            assert judged(beyond).status is Status.RED


def test_the_series_reach_every_status_reason_and_flag():
    """Guards the guards: were the generated cases all alike, the properties above would hold for nothing."""
    seen = set()

    @settings(thorough(600), derandomize=True)
    @given(terms(), by_organisation, periods, st.booleans())
    def collect(kpi, held, as_of, preliminary):
        for judgement in (
            judge_region(kpi, held, as_of=as_of, preliminary=preliminary),
            judge(kpi, kpi.parts[0], held.get("STO", []), as_of=as_of, preliminary=preliminary),
        ):
            seen.update([judgement.status, judgement.reason, *judgement.flags])

    collect()
    assert seen - {None} == {*Status, *Reason, *Flag}
