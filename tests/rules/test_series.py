"""The values over time are those that are judged: each by the naive implementation, the last by the judgement."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kpi.rules.figure import total
from kpi.rules.judgement import judge_all
from kpi.rules.period import Period
from kpi.rules.series import KpiSeries
from tests.rules import oracle, oracle_whole
from tests.rules.build import REGION, SUM_OF_YEAR, figure, months, series, terms
from tests.rules.strategies import cases, periods, thorough


def values_of(kpi, one, until="2026", preliminary=False):
    return KpiSeries(kpi, one, until=Period.parse(until).end, preliminary=preliminary)


def judged(values, code, since=None):
    """What is judged, as period and value."""
    since = None if since is None else Period.parse(since).start
    return [(value.period.label, value.value) for value in values.judged(code, since=since)]


def expected(readings):
    """The oracle's readings of the length that is judged last, in time order."""
    last = oracle.latest(readings)
    alike = [r for r in readings if r["period"][1] == last["period"][1]] if last else []
    return [(r["period"], r["value"]) for r in sorted(alike, key=lambda r: r["end"])]


def found(values, code):
    return [((value.period.start, value.period.months), value.value) for value in values.judged(code)]


@thorough(150)
@given(cases(), periods, st.booleans())
def test_values_are_those_of_the_oracle(case, as_of, preliminary):
    kpi, series = case
    values = KpiSeries(kpi, series, until=as_of.end, preliminary=preliminary)
    for code in values.codes:
        naive = oracle_whole.all_values(kpi, code, series, as_of, preliminary)
        if kpi.over_time == "year_sum":
            naive = [value for value in naive if value.get("complete", True)]
        assert found(values, code) == expected(naive), code


@thorough(150)
@given(cases(), periods, st.booleans())
def test_the_last_value_is_the_one_that_sets_the_status(case, as_of, preliminary):
    kpi, series = case
    values = KpiSeries(kpi, series, until=as_of.end, preliminary=preliminary)
    for code, judgement in judge_all(kpi, series, as_of=as_of, preliminary=preliminary).items():
        if judgement.period is None or (judgement.from_parts and not judgement.from_parts.complete):
            continue
        last = values.judged(code)[-1]
        assert (last.period, last.value) == (judgement.period, judgement.value)


@thorough(100)
@given(cases(), periods, periods)
def test_a_first_month_leaves_out_earlier_values_and_changes_none(case, as_of, since):
    values = KpiSeries(*case, until=as_of.end, preliminary=False)
    for code in values.codes:
        every = values.judged(code)
        assert values.judged(code, since=since.start) == [v for v in every if v.period.end >= since.start]


@given(
    st.lists(st.fractions(max_denominator=50) | st.integers() | st.decimals(-(10**9), 10**9, places=6)),
)
def test_a_total_is_exact(numbers):
    assert total(numbers) == sum((Fraction(number) for number in numbers), Fraction(0))


def test_years_are_sums_of_twelve_months_and_the_region_needs_every_trust():
    tertials = series(p2024T1=212, p2024T2=213, p2024T3=213, p2025T1=200)
    one = {"STO": tertials, "HNT": tertials, "HMR": series(p2024=100)}
    values = values_of(terms(**SUM_OF_YEAR), one)
    assert judged(values, "STO") == [("2024", 638), ("2024-05/2025-04", 626)]
    assert judged(values, REGION) == [("2024", 1376)]


def test_a_year_the_region_reports_itself_goes_before_the_trusts():
    one = {"STO": series(p2024=10), REGION: series(p2024=50)}
    values = values_of(terms(**SUM_OF_YEAR), one)
    assert judged(values, REGION) == [("2024", 50)]
    assert judged(values, "STO") == [("2024", 10)]


def test_levels_are_of_the_length_that_is_judged_at_the_time():
    one = {"STO": [*months("2026-01", "2026-08", 5), *series(p2025T3=6, p2026T1=7, p2026T2=8)]}
    assert judged(values_of(terms(), one), "STO") == [("2025-T3", 6), ("2026-T1", 7), ("2026-T2", 8)]
    as_of_july = judged(values_of(terms(), one, "2026-07"), "STO")
    assert as_of_july == [(f"2026-0{month}", 5) for month in range(1, 8)]
    assert judged(values_of(terms(), one), "STO", since="2026-05") == [("2026-T2", 8)]


def test_a_regional_value_names_the_trusts_it_lacks_and_a_reported_one_lacks_none():
    one = {"STO": series(p2025T1=60, p2025T2=62), "HNT": series(p2025T2=70), "HMR": series(p2025T2=48)}
    reported = values_of(terms(), one).reported(REGION)
    first, second = Period.parse("2025-T1"), Period.parse("2025-T2")
    assert (reported[first].value, reported[first].missing) == (60, ("HNT", "HMR"))
    assert (reported[second].value, reported[second].missing) == (60, ())
    own = values_of(terms(), {**one, REGION: [figure("2025-T1", 61)]}).reported(REGION)
    assert (own[first].value, own[first].missing) == (61, ())
    assert own[first].figure.value == Decimal(61)


def test_what_waits_for_approval_is_seen_only_where_it_is_asked_for():
    one = {"STO": [figure("2025", 10), figure("2025", 12, approved=False)]}
    assert judged(values_of(terms(), one), "STO") == [("2025", 10)]
    assert judged(values_of(terms(), one, preliminary=True), "STO") == [("2025", 12)]


def test_without_figures_there_is_nothing():
    values = values_of(terms(), {})
    assert values.is_empty
    assert [list(values.judged(code)) for code in values.codes] == [[], [], [], []]
