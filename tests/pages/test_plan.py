"""The plan page: it holds the plan as the document prints it, by what is in force, in a fixed number of queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from dashboards.plan.texts import promise_text
from kpi.models import (
    BenefitGoal,
    Document,
    Kpi,
    Requirement,
    Threshold,
    Undertaking,
)
from kpi.presentation.formats import NBSP
from tests.pages.plan_reading import AS_OF, goal, kpi_row, lines, page_of, text_of
from tests.pages.worlds import PLAN
from tests.worlds.remove import remove

Measure = Callable[..., None]

# ---- goals ----


@pytest.mark.usefixtures("plan")
def test_all_of_the_plan_is_there() -> None:
    page = page_of()
    assert page.lead == "8 gevinstmål, 21 delmål og 49 måleindikatorer"
    assert [found.code for found in page.goals] == ["B", "P", "SP", "L", "DH", "S", "F", "K"]
    rows = [row.code for found in page.goals for group in found.groups for row in group.rows]
    assert rows == list(Kpi.objects.order_by("position").values_list("code", flat=True))
    assert sum(bool(group.code) for found in page.goals for group in found.groups) == 21
    tables = [table for found in page.goals for table in found.undertakings]
    assert sum(len(table.rows) for table in tables if table.title == "Forutsetninger") == 45
    assert sum(len(table.rows) for table in tables if table.title == "Endringer") == 31
    assert [row.version for row in page.versions] == [
        "0.1",
        "0.6",
        "0.7",
        "0.8",
        "0.9",
        "1.0",
        "1.1",
        "1.2",
        "2.0",
    ]
    assert [row.approval for row in page.versions if row.approval] == [
        "SDS, 17. desember 2021",
        "SDS, 11. mai 2022",
    ]
    assert len(page.definitions) == 4
    assert [row.name for row in page.roles] == ["Gevinsteier", "Gevinstansvarlig", "Gevinstkoordinator"]
    assert len(page.reporting) == 4
    assert len(page.requirements) == 5
    assert len(page.inconsistencies) == 8
    assert len(page.documents) == 2
    assert [row.code for row in page.organisations] == ["STO", "HNT", "HMR", "HMN", "HPAS", "Hemit", "SYA"]
    assert [row.go_live for row in page.organisations[:4]] == ["januar 2023"] * 3 + [""]


PROMISES = {
    "B": (
        "Score på brukervennlighetsundersøkelse",
        "forbedring innen 1 år etter innføring, sammenlignet med 2021 (opprinnelig 2020)",
    ),
    "P": (
        "Pasienttilfredshet",
        "forbedring innen 2 år etter innføring, sammenlignet med 2021 (opprinnelig 2020)",
    ),
    "SP": (
        "Antall samhandlingsavvik",
        "over 80 % reduksjon innen 3 år etter innføring, sammenlignet med 2019",
    ),
    "L": (
        "Antall legemiddelrelaterte pasientskader",
        "80 % reduksjon innen 3 år etter innføring, sammenlignet med 2020",
    ),
    "DH": ("Antall pasientreiser", "30 % reduksjon innen 3 år etter innføring, sammenlignet med 2019"),
    "S": (
        "Kostnad per pasient (KPP) for utvalgte pasientgrupper",
        "20–30 % reduksjon innen 3 år etter innføring, sammenlignet med 2019",
    ),
    "F": (
        "Antall nye kliniske studier",
        "minst 10 % økning innen 3 år etter innføring, sammenlignet med 2020 (opprinnelig 2019)",
    ),
    "K": ("Dekningsgrad i nasjonale kvalitetsregistre", "minst 80 % innen 3 år etter innføring"),
}


@pytest.mark.usefixtures("plan")
def test_a_goal_promises_in_a_sentence() -> None:
    found = {goal.code: (goal.promise_measure, goal.promise.replace(NBSP, " ")) for goal in page_of().goals}
    assert found == PROMISES


def test_a_promise_without_a_time_or_a_year_is_a_sentence_too() -> None:
    found = BenefitGoal(promise_kind="reduction", promise_low=Decimal("12.5"), promise_qualifier="exactly")
    assert promise_text(found).replace(NBSP, " ") == "nøyaktig 12,5 % reduksjon"
    found.compared_with_year = 2024
    assert promise_text(found).replace(NBSP, " ") == "nøyaktig 12,5 % reduksjon, sammenlignet med 2024"


PRINTED = [
    (
        "SP.1",
        ["STO 1 064 (2020) [10]", "HNT 239 (2020) [10]", "HMR 1 041 (2020) [10]"],
        ["STO 80 % reduksjon", "HNT 95 % reduksjon [11]", "HMR 0 tilfeller"],
        ["2027"],
    ),
    (
        "SP-1.1",
        ["STO 40,6 % (2019)", "HNT 50,5 % (2019)", "HMR 47,4 % (2019)"],
        ["STO 85 %", "HNT 95 % [12]", "HMR 95 %"],
        ["2027"],
    ),
    ("SP-3.3", ["har ikke nullpunkt"], ["STO 50 % reduksjon", "HNT, HMR ikke satt [a]"], ["2027"]),
    ("SP-3.2", ["har ikke nullpunkt"], ["STO, HMR 5 dager", "HNT 5 dager [14]"], ["2027"]),
    (
        "L.1",
        ["STO 6 [15]", "HNT 7 [15]", "HMR 3 [15]"],
        ["80 % reduksjon [a]"],
        ["2027"],
    ),
    (
        "L-2.2",
        ["STO NA", "HNT 40 % (2021) [17]", "HMR 4 % (2021) [17]"],
        ["STO, HMR 95 %", "HNT 97 %"],
        ["2027"],
    ),
    ("B.1a", ["Regionen 33,4 % [5]"], ["forbedring"], ["2025"]),
    (
        "DH-1.1",
        [
            "STO 0 % (2019), 6,1 % (2020) [18]",
            "HNT 0 % (2019), 3,2 % (2020) [18]",
            "HMR 0 % (2019), 3,3 % (2020) [18]",
        ],
        ["STO 15 %", "HNT, HMR 20 %"],
        ["2027"],
    ),
    ("S.1", ["avventes («Høst 2021»)"], ["20–30 % reduksjon [a]"], ["2027"]),
    (
        "S-1.4",
        ["STO 502 [b]", "HNT 849 [b]", "HMR 1 765 [b]"],
        ["STO 0 %", "HNT avventes", "HMR nasjonalt krav"],
        ["2027"],
    ),
    ("S-2.1", ["ikke oppgitt"], [], []),
    ("K-1.1", ["ikke oppgitt"], ["STO 100 %", "HNT, HMR avventes"], ["2027"]),
]


@pytest.mark.usefixtures("plan")
def test_a_row_is_as_the_plan_prints_it() -> None:
    page = page_of()
    for code, *printed in PRINTED:
        found = kpi_row(page, code)
        assert [lines(found.baselines), lines(found.ambitions), lines(found.deadlines)] == printed, code


@pytest.mark.usefixtures("plan")
def test_every_footnote_mark_leads_to_a_footnote_of_its_goal() -> None:
    page = page_of()
    anchors = [note.anchor for found in page.goals for note in found.notes]
    assert len(anchors) == len(set(anchors))
    for found in page.goals:
        below = {note.anchor for note in found.notes}
        marked = {
            note.anchor
            for group in found.groups
            for row in group.rows
            for line in (*row.baselines, *row.ambitions)
            for note in line.notes
        }
        assert marked == below, found.code
    texts = {note.mark: note.text for note in goal(page, "SP").notes}
    assert texts["11"] == "Gjelder kommuner som bruker Helseplattformen"
    assert texts["a"] == "Kapittel 7.1 oppgir «Avventes». Kapittel 4 gjelder."


@pytest.mark.usefixtures("plan")
def test_sources_name_sections_and_footnotes_and_another_document() -> None:
    page = page_of()
    organisations = {row.code: row.source for row in page.organisations}
    assert organisations["HPAS"] == "Kap. 5, 5.2 og 5.8, fotnote 24"
    assert organisations["STO"] == "Kap. 4"
    assert kpi_row(page, "SP.1").source == "Kap. 4.3, fotnote 10 og 11"
    assert kpi_row(page, "SP-1.1").source == "Kap. 4.3 og 7.1, fotnote 12"
    assert goal(page, "F").source == "Kap. 4.7, fotnote 20"
    assert goal(page, "SP").undertakings_source == "Kap. 5.3, fotnote 25"
    assert {row.code: row.source for row in page.requirements}[
        "S-1.1"
    ] == "Årlig melding 2019, kap. 2.1 og 8.1"
    every = [row.source for found in page.goals for group in found.groups for row in group.rows]
    assert all(every)


@pytest.mark.usefixtures("plan")
def test_those_who_answer_for_a_prerequisite_are_named() -> None:
    rows = {row.code: row for found in page_of().goals for table in found.undertakings for row in table.rows}
    assert rows["SP-F1"].responsible == "STO, HNT og HMR"
    assert rows["SP-F2"].responsible == "HMN"
    assert "HPAS" in {row.responsible for row in rows.values()}
    assert "HMN og Hemit" in {row.responsible for row in rows.values()}


# ---- the page ----


def test_the_page_as_html(leader: Client) -> None:
    text = text_of(leader.get(f"{PLAN}/plan/", {"as_of": AS_OF}))
    places = re.findall(r'id="([^"]+)"', text)
    assert len(places) == len(set(places))
    for place in (
        "B",
        "SP",
        "SP-1",
        "SP-1.1",
        "SP.1",
        "SP-F1",
        "regional",
        "beregnet",
        "avvik",
        "avvik-S-1.1-limit",
    ):
        assert place in places, place
    for target in re.findall(r'href="#([^"]+)"', text):
        assert target in places or target == "main", target
    assert f'href="{PLAN}/kpi/SP-1.1/?as_of=2026-T2"' in text
    assert text.count('href="#avvik-DH.1-requisitions"') == 2
    assert "style=" not in text


def test_every_indicator_is_linked_to(leader: Client) -> None:
    text = text_of(leader.get(f"{PLAN}/plan/"))
    linked = set(re.findall(rf'href="{PLAN}/kpi/([^/]+)/"', text))
    assert linked == set(Kpi.objects.values_list("code", flat=True))


@pytest.mark.parametrize(("language", "marked"), [("nb", False), ("nn", True), ("en", True)])
def test_plan_texts_say_their_language_where_the_page_speaks_another(
    leader: Client, language: str, marked: bool
) -> None:
    leader.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    text = text_of(leader.get(f"{PLAN}/plan/"))
    assert f'<html lang="{language}"' in text
    assert ('lang="nb">Samhandling og pasientlogistikk' in text) is marked


def test_a_misread_period_is_told(leader: Client) -> None:
    assert "«i fjor» ble ikke forstått" in text_of(leader.get(f"{PLAN}/plan/", {"as_of": "i fjor"}))


def test_a_bare_plan_is_shown_without_what_it_lacks(leader: Client, plan: Any) -> None:
    for model in (Kpi, BenefitGoal, Undertaking, Requirement, Threshold):
        remove(model.objects.all())
    remove(plan.inconsistencies.all())
    remove(plan.versions.all())
    type(plan).objects.update(document=None)
    text = text_of(leader.get(f"{PLAN}/plan/"))
    assert "0 gevinstmål, 0 delmål og 0 måleindikatorer" in text
    assert "Ingen kjente avvik." in text
    assert "Planen har ingen terskelverdier" in text
    assert "Ingen styringskrav" in text


def test_codes_that_are_no_names_of_places_become_some(leader: Client, plan: Any) -> None:
    BenefitGoal.objects.filter(code="K").update(code="K 1/Ø")
    Kpi.objects.filter(code="K.1").update(code="K 1")
    Document.objects.filter(code="plan-2.0").update(title="Plan & <b>bok</b>")
    text = text_of(leader.get(f"{PLAN}/plan/"))
    assert 'id="K-1-Ø"' in text
    assert "<b>bok</b>" not in text
