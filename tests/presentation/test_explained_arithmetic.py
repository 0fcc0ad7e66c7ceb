"""How a status is calculated, told in sentences with values: each kind of ambition, with the plan's own figures."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.status import Thresholds
from kpi.rules.terms import (
    ComparesWith,
    OverTime,
    Status,
    ThresholdBasis,
    Unit,
)
from tests.presentation.cells import Said, explained, number_in
from tests.rules.build import SUM_OF_YEAR, figure, terms

DAYS = {"unit": Unit.DAYS, "lower": True}


class TestTheArithmetic:
    """Each kind of ambition, with the plan's own figures."""

    def test_a_level(self) -> None:
        explanation = explained(terms(promises="level 50", adopted="level 43.3"), "21.65")
        assert explanation.status == Status.GREEN
        said = Said(explanation)
        assert said["answer.of_regional_ambition"] == {"value": "21,65 %", "share": "50,0 %"}
        assert said["attainment.formula"] == {
            "formula": "21,65 ÷ 43,3",
            "sign": "=",
            "result": "0,50",
            "share": "50,0 %",
        }
        assert said["limits.green_share_and_value"] == {"share": "0,50", "value": "or_higher 21.65"}
        assert said["verdict.comparison"] == {"comparison": "0,50 ≥ 0,50"}
        assert "room.none" in said
        assert said["own_ambition.attained"] == {"share": "43,3 %"}

    def test_just_below_a_border_is_not_shown_as_the_border(self) -> None:
        explanation = explained(terms(adopted="level 43.3"), "21.649")
        assert explanation.status == Status.YELLOW
        said = Said(explanation)
        assert said["attainment.formula"] == {
            "formula": "21,649 ÷ 43,3",
            "sign": "≈",
            "result": "0,49998",
            "share": "49,998 %",
        }
        assert said["verdict.between"] == {"not_green": "0,49998 < 0,50", "yellow": "0,49998 ≥ 0,25"}
        assert said["answer.of_regional_ambition"] == {"value": "21,649 %", "share": "49,998 %"}
        assert said["to_green.higher"] == {"distance": "0,001 prosentpoeng", "limit": "21,65 %"}

    def test_a_requirement_overrules_the_limit(self) -> None:
        kpi = terms(given="56", promises="requirement", adopted="requirement", required="at_most 50", **DAYS)
        explanation = explained(kpi, "56")
        assert explanation.status == Status.YELLOW
        said = Said(explanation)
        assert said["attainment.formula"] == {
            "formula": "50 ÷ 56,0",
            "sign": "≈",
            "result": "0,893",
            "share": "89,3 %",
        }
        assert said["answer.above_green_requirement_not_met"] == {"requirement": "at_most 50"}
        assert said["verdict.requirement_not_met"] == {"comparison": "56,0 dager > 50 dager"}
        assert said["to_green.lower"] == {"distance": "6,0 dager", "limit": "50 dager"}
        met = explained(kpi, "50")
        assert [text.id for text in met.answer[-2:]] == ["answer.requirement_met", "answer.therefore.green"]
        assert Said(met)["answer.requirement_met"] == {"requirement": "at_most 50"}

    def test_a_reduction_of_a_count(self) -> None:
        kpi = terms(given="1064", promises="reduction 80", lower=True, **SUM_OF_YEAR)
        explanation = explained(kpi, [figure("2024-T1", 212), figure("2024-T2", 213), figure("2024-T3", 213)])
        assert explanation.status == Status.GREEN
        said = Said(explanation)
        assert said["measured.year_sum"] == {
            "parts": "212 (1. tert. 2024) + 213 (2. tert. 2024) + 213 (3. tert. 2024)",
            "sum": "638",
        }
        assert said["target.from_baseline"] == {"calculation": "1 064 × (1 − 0,80)", "target": "212,8"}
        assert said["attainment.formula"] == {
            "formula": "(1 064 − 638) ÷ (1 064 − 212,8)",
            "sign": "≈",
            "result": "0,5005",
            "share": "50,05 %",
        }
        assert said["limits.green_share_and_value"] == {"share": "0,50", "value": "or_lower 638"}
        assert "room.none" in said
        worse = Said(explained(kpi, [figure("2024", 1100)]))
        assert worse["answer.attainment_negative"] == {"value": "1 100", "share": "−4,2 %"}
        assert worse["to_green.fewer_in_a_year"] == {"count": "462", "goal": "638"}

    def test_a_range_is_reached_at_its_lower_end(self) -> None:
        kpi = terms(given="100", promises="reduction_range 20 30", lower=True, unit=Unit.NOK)
        said = Said(explained(kpi, "90"))
        assert said["target.own"] == {"ambition": "reduction_range 20"}
        assert said["target.from_baseline"] == {"calculation": "100 × (1 − 0,20)", "target": "80 kroner"}
        assert said["target.stretch"] == {"calculation": "100 × (1 − 0,30)", "target": "70 kroner"}

    def test_an_increase(self) -> None:
        said = Said(explained(terms(given="60", promises="increase 10", **SUM_OF_YEAR), "63"))
        assert said["target.from_baseline"] == {"calculation": "60 × (1 + 0,10)", "target": "66"}
        assert said["attainment.formula"] == {
            "formula": "(63 − 60) ÷ (66 − 60)",
            "sign": "=",
            "result": "0,50",
            "share": "50,0 %",
        }

    def test_nothing_left_to_have(self) -> None:
        said = Said(explained(terms(given="1.8", promises="zero", lower=True), "0.9"))
        assert said["answer.of_way_to_zero"] == {"baseline": "1,8 %", "value": "0,9 %", "share": "50,0 %"}
        assert said["attainment.formula"] == {
            "formula": "(1,8 − 0,9) ÷ 1,8",
            "sign": "=",
            "result": "0,50",
            "share": "50,0 %",
        }

    @pytest.mark.parametrize(
        ("value", "status", "id", "values"),
        [
            (
                "45",
                Status.GREEN,
                "answer.better_than_baseline",
                {"value": "45,0 %", "against": "41,0 %"},
            ),
            ("41", Status.YELLOW, "answer.same_as_baseline", {"value": "41,0 %", "against": "41,0 %"}),
            (
                "40",
                Status.RED,
                "answer.worse_than_baseline",
                {"value": "40,0 %", "against": "41,0 %"},
            ),
        ],
    )
    def test_an_improvement(self, value: str, status: Status, id: str, values: dict[str, str]) -> None:
        explanation = explained(terms(given="41", promises="improvement"), value)
        assert explanation.status == status
        assert Said(explanation)[id] == values

    def test_an_improvement_on_the_figure_before(self) -> None:
        kpi = terms(promises="improvement", compares_with=ComparesWith.PREVIOUS)
        said = Said(explained(kpi, [figure("2024", 40), figure("2025", 42)]))
        assert said["answer.better_than_previous"] == {"value": "42,0 %", "against": "40,0 %"}
        assert said["target.previous"] == {"value": "40,0 %"}

    def test_limits_that_are_values(self) -> None:
        by_value = (Thresholds(Fraction(10), Fraction(20), ThresholdBasis.VALUE),)
        said = Said(explained(terms(adopted="level 5", thresholds=by_value, **DAYS), "12"))
        assert said["limits.green_value"]["value"] == "or_lower 10"
        assert said["verdict.between"] == {
            "not_green": "12,0 dager > 10 dager",
            "yellow": "12,0 dager ≤ 20 dager",
        }

    @pytest.mark.parametrize(
        ("kpi", "value", "id", "values"),
        [
            (
                terms(adopted="level 93.3"),
                "66",
                "answer.green_share_and_value",
                {"green": "of_ambition 0.5", "value": "46,65 %"},
            ),
            (
                terms(adopted="level 93.3"),
                "40",
                "answer.yellow_share",
                {"green": "of_ambition 0.5", "yellow": "25 %"},
            ),
            (
                terms(adopted="level 80"),
                "20",
                "answer.on_yellow_share",
                {"green": "of_ambition 0.5", "yellow": "25 %"},
            ),
            (terms(adopted="level 80"), "19", "answer.red_share", {"yellow": "of_ambition 0.25"}),
            (
                terms(adopted="level 5", **DAYS),
                "8",
                "answer.green_share_and_value",
                {"green": "attainment 0.5", "value": "10 dager"},
            ),
            (
                terms(given="1064", promises="reduction 80", lower=True, **SUM_OF_YEAR),
                "600",
                "answer.green_share_and_value",
                {"green": "of_promised_reduction 0.5", "value": "638"},
            ),
            (
                terms(given="60", promises="increase 10", **SUM_OF_YEAR),
                "66",
                "answer.green_share_and_value",
                {"green": "of_promised_increase 0.5", "value": "63"},
            ),
            (
                terms(given="1.8", promises="zero", lower=True),
                "0.9",
                "answer.green_share_and_value",
                {"green": "of_way_to_zero 0.5", "value": "0,9 %"},
            ),
        ],
    )
    def test_a_limit_says_what_it_is_a_share_of(
        self, kpi: KpiTerms, value: str, id: str, values: dict[str, str]
    ) -> None:
        year = kpi.over_time == OverTime.YEAR_SUM
        assert Said(explained(kpi, [figure("2024", value)] if year else value))[id] == values

    def test_the_scale_rounds_as_the_sentences_do(self) -> None:
        kpi = terms(given="2343.5", promises="level 224.75", lower=True, **SUM_OF_YEAR)
        scale = explained(kpi, [figure("2024", 300)]).scale
        assert scale is not None
        marks = {(mark.id, mark.value, number_in(mark.text)) for mark in scale.marks}
        # Half of the ambition is reached at 449.5 and a quarter at 899; a count is whole, so 449 is the first that is.
        assert marks >= {
            ("ambition", Fraction("224.75"), "224,75"),
            ("baseline", Fraction("2343.5"), "2 343,5"),
            ("limit", Fraction("449.5"), "449"),
            ("limit", Fraction(899), "899"),
        }

    def test_progress_and_a_start_that_is_already_there(self) -> None:
        on_the_way = Said(explained(terms(given="40.6", adopted="level 92", required="at_least 70"), "58"))
        assert on_the_way["progress.formula"] == {
            "top": "58,0 − 40,6",
            "bottom": "92 − 40,6",
            "sign": "≈",
            "share": "33,9 %",
        }
        there = Said(explained(terms(given="3", adopted="level 5", **DAYS), "4"))
        assert there["progress.already_there"] == {"baseline": "3 dager"}
