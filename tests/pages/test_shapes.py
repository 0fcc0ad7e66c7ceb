"""Plans of every shape: none of the pages says more of the organisations than the plan does, and none costs more.

Each plan is loaded from files once, with a few figures. "Region" and "trust" are words of one plan, so that a plan
without them must do without the words too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kpi.models import User
from tests.pages.shapes import PLAN, SHAPES, Shape, load, name_of
from tests.pages.worlds import TODAY


@pytest.fixture(scope="module")
def shape(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: Any,
) -> Iterator[str]:
    """A register with one plan of a shape, by its name in SHAPES, and one who may see and do everything."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr("django.utils.timezone.localdate", lambda: TODAY)
        load(SHAPES[request.param], tmp_path_factory.mktemp("plan") / "files")
        User.objects.create_superuser("root", password="not used")
        yield request.param
        transaction.set_rollback(True)


def shapes(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("shape", names, indirect=True)


@pytest.fixture
def client(shape: str, db: None) -> Client:
    """Signed in, and has been here before."""
    client = Client()
    client.force_login(User.objects.get(username="root"))
    client.get(f"{PLAN}/")
    return client


def addresses(shape: Shape) -> list[str]:
    """Every page of the plan; of its organisations the first, the last and one between."""
    codes = list(shape.members)
    some = dict.fromkeys((codes[0], codes[len(codes) // 2], codes[-1]))
    return [
        f"{PLAN}/",
        f"{PLAN}/?status=red",
        f"{PLAN}/?status=none&organisation={codes[-1]}&deadline=2027",
        f"{PLAN}/organisations/",
        *(f"{PLAN}/organisations/{code}/" for code in some),
        f"{PLAN}/kpi/A.1/",
        *(f"{PLAN}/kpi/A.1/?organisation={code}" for code in some),
        f"{PLAN}/kpi/{shape.codes[-1]}/",
        f"{PLAN}/register/",
        f"{PLAN}/register/?organisation=all&columns=all",
        f"{PLAN}/plan/",
        f"{PLAN}/status-rules/",
        f"{PLAN}/measurements/new/",
        f"{PLAN}/measurements/new/?kpi=A.1&organisation={codes[-1]}&period=2026-T1",
    ]


FILES = [f"{PLAN}/register/?format=csv", f"{PLAN}/register/?format=xlsx", f"{PLAN}/kpi/A.1/?format=csv"]


def words_of(html: str) -> str:
    """What a page says: its text, and what it says to those who do not see it."""
    spoken = re.findall(r'(?:aria-label|title|data-label|alt|content)="([^"]*)"', html)
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", html)
    return " ".join(unescape(" ".join([re.sub(r"<[^>]*>", " ", body), *spoken])).split())


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return words_of(response.content.decode())


def headline(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return words_of(re.search(r"(?s)<h1.*?</h1>", html)[0])  # type: ignore[index]


REGION_WORDS = re.compile(r"\b\w*region\w*\b|\bforetak\w*|\bhelseforetak\w*", re.IGNORECASE)


def said_of_region(text: str) -> set[str]:
    """The words for a region and its trusts in a text, but for what the register's own rules are called after."""
    return {found.lower() for found in REGION_WORDS.findall(text)}


@shapes("no whole", "alone", "a whole that is no region", "30 parts")
def test_no_page_speaks_of_a_region_or_trusts_that_are_not_there(shape: str, client: Client) -> None:
    for address in addresses(SHAPES[shape]):
        assert said_of_region(page(client, address)) == set(), address


@shapes("no whole", "three levels")
@pytest.mark.parametrize(
    ("language", "words"), [("nn", r"\bføretak\w*|region"), ("en", r"\btrusts?\b|region")]
)
def test_neither_in_the_other_languages(shape: str, client: Client, language: str, words: str) -> None:
    client.cookies["django_language"] = language
    said = [
        found
        for address in addresses(SHAPES[shape])
        for found in re.findall(words, page(client, address), re.IGNORECASE)
    ]
    assert bool(said) == (shape == "three levels")


@shapes(*SHAPES)
def test_files_are_given(shape: str, client: Client) -> None:
    organisations = len(SHAPES[shape].members)
    for address in FILES:
        assert client.get(address).status_code == 200, address
    table = client.get(FILES[0]).content.decode("utf-8-sig").splitlines()
    assert len(table) == 1 + organisations * SHAPES[shape].kpis


@shapes("one KPI")
def test_one_kpi(shape: str, client: Client) -> None:
    for address in addresses(SHAPES[shape]):
        page(client, address)
    assert headline(client, f"{PLAN}/").startswith(
        "Den ene måleindikatoren som kan vurderes for regionen, er grønn . "
    )
    assert "Regionen per 1. tertial 2026" in page(client, f"{PLAN}/")


class TestNoWhole:
    pytestmark = shapes("no whole")

    def test_the_counts_are_those_of_all_and_say_so(self, client: Client) -> None:
        said = page(client, f"{PLAN}/")
        assert "Organisasjonene per 1. tertial 2026" in said
        assert headline(client, f"{PLAN}/").startswith("2 av 6 vurderinger i organisasjonene er grønne")

    def test_each_has_a_column_and_none_is_before_the_others(self, client: Client) -> None:
        html = client.get(f"{PLAN}/").content.decode()
        heads = re.search(r'(?s)<table class="matrix">.*?</thead>', html)[0]  # type: ignore[index]
        assert re.findall(r">(\w+)</a>", heads) == ["TRD", "OSL", "BRG"]
        assert "is-whole" not in html

    def test_each_has_a_card_and_a_page(self, client: Client) -> None:
        said = page(client, f"{PLAN}/organisations/")
        for code in ("TRD", "OSL", "BRG"):
            assert f"{code} {name_of(code)}" in said
        assert f"{name_of('BRG')} per 1. tertial 2026" in page(client, f"{PLAN}/organisations/BRG/")

    def test_the_register_shows_all(self, client: Client) -> None:
        assert "vist for alle organisasjoner" in page(client, f"{PLAN}/register/")

    def test_the_kpi_s_page_says_how_each_stands(self, client: Client) -> None:
        said = page(client, f"{PLAN}/kpi/A.1/")
        assert "TRD og OSL er grønne. BRG har ingen status." in said

    def test_the_rules_say_nothing_of_wholes(self, client: Client) -> None:
        assert "helhetens" not in page(client, f"{PLAN}/status-rules/").lower()


class TestAlone:
    pytestmark = shapes("alone")

    def test_the_overview_is_of_the_only_organisation(self, client: Client) -> None:
        assert f"{name_of('TRD')} per 1. tertial 2026" in page(client, f"{PLAN}/")
        assert headline(client, f"{PLAN}/").startswith(
            "Den ene måleindikatoren som kan vurderes, er grønn ; 1 har ingen status."
        )

    def test_the_kpi_s_page_says_it_once(self, client: Client) -> None:
        said = page(client, f"{PLAN}/kpi/A.1/")
        assert f"{name_of('TRD')} er grønn : 90,0 % for 1. tertial 2026." in said
        assert "TRD er grønn." not in said

    def test_what_it_has_not_delivered_is_its_own(self, client: Client) -> None:
        assert "TRD mangler 1 tall for 1. tertial 2026: A.2" in page(client, f"{PLAN}/")


class TestOtherWhole:
    pytestmark = shapes("a whole that is no region")

    def test_the_whole_has_its_own_name(self, client: Client) -> None:
        said = page(client, f"{PLAN}/")
        assert f"{name_of('KS')} per 1. tertial 2026" in said
        assert f"i organisasjonene og {name_of('KS')}" in said

    def test_its_explanation_too(self, client: Client) -> None:
        said = page(client, f"{PLAN}/kpi/A.1/?organisation=KS")
        assert "Felles ambisjon 80 % , beregnet og ikke vedtatt." in said


class TestThreeLevels:
    pytestmark = shapes("three levels")

    def test_every_page_answers(self, client: Client) -> None:
        for address in addresses(SHAPES["three levels"]):
            page(client, address)

    def test_the_overview_has_the_whole_and_its_direct_parts(self, client: Client) -> None:
        html = client.get(f"{PLAN}/").content.decode()
        heads = re.search(r'(?s)<table class="matrix">.*?</thead>', html)[0]  # type: ignore[index]
        assert re.findall(r">(\w+)</a>", heads) == ["Regionen", "STO", "HNT"]

    def test_who_reports_is_who_misses(self, client: Client) -> None:
        said = page(client, f"{PLAN}/")
        assert re.search(
            r"Alle \d+ organisasjoner mangler 1 tall hver for 1\. tertial 2026, i alt \d+: A\.2", said
        )
        assert "STO mangler" not in said

    def test_an_organisation_with_parts_leads_to_them(self, client: Client) -> None:
        html = client.get(f"{PLAN}/organisations/STO/").content.decode()
        assert "Deler av STO" in html
        for code in ("KIR", "MED"):
            assert f'href="{PLAN}/organisations/{code}/"' in html

    def test_a_part_knows_what_it_is_part_of(self, client: Client) -> None:
        html = client.get(f"{PLAN}/organisations/KIR/").content.decode()
        assert f'del av <a href="{PLAN}/organisations/STO/">' in html

    def test_a_middle_level_is_explained_by_its_own_parts(self, client: Client) -> None:
        said = page(client, f"{PLAN}/kpi/A.1/?organisation=STO")
        assert "KIR 90,0 % og MED 70,0 %" in said or "90,0 + 70,0" in said
        assert "Felles ambisjon 80 % , beregnet og ikke vedtatt." in said
        assert "snittet av organisasjonenes ambisjoner, 80 (KIR) og 80 (MED)" in said

    def test_the_register_has_all(self, client: Client) -> None:
        said = page(client, f"{PLAN}/register/?organisation=all")
        for code in SHAPES["three levels"].members:
            assert re.search(rf"\b{code}\b", said) or code == "HMN"

    def test_what_is_entered_moves_all_above(self, client: Client) -> None:
        reply = client.post(
            f"{PLAN}/measurements/new/",
            {"kpi": "A.1", "organisation": "KIR", "period": "2026-T1", "value": "10", "preview": "1"},
        )
        said = words_of(reply.content.decode())
        assert reply.status_code == 200
        for name in ("KIR", "STO", "Regionen"):
            assert name in said


@shapes("no colours")
def test_without_thresholds_no_colour_is_counted(shape: str, client: Client) -> None:
    for address in addresses(SHAPES[shape]):
        page(client, address)
    html = client.get(f"{PLAN}/").content.decode()
    assert 'class="counts"' not in html
    assert "sign-green" not in html
    assert headline(client, f"{PLAN}/").startswith("1 av 2 måleindikatorer er målt.")
    assert "Planen har ingen terskelverdier" in page(client, f"{PLAN}/plan/")
    own = page(client, f"{PLAN}/organisations/STO/")
    assert "113 %" in own  # 90 of an ambition of 80
    assert "125 %" in own  # from 40, 50 of the 40 on the way
    assert "112,5 % nådd" in page(client, f"{PLAN}/")


@shapes("no colours")
def test_the_rules_of_a_plan_without_thresholds_give_no_colours(shape: str, client: Client) -> None:
    html = client.get(f"{PLAN}/status-rules/").content.decode()
    assert not re.findall(r"sign-(?:green|yellow|red)", html)
    assert not re.findall(r"\b(?:grønn|gul|rød)\w*\b", words_of(html), re.IGNORECASE)
    assert "21,65 av 43,3: 21,65 ÷ 43,3 = 50,0" in words_of(html).replace("\xa0", " ")
    assert 'id="flags"' not in html
    explained = page(client, f"{PLAN}/kpi/A.1/?organisation=STO")
    assert "Manglende grunnlag" not in explained


@shapes("no whole", "three levels")
def test_an_incomplete_year_speaks_of_the_whole_where_there_is_one(shape: str, client: Client) -> None:
    said = page(client, f"{PLAN}/status-rules/")
    assert "men de dekker ikke tolv måneder uten hull." in said
    assert ("har et helt år" in said) == (shape == "three levels")
