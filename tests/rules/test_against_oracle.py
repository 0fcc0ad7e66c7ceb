"""The rules against the naive second implementation, on generated terms and figures."""

from hypothesis import given
from hypothesis import strategies as st

from kpi.rules.judgement import judge, judge_region
from tests.rules import oracle, oracle_region
from tests.rules.strategies import answer_of, by_organisation, figures, periods, terms, thorough


@thorough(400)
@given(terms(), figures(), periods, st.booleans())
def test_a_trust_is_judged_as_the_oracle_judges_it(kpi, held, as_of, preliminary):
    unit = kpi.parts[0]
    assert answer_of(judge(kpi, unit, held, as_of=as_of, preliminary=preliminary)) == oracle.judge(
        kpi, unit, held, as_of, preliminary
    )


@thorough(300)
@given(terms(), by_organisation, periods, st.booleans())
def test_the_region_is_judged_as_the_oracle_judges_it(kpi, held, as_of, preliminary):
    assert answer_of(
        judge_region(kpi, held, as_of=as_of, preliminary=preliminary)
    ) == oracle_region.judge_region(kpi, held, as_of, preliminary)
