"""Why a status is what it is, in words: the figures are the judgement's own, and every cell has an answer."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kpi.models import Baseline, Document, Measurement, User
from kpi.presentation.explain.scale import CHARACTER
from kpi.presentation.explanation import explain
from kpi.rules.figure import Figure
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import Period
from kpi.rules.regional_ambition import RegionalTerms
from kpi.rules.status import Thresholds
from kpi.rules.terms import (
    Aggregation,
    ComparesWith,
    Direction,
    OverTime,
    Reason,
    RegionalRule,
    Status,
    ThresholdBasis,
    Unit,
)
from kpi.selectors.board import judgements
from kpi.selectors.kpi_facts import Facts
from tests.presentation.cells import explained, kpi_like, sentences_of, text_of
from tests.rules.build import SUM_OF_YEAR, figure, terms
from tests.rules.strategies import by_organisation, periods, thorough
from tests.rules.strategies import terms as any_terms

DAYS = {"unit": Unit.DAYS, "lower": True}


class TestTheArithmetic:
    """Each kind of ambition, with the plan's own figures."""

    def test_a_level(self) -> None:
        held = explained(terms(promises="level 50", adopted="level 43.3"), "21.65")
        assert held.status == Status.GREEN
        text = text_of(held)
        assert "21,65 % er 50,0 % av den regionale ambisjonen." in text
        assert "21,65 ÷ 43,3 = 0,50, altså 50,0 % av ambisjonen" in text
        assert "Grønn: fra 0,50, det vil si 21,65 % eller høyere." in text
        assert "0,50 ≥ 0,50." in text
        assert "Å gå på før gul\nIngenting: verdien ligger på grensen." in text
        assert "43,3 % nådd. Setter ikke fargen." in text

    def test_just_below_a_border_is_not_shown_as_the_border(self) -> None:
        held = explained(terms(adopted="level 43.3"), "21.649")
        assert held.status == Status.YELLOW
        text = text_of(held)
        assert "21,649 ÷ 43,3 ≈ 0,49998" in text
        assert "0,49998 < 0,50, men 0,49998 ≥ 0,25." in text
        assert "49,998 % av den regionale ambisjonen" in text
        assert "0,001 prosentpoeng høyere, til 21,65 %." in text

    def test_a_requirement_overrules_the_limit(self) -> None:
        kpi = terms(given="56", promises="requirement", adopted="requirement", required="at_most 50", **DAYS)
        held = explained(kpi, "56")
        assert held.status == Status.YELLOW
        text = text_of(held)
        assert "50 ÷ 56,0 ≈ 0,893, altså 89,3 % av ambisjonen" in text
        assert "Det er over grensen for grønn, men styringskravet på høyst 50 dager er ikke møtt." in text
        assert "56,0 dager > 50 dager, så styringskravet er ikke møtt. Ikke grønn." in text
        assert "6,0 dager lavere, til 50 dager." in text
        met = text_of(explained(kpi, "50"))
        assert "Styringskravet på høyst 50 dager er møtt.\nDerfor grønn." in met

    def test_a_reduction_of_a_count(self) -> None:
        kpi = terms(given="1064", promises="reduction 80", lower=True, **SUM_OF_YEAR)
        held = explained(kpi, [figure("2024-T1", 212), figure("2024-T2", 213), figure("2024-T3", 213)])
        assert held.status == Status.GREEN
        text = text_of(held)
        assert "212 (1. tert. 2024) + 213 (2. tert. 2024) + 213 (3. tert. 2024) = 638." in text
        assert "1 064 × (1 − 0,80) = 212,8" in text
        assert "(1 064 − 638) ÷ (1 064 − 212,8) ≈ 0,5005" in text
        assert "Grønn: fra 0,50, det vil si 638 eller lavere." in text
        assert "Ingenting: verdien ligger på grensen." in text
        worse = text_of(explained(kpi, [figure("2024", 1100)]))
        assert "1 100 er verre enn nullpunktet, så måloppnåelsen er negativ: −4,2 %." in worse
        assert "462 færre på tolv måneder, til 638." in worse

    def test_a_range_is_reached_at_its_lower_end(self) -> None:
        kpi = terms(given="100", promises="reduction_range 20 30", lower=True, unit=Unit.NOK)
        text = text_of(explained(kpi, "90"))
        assert "Egen ambisjon 20–30 % reduksjon." in text
        assert "100 × (1 − 0,20) = 80 kroner" in text
        assert "Den øvre enden er 100 × (1 − 0,30) = 70 kroner." in text

    def test_an_increase(self) -> None:
        text = text_of(explained(terms(given="60", promises="increase 10", **SUM_OF_YEAR), "63"))
        assert "60 × (1 + 0,10) = 66" in text
        assert "(63 − 60) ÷ (66 − 60) = 0,50" in text

    def test_nothing_left_to_have(self) -> None:
        text = text_of(explained(terms(given="1.8", promises="zero", lower=True), "0.9"))
        assert "Med 0,9 % er 50,0 % av veien fra nullpunktet til 0 gått." in text
        assert "(1,8 − 0,9) ÷ 1,8 = 0,50" in text

    @pytest.mark.parametrize(
        ("value", "status", "sentence"),
        [
            ("45", Status.GREEN, "45,0 % er bedre enn nullpunktet, 41,0 %."),
            ("41", Status.YELLOW, "41,0 % er likt med nullpunktet."),
            ("40", Status.RED, "40,0 % er verre enn nullpunktet, 41,0 %."),
        ],
    )
    def test_an_improvement(self, value: str, status: Status, sentence: str) -> None:
        held = explained(terms(given="41", promises="improvement"), value)
        assert held.status == status
        assert sentence in text_of(held)

    def test_an_improvement_on_the_figure_before(self) -> None:
        kpi = terms(promises="improvement", compares_with=ComparesWith.PREVIOUS)
        text = text_of(explained(kpi, [figure("2024", 40), figure("2025", 42)]))
        assert "42,0 % er bedre enn forrige måling, 40,0 %." in text
        assert "Sammenlignes med forrige måling, 40,0 %." in text

    def test_limits_that_are_values(self) -> None:
        by_value = (Thresholds(Fraction(10), Fraction(20), ThresholdBasis.VALUE),)
        kpi = terms(adopted="level 5", thresholds=by_value, **DAYS)
        text = text_of(explained(kpi, "12"))
        assert "Grønn: 10 dager eller lavere." in text
        assert "12,0 dager > 10 dager, men 12,0 dager ≤ 20 dager." in text

    @pytest.mark.parametrize(
        ("kpi", "value", "sentence"),
        [
            (terms(adopted="level 93.3"), "66", "Grønn begynner ved 50 % av ambisjonen, her 46,65 %."),
            (
                terms(adopted="level 93.3"),
                "40",
                "Det er under grensen for grønn (50 % av ambisjonen), men over grensen for gul (25 %).",
            ),
            (
                terms(adopted="level 80"),
                "20",
                "Det er under grensen for grønn (50 % av ambisjonen), og på grensen for gul (25 %).",
            ),
            (terms(adopted="level 80"), "19", "Det er under grensen for gul (25 % av ambisjonen)."),
            (terms(adopted="level 5", **DAYS), "8", "Grønn begynner ved 50 % måloppnåelse, her 10 dager."),
            (
                terms(given="1064", promises="reduction 80", lower=True, **SUM_OF_YEAR),
                "600",
                "Grønn begynner ved 50 % av den lovede nedgangen, her 638.",
            ),
            (
                terms(given="60", promises="increase 10", **SUM_OF_YEAR),
                "66",
                "Grønn begynner ved 50 % av den lovede økningen, her 63.",
            ),
            (
                terms(given="1.8", promises="zero", lower=True),
                "0.9",
                "Grønn begynner ved 50 % av veien fra nullpunktet til 0, her 0,9 %.",
            ),
        ],
    )
    def test_a_limit_says_what_it_is_a_share_of(self, kpi: KpiTerms, value: str, sentence: str) -> None:
        year = kpi.over_time == OverTime.YEAR_SUM
        assert sentence in text_of(explained(kpi, [figure("2024", value)] if year else value))

    def test_the_scale_rounds_as_the_sentences_do(self) -> None:
        kpi = terms(given="2343.5", promises="level 224.75", lower=True, **SUM_OF_YEAR)
        held = explained(kpi, [figure("2024", 300)])
        assert held.scale is not None
        assert {"Ambisjon 224,75", "Nullpunkt 2 343,5", "449"} <= {
            mark.text.replace("\N{NO-BREAK SPACE}", " ") for mark in held.scale.marks
        }

    def test_progress_and_a_start_that_is_already_there(self) -> None:
        on_the_way = explained(terms(given="40.6", adopted="level 92", required="at_least 70"), "58")
        assert "(58,0 − 40,6) ÷ (92 − 40,6) ≈ 33,9 % av veien" in text_of(on_the_way)
        there = explained(terms(given="3", adopted="level 5", **DAYS), "4")
        assert "Nullpunktet (3 dager) er allerede minst like bra som ambisjonen." in text_of(there)


NO_COLOUR = {
    Reason.NO_MEASUREMENT: (terms(adopted="level 80"), [], "Det finnes ingen måling for STO"),
    Reason.INCOMPLETE_YEAR: (
        terms(given="60", promises="increase 10", **SUM_OF_YEAR),
        [figure("2025-T1", 20), figure("2025-T3", 22)],
        "STO har 8 av 12 måneder i 2025. Mangler 2. tert. 2025.",
    ),
    Reason.NO_COLOUR_RULE: (
        terms(promises="level 50", thresholds=()),
        [figure("2025", "12.5")],
        "25,0 % av ambisjonen er nådd.",
    ),
    Reason.NO_AMBITION: (terms(), [figure("2025", 5)], "Planen gir ingen ambisjon for STO."),
    Reason.AMBITION_PENDING: (terms(promises="pending"), [figure("2025", 5)], "Ambisjonen for STO avventes."),
    Reason.BASELINE_JUST_SET: (
        terms(promises="increase 10"),
        [figure("2025", 5)],
        "En endring kan vurderes fra en måling som begynner i januar 2026 eller senere.",
    ),
    Reason.NO_BASELINE: (terms(promises="increase 10"), [figure("2020", 5)], "Nullpunktet mangler"),
}


class TestWithoutAColour:
    """No colour is an answer of its own, and says what is lacking."""

    @pytest.mark.parametrize("reason", NO_COLOUR, ids=str)
    def test_each_reason(self, reason: Reason) -> None:
        kpi, figures, sentence = NO_COLOUR[reason]
        held = explained(kpi, figures)
        assert held.status == Status.NONE
        assert held.title == "Hvorfor har STO ingen status?"
        assert sentence in text_of(held)
        assert "For å få en farge" in text_of(held)
        assert "Ingen farge" in str(held.steps[4].lines[0])
        assert held.scale is None or held.scale.now == ""

    def test_an_indicator_where_neither_way_is_better(self) -> None:
        text = text_of(explained(terms(promises="level 50", direction=Direction.NEUTRAL), "12.5"))
        assert "Verken høyere eller lavere er bedre her, så tallet vises uten farge." in text
        assert "så det er ingen grenser" in text

    def test_a_region_that_lacks_a_trust(self) -> None:
        kpi = terms(given="60", promises="increase 10", **SUM_OF_YEAR)
        text = text_of(explained(kpi, "40", "9", None, whose="HMN"))
        assert "HMR mangler for 2025." in text
        assert "40 + 9 = 49" in text
        assert "En sum uten alle foretakene kan ikke vurderes" in text

    def test_every_reason_is_told_of(self) -> None:
        assert set(NO_COLOUR) | {Reason.INCOMPLETE_REGION} == set(Reason)

    def test_what_takes_no_measurements(self) -> None:
        held = explained(terms(), takes_measurements=False)
        assert "Dette måles ikke." in text_of(held)
        assert not held.has_side


class TestTheRegion:
    """Where the region's value and ambition come from."""

    def test_shares_are_pooled(self) -> None:
        kpi = terms(adopted="level 80")
        parts = [[figure("2025", "50", of=(50, 100))], [figure("2025", "20", of=(10, 50))]]
        text = text_of(explained(kpi, *parts, whose="HMN"))
        assert "(50 + 10) ÷ (100 + 50) = 40,0 %" in text
        assert "HMR mangler for denne perioden og er ikke med." in text
        assert "Regionens tall er regnet uten HMR" in text

    def test_averages_are_weighted_by_their_denominators(self) -> None:
        parts = [[figure("2025", "4", of=300)], [figure("2025", "7", of=100)], [figure("2025", "5", of=100)]]
        text = text_of(explained(terms(adopted="level 5", **DAYS), *parts, whose="HMN"))
        assert "(4,0 × 300 + 7,0 × 100 + 5,0 × 100) ÷ (300 + 100 + 100) = 4,8 dager" in text

    def test_without_denominators_it_is_a_plain_mean(self) -> None:
        text = text_of(explained(terms(adopted="level 92"), "46", "62", "49", whose="HMN"))
        assert "(46,0 + 62,0 + 49,0) ÷ 3 ≈ 52,3 %" in text
        assert "uvektet" in text

    def test_its_own_figure_goes_first_and_the_calculated_stands_beside(self) -> None:
        kpi = terms(adopted="level 92", required="at_least 70")
        text = text_of(explained(kpi, "46", "62", "49", whose="HMN", own=[figure("2025", 51)]))
        assert "51,0 % · 2025" in text
        assert "Foretakenes tall for samme periode gir 52,3 %: STO 46,0 %, HNT 62,0 % og HMR 49,0 %." in text

    def test_the_sum_of_the_trusts_targets(self) -> None:
        kpi = terms(
            given=["1064", "239", "1041"],
            promises=["reduction 80", "reduction 95", "zero"],
            lower=True,
            **SUM_OF_YEAR,
        )
        text = text_of(explained(kpi, "612", "158", "887", whose="HMN"))
        assert "612 + 158 + 887 = 1 657" in text
        assert "212,8 (STO) + 11,95 (HNT) + 0 (HMR) = 224,75" in text

    @pytest.mark.parametrize(
        ("rule", "decimals", "promises", "sentence"),
        [
            (RegionalRule.MEAN, 0, (85, 95, 95), "snittet av %s er 91,67, avrundet til 92."),
            (RegionalRule.MEDIAN, None, (90, 85, 85), "medianen av %s er 85."),
            (RegionalRule.LOWEST, None, (15, 20, 20), "den laveste av %s er 15."),
            (RegionalRule.HIGHEST, None, (15, 20, 20), "den høyeste av %s er 20."),
        ],
        ids=str,
    )
    def test_the_rule_of_a_regional_ambition(
        self, rule: RegionalRule, decimals: int | None, promises: tuple[int, int, int], sentence: str
    ) -> None:
        kpi = terms(promises=[f"level {value}" for value in promises], regional=RegionalTerms(rule, decimals))
        given_by = "foretakenes ambisjoner, {} (STO), {} (HNT) og {} (HMR),".format(*promises)
        assert sentence % given_by in text_of(explained(kpi, "50", "50", "50", whose="HMN"))

    def test_an_adopted_ambition_that_differs_from_the_calculated_is_said(self) -> None:
        same, other = (
            terms(promises="level 90", adopted=adopted, regional=RegionalTerms(RegionalRule.MEAN, 0))
            for adopted in ("level 90", "level 80")
        )
        assert "ikke likt" not in text_of(explained(same, "50"))
        assert "Det vedtatte og det beregnede er ikke likt." in text_of(explained(other, "50"))


class TestWhereFiguresComeFrom:
    """Who entered a figure and when, or which report it stands in."""

    moment = datetime(2026, 9, 14, 10, 0, tzinfo=UTC)

    def text(self, **fields: object) -> str:
        record = Measurement(
            **{
                "origin": "entered",
                "state": "current",
                "entered_at": self.moment,
                "value": Decimal(58),
                **fields,
            }
        )
        held = Figure(Period.parse("2025"), Decimal("58.0"), ref=7)
        facts = {"records": {7: record}, "documents": {"3": Document(title="Årlig melding", version="2019")}}
        return text_of(explained(terms(adopted="level 92"), [held], facts=facts))

    def test_entered_by_one_and_approved_by_another(self) -> None:
        text = self.text(
            entered_by=User(pk=1, first_name="Kari", last_name="Nordmann"),
            approved_by=User(pk=2, username="ola"),
            approved_at=self.moment,
        )
        assert "Ført av Kari Nordmann 14. september 2026." in text
        assert "Godkjent av ola 14. september 2026." in text

    def test_a_report(self) -> None:
        text = self.text(origin="report", printed="46 %", document_id=3, section="2.3", footnote="")
        assert "Hentet fra rapport, trykt som «46 %»." in text
        assert "Årlig melding 2019, kap. 2.3" in text

    def test_demo(self) -> None:
        assert "Demodata: tallet er oppdiktet." in self.text(origin="demo")

    def test_a_correction(self) -> None:
        text = self.text(corrects=Measurement(value=Decimal("57.1")), reason="Feil i uttrekket")
        assert "Rettelse: sto som 57,1 %. Grunn: Feil i uttrekket" in text

    def test_not_saved_yet(self) -> None:
        assert "Ikke lagret ennå." in text_of(explained(terms(adopted="level 92"), "58"))


@pytest.mark.parametrize(
    ("aggregation", "expected"),
    [
        (Aggregation.WEIGHTED, "Regionens nullpunkt er snittet av foretakenes: (0 + 0 + 0) ÷ 3 = 0 %."),
        (Aggregation.SUM, "Regionens nullpunkt er summen av foretakenes: 0 + 0 + 0 = 0 %."),
    ],
)
def test_a_common_baseline_is_a_mean_or_a_sum_by_what_the_kpi_is(aggregation, expected) -> None:  # type: ignore[no-untyped-def]
    kpi = terms(given=0, promises="level 10", aggregation=aggregation)
    rows = {code: [Baseline(kind="value", value=Decimal(0))] for code in ("STO", "HNT", "HMR")}
    held = explained(kpi, "5", "5", "5", whose="HMN", facts={"baselines": rows})
    assert expected in text_of(held)


@given(held=any_terms(), figures=by_organisation, as_of=periods, whose=st.sampled_from(["STO", "HMR", "HMN"]))
@thorough(150)
def test_whatever_is_judged_can_be_explained(held, figures, as_of, whose) -> None:  # type: ignore[no-untyped-def]
    cells = judgements(held, figures, as_of=as_of, preliminary=True)
    parts = {organisation: judgement for (_code, organisation), judgement in cells.items()}
    explanation = explain(
        cells["X.1", whose],
        kpi_like(held, numerator="Epikriser"),
        Facts(terms=held, organisations={}, series=figures, parts=parts),
    )
    assert explanation.status == cells["X.1", whose].status
    assert len(explanation.steps) == 5
    assert all(step.lines for step in explanation.steps)
    assert len(explanation.answer) >= 2
    for sentence in sentences_of(explanation):
        assert sentence.strip()
        assert "%(" not in sentence
        assert "**" not in sentence
        assert "None" not in sentence
    if explanation.scale is not None:
        _assert_readable(explanation.scale)


def _assert_readable(scale) -> None:  # type: ignore[no-untyped-def]
    """The zones fill the drawing from left to right without overlap, and no name lies on another or on its stem."""
    at = 0.0
    for zone in scale.zones:
        start, width = float(zone.x.rstrip("%")), float(zone.width.rstrip("%"))
        assert start == pytest.approx(at, abs=0.02)
        at = start + width
    assert at == pytest.approx(100, abs=0.05)
    placed = [(mark, float(mark.x.rstrip("%")), *_words_of(mark)) for mark in scale.marks]
    for mark, x, left, right in placed:
        assert left >= -1.1
        assert right <= 101.1
        for other, _other_x, other_left, other_right in placed:
            if other.y == mark.y and other is not mark:
                assert right < other_left or other_right < left
            if other.y < mark.y:  # the stem goes past the words above
                assert not other_left < x < other_right


def _words_of(mark) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """From where to where a mark's words reach on a narrow screen, in per cent."""
    x, width = float(mark.x.rstrip("%")), len(mark.text) * CHARACTER
    left = {"start": x, "middle": x - width / 2, "end": x - width}[mark.anchor]
    return left, left + width


def test_a_title_in_another_language_is_still_about_the_cell() -> None:
    with translation.override("en"):
        held = explained(terms(adopted="level 92"), "58.5")
    assert "STO" in held.title
    assert any("58.5" in sentence for sentence in sentences_of(held))
