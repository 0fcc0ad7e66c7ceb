"""The register page: what a row says, and that filters and sorting do what they say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import Client

from dashboards.register.table import read_table_choices, register_table
from kpi.models import Kpi, Measurement, Revision, Threshold
from kpi.presentation.formats import NBSP
from tests.pages.register_story import STORY, T2, text_of
from tests.pages.worlds import PLAN
from tests.worlds.remove import keep_kpis

Measure = Callable[..., None]
Page = Callable[..., Any]


FIGURES = STORY


@pytest.fixture
def page(leader: Client) -> Page:
    """The page's view model for a query, with the story's figures."""

    def get(**query: str) -> Any:
        response = leader.get(f"{PLAN}/register/", {"as_of": T2, **query})
        assert response.status_code == 200
        return response.context["page"]

    return get


def codes(page: Any) -> list[str]:
    return [row.record.code for row in page.table.paginated_rows]


def cells(page: Any, name: str) -> list[Any]:
    return [said(row.record, name) for row in page.table.paginated_rows]


def said(row: Any, name: str) -> str:
    """What a row says in a column, from the row itself or from its cell."""
    return getattr(row.cell if hasattr(row.cell, name) and name != "organisation" else row, name)


def row(page: Any, code: str, organisation: str = "") -> Any:
    return next(
        found.record
        for found in page.table.paginated_rows
        if found.record.code == code and organisation in ("", found.record.organisation)
    )


# ---- rows ----


@pytest.mark.one_database
def test_a_row_says_what_is_promised_and_where_it_stands(page: Page) -> None:
    found = row(page(organisation="STO"), "P-2.1")
    shown = {
        name: said(found, name).replace(NBSP, " ")
        for name in (
            "name",
            "goal",
            "sub_goal",
            "word",
            "value",
            "period",
            "attainment",
            "ambition",
            "target",
            "deadline",
            "unit",
            "direction",
            "frequency",
            "over_time",
        )
    }
    assert shown == {
        "name": "Andel timeavtaler bestilt av pasienter i HelsaMi",
        "goal": "P Pasientmedvirkning",
        "sub_goal": "P-2 Pasienten kan selv bestille og endre avtaler med helsevesenet",
        "word": "Grønn",
        "value": "21,65 %",
        "period": "2. tert. 2026",
        "attainment": "50,0 %",
        "ambition": "43,3 %",
        "target": "43,3 %",
        "deadline": "2026",
        "unit": "prosent",
        "direction": "høyere er bedre",
        "frequency": "hvert tertial",
        "over_time": "tallet for perioden",
    }
    assert [flag.code for flag in found.cell.flags] == ["first_measurement_is_baseline"]
    assert found.cell.url == f"{PLAN}/kpi/P-2.1/?organisation=STO&as_of=2026-T2#why"
    assert found.url == f"{PLAN}/kpi/P-2.1/?as_of=2026-T2"


@pytest.mark.one_database
def test_an_attainment_just_below_a_limit_does_not_look_like_it(page: Page, measure: Measure) -> None:
    measure(("P-2.1", "STO", "2026-T3", "21.64"))
    assert row(page(organisation="STO", as_of="2026-T3"), "P-2.1").attainment == f"49,98{NBSP}%"


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("code", "organisation", "words"),
    [
        ("S-1.1", "HMN", "nasjonalt krav: 50 dager"),
        ("SP.1", "HMN", "sum av foretakenes mål"),
        ("SP.1", "STO", "80 % reduksjon"),
        ("SP.1", "HMR", "0 tilfeller"),
        ("S.1", "STO", "20–30 % reduksjon"),
        ("B.1a", "STO", "forbedring"),
        ("DH-2.1", "STO", "avventes"),
        ("S-1.5", "STO", "ikke satt"),
    ],
)
def test_every_kind_of_ambition_has_its_words(page: Page, code: str, organisation: str, words: str) -> None:
    assert row(page(organisation=organisation), code).ambition.replace(NBSP, " ") == words


@pytest.mark.one_database
def test_the_region_is_shown_unless_another_is_chosen(page: Page) -> None:
    assert set(cells(page(), "organisation")) == {"Regionen"}
    assert set(cells(page(organisation="HNT"), "organisation")) == {"HNT"}
    every = page(organisation="all", per_page="all")
    assert len(cells(every, "organisation")) == 4 * 49
    assert "organisation" in [column.name for column in every.table.columns]
    assert "organisation" not in [column.name for column in page().table.columns]


# ---- filters ----


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"goal": "K"}, ["K.1", "K-1.1", "K-2.1"]),
        ({"status": "green", "organisation": "STO"}, ["P-2.1"]),
        ({"status": "yellow", "organisation": "STO"}, ["SP-1.1"]),
        ({"status": "red", "organisation": "STO"}, ["F.1"]),
        ({"status": "green", "organisation": "HNT"}, ["SP-1.1"]),
        ({"unit": "nok"}, ["S.1"]),
        ({"unit": "minutes"}, ["B-1.1", "B-2.1", "B-2.2", "B-2.3"]),
        ({"goal": "P", "deadline": "2026", "q": "HELSAMI"}, ["P.1", "P-1.1", "P-2.1"]),
        ({"q": "p-2.1"}, ["P-2.1"]),
        ({"changed": "1", "organisation": "all"}, []),
        ({"requirement": "1"}, ["SP-1.1"]),
        ({"requirement": "1", "organisation": "HNT"}, []),
        ({"q": "ØKT SCORE"}, ["P.1"]),
        ({"q": "kvalitetsregistre", "frequency": "year"}, ["K.1"]),
        ({"q": "behovsstyrt"}, ["DH-3.1"]),
    ],
)
def test_filters_let_through_what_they_say(page: Page, query: dict[str, str], wanted: list[str]) -> None:
    found = page(**query)
    assert codes(found) == wanted
    assert f"{len(wanted)} av 49 måleindikatorer" in found.shown


@pytest.mark.one_database
def test_with_all_organisations_a_colour_anywhere_lets_the_indicator_through(page: Page) -> None:
    found = page(organisation="all", status="red")
    assert list(dict.fromkeys(codes(found))) == ["P-2.1", "F.1"]
    assert cells(found, "organisation") == ["STO", "HNT", "HMR", "Regionen"] * 2
    assert found.shown == "2 av 49 måleindikatorer: rød i minst én organisasjon"


def test_what_was_not_understood_is_told_and_not_used(leader: Client) -> None:
    query = {
        "goal": "X<",
        "status": "blue",
        "organisation": "OUS",
        "deadline": "1900",
        "unit": "fot",
        "frequency": "aldri",
        "changed": "ja",
        "requirement": "nei",
        "sort": "-farge",
        "page": "siste",
        "per_page": "7",
        "columns": "noen",
        "format": "pdf",
        "as_of": "i går",
    }
    text = text_of(leader.get(f"{PLAN}/register/", query))
    for said in (
        "Mål: «X&lt;»",
        "Status: «blue»",
        "Organisasjon: «OUS»",
        "Frist: «1900»",
        "Enhet: «fot»",
        "Rapporteres: «aldri»",
        "Endret status: «ja»",
        "Krav ikke møtt: «nei»",
        "Sortering: «-farge»",
        "Side: «siste»",
        "Rader per side: «7»",
        "Kolonner: «noen»",
        "Filformat: «pdf»",
        "«i går» ble ikke forstått",
        "49 av 49 måleindikatorer, vist for regionen",
    ):
        assert said in text


@pytest.mark.one_database
def test_filters_that_hide_all_leave_a_way_back(leader: Client) -> None:
    text = text_of(leader.get(f"{PLAN}/register/", {"as_of": T2, "q": "finnes ikke", "organisation": "STO"}))
    assert "Ingen måleindikatorer passer med filtrene" in text
    assert f'href="{PLAN}/register/?organisation=STO&amp;as_of=2026-T2"' in text
    assert "<table" not in text


def test_a_plan_without_figures_is_a_register_all_the_same(leader: Client) -> None:
    Measurement.objects.all().delete()
    response = leader.get(f"{PLAN}/register/")
    assert set(cells(response.context["page"], "word")) == {"Ingen måling", "Måles ikke"}
    assert "sign-green" not in text_of(response)


# ---- sorting, pages, columns ----


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("", ["B.1a", "B.1b", "B.1c"]),
        ("-code", ["K-2.1", "K-1.1", "K.1"]),
        ("status", ["P-2.1", "SP-1.1", "F.1"]),
        ("-status", ["B.1a", "B.1b", "B.1c"]),
        ("value", ["DH-2.1", "P-2.1", "F.1"]),
        ("-value", ["SP-1.1", "F.1", "P-2.1"]),
        ("attainment", ["F.1", "P-2.1", "SP-1.1"]),
        ("-attainment", ["P-2.1", "SP-1.1", "F.1"]),
        ("baseline", ["DH-1.1", "DH-1.2", "SP-3.1"]),
        ("deadline", ["B.1a", "B.1b", "B.1c"]),
        ("-goal", ["K.1", "K-1.1", "K-2.1"]),
    ],
)
def test_rows_are_sorted_and_what_has_none_comes_last(page: Page, sort: str, first: list[str]) -> None:
    found = page(organisation="STO", sort=sort)
    assert codes(found)[:3] == first
    assert len(codes(found)) == 49


def sorted_by(found: Any, sort: str) -> list[Any]:
    """The rows of a page, sorted in another way."""
    rows = [row.record for row in found.table.rows]
    query = QueryDict(mutable=True)
    query.update({"sort": sort, "per_page": "all"})
    table = register_table(rows, read_table_choices(query), organisation="all")
    return [row.record for row in table.paginated_rows]


def test_empty_cells_are_last_both_ways(page: Page) -> None:
    found = page(organisation="STO")
    for name in ("value", "period", "attainment", "baseline", "target", "deadline"):
        for sign in ("", "-"):
            filled = [bool(said(row, name)) for row in sorted_by(found, sign + name)]
            assert filled == sorted(filled, reverse=True), sign + name
            assert set(filled) == {True, False}, name


def test_every_column_sorts_both_ways(page: Page) -> None:
    found = page(columns="all", organisation="all")
    every = [column.name for column in found.table.columns]
    assert len(every) == 18
    for name in every:
        up, down = (sorted_by(found, sign + name) for sign in ("", "-"))
        keys = [[row.keys[name] for row in way if row.keys[name] is not None] for way in (up, down)]
        assert len(up) == len(down) == 196
        assert len(set(keys[0])) > 1, name
        assert keys[0] == sorted(keys[0]), name
        assert keys[1] == sorted(keys[1], reverse=True), name


@pytest.mark.one_database
def test_a_heading_links_to_the_other_way_and_says_how_it_is_sorted(leader: Client) -> None:
    text = text_of(leader.get(f"{PLAN}/register/", {"as_of": T2, "goal": "P", "sort": "value", "page": "1"}))
    assert 'aria-sort="ascending"><a id="sort-value"' in text
    assert 'href="?as_of=2026-T2&amp;goal=P&amp;sort=-value"' in text
    assert text.count("aria-sort") == 1


@pytest.mark.one_database
def test_pages_hold_25_50_or_all(page: Page) -> None:
    assert len(codes(page(per_page="25"))) == 25
    assert codes(page(per_page="25", page="2")) == codes(page())[25:]
    assert codes(page(per_page="25", page="99")) == codes(page())[25:]
    assert len(codes(page(organisation="all"))) == 50
    assert len(codes(page(organisation="all", per_page="all"))) == 196


# ---- languages, cost, fuzz ----


@pytest.mark.parametrize(("language", "marked"), [("nb", False), ("en", True)])
def test_plan_texts_say_their_language_where_the_page_speaks_another(
    leader: Client, language: str, marked: bool
) -> None:
    leader.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert ('lang="nb">Antall samhandlingsavvik' in text_of(leader.get(f"{PLAN}/register/"))) is marked


@pytest.mark.one_database
def test_limits_of_its_own_are_judged_by(page: Page, plan: Any) -> None:
    start = Revision.objects.create(plan=plan, code="2026", origin=Revision.FILE, valid_from=date(2026, 1, 1))
    Threshold.objects.create(
        plan=plan,
        kpi=Kpi.objects.get(code="P-2.1"),
        basis="share",
        green="0.6",
        yellow="0.5",
        revision=start,
    )
    found = row(page(organisation="STO"), "P-2.1")
    assert (found.cell.word, found.attainment) == ("Gul", f"50,0{NBSP}%")


def test_a_plan_without_kpis_is_an_empty_register(leader: Client) -> None:
    keep_kpis()
    assert "0 av 0 måleindikatorer" in text_of(leader.get(f"{PLAN}/register/"))
    assert leader.get(f"{PLAN}/register/?format=xlsx").status_code == 200
    assert leader.get(f"{PLAN}/register/?format=csv").content.decode("utf-8-sig").count("\n") == 1
