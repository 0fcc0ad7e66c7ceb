"""Why a status is what it is: which sentences are said, with which values, and every cell has an answer.

Sentences are known by their identifiers. How they are worded stands in `reviewed_texts.md`, which people have read.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kpi.presentation.explain.parts import Scale, Shown
from kpi.presentation.explain.scale import CHARACTER
from kpi.presentation.explanation import explain
from kpi.rules.ambition import Ambition
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import Period
from kpi.rules.terms import AmbitionKind, Direction, Reason, Status
from kpi.selectors.board import judgements
from kpi.selectors.kpi_facts import Facts
from tests.presentation.cells import Said, explained, known_ids, kpi_like, number_in, sentences_of
from tests.rules.build import SUM_OF_YEAR, figure, organisation, plan, terms
from tests.rules.strategies import by_organisation, cases, periods, thorough
from tests.rules.strategies import terms as any_terms

NO_COLOUR = {
    Reason.NO_MEASUREMENT: (
        terms(adopted="level 80"),
        [],
        "answer.no_measurement",
        {"organisation": "STO", "as_of": "2025"},
        "to_a_colour.measurement",
    ),
    Reason.INCOMPLETE_YEAR: (
        terms(given="60", promises="increase 10", **SUM_OF_YEAR),
        [figure("2025-T1", 20), figure("2025-T3", 22)],
        "measured.coverage",
        {"organisation": "STO", "count": "8", "window": "2025", "gaps": "2. tert. 2025"},
        "to_a_colour.months",
    ),
    Reason.NO_AMBITION: (
        terms(),
        [figure("2025", 5)],
        "answer.no_ambition",
        {"organisation": "STO"},
        "to_a_colour.ambition",
    ),
    Reason.AMBITION_PENDING: (
        terms(promises="pending"),
        [figure("2025", 5)],
        "answer.ambition_pending",
        {"organisation": "STO"},
        "to_a_colour.ambition",
    ),
    Reason.BASELINE_JUST_SET: (
        terms(promises="increase 10"),
        [figure("2025", 5)],
        "answer.change_from_measurement",
        {"month": "januar 2026"},
        "to_a_colour.later_measurement",
    ),
    Reason.NO_BASELINE: (
        terms(promises="increase 10"),
        [figure("2020", 5)],
        "answer.no_baseline",
        {},
        "to_a_colour.baseline",
    ),
}


class TestWithoutAColour:
    """No colour is an answer of its own, and says what is lacking."""

    @pytest.mark.parametrize("reason", NO_COLOUR, ids=str)
    def test_each_reason(self, reason: Reason) -> None:
        kpi, figures, id, values, lacking = NO_COLOUR[reason]
        explanation = explained(kpi, figures)
        assert explanation.status == Status.NONE
        assert Said(explanation)[id] == values
        [fact] = [fact for fact in explanation.facts if fact.id == "to_a_colour"]
        assert [line.id for line in fact.lines] == [lacking]
        assert explanation.steps[4].lines[0].id == "verdict.no_colour"
        assert explanation.scale is None or explanation.scale.now == ""

    def test_a_region_that_lacks_a_trust(self) -> None:
        kpi = terms(given="60", promises="increase 10", **SUM_OF_YEAR)
        said = Said(explained(kpi, "40", "9", None, whose="HMN"))
        assert said["answer.missing_organisations"] == {"trusts": "HMR", "period": "2025"}
        assert said["measured.sum"] == {"calculation": "40 + 9 = 49"}
        assert "answer.sum_takes_all" in said

    def test_every_reason_is_told_of(self) -> None:
        elsewhere = {Reason.INCOMPLETE_REGION, Reason.NO_COLOUR_RULE}
        assert set(NO_COLOUR) | elsewhere == set(Reason)

    def test_a_plan_without_thresholds(self) -> None:
        explanation = explained(terms(promises="level 80", thresholds=()), "60")
        said = Said(explanation)
        assert [text.id for text in explanation.answer] == [
            "answer.no_thresholds",
            "answer.share_of_ambition",
        ]
        assert said["answer.share_of_ambition"] == {"share": "75,0 %"}
        assert said["attainment.formula"]["result"] == "0,75"
        assert "limits.no_rule" in said
        assert "verdict.no_colour" in said
        assert explanation.scale is None
        assert "to_a_colour" in {fact.id for fact in explanation.facts}

    def test_a_plan_without_thresholds_or_ambition(self) -> None:
        explanation = explained(terms(thresholds=()), "60")
        assert [text.id for text in explanation.answer] == [
            "answer.no_thresholds",
            "answer.followed_over_time",
        ]
        assert "attainment.not_while_reason" in Said(explanation)

    def test_what_has_no_better_side(self) -> None:
        kpi = replace(terms(promises="level 80"), direction=Direction.NEUTRAL)
        explanation = explained(kpi, "60")
        assert [text.id for text in explanation.answer] == [
            "answer.neither_is_better",
            "answer.followed_not_steered",
        ]
        assert "limits.neutral" in Said(explanation)
        assert explanation.scale is None
        assert "to_a_colour" in {fact.id for fact in explanation.facts}

    def test_what_takes_no_measurements(self) -> None:
        explanation = explained(terms(), takes_measurements=False)
        assert "answer.not_measured" in Said(explanation)
        assert not explanation.has_side


@given(kpi=any_terms(), figures=by_organisation, as_of=periods, whose=st.sampled_from(["STO", "HMR", "HMN"]))
@thorough(150)
def test_whatever_is_judged_can_be_explained(kpi, figures, as_of, whose) -> None:  # type: ignore[no-untyped-def]
    _assert_explained(kpi, figures, as_of, whose)


@given(case=cases(), as_of=periods, data=st.data())
@thorough(150)
def test_so_can_whatever_is_judged_in_a_plan_of_any_shape(case, as_of, data) -> None:  # type: ignore[no-untyped-def]
    """Parts of parts, wholes with ambitions of their own or adopted for them, parts without any."""
    kpi, figures = case
    whose = data.draw(st.sampled_from([organisation.code for organisation in kpi.organisations]))
    _assert_explained(kpi, figures, as_of, whose)


def _assert_explained(kpi, figures, as_of, whose) -> None:  # type: ignore[no-untyped-def]
    cells = judgements(kpi, figures, as_of=as_of, preliminary=True)
    parts = {organisation: judgement for (_code, organisation), judgement in cells.items()}
    explanation = explain(
        cells["X.1", whose],
        kpi_like(kpi, numerator="Epikriser"),
        Facts(terms=kpi, organisations={}, series=figures, parts=parts),
    )
    assert explanation.status == cells["X.1", whose].status
    assert [step.id for step in explanation.steps] == [
        "measured",
        "target",
        "attainment",
        "limits",
        "verdict",
    ]
    assert all(step.lines for step in explanation.steps)
    # Where the plan has no rule for a colour there may be nothing to add to that.
    assert len(explanation.answer) >= (1 if cells["X.1", whose].reason == Reason.NO_COLOUR_RULE else 2)
    said = Said(explanation)
    for text in said.texts:
        assert text.id in said
        _assert_true_numbers(text.values)
    for sentence in sentences_of(explanation):
        assert sentence.strip()
        assert "%(" not in sentence
        assert "**" not in sentence
        assert "None" not in sentence
    if explanation.scale is not None:
        _assert_readable(explanation.scale)


def _assert_true_numbers(values) -> None:  # type: ignore[no-untyped-def]
    """What is written is the number behind it, rounded to the decimals that are written; shares stand as per cent.
    (Where a wording goes with the number, there may be other numbers before it.)"""
    for value in values.values():
        if isinstance(value, Shown) and value.number is not None and not value.id:
            written = number_in(value)
            shown = Fraction(written.replace(" ", "").replace(",", ".").replace("−", "-"))
            rounding = Fraction(1, 2 * 10 ** len(written.partition(",")[2]))
            numbers = (value.number, value.number * 100) if "%" in value else (value.number,)
            assert any(abs(shown - number) <= rounding for number in numbers), value


def _assert_readable(scale: Scale) -> None:
    """The zones fill the drawing from left to right without overlap."""
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


def test_an_identifier_stands_for_one_sentence() -> None:
    assert len(known_ids()) > 150
    assert {id: templates for id, templates in known_ids().items() if len(templates) > 1} == {}


def test_a_title_in_another_language_is_still_about_the_cell() -> None:
    with translation.override("en"):
        explanation = explained(terms(adopted="level 92"), "58.5")
    assert "STO" in explanation.title
    assert any("58.5" in sentence for sentence in sentences_of(explanation))


def levels(**more: object) -> KpiTerms:
    """HMN, of which STO with two clinics and HNT with one are parts: STO's 40 is adopted, HNT-A's 80 its own."""
    return plan(
        organisation("HMN", go_live=None),
        organisation("STO", "HMN", adopted="level 40"),
        organisation("HNT", "HMN"),
        organisation("STO-A", "STO", given="20", promise="level 66"),
        organisation("STO-B", "STO", given="30", promise="level 70"),
        organisation("HNT-A", "HNT", given="60", promise="level 80"),
        **more,
    )


def said_of(kpi: KpiTerms, whose: str) -> Said:
    figures = {code: [figure("2025", 50)] for code in ("STO-A", "STO-B", "HNT-A")}
    cells = judgements(kpi, figures, as_of=Period.parse("2025"))
    parts = {code: judgement for (_kpi, code), judgement in cells.items()}
    return Said(
        explain(
            cells["X.1", whose],
            kpi_like(kpi),
            Facts(terms=kpi, organisations={}, series=figures, parts=parts),
        )
    )


def test_what_is_calculated_in_several_levels_adds_up() -> None:
    """The parts' governing ambitions and baselines are what went in, whoever they were adopted for or calculated of."""
    said = said_of(levels(), "HMN")
    calculated = said["target.calculated.mean"]
    assert calculated["values"] == "40 (STO) og 80 (HNT)"
    assert str(calculated["result"]) == "60"
    baseline = said["target.baseline_mean"]
    assert baseline["parts"] == "25 + 60"
    assert number_in(baseline["value"]) == "42,5"


def test_a_whole_with_an_ambition_of_its_own_is_told_so() -> None:
    kpi = levels()
    own = replace(
        kpi,
        organisations=tuple(
            replace(one, adopted=(), ambitions=(Ambition(AmbitionKind.LEVEL, Fraction(66)),))
            if one.code == "STO"
            else one
            for one in kpi.organisations
        ),
    )
    said = said_of(own, "STO")
    assert "target.own_of_whole" in said
    assert "target.not_adopted" not in said
    assert not [text.id for text in said.texts if text.id.startswith("target.calculated")]
