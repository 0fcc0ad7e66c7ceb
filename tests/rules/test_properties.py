"""What must hold for any terms and figures: total, monotone, free of scale, never a zero for a missing figure."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kpi.rules.ambition import Ambition, GivenBaseline, Requirement
from kpi.rules.change import change, status_change
from kpi.rules.figure import Figure
from kpi.rules.judgement import judge, judge_all
from kpi.rules.limits import limits_of
from kpi.rules.outcome import Outcome, propose_outcome
from kpi.rules.period import Period
from kpi.rules.series import KpiSeries
from kpi.rules.status import STANDARD
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
    Status,
)
from tests.rules.strategies import (
    NUMBERS,
    REGION,
    TRUSTS,
    cases,
    periods,
    terms,
    thorough,
    values,
)

T2 = Period.parse("2025-T2")
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


def with_wild_targets(kpi, baseline, amount, high, limit, kind, adopt):
    """The same plan with one baseline and one ambition everywhere, of any size and sign."""
    ambition = Ambition(kind, amount, high)
    return replace(
        kpi,
        organisations=tuple(
            replace(
                organisation,
                baselines=(GivenBaseline(BaselineKind.VALUE, baseline),),
                ambitions=() if kpi.is_whole(organisation.code) else (ambition,),
                adopted=(ambition,) if adopt and kpi.is_whole(organisation.code) else (),
            )
            for organisation in kpi.organisations
        ),
        requirements=() if limit is None else (Requirement(Comparison.AT_MOST, limit),),
    )


wild_terms = st.builds(
    with_wild_targets,
    terms(shape=None),
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
    if judgement.reason not in (None, Reason.NO_COLOUR_RULE):
        assert judgement.attainment is None
        assert judgement.progress is None
    assert list(judgement.flags) == [flag for flag in Flag if flag in judgement.flags]
    for name in NUMBERS:
        assert isinstance(getattr(judgement, name), (Fraction, type(None)))
    assert (judgement.value is None) == (judgement.reason in (Reason.NO_MEASUREMENT, Reason.INCOMPLETE_YEAR))
    if judgement.period is not None:
        assert judgement.period.end <= judgement.as_of.end
    return judgement


@thorough(70)
@given(terms(shape=None) | wild_terms, wild_figures, wild_figures, periods, st.booleans())
def test_any_finite_input_gives_a_sound_judgement(kpi, some, others, as_of, preliminary):
    series = {"STO": some, "HNT": others, "K1": others, REGION: others[:1]}
    judged = judge_all(kpi, series, as_of=as_of, preliminary=preliminary)
    before = judge(kpi, "STO", {"STO": some}, as_of=as_of.previous())
    for code, judgement in judged.items():
        limits_of(sound(judgement), kpi.direction)
        parts = [judged[part.code] for part in kpi.parts_of(code)]
        assert isinstance(propose_outcome(judgement, parts), Outcome)
        found = change(judgement, before, kpi.direction)
        assert (found.difference is None) == (found.why_not is not None)
        status_change(judgement, before)
    counted = count(judged.values())
    assert counted.total == len(judged) == sum(counted.of(status) for status in Status)
    assert sum(number for _, number in counted.reasons) == counted.none
    stands_out({code: count([judgement]) for code, judgement in judged.items()})


@thorough(70)
@given(cases(), periods, st.booleans())
def test_a_plans_figures_give_a_sound_judgement(case, as_of, preliminary):
    kpi, series = case
    for code, judgement in judge_all(kpi, series, as_of=as_of, preliminary=preliminary).items():
        sound(judgement)
        KpiSeries(kpi, series, until=as_of.end, preliminary=preliminary).judged(code, since=as_of.end - 27)
        assert judgement.organisation == code
        if judgement.missing:
            assert set(judgement.missing) <= {part.code for part in kpi.parts_of(code)}
            assert set(judgement.from_parts.lacking) <= {o.code for o in kpi.organisations}
            assert judgement.from_parts.lacking


def settled(kpi, baseline):
    """The same terms with a given baseline everywhere, and requirements that ask in the KPI's direction."""
    given_one = (GivenBaseline(BaselineKind.VALUE, baseline),)
    right = Comparison.AT_LEAST if kpi.direction == Direction.HIGHER else Comparison.AT_MOST
    return replace(
        kpi,
        organisations=tuple(replace(o, baselines=given_one) for o in kpi.organisations),
        requirements=tuple(replace(requirement, comparison=right) for requirement in kpi.requirements),
    )


def everywhere(kpi, value, period=T2):
    """The same figure for every organisation that is no whole."""
    codes = [o.code for o in kpi.organisations if not kpi.is_whole(o.code)]
    return {code: [Figure(period, value)] for code in codes}


@thorough(80)
@given(terms(shape=None), values, values, values)
def test_a_better_value_never_gives_a_worse_colour(kpi, baseline, one, other):
    kpi = settled(replace(kpi, over_time=OverTime.LEVEL), baseline)
    worse, better = sorted([one, other], reverse=kpi.direction == Direction.LOWER)
    lower, higher = (judge_all(kpi, everywhere(kpi, value), as_of=T2) for value in (worse, better))
    for code, low in lower.items():
        high = higher[code]
        assert (low.status is Status.NONE) == (high.status is Status.NONE)
        if low.status is not Status.NONE:
            assert RANK[low.status] <= RANK[high.status]
        if low.progress is not None:
            assert low.progress <= high.progress


@thorough(70)
@given(terms(), values, st.lists(values, min_size=3, max_size=3), st.sampled_from(TRUSTS))
def test_a_missing_part_is_never_a_zero_in_a_sum(kpi, baseline, three, left_out):
    kpi = settled(replace(kpi, over_time=OverTime.LEVEL, aggregation=Aggregation.SUM), baseline)
    kpi = replace(kpi, thresholds=(STANDARD,), direction=Direction.HIGHER)
    reported = {code: [Figure(T2, value)] for code, value in zip(TRUSTS, three, strict=True)}
    some = {code: own for code, own in reported.items() if code != left_out}
    zero = {**some, left_out: [Figure(T2, Fraction(0))]}
    missing, counted = judge(kpi, REGION, some, as_of=T2), judge(kpi, REGION, zero, as_of=T2)
    assert missing.reason is Reason.INCOMPLETE_REGION
    assert missing.missing == (left_out,)
    assert missing.value == counted.value  # the part-sum is shown, and what is shown says that it lacks one
    assert counted.reason is not Reason.INCOMPLETE_REGION
    assert counted.missing == ()


@thorough(70)
@given(terms(), st.lists(values, min_size=3, max_size=3), st.sampled_from(TRUSTS))
def test_a_missing_part_is_never_a_zero_in_an_average(kpi, three, left_out):
    kpi = replace(kpi, over_time=OverTime.LEVEL, aggregation=Aggregation.WEIGHTED)
    reported = {code: [Figure(T2, value)] for code, value in zip(TRUSTS, three, strict=True)}
    some = {code: own for code, own in reported.items() if code != left_out}
    judgement = judge(kpi, REGION, some, as_of=T2)
    assert judgement.value == sum(own[0].value for own in some.values()) / 2
    assert judgement.missing == (left_out,)
    if judgement.status is not Status.NONE:
        assert Flag.PARTIAL_COVERAGE in judgement.flags


@thorough(70)
@given(terms(), st.lists(values, min_size=12, max_size=12), st.integers(0, 11))
def test_a_missing_month_is_never_a_zero_in_a_year(kpi, twelve, left_out):
    kpi = replace(kpi, over_time=OverTime.YEAR_SUM, aggregation=Aggregation.SUM)
    year = Period.parse("2025")
    months = [Figure(Period(year.start + month, 1), value) for month, value in enumerate(twelve)]
    whole = judge(kpi, "STO", {"STO": months}, as_of=year)
    assert (whole.value, whole.period) == (sum(twelve), year)
    some = [figure for figure in months if figure.period.start != year.start + left_out]
    assert judge(kpi, "STO", {"STO": some}, as_of=year).reason is Reason.INCOMPLETE_YEAR


@thorough(70)
@given(cases())
def test_a_chain_of_only_parts_is_judged_like_the_last_of_them(case):
    """An organisation that is all of its whole has the same value and the same given baseline."""
    kpi, series = case
    as_of = Period.parse("2025")
    judged = judge_all(kpi, series, as_of=as_of)
    for organisation in kpi.organisations:
        parts = kpi.parts_of(organisation.code)
        if len(parts) == 1 and not series.get(organisation.code):
            whole, only = judged[organisation.code], judged[parts[0].code]
            assert whole.period == only.period
            if (
                whole.from_parts is None or whole.from_parts.denominator is None
            ):  # else pooled, not as printed
                assert whole.value == only.value
            lacks_one = kpi.aggregation == Aggregation.SUM and bool(only.missing)
            assert whole.missing == ((parts[0].code,) if lacks_one else ())


@thorough(80)
@given(terms(), values, values)
def test_the_limits_shown_are_where_the_colours_begin(kpi, baseline, value):
    kpi = settled(replace(kpi, over_time=OverTime.LEVEL), baseline)

    def judged(x):
        return judge(kpi, "STO", {"STO": [Figure(T2, x)]}, as_of=T2)

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

    @settings(thorough(800), derandomize=True)
    @given(cases(), periods, st.booleans())
    def collect(case, as_of, preliminary):
        kpi, series = case
        for code, judgement in judge_all(kpi, series, as_of=as_of, preliminary=preliminary).items():
            seen.update([judgement.status, judgement.reason, *judgement.flags])
            if kpi.is_whole(code):
                seen.add(("whole", judgement.status))
            if judgement.adopted_by not in (None, code):
                seen.add("adopted further up")
            if judgement.from_parts and judgement.from_parts.lacking not in ((), judgement.missing):
                seen.add("missing further down")

    collect()
    wanted = {*Status, *Reason, *Flag, *(("whole", status) for status in Status)}
    assert wanted | {"adopted further up", "missing further down"} <= seen
