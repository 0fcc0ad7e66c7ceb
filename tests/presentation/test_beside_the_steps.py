"""What stands beside the steps of an explanation: what it takes to turn green, flags, deadline, scale and texts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from kpi.models import Ambition
from kpi.presentation.explain.parts import FromPlan, rich
from kpi.presentation.explain.words import figure as shown
from kpi.presentation.explain.words import told_apart
from kpi.rules.terms import Flag, Status, Unit
from kpi.selectors.kpi_facts import KnownInconsistency
from tests.presentation.cells import explained, text_of
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
        assert shown(Fraction(value), least) == text

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
        held = explained(
            kpi,
            [figure("2026-T2", "58.0", of=(1257, 2168))],
            as_of="2026-T2",
            numerator="Epikriser sendt innen 1 dag etter utskrivning",
        )
        text = text_of(held)
        assert "58,0 % · 2. tertial 2026 · 1 257 av 2 168" in text
        assert "261 flere epikriser sendt innen 1 dag etter utskrivning, av 2 168 i perioden." in text
        assert "12,0 prosentpoeng høyere, til 70 %." in text

    def test_fewer_where_lower_is_better(self) -> None:
        kpi = terms(adopted="requirement", required="at_most 5", lower=True)
        held = explained(kpi, [figure("2025", "21.2", of=(212, 1000))], numerator="Kontakter over tiden")
        assert "162 færre kontakter over tiden, av 1 000 i perioden." in text_of(held)

    def test_better_than_the_baseline_is_one_more_than_it(self) -> None:
        held = explained(
            terms(given="35", promises="improvement"),
            [figure("2025", "33", of=(330, 1000))],
            numerator="Svar",
        )
        assert "21 flere svar, av 1 000 i perioden." in text_of(held)

    @pytest.mark.parametrize("unit", ["percent", "days", "minutes", "nok", "count"])
    def test_nobody_is_told_to_reach_a_limit_that_is_passed(self, unit: str) -> None:
        for value in range(0, 101, 5):
            held = explained(terms(adopted="level 80", unit=Unit(unit)), str(value))
            names = {fact.name for fact in held.facts}
            assert ("For å bli grønn" in names) == (held.status != Status.GREEN)
            assert ("Å gå på før gul" in names) == (held.status == Status.GREEN)


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
    notes = {note.code: str(note.sentence) for note in FLAGS[flag]().flags}
    assert len(notes[flag]) > 20
    assert notes[flag].endswith(".")
    assert "Se merknaden under" not in notes[flag]


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
        ("as_of", "value", "sentence"),
        [
            ("2025-T2", "90", None),
            ("2025", "92", "Forslag etter reglene: nådd."),
            ("2025-12", "60", "Forslag etter reglene: delvis nådd."),
            ("2026", "20", "Forslag etter reglene: ikke nådd."),
        ],
    )
    def test_proposal(self, as_of: str, value: str, sentence: str | None) -> None:
        row = Ambition(kind="level", value=Decimal(92), deadline=2025)
        held = explained(
            terms(adopted="level 92"),
            [figure("2025-T1", value)],
            as_of=as_of,
            facts={"ambitions": {"STO": [row]}},
        )
        frist = next(fact for fact in held.facts if fact.name == "Frist")
        assert str(frist.lines[0]) == "2025"
        assert [str(line) for line in frist.lines[1:]] == (
            [sentence, "En person avgjør utfallet."] if sentence else []
        )


class TestTheScale:
    """Where the figure lies among the colours."""

    def test_zones_marks_and_the_figure(self) -> None:
        kpi = terms(given="40.6", promises="level 85", adopted="level 92", required="at_least 70")
        held = explained(kpi, "58").scale
        assert held is not None
        assert [zone.status for zone in held.zones] == [Status.RED, Status.YELLOW, Status.GREEN]
        assert [zone.x for zone in held.zones] == ["0.00%", "23.00%", "70.00%"]
        assert held.now_x == "58.00%"
        assert {mark.text for mark in held.marks} == {
            "Krav 70",
            "Ambisjon 92",
            "Nullpunkt 40,6",
            "Egen 85",
            "23",
        }
        assert "Verdien er 58,0 %." in held.description.replace("\N{NO-BREAK SPACE}", " ")

    def test_lower_is_better_turns_it_round(self) -> None:
        held = explained(terms(given="8", adopted="level 5", **DAYS), "12").scale
        assert held is not None
        assert [zone.status for zone in held.zones] == [Status.GREEN, Status.YELLOW, Status.RED]

    def test_a_green_that_is_a_single_point_is_still_seen(self) -> None:
        held = explained(terms(given="2", promises="zero", required="at_most 0", lower=True), "1").scale
        assert held is not None
        green, yellow = held.zones[0], held.zones[1]
        assert green.status == Status.GREEN
        assert float(green.width.rstrip("%")) > 1
        assert float(yellow.x.rstrip("%")) >= float(green.width.rstrip("%"))
