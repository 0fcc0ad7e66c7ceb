"""What must make no difference to any judgement: scale, order, later figures, figures that wait or are not judged."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kpi.rules.figure import judged as judged_figures
from kpi.rules.judgement import judge_all
from kpi.rules.regional_ambition import RegionalTerms
from kpi.rules.status import STANDARD
from kpi.rules.terms import AmbitionKind, Flag, Reason, RegionalRule, Status, ThresholdBasis
from tests.rules.strategies import NUMBERS, answer_of, cases, periods, thorough


@thorough(70)
@given(
    cases(),
    periods,
    st.sampled_from([Fraction(1, 1000), Fraction(2, 7), Fraction(12), Fraction(10**6)]),
)
def test_the_scale_that_figures_are_written_in_changes_nothing(case, as_of, factor):
    """Minutes or hours, kroner or thousands: only rounding of a common ambition could tell, so it is left out."""
    kpi, series = case

    def amount(ambition):
        if ambition.kind != AmbitionKind.LEVEL:
            return ambition
        return replace(ambition, value=ambition.value * factor)

    def organisation(one):
        return replace(
            one,
            baselines=tuple(replace(b, value=b.value * factor) for b in one.baselines),
            ambitions=tuple(amount(ambition) for ambition in one.ambitions),
            adopted=tuple(amount(ambition) for ambition in one.adopted),
        )

    def limits(threshold):
        if threshold.basis != ThresholdBasis.VALUE:
            return threshold
        return replace(threshold, green=threshold.green * factor, yellow=threshold.yellow * factor)

    def figure(one):
        numerator = one.numerator
        return replace(
            one,
            value=one.value * factor,
            numerator=None if numerator is None else numerator * factor,
        )

    kpi = replace(
        kpi, regional=RegionalTerms(kpi.regional.rule or RegionalRule.MEAN, None, kpi.regional.when_pending)
    )
    scaled = replace(
        kpi,
        organisations=tuple(organisation(one) for one in kpi.organisations),
        requirements=tuple(replace(r, limit=r.limit * factor) for r in kpi.requirements),
        thresholds=tuple(limits(threshold) for threshold in kpi.thresholds),
    )
    scaled_series = {code: [figure(one) for one in own] for code, own in series.items()}
    free_of_unit = ["status", "reason", "flags", "period", "attainment", "progress", "basis", "missing"]
    after = judge_all(scaled, scaled_series, as_of=as_of)
    for code, judgement in judge_all(kpi, series, as_of=as_of).items():
        one, other = answer_of(judgement), answer_of(after[code])
        assert {name: one[name] for name in free_of_unit} == {name: other[name] for name in free_of_unit}
        if one["value"] is not None:
            assert other["value"] == one["value"] * factor


@thorough(70)
@given(cases(), periods, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_figures_and_versions_changes_nothing(case, as_of, preliminary, random):
    kpi, series = case

    def mixed(items):
        items = list(items)
        random.shuffle(items)
        return items

    def versions(organisation):
        return replace(
            organisation,
            baselines=tuple(mixed(organisation.baselines)),
            ambitions=tuple(mixed(organisation.ambitions)),
            adopted=tuple(mixed(organisation.adopted)),
        )

    other = replace(
        kpi,
        organisations=tuple(versions(organisation) for organisation in kpi.organisations),
        requirements=tuple(mixed(kpi.requirements)),
        thresholds=tuple(mixed(kpi.thresholds)),
    )
    shuffled = {code: mixed(own) for code, own in mixed(series.items())}
    again = judge_all(other, shuffled, as_of=as_of, preliminary=preliminary)
    for code, judgement in judge_all(kpi, series, as_of=as_of, preliminary=preliminary).items():
        assert answer_of(judgement) == answer_of(again[code])


@thorough(70)
@given(cases(), periods)
def test_what_ends_later_than_the_period_asked_for_changes_nothing(case, as_of):
    kpi, series = case
    known = {code: [f for f in own if f.period.end <= as_of.end] for code, own in series.items()}
    assert judge_all(kpi, series, as_of=as_of) == judge_all(kpi, known, as_of=as_of)


@thorough(70)
@given(cases(), periods)
def test_what_is_not_approved_changes_nothing_unless_asked_for(case, as_of):
    kpi, series = case
    approved = {code: [f for f in own if f.approved] for code, own in series.items()}
    judged = judge_all(kpi, series, as_of=as_of)
    assert judged == judge_all(kpi, approved, as_of=as_of)
    assert judged == judge_all(kpi, approved, as_of=as_of, preliminary=True)
    assert not any(Flag.PRELIMINARY in judgement.flags for judgement in judged.values())


@thorough(70)
@given(cases(), periods)
def test_what_is_never_judged_changes_nothing(case, as_of):
    """Years to date, bounds, and periods that the KPI is not reported by; but a count then has figures of a sort."""
    kpi, series = case
    kept = {code: judged_figures(own, reporting_months=kpi.reporting_months) for code, own in series.items()}
    other = judge_all(kpi, kept, as_of=as_of)
    for code, judgement in judge_all(kpi, series, as_of=as_of).items():
        if judgement.reason is Reason.INCOMPLETE_YEAR:
            assert other[code].value is None
        else:
            assert judgement == other[code]


@thorough(70)
@given(cases(), periods)
def test_without_limits_there_are_no_colours_and_the_rest_is_the_same(case, as_of):
    kpi, series = case
    plain = judge_all(replace(kpi, thresholds=()), series, as_of=as_of)
    for code, judgement in judge_all(replace(kpi, thresholds=(STANDARD,)), series, as_of=as_of).items():
        without = plain[code]
        assert without.status is Status.NONE
        has_value = without.value is not None
        assert (without.reason is Reason.NO_COLOUR_RULE) is has_value
        for name in (*NUMBERS, "period", "baseline", "target", "basis", "missing"):
            assert getattr(without, name) == getattr(judgement, name)


@thorough(70)
@given(cases(), periods)
def test_figures_that_wait_never_become_the_baseline(case, as_of):
    kpi, series = case
    for judgement in judge_all(kpi, series, as_of=as_of, preliminary=True).values():
        if judgement.baseline is not None and judgement.baseline.judged_figure is not None:
            assert judgement.baseline.judged_figure.approved
