"""The filters: the same address lets through the same KPIs on the region page and in the register, as search and boxes
are understood in one way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from dashboards.parts.filters import EVERY, KpiFilter, found_by
from dashboards.register.page import OFFERS
from kpi.models import Kpi
from kpi.rules.period import Period
from kpi.selectors.board import Board, board
from kpi.selectors.plan_terms import plan_terms
from tests.pages.register_story import STORY, T2
from tests.pages.worlds import PLAN

pytestmark = pytest.mark.one_database

Measure = Callable[..., None]


FIGURES = (*STORY, ("P-2.1", "HNT", "2026-T1", "22"))


def region_codes(client: Client, query: str) -> list[str]:
    page = client.get(f"{PLAN}/?as_of={T2}&{query}").context["page"]
    return [row.code for group in page.groups for row in group.rows]


def register_codes(client: Client, query: str) -> list[str]:
    page = client.get(f"{PLAN}/register/?as_of={T2}&per_page=all&{query}").context["page"]
    return list(dict.fromkeys(row.record.code for row in page.table.paginated_rows))


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=P-2.1", ["P-2.1"]),
        ("q=sp-2.1", ["SP-2.1"]),
        ("q=P-2", ["P-2.1", "P-2.2"]),
        ("q=K", ["K.1", "K-1.1", "K-2.1"]),
        ("q=B.1", ["B.1a", "B.1b", "B.1c"]),
        ("q=timeavtaler", ["P-2.1"]),
        ("q=behovsstyrt", ["DH-3.1"]),
        ("q=kvalitetsregistre&organisation=STO", ["K.1", "K-1.1", "K-2.1"]),
        ("q=finnes+ikke", []),
        ("status=red&organisation=STO", ["F.1"]),
        ("status=yellow&organisation=HMN", None),
        ("changed=1&organisation=HNT", ["P-2.1"]),
        ("changed=0&requirement=0&goal=K", ["K.1", "K-1.1", "K-2.1"]),
        ("requirement=1&organisation=STO", ["SP-1.1"]),
        ("deadline=2026&goal=P&organisation=HMR", None),
        ("goal=X&status=blue&changed=ja&goal=K", ["K.1", "K-1.1", "K-2.1"]),
    ],
)
def test_one_address_lets_through_the_same_on_both_pages(
    leader: Client, query: str, codes: list[str] | None
) -> None:
    # The register shows one organisation unless all are asked for; the region page looks at all.
    both = query if "organisation" in query else f"{query}&organisation=all"
    shown = region_codes(leader, both)
    assert register_codes(leader, both) == shown
    if codes is not None:
        assert shown == codes


def test_the_files_of_the_region_page_have_its_rows(leader: Client) -> None:
    for query in ("changed=1", "requirement=1&organisation=STO", "q=P-2.1", "status=green"):
        page = leader.get(f"{PLAN}/?as_of={T2}&{query}").context["page"]
        content = leader.get(page.downloads[1][1]).content.decode("utf-8-sig")
        in_file = {line.partition(";")[0] for line in content.splitlines()[1:]}
        assert in_file == {row.code for group in page.groups for row in group.rows}, query


def test_what_was_not_understood_is_said_alike(leader: Client) -> None:
    query = f"goal=X%00&status=blue&organisation=OUS&deadline=1900&changed=ja&requirement=2&q={'x' * 101}"
    said = [
        leader.get(f"{PLAN}{page}?{query}").context["page"].chosen.misread for page in ("/", "/register/")
    ]
    assert said[0] == said[1]
    assert said[0] == (
        "Mål: «X»",
        "Status: «blue»",
        "Organisasjon: «OUS»",
        "Frist: «1900»",
        f"Søk: «{'x' * 40}»",
        "Endret status: «ja»",
        "Krav ikke møtt: «2»",
    )


def test_an_organisations_page_reads_its_filter_alike(leader: Client) -> None:
    text = leader.get(f"{PLAN}/organisations/STO/?status=blue&as_of={T2}").content.decode()
    assert "Status: «blue»" in text
    shown = leader.get(f"{PLAN}/organisations/STO/?status=red&as_of={T2}").context["page"]
    assert [row.code for group in shown.groups for row in (*group.rows, *group.empty)] == ["F.1"]


# ---- the search by itself ----


def kpis() -> tuple[Kpi, ...]:
    terms = plan_terms("regional")
    assert terms is not None
    return terms.kpis


@pytest.mark.usefixtures("plan", "db")
def test_every_whole_code_finds_its_own_alone() -> None:
    every = kpis()
    for kpi in every:
        for written in (kpi.code, kpi.code.lower(), f" {kpi.code} "):
            assert [found.code for found in found_by(written, every)] == [kpi.code]
    for code in {kpi.sub_goal.code for kpi in every if kpi.sub_goal}:
        assert {one.sub_goal.code for one in found_by(code, every) if one.sub_goal} == {code}
    for code in {kpi.goal.code for kpi in every}:
        assert {one.goal.code for one in found_by(code, every)} == {code}


@pytest.mark.usefixtures("plan", "db")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("P-2.", ["P-2.1", "P-2.2"]),  # no code, but the beginning of some; not of SP-2.1
        ("ØKT SCORE", ["P.1"]),
        ("helsami dagen", ["P-1.1"]),
        ("digital hjemmeoppfølging", ["DH.1a", "DH.1b"]),
    ],
)
def test_other_texts_are_sought_in_codes_and_names(text: str, found: list[str]) -> None:
    codes = [kpi.code for kpi in found_by(text, kpis())]
    assert codes[: len(found)] == found


# ---- what is chosen, as addresses write it ----


@pytest.fixture
def judged(plan: Any) -> Board:
    terms = plan_terms("regional")
    assert terms is not None
    return board(terms, as_of=Period.parse(T2))


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", {}),
        ("goal=P&goal=K&q=+epikrise+&changed=1", {"goal": "K", "q": "epikrise", "changed": "1"}),
        ("goal=X&changed=ja&organisation=all&unit=fot", {}),
        ("organisation=STO&requirement=0&status=", {"organisation": "STO"}),
    ],
)
def test_what_is_in_force_is_what_was_understood(judged: Board, query: str, kept: dict[str, str]) -> None:
    chosen = KpiFilter(QueryDict(query), board=judged, offers=OFFERS)
    assert chosen.query() == kept
    assert chosen.is_filtered is bool(kept.keys() - {"organisation"})
    assert chosen.chosen_organisation == kept.get("organisation", EVERY)


def test_nothing_chosen_costs_nothing(judged: Board, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert len(KpiFilter(QueryDict("organisation=STO"), board=judged, offers=OFFERS).kpis) == 49
    with django_assert_num_queries(1):
        chosen = KpiFilter(QueryDict("goal=K&status=none&q=k&changed=0"), board=judged, offers=OFFERS)
        assert [kpi.code for kpi in chosen.kpis] == ["K.1", "K-1.1", "K-2.1"]


def test_a_page_offers_only_the_filters_it_has(judged: Board) -> None:
    chosen = KpiFilter(QueryDict("status=red&goal=K"), board=judged, offers=("status",), organisation="STO")
    assert chosen.query() == {"status": "red"}
    assert [field.name for field in chosen.fields] == ["status"]
    assert chosen.chips == []
