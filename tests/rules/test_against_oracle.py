"""The rules against the naive second implementation, on generated terms and figures."""

from hypothesis import given
from hypothesis import strategies as st

from kpi.rules.judgement import judge, judge_all
from tests.rules import oracle_whole
from tests.rules.strategies import (
    REGION,
    answer_of,
    by_organisation,
    cases,
    figures,
    periods,
    terms,
    thorough,
)


@thorough(150)
@given(terms(), figures(), periods, st.booleans())
def test_a_trust_is_judged_as_the_oracle_judges_it(kpi, reported, as_of, preliminary):
    series = {"STO": reported}
    assert answer_of(judge(kpi, "STO", series, as_of=as_of, preliminary=preliminary)) == oracle_whole.judge(
        kpi, "STO", series, as_of, preliminary
    )


@thorough(150)
@given(terms(), by_organisation, periods, st.booleans())
def test_the_region_is_judged_as_the_oracle_judges_it(kpi, series, as_of, preliminary):
    assert answer_of(judge(kpi, REGION, series, as_of=as_of, preliminary=preliminary)) == oracle_whole.judge(
        kpi, REGION, series, as_of, preliminary
    )


@thorough(200)
@given(cases(), periods, st.booleans())
def test_every_organisation_of_any_plan_is_judged_as_the_oracle_judges_it(case, as_of, preliminary):
    kpi, series = case
    judged = judge_all(kpi, series, as_of=as_of, preliminary=preliminary)
    assert list(judged) == [organisation.code for organisation in kpi.organisations]
    for code, judgement in judged.items():
        assert answer_of(judgement) == oracle_whole.judge(kpi, code, series, as_of, preliminary), code
        assert judgement == judge(kpi, code, series, as_of=as_of, preliminary=preliminary)
