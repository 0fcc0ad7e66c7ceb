"""Where a bar's marks stand, that a share is never rounded across a border, and what a small chart draws."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from dashboards.parts.attainment_bar import bar_of, share_beside
from dashboards.parts.sparks import row_of_sparks
from kpi.rules.ambition import Ambition, GivenBaseline, Requirement
from kpi.rules.figure import Figure
from kpi.rules.judgement import judge
from kpi.rules.kpi_terms import KpiTerms, OrganisationTerms
from kpi.rules.period import Period
from kpi.rules.status import STANDARD
from kpi.rules.terms import Aggregation, AmbitionKind, BaselineKind, Comparison, Direction, OverTime

T2 = Period.parse("2026-T2")


def judged(value: str, *, adopted: str, own: str, requirement: str = "", direction: str = "higher"):  # type: ignore[no-untyped-def]
    terms = KpiTerms(
        code="A.1",
        organisations=(
            OrganisationTerms("ONE", "REG", ambitions=(Ambition(AmbitionKind.LEVEL, Fraction(own)),)),
            OrganisationTerms("REG", adopted=(Ambition(AmbitionKind.LEVEL, Fraction(adopted)),)),
        ),
        direction=Direction(direction),
        requirements=(Requirement(Comparison.AT_LEAST, Fraction(requirement)),) if requirement else (),
        thresholds=(STANDARD,),
    )
    return judge(terms, "ONE", {"ONE": [Figure(T2, Decimal(value))]}, as_of=T2)


def test_marks_stand_where_yellow_and_green_begin() -> None:
    bar = bar_of(judged("20", adopted="40", own="80"), Direction.HIGHER)
    assert bar is not None
    assert (bar.fill, bar.ticks, bar.own) == ("50.0%", ("25.0%", "50.0%"), "25.0%")


def test_with_a_requirement_green_begins_where_it_is_met() -> None:
    bar = bar_of(judged("46", adopted="92", own="92", requirement="70"), Direction.HIGHER)
    assert bar is not None
    assert bar.ticks == ("25.0%", "76.1%")
    assert bar.own == ""  # the same ambition is not marked twice


def test_beyond_the_ambition_the_bar_is_full_and_says_so() -> None:
    bar = bar_of(judged("3", adopted="5", own="5", direction="lower"), Direction.LOWER)
    assert bar is not None
    assert (bar.fill, bar.beyond, bar.below) == ("100.0%", True, False)


def test_the_wrong_way_from_the_baseline_is_an_empty_bar_that_says_so() -> None:
    unit = OrganisationTerms(
        "ONE",
        baselines=(GivenBaseline(BaselineKind.VALUE, Fraction(100)),),
        ambitions=(Ambition(AmbitionKind.REDUCTION, Fraction(20)),),
    )
    terms = KpiTerms(code="A.1", organisations=(unit,), direction=Direction.LOWER, thresholds=(STANDARD,))
    bar = bar_of(judge(terms, "ONE", {"ONE": [Figure(T2, Decimal(110))]}, as_of=T2), Direction.LOWER)
    assert bar is not None
    assert (bar.fill, bar.below) == ("0.0%", True)


def test_no_bar_where_no_share_is_calculated() -> None:
    unit = OrganisationTerms("ONE", ambitions=(Ambition(AmbitionKind.IMPROVEMENT),))
    terms = KpiTerms(code="A.1", organisations=(unit,), thresholds=(STANDARD,))
    assert bar_of(judge(terms, "ONE", {"ONE": [Figure(T2, Decimal(5))]}, as_of=T2), Direction.HIGHER) is None


def test_without_limits_in_force_there_is_a_bar_without_marks() -> None:
    unit = OrganisationTerms("ONE", ambitions=(Ambition(AmbitionKind.LEVEL, Fraction(40)),))
    terms = KpiTerms(code="A.1", organisations=(unit,))
    bar = bar_of(judge(terms, "ONE", {"ONE": [Figure(T2, Decimal(20))]}, as_of=T2), Direction.HIGHER)
    assert bar is not None
    assert (bar.fill, bar.ticks) == ("50.0%", ())


HALF = (Fraction(1, 4), Fraction(1, 2))


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ("1/2", "50 %"),
        ("0.4999", "49,99 %"),
        ("0.496", "49,6 %"),
        ("0.494", "49 %"),
        ("0.2499999", "under 25 %"),
        ("-0.45", "−45 %"),
        ("1.05", "105 %"),
    ],
)
def test_a_share_is_not_rounded_to_a_border_it_does_not_reach(share: str, text: str) -> None:
    assert share_beside(Fraction(share), HALF).replace("\N{NO-BREAK SPACE}", " ") == text


def terms_of(
    over_time: OverTime = OverTime.LEVEL, aggregation: Aggregation = Aggregation.WEIGHTED
) -> KpiTerms:
    return KpiTerms(
        code="A.1",
        organisations=(
            OrganisationTerms("ONE", "REG"),
            OrganisationTerms("TWO", "REG"),
            OrganisationTerms("REG"),
        ),
        over_time=over_time,
        aggregation=aggregation,
    )


def figures(**values: str) -> list[Figure]:
    return [
        Figure(Period.parse(label.replace("_", "-")[1:]), Decimal(value)) for label, value in values.items()
    ]


def heights(points: str) -> list[float]:
    return [float(point.split(",")[1]) for point in points.split()]


def test_one_scale_for_the_row_and_the_region_between_its_trusts() -> None:
    series = {
        "ONE": figures(y2026_T1="10", y2026_T2="10"),
        "TWO": figures(y2026_T1="30", y2026_T2="30"),
    }
    sparks = row_of_sparks(terms_of(), series, T2)
    one, two, region = (sparks[code] for code in ("ONE", "TWO", "REG"))
    assert one is not None
    assert two is not None
    assert region is not None
    assert heights(one.points) == [13.0, 13.0]
    assert heights(two.points) == [3.0, 3.0]
    assert heights(region.points) == [8.0, 8.0]


def test_the_region_has_no_point_where_a_trust_lacks_one() -> None:
    series = {"ONE": figures(y2026_T1="10", y2026_T2="12"), "TWO": figures(y2026_T2="30")}
    sparks = row_of_sparks(terms_of(), series, T2)
    assert sparks["ONE"] is not None
    assert sparks["TWO"] is None
    assert sparks["REG"] is None


def test_counts_are_drawn_as_whole_years() -> None:
    series = {
        "ONE": figures(y2025_T1="10", y2025_T2="10", y2025_T3="10", y2026_T1="40", y2026_T2="10"),
    }
    spark = row_of_sparks(terms_of(OverTime.YEAR_SUM, Aggregation.SUM), series, T2)["ONE"]
    assert spark is not None
    # 30, then 60 and 60: the first whole year ends with 2025.
    assert heights(spark.points) == [13.0, 3.0, 3.0]


def test_a_line_ends_in_the_value_that_is_judged() -> None:
    months = figures(y2026_05="1", y2026_06="2", y2026_07="3", y2026_08="4", y2025_T3="10", y2026_T1="20")
    by_tertial = row_of_sparks(terms_of(), {"ONE": [*months, *figures(y2026_T2="30")]}, T2)["ONE"]
    assert by_tertial is not None
    assert heights(by_tertial.points) == [13.0, 8.0, 3.0]
    by_month = row_of_sparks(terms_of(), {"ONE": months}, T2)["ONE"]
    assert by_month is not None
    assert len(heights(by_month.points)) == 4


def test_a_correction_that_waits_is_drawn_in_the_place_of_what_it_corrects() -> None:
    waiting = Figure(Period.parse("2026-T1"), Decimal(30), approved=False)
    series = {"ONE": [*figures(y2025_T3="10", y2026_T1="10", y2026_T2="20"), waiting]}
    spark = row_of_sparks(terms_of(), series, T2)["ONE"]
    assert spark is not None
    assert heights(spark.points) == [13.0, 3.0, 8.0]


def test_figures_after_the_period_are_not_drawn() -> None:
    series = {"ONE": figures(y2026_T1="10", y2026_T2="12", y2026_T3="99")}
    spark = row_of_sparks(terms_of(), series, T2)["ONE"]
    assert spark is not None
    assert len(spark.points.split()) == 2


def test_no_figures_no_chart() -> None:
    assert row_of_sparks(terms_of(), {}, T2) == {"ONE": None, "TWO": None, "REG": None}
