"""Whatever the address holds after the question mark, a page answers, says what it did not understand, and runs none
of it as code. Which filters there are and what they do stands in the tests of each page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.utils.encoding import iri_to_uri
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.pages.worlds import PLAN, client_of

FRAME = {"as_of", "preliminary"}
# What each page reads of its address. `test_every_parameter_is_known` finds one that is missing here.
PARAMETERS = {
    f"{PLAN}/": FRAME | {"goal", "status", "organisation", "deadline", "q", "changed", "requirement"},
    f"{PLAN}/organisations/": FRAME,
    f"{PLAN}/organisations/STO/": FRAME | {"status"},
    f"{PLAN}/organisations/HMN/": FRAME | {"status"},
    f"{PLAN}/kpi/SP-1.1/": FRAME
    | {"organisation", "format", "fractions", "history", "length", "page", "periods"},
    f"{PLAN}/register/": FRAME
    | {"columns", "deadline", "format", "frequency", "goal", "organisation", "page", "per_page", "q", "sort"}
    | {"status", "unit", "changed", "requirement"},
    f"{PLAN}/plan/": FRAME,
    f"{PLAN}/status-rules/": FRAME,
    f"{PLAN}/measurements/new/": {"kpi", "organisation", "period", "saved"},
}
# Any text may be sought, and that something was saved is a mark of our own.
ANYTHING_GOES = {"q", "saved"}

HOSTILE = {
    "nothing": "",
    "blanks": "  \t\r\n",
    "NUL": "\0",
    "a word": "tull",
    "markup": "\"'><script>alert(1)</script>{{ 7000|add:77 }}{% load x %}",
    "a negative": "-1",
    "a zero": "0",
    "a huge number": "9" * 5000,
    "not a number": "NaN",
    "an endless number": "1e999",
    "other digits": "٢٠٢٦",
    "a superscript": "²",
    "a period too early": "0000-T1",
    "a period too late": "9999-12",
    "a month too many": "2026-13",
    "a tertial too many": "2026-T4",
    "a year too long": "20260-01",
    "SQL": "STO' OR 1=1; --",
    "a path": "../../etc/passwd",
    "a percent sign for another time": "%00",
    "a code of another kind": "SP-1.1",
    "a code in small letters": "sto",
    "a list": "['green', 'red']",
    "two codes in one": "STO,HNT",
    "right to left": "\u202eneerg\u200b",
    "a letter of many parts": "Z" + "\u0301" * 300,
    "emoji": "🚑👩‍⚕️",
    "a long text": "gevinst " * 900,
    "a line break": "green\r\nSet-Cookie: a=b",
    "a format": "%s%n%(kpi)s{0}",
}
# Pages that read no more than the region page does, and by the same code.
LIKE_THE_REGION_PAGE = [address for address, names in PARAMETERS.items() if names < PARAMETERS[f"{PLAN}/"]]
# As they stand in an address: no UTF-8, half a character, signs of the query string itself, brackets.
RAW = ("%ff%fe", "%ED%A0%80", "&&=&;=%", "[]=green&{0}[0]=red")


def shows_a_page(response: HttpResponse) -> None:
    """Answered, and with nothing of the address in it that a browser would take for markup."""
    assert response.status_code == 200
    if response["Content-Type"].startswith("text/html"):
        text = response.content.decode()
        assert "<script>alert" not in text
        assert "7077" not in text


@contextmanager
def noting_what_is_read(patch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """The names that are looked up in addresses from now on."""
    names: set[str] = set()

    def note(method: str) -> None:
        plain = getattr(QueryDict, method)

        def noted(self: QueryDict, key: str, *args: object, **kwargs: object) -> object:
            if not self._mutable:  # type: ignore[attr-defined]  # a copy is made to write an address, not to read one
                names.add(str(key))
            return plain(self, key, *args, **kwargs)

        patch.setattr(QueryDict, method, noted)

    for method in ("get", "getlist", "__getitem__", "__contains__"):
        note(method)
    yield names


@pytest.fixture
def client(world: str, db: None) -> Client:
    """One who may see and do everything."""
    return client_of("superuser")


some_figures = pytest.mark.parametrize("world", ["miniature with figures"], indirect=True)
each_page = pytest.mark.parametrize("address", PARAMETERS)


@pytest.mark.one_database
@some_figures
@each_page
def test_every_parameter_is_known(client: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with noting_what_is_read(monkeypatch) as names:
        for query in ("", "?as_of=2025&organisation=STO&kpi=SP-1.1&period=2025-T1"):
            shows_a_page(client.get(address + query))
    assert names == PARAMETERS[address]


@pytest.mark.one_database
@some_figures
@each_page
def test_what_is_not_understood_is_said(client: Client, address: str) -> None:
    """Each text by itself, wherever it stands among others."""
    texts = {name: f"tull og tøys {name}" for name in sorted(PARAMETERS[address] - ANYTHING_GOES)}
    response = client.get(address, texts)
    shows_a_page(response)
    said = re.findall(r"<p>[^<]*ikke forstått.*?</p>", response.content.decode(), re.DOTALL)
    unsaid = [text for text in texts.values() if not any(text in sentence for sentence in said)]
    assert not unsaid


@some_figures
@each_page
def test_hostile_values(client: Client, address: str) -> None:
    """Each value is tried on some of the pages, since all read their addresses by the same code: on every second of
    those that read more than the region page does, on fewer of the others and on PostgreSQL."""
    values = (*(quote(value) for value in HOSTILE.values()), *RAW)
    step = 8 if connection.vendor == "postgresql" else 4 if address in LIKE_THE_REGION_PAGE else 2
    for value in values[list(PARAMETERS).index(address) % step :: step]:
        query = "&".join(f"{name}={value}" for name in sorted(PARAMETERS[address]))
        shows_a_page(client.get(f"{address}?{query}"))


@pytest.mark.one_database
@some_figures
@each_page
@pytest.mark.parametrize("debug", [False, True])
def test_more_fields_than_anybody_would_fill_in_are_refused(
    client: Client, address: str, debug: bool, settings: Any
) -> None:
    settings.DEBUG = debug
    client.raise_request_exception = False
    response = client.get(f"{address}?{'&'.join(f'a{place}=1' for place in range(1001))}")
    assert response.status_code == 400
    assert "400.html" in [template.name for template in response.templates]


# What pages do understand, so that the odd is tried together with the usual.
USUAL = [
    *("STO", "HMN", "SP", "SP-1.1", "P-2.1", "green", "none", "2026-T2", "2025", "2019-03", "1", "2"),
    *("csv", "xlsx", "all", "-status", "value", "percent", "month", "2027", "epikriser"),
]
values = st.one_of(st.sampled_from(USUAL), st.text(max_size=40), st.integers().map(str), st.floats().map(str))


@st.composite
def queries(draw: st.DrawFn, names: list[str]) -> str:
    """A query string: known names mostly, some of them several times, values usual and odd, now and then no text."""
    name = st.one_of(st.sampled_from(names), st.sampled_from(names).map("{}[]".format), st.text(max_size=12))
    fields = draw(st.lists(st.tuples(name, values), max_size=8))
    query = urlencode(fields, errors="replace")
    return query + draw(st.sampled_from(["", "", "&%ff=%00", "&=", "&as_of=%C3%28"]))


def short(address: str) -> str:
    """The same page without the plan in its address."""
    return address.removeprefix(PLAN)


def without_a_plan(address: str) -> int:
    """The answer at a short address while there is no plan: a page says so, and what is within a plan is not found."""
    return 404 if short(address).count("/") == 3 and "/new/" not in address else 200


@pytest.mark.parametrize("world", ["miniature with figures", "empty"], indirect=True)
@each_page
def test_any_query(client: Client, world: str, address: str) -> None:
    at, wanted = (address, 200) if world != "empty" else (short(address), without_a_plan(address))

    @seed(20240412)
    @hypothesis_settings(
        max_examples=6 if world == "miniature with figures" and connection.vendor == "sqlite" else 3,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(query=queries(sorted(PARAMETERS[address])), target=st.sampled_from(["", "page", "explained"]))
    def answers(query: str, target: str) -> None:
        headers = {"HX-Request": "true", "HX-Target": target} if target else {}
        response = client.get(f"{at}?{query}", headers=headers)
        assert response.status_code == wanted
        if wanted == 200:
            shows_a_page(response)

    answers()


@pytest.mark.parametrize("world", ["miniature", "empty"], indirect=True)
@pytest.mark.parametrize("kind", [f"{PLAN}/kpi", f"{PLAN}/organisations", "/plans"])
def test_any_code(client: Client, world: str, kind: str) -> None:
    @seed(20240412)
    @hypothesis_settings(
        max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(
        code=st.text(min_size=1, max_size=30).filter(
            lambda code: code not in ("STO", "HNT", "HMR", "HMN", "regional")
        )
    )
    def is_not_found(code: str) -> None:
        path = f"{kind}/{quote(code, safe='', errors='replace')}/"
        assert client.get(path).status_code == 404

    is_not_found()


@pytest.mark.one_database
@some_figures
@each_page
def test_a_short_address_leads_on_with_any_query_as_it_is(client: Client, address: str) -> None:
    values = [quote(value) for value in HOSTILE.values() if len(value) < 1000]
    for query in ("", *(f"q={value}&q={value}" for value in values), *RAW):
        response = client.get(f"{short(address)}?{query}")
        assert response.status_code == 302
        assert response["Location"] == iri_to_uri(f"{address}?{query}" if query else address)
