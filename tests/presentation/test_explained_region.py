"""Where the region's value, baseline and ambition come from, told in sentences with values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpi.models import Baseline, Organisation, RegionalAmbition, Revision
from kpi.rules.regional_ambition import RegionalTerms
from kpi.rules.terms import (
    Aggregation,
    RegionalRule,
    Unit,
)
from tests.presentation.cells import Said, explained
from tests.rules.build import SUM_OF_YEAR, figure, terms

DAYS = {"unit": Unit.DAYS, "lower": True}


class TestTheRegion:
    """Where the region's value and ambition come from."""

    def test_shares_are_pooled(self) -> None:
        parts = [[figure("2025", "50", of=(50, 100))], [figure("2025", "20", of=(10, 50))]]
        said = Said(explained(terms(adopted="level 80"), *parts, whose="HMN"))
        assert said["measured.pooled"] == {"calculation": "(50 + 10) ÷ (100 + 50) = 40,0 %"}
        assert said["measured.missing"] == {"trusts": "HMR"}
        assert said["flag.partial_coverage"] == {"trusts": "HMR"}

    def test_averages_are_weighted_by_their_denominators(self) -> None:
        parts = [[figure("2025", "4", of=300)], [figure("2025", "7", of=100)], [figure("2025", "5", of=100)]]
        said = Said(explained(terms(adopted="level 5", **DAYS), *parts, whose="HMN"))
        assert said["measured.weighted"] == {
            "calculation": "(4,0 × 300 + 7,0 × 100 + 5,0 × 100) ÷ (300 + 100 + 100) = 4,8 dager"
        }

    def test_without_denominators_it_is_a_plain_mean(self) -> None:
        said = Said(explained(terms(adopted="level 92"), "46", "62", "49", whose="HMN"))
        assert said["measured.unweighted"] == {"calculation": "(46,0 + 62,0 + 49,0) ÷ 3 ≈ 52,3 %"}
        assert "flag.unweighted" in said

    def test_its_own_figure_goes_first_and_the_calculated_stands_beside(self) -> None:
        kpi = terms(adopted="level 92", required="at_least 70")
        said = Said(explained(kpi, "46", "62", "49", whose="HMN", own=[figure("2025", 51)]))
        assert said["measured.value"] == {"value": "51,0 %", "period": "2025"}
        assert said["measured.calculated_beside"] == {
            "value": "52,3 %",
            "parts": "STO 46,0 %, HNT 62,0 % og HMR 49,0 %",
        }

    def test_the_sum_of_the_trusts_targets(self) -> None:
        kpi = terms(
            given=["1064", "239", "1041"],
            promises=["reduction 80", "reduction 95", "zero"],
            lower=True,
            **SUM_OF_YEAR,
        )
        said = Said(explained(kpi, "612", "158", "887", whose="HMN"))
        assert said["measured.sum"] == {"calculation": "612 + 158 + 887 = 1 657"}
        assert said["target.sum"] == {"parts": "212,8 (STO) + 11,95 (HNT) + 0 (HMR)", "sum": "224,75"}

    @pytest.mark.parametrize(
        ("rule", "decimals", "promises", "result"),
        [
            (RegionalRule.MEAN, 0, (85, 95, 95), "rounded 92"),
            (RegionalRule.MEDIAN, None, (90, 85, 85), "85"),
            (RegionalRule.LOWEST, None, (15, 20, 20), "15"),
            (RegionalRule.HIGHEST, None, (15, 20, 20), "20"),
        ],
        ids=str,
    )
    def test_the_rule_of_a_regional_ambition(
        self, rule: RegionalRule, decimals: int | None, promises: tuple[int, int, int], result: str
    ) -> None:
        kpi = terms(promises=[f"level {value}" for value in promises], regional=RegionalTerms(rule, decimals))
        assert Said(explained(kpi, "50", "50", "50", whose="HMN"))[f"target.calculated.{rule}"] == {
            "values": "{} (STO), {} (HNT) og {} (HMR)".format(*promises),
            "result": result,
        }

    def test_an_adopted_ambition_that_differs_from_the_calculated_is_said(self) -> None:
        same, other = (
            terms(promises="level 90", adopted=adopted, regional=RegionalTerms(RegionalRule.MEAN, 0))
            for adopted in ("level 90", "level 80")
        )
        assert "target.adopted_differs" not in Said(explained(same, "50"))
        assert "target.adopted_differs" in Said(explained(other, "50"))


@pytest.mark.parametrize(
    ("aggregation", "id", "values"),
    [
        (
            Aggregation.WEIGHTED,
            "target.baseline_mean",
            {"parts": "0 + 0 + 0", "count": "3", "sign": "=", "value": "0 %"},
        ),
        (Aggregation.SUM, "target.baseline_sum", {"parts": "0 + 0 + 0", "value": "0 %"}),
    ],
)
def test_a_common_baseline_is_a_mean_or_a_sum_by_what_the_kpi_is(
    aggregation: Aggregation, id: str, values: dict[str, str]
) -> None:
    kpi = terms(given=0, promises="level 10", aggregation=aggregation)
    rows = {
        code: [Baseline(kind="value", value=Decimal(0), revision=Revision())]
        for code in ("STO", "HNT", "HMR")
    }
    assert Said(explained(kpi, "5", "5", "5", whose="HMN", facts={"baselines": rows}))[id] == values


@pytest.mark.parametrize("whose", ["STO", "HMN"])
def test_what_another_whole_of_the_plan_has_adopted_is_not_quoted(whose: str) -> None:
    start = Revision()
    adopted = [
        RegionalAmbition(
            organisation=Organisation(code=code), kind="level", value=value, note=note, revision=start
        )
        for code, value, note in (("HMN", Decimal(92), "Vedtatt her"), ("HSO", Decimal(10), "Vedtatt der"))
    ]
    said = Said(
        explained(terms(adopted="level 92"), "46", "62", "49", whose=whose, facts={"adopted": adopted})
    )
    assert [str(text) for text in said.texts if text.id == "target.note"] == ["Vedtatt her"]
