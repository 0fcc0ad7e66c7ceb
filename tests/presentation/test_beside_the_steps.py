"""What stands beside the steps of an explanation: what it takes to turn green, flags, deadline, scale and texts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from kpi.models import Ambition, Revision
from kpi.presentation.explain.parts import FromPlan, rich
from kpi.presentation.explain.words import in_full, told_apart
from kpi.rules.outcome import Outcome
from kpi.rules.terms import Flag, Status, Unit
from kpi.selectors.kpi_facts import KnownInconsistency
from tests.presentation.cells import Said, explained
from tests.rules.build import figure, terms

DAYS = {"unit": Unit.DAYS, "lower": True}


class TestTexts:
    """Sentences with emphasis and values."""

    def test_emphasis_moves_with_the_sentence_and_values_are_not_read_for_marks(self) -> None:
        text = rich("**%(value)s** av %(name)s", value="1 ** 2", name="%(value)s")
        assert [(run.text, run.strong) for run in text.runs] == [
            ("1 ** 2", True),
            (" av ", False),
            ("%(value)s", False),
        ]

    def test_what_the_plan_says_keeps_its_language(self) -> None:
        text = rich("Printed as %(printed)s.", printed=FromPlan("ingen tilfeller"))
        assert [run.lang for run in text.runs] == ["", "", ""]
        with translation.override("en"):
            assert [run.lang for run in text.runs] == ["", "nb", ""]

    @pytest.mark.parametrize(
        ("value", "least", "text"),
        [
            ("212.8", 0, "212,8"),
            ("58", 1, "58,0"),
            ("21.65", 1, "21,65"),
            (Fraction(275, 3), 0, "91,67"),
            ("0.5", 2, "0,50"),
        ],
    )
    def test_a_number_has_the_decimals_it_needs(self, value: str | Fraction, least: int, text: str) -> None:
        assert in_full(Fraction(value), least) == text

    @pytest.mark.parametrize(
        ("value", "limit", "text"),
        [
            ("0.4999", "0.5", "0,4999"),
            ("0.49996", "0.5", "0,49996"),
            ("0.50047", "0.5", "0,5005"),
            ("0.5", "0.5", "0,500"),
            ("0.63", "0.5", "0,630"),
            ("-0.0004", "0", "−0,0004"),
        ],
    )
    def test_a_rounded_number_stays_on_its_side_of_a_limit(self, value: str, limit: str, text: str) -> None:
        assert told_apart(Fraction(value), [Fraction(limit)], least=3) == text


class TestWhatItTakes:
    """How far it is to green, in what is counted where that is known."""

    def test_more_of_what_is_counted(self) -> None:
        kpi = terms(adopted="level 92", required="at_least 70")
        said = Said(
            explained(
                kpi,
                [figure("2026-T2", "58.0", of=(1257, 2168))],
                as_of="2026-T2",
                numerator="Epikriser sendt innen 1 dag etter utskrivning",
            )
        )
        assert said["measured.value_of"] == {
            "value": "58,0 %",
            "period": "2. tertial 2026",
            "numerator": "1 257",
            "denominator": "2 168",
        }
        assert said["to_green.more_of"] == {
            "count": "261",
            "what": "epikriser sendt innen 1 dag etter utskrivning",
            "denominator": "2 168",
        }
        assert said["to_green.higher"] == {"distance": "12,0 prosentpoeng", "limit": "70 %"}

    def test_fewer_where_lower_is_better(self) -> None:
        kpi = terms(adopted="requirement", required="at_most 5", lower=True)
        said = Said(
            explained(kpi, [figure("2025", "21.2", of=(212, 1000))], numerator="Kontakter over tiden")
        )
        assert said["to_green.fewer_of"] == {
            "count": "162",
            "what": "kontakter over tiden",
            "denominator": "1 000",
        }

    def test_better_than_the_baseline_is_one_more_than_it(self) -> None:
        explanation = explained(
            terms(given="35", promises="improvement"),
            [figure("2025", "33", of=(330, 1000))],
            numerator="Svar",
        )
        assert Said(explanation)["to_green.more_of"] == {
            "count": "21",
            "what": "svar",
            "denominator": "1 000",
        }

    @pytest.mark.parametrize("unit", ["percent", "days", "minutes", "nok", "count"])
    def test_nobody_is_told_to_reach_a_limit_that_is_passed(self, unit: str) -> None:
        for value in range(0, 101, 5):
            explanation = explained(terms(adopted="level 80", unit=Unit(unit)), str(value))
            facts = {fact.id for fact in explanation.facts}
            assert ("to_green" in facts) == (explanation.status != Status.GREEN)
            assert ("room" in facts) == (explanation.status == Status.GREEN)


FLAGS = {
    Flag.FIRST_MEASUREMENT_IS_BASELINE: lambda: explained(terms(adopted="level 80"), [figure("2024", 50)]),
    Flag.BEFORE_GO_LIVE: lambda: explained(terms(adopted="level 80"), [figure("2020", 50)]),
    Flag.STALE: lambda: explained(terms(adopted="level 80"), [figure("2023-T1", 50)]),
    Flag.PRELIMINARY: lambda: explained(
        terms(adopted="level 80"), [figure("2025", 50, approved=False)], preliminary=True
    ),
    Flag.PARTIAL_COVERAGE: lambda: explained(terms(adopted="level 80"), "50", "50", whose="HMN"),
    Flag.UNWEIGHTED: lambda: explained(terms(adopted="level 80"), "50", "50", "50", whose="HMN"),
    Flag.AMBITION_NOT_ADOPTED: lambda: explained(terms(promises="level 80"), "50", "50", "50", whose="HMN"),
    Flag.GREEN_WITHOUT_PROGRESS: lambda: explained(terms(given="73.2", promises="level 80"), "73.2"),
    Flag.WORSE_THAN_BASELINE: lambda: explained(terms(given="73.2", promises="level 80"), "70"),
    Flag.REQUIREMENT_NOT_MET: lambda: explained(
        terms(adopted="level 92", required="at_least 70"), "58"
    ),
}  # fmt: skip


@pytest.mark.parametrize("flag", FLAGS, ids=str)
def test_each_flag_is_explained_in_a_sentence(flag: Flag) -> None:
    notes = {note.code: note.sentence for note in FLAGS[flag]().flags}
    assert notes[flag].id == f"flag.{flag}"


def test_every_flag_is_tried_but_the_plan_s_own_inconsistencies() -> None:
    assert set(FLAGS) | {Flag.SOURCE_INCONSISTENT} == set(Flag)


def test_known_inconsistencies_are_shown_where_they_belong_even_without_a_colour() -> None:
    notes = (
        KnownInconsistency("Gjelder alle.", "", "7.1", ""),
        KnownInconsistency("Gjelder HNT.", "", "4.3", "", ("HNT",)),
    )
    kpi = terms(promises="pending")
    found = [str(note) for note in explained(kpi, facts={"inconsistencies": notes}).inconsistencies]
    assert found == ["Gjelder alle."]
    region = explained(kpi, whose="HMN", facts={"inconsistencies": notes})
    assert [str(note) for note in region.inconsistencies] == ["Gjelder alle.", "Gjelder HNT."]


class TestTheDeadline:
    """From the deadline on, the outcome that the rules propose; a person decides."""

    @pytest.mark.parametrize(
        ("as_of", "value", "proposed"),
        [
            ("2025-T2", "90", None),
            ("2025", "92", Outcome.REACHED),
            ("2025-12", "60", Outcome.PARTLY_REACHED),
            ("2026", "20", Outcome.NOT_REACHED),
        ],
    )
    def test_proposal(self, as_of: str, value: str, proposed: Outcome | None) -> None:
        row = Ambition(kind="level", value=Decimal(92), deadline=2025, revision=Revision())
        explanation = explained(
            terms(adopted="level 92"),
            [figure("2025-T1", value)],
            as_of=as_of,
            facts={"ambitions": {"STO": [row]}},
        )
        [deadline] = [fact for fact in explanation.facts if fact.id == "deadline"]
        assert Said(explanation)["deadline.year"] == {"year": "2025"}
        assert [line.id for line in deadline.lines[1:]] == (
            [f"deadline.proposal.{proposed}", "deadline.a_person_decides"] if proposed else []
        )


class TestTheScale:
    """Where the figure lies among the colours."""

    def test_zones_marks_and_the_figure(self) -> None:
        kpi = terms(given="40.6", promises="level 85", adopted="level 92", required="at_least 70")
        scale = explained(kpi, "58").scale
        assert scale is not None
        assert [zone.status for zone in scale.zones] == [Status.RED, Status.YELLOW, Status.GREEN]
        assert [zone.x for zone in scale.zones] == ["0.00%", "23.00%", "70.00%"]
        assert scale.now_x == "58.00%"
        assert {(mark.id, mark.value) for mark in scale.marks} == {
            ("requirement", 70),
            ("ambition", 92),
            ("baseline", Fraction("40.6")),
            ("own", 85),
            ("limit", 23),
        }
        for mark in scale.marks:
            assert in_full(mark.value) in mark.text
            assert in_full(mark.value) in scale.description
        assert "58,0" in scale.description

    def test_lower_is_better_turns_it_round(self) -> None:
        scale = explained(terms(given="8", adopted="level 5", **DAYS), "12").scale
        assert scale is not None
        assert [zone.status for zone in scale.zones] == [Status.GREEN, Status.YELLOW, Status.RED]

    def test_a_green_that_is_a_single_point_is_still_seen(self) -> None:
        scale = explained(terms(given="2", promises="zero", required="at_most 0", lower=True), "1").scale
        assert scale is not None
        green, yellow = scale.zones[0], scale.zones[1]
        assert green.status == Status.GREEN
        assert float(green.width.rstrip("%")) > 1
        assert float(yellow.x.rstrip("%")) >= float(green.width.rstrip("%"))
