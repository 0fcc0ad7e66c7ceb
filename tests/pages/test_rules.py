"""The page about the rules: limits in force, examples that the rules give, and every reason and flag explained."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils.text import capfirst

from dashboards.rules.examples import examples
from dashboards.rules.interpretations import interpretations
from dashboards.rules.kinds import flattering_start, kinds
from dashboards.rules.page import rules_page
from kpi.models import Kpi, Requirement, Revision, Threshold
from kpi.presentation.formats import NBSP
from kpi.presentation.links import Links
from kpi.rules.outcome import Outcome
from kpi.rules.status import STANDARD, Thresholds
from kpi.rules.terms import AmbitionKind, Flag, Reason, Status
from kpi.words.labels import FLAG, REASON
from kpi.words.meanings import FLAG_MEANING, OUTCOME, OUTCOME_MEANING, REASON_MEANING
from tests.pages.worlds import PLAN
from tests.worlds.kept import forget
from tests.worlds.remove import keep_kpis, remove

# What the plan's own limits give, worked out by hand.
BY_HAND = {
    "level-higher": [("21,65 ÷ 43,3 = 50,0 %", "green"), ("21,6 ÷ 43,3 = 49,9 %", "yellow")],
    "level-lower": [
        ("10 dager mot 5: 5 ÷ 10 = 50,0 %", "green"),
        ("5 ÷ 12 = 41,7 %", "yellow"),
        ("5 ÷ 20,1 = 24,9 %", "red"),
    ],
    "reduction": [
        ("638: (1 064 − 638) ÷ (1 064 − 212,8) = 50,05 %", "green"),
        ("700: (1 064 − 700) ÷ (1 064 − 212,8) = 42,8 %", "yellow"),
    ],
    "reduction-range": [
        ("900: (1 000 − 900) ÷ (1 000 − 800) = 50,0 %", "green"),
        ("950: (1 000 − 950) ÷ (1 000 − 800) = 25,0 %", "yellow"),
    ],
    "increase": [
        ("40: (40 − 38) ÷ (41,8 − 38) = 52,6 %", "green"),
        ("39: (39 − 38) ÷ (41,8 − 38) = 26,3 %", "yellow"),
        ("38: (38 − 38) ÷ (41,8 − 38) = 0,0 %", "red"),
    ],
    "zero": [("(1 041 − 521) ÷ 1 041 = 49,95 %", "yellow")],
    "improvement": [
        ("42 er bedre enn 41", "green"),
        ("41 er likt 41", "yellow"),
        ("40,9 er verre enn 41", "red"),
    ],
    "requirement": [
        ("50 dager: kravet om høyst 50 er møtt", "green"),
        ("50 ÷ 56 = 89,3 %", "yellow"),
        ("50 ÷ 200,1 = 24,99 %", "red"),
    ],
    "pending": [("Tallet vises, men vurderes ikke.", "none")],
}


def text_of(response: HttpResponse) -> str:
    return response.content.decode().replace(NBSP, " ")


def test_examples_come_to_what_the_rules_give() -> None:
    shown = {
        kind.code: [(example.text.replace(NBSP, " "), example.status) for example in kind.examples]
        for kind in kinds(STANDARD)
    }
    assert list(shown) == list(BY_HAND)
    for code, wanted in BY_HAND.items():
        assert [status for _text, status in shown[code]] == [status for _text, status in wanted], code
        for (text, _status), (part, _wanted) in zip(shown[code], wanted, strict=True):
            assert text.endswith(part), code


def test_examples_say_what_they_start_from() -> None:
    given = {kind.code: kind.given.replace(NBSP, " ") for kind in kinds(STANDARD)}
    assert given["reduction"] == "Nullpunkt 1 064 og 80 % reduksjon gir målet 212,8."
    assert given["increase"] == "Nullpunkt 38 og 10 % økning gir målet 41,8."


def test_examples_follow_the_limits_in_force() -> None:
    strict = Thresholds(Fraction(9, 10), Fraction(6, 10))
    shown = {kind.code: [example.status for example in kind.examples] for kind in kinds(strict)}
    assert shown["level-higher"] == [Status.RED, Status.RED]
    assert shown["level-lower"] == [Status.RED, Status.RED, Status.RED]
    assert shown["increase"] == [Status.RED, Status.RED, Status.RED]
    assert shown["improvement"] == [Status.GREEN, Status.YELLOW, Status.RED]


def test_the_page_and_the_document_have_the_same_examples() -> None:
    """The document shows every example, and the page those that say which row of its table they belong to."""
    by_kind: dict[str, list[str]] = {}
    for example in examples():
        by_kind.setdefault(example.case.kind, []).append(str(example.judgement.status))
    shown = {kind.code: [str(example.status) for example in kind.examples] for kind in kinds(STANDARD)}
    assert shown == {kind: found for kind, found in by_kind.items() if kind not in ("", "first-day")}


def test_the_readings_of_one_plans_text_are_not_told_of_another() -> None:
    places = [one.place for one in interpretations("regional")]
    others = [one.place for one in interpretations("municipal")]
    assert "Ventetid (S-1.1)" in places
    assert others == [
        place for place in places if "-1." not in place and "7.1" not in place and "80" not in place
    ]


def test_the_start_that_flatters_has_gone_no_way() -> None:
    shown = {name: text.replace(NBSP, " ") for name, text in flattering_start().items()}
    assert shown == {"value": "73,2", "target": "80", "share": "91,5 %", "progress": "0 %", "status": "grønn"}


@pytest.mark.parametrize(
    ("codes", "meanings"),
    [(Reason, REASON_MEANING), (Flag, FLAG_MEANING), (Outcome, OUTCOME_MEANING), (Outcome, OUTCOME)],
    ids=["reasons", "flags", "outcomes", "outcomes' words"],
)
def test_every_code_has_a_meaning_of_its_own(codes: Any, meanings: dict[str, object]) -> None:
    assert list(meanings) == list(codes)
    assert len({str(text) for text in meanings.values()}) == len(list(codes))


def test_every_kind_of_ambition_is_on_the_page() -> None:
    shown = {kind.code.replace("-", "_") for kind in kinds(STANDARD)}
    two_sided = {"level_higher": "level", "level_lower": "level", "pending": "pending"}
    assert {two_sided.get(code, code) for code in shown} == set(AmbitionKind) - {AmbitionKind.NONE}


def test_the_page_as_html(leader: Client) -> None:
    text = text_of(leader.get(f"{PLAN}/status-rules/"))
    places = re.findall(r'id="([^"]+)"', text)
    assert len(places) == len(set(places))
    for code in Flag:
        assert f"flag-{code}" in places
        assert capfirst(str(FLAG[code])) in text
    for code in Reason:
        assert f"reason-{code}" in places
        assert capfirst(str(REASON[code])) in text
    for target in re.findall(r'href="#([^"]+)"', text):
        assert target in places or target == "main", target
    assert "Tilfredsstillende: minst 50 % av ambisjonen" in text
    assert "Vår tolkning av planen" in text
    assert "style=" not in text


def test_requirements_in_force_are_named_with_their_limits(leader: Client) -> None:
    text = text_of(leader.get(f"{PLAN}/status-rules/", {"as_of": "2026-T2"}))
    for said in ("Krav: minst 70 %", "Krav: høyst 50 dager", "Krav: høyst 5 %"):
        assert said in text
    assert f'href="{PLAN}/kpi/S-1.1/?as_of=2026-T2"' in text
    remove(Requirement.objects.all())
    assert "Styringskrav som gjelder" not in text_of(leader.get(f"{PLAN}/status-rules/"))


def test_limits_are_those_of_the_day(leader: Client, plan: Any) -> None:
    start = Revision.objects.create(plan=plan, code="2026", origin=Revision.FILE, valid_from=date(2026, 1, 1))
    kpi = Kpi.objects.get(code="SP-3.1")
    Threshold.objects.create(plan=plan, basis="share", green="0.75", yellow="0.4", revision=start)
    Threshold.objects.create(plan=plan, kpi=kpi, basis="value", green=4, yellow=6, revision=start)
    before = text_of(leader.get(f"{PLAN}/status-rules/", {"as_of": "2025-T3"}))
    assert "minst 50 % av ambisjonen" in before
    assert "Egne grenser" not in before
    after = text_of(leader.get(f"{PLAN}/status-rules/", {"as_of": "2026-T1"}))
    assert "minst 75 % av ambisjonen" in after
    assert "under 40 % av ambisjonen" in after
    assert "grønn fra 4 dager, gul fra 6 dager" in after
    assert "Grensene som gjelder 30. april 2026" in after


@pytest.mark.usefixtures("plan")
def test_limits_that_are_values_for_the_whole_plan_leave_the_examples_as_they_are() -> None:
    limits = Thresholds(Fraction(80), Fraction(60), basis="value")  # type: ignore[arg-type]
    assert [kind.examples for kind in kinds(limits)] == [kind.examples for kind in kinds(STANDARD)]


def test_without_a_plan_the_standard_limits_are_told() -> None:
    assert (
        rules_page(None, on=date(2026, 1, 1), links=Links()).signs[0].meaning.startswith("Tilfredsstillende")
    )


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_speaks_the_readers_language(leader: Client, language: str) -> None:
    leader.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    text = text_of(leader.get(f"{PLAN}/status-rules/"))
    assert f'<html lang="{language}"' in text
    assert ('lang="nb">Ventetid avviklede pasienter' in text) is (language != "nb")


def test_the_cost_does_not_follow_the_plans_size(leader: Client, django_assert_num_queries: Any) -> None:
    forget()
    with django_assert_num_queries(12):
        leader.get(f"{PLAN}/status-rules/")
    keep_kpis("P-2.1")
    forget()
    with django_assert_num_queries(12):
        leader.get(f"{PLAN}/status-rules/")


@pytest.mark.parametrize("value", ["\x00", "æøå" * 3000, "<script>alert(1)</script>", "💥"])
def test_no_address_breaks_the_page(leader: Client, value: str) -> None:
    for name in ("as_of", "preliminary", "\x00"):
        response = leader.get(f"{PLAN}/status-rules/", {name: value})
        assert response.status_code == 200
        assert "<script>alert" not in text_of(response)
