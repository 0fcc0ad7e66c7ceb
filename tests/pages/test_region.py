"""The region page: what it shows of given figures, that filters let through what they say, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.test import Client

from dashboards.region.page import RegionPage, region_filter, region_page
from dashboards.region.table import TableCell
from kpi.models import Kpi, Organisation, Plan, PlanMember
from kpi.presentation.links import Links
from kpi.rules.period import Period
from kpi.rules.terms import Status
from kpi.selectors.board import board
from kpi.selectors.plan_terms import plan_terms
from tests.pages.worlds import PLAN
from tests.worlds.kept import forget
from tests.worlds.remove import keep_kpis

Measure = Callable[..., None]
T2 = "2026-T2"

STORY = (
    # P-2.1: adopted 43,3 %, so green from 21,65
    ("P-2.1", "STO", "2026-T1", "20"),
    ("P-2.1", "STO", T2, "21.65"),
    ("P-2.1", "HNT", "2026-T1", "21.7"),
    ("P-2.1", "HNT", T2, "20"),
    ("P-2.1", "HMR", T2, "9"),
    # SP-1.1: 70 % required
    ("SP-1.1", "STO", T2, "46"),
    ("SP-1.1", "HNT", T2, "72"),
    ("SP-1.1", "HMR", T2, "49"),
    # SP.1: counts, judged by the year
    ("SP.1", "STO", "2025", "638"),
    ("SP.1", "HNT", T2, "50"),
    # no ambition yet
    ("DH-2.1", "STO", T2, "14"),
)


def page_of(query: str = "", as_of: str = T2, *, preliminary: bool = False) -> RegionPage:
    terms = plan_terms("regional")
    assert terms is not None
    judged = board(terms, as_of=Period.parse(as_of), preliminary=preliminary)
    return region_page(judged, region_filter(QueryDict(query), judged), links=Links("regional"))


def shown(page: RegionPage) -> list[str]:
    return [row.code for group in page.groups for row in group.rows]


def cell(page: RegionPage, kpi: str, organisation: str) -> TableCell:
    return next(
        found
        for group in page.groups
        for row in group.rows
        if row.code == kpi
        for found in row.cells
        if found.column.code == organisation
    )


def text_of(response: HttpResponse) -> str:
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def story(measure: Measure) -> None:
    measure(*STORY)


@pytest.mark.usefixtures("story")
def test_a_cell_shows_value_word_change_and_where_it_is_explained() -> None:
    sto = cell(page_of(), "P-2.1", "STO").cell
    assert (sto.status, sto.value.replace("\N{NO-BREAK SPACE}", " "), sto.word) == (
        "green",
        "21,65 %",
        "Grønn",
    )
    assert (sto.arrow, sto.change, sto.verdict_word) == ("up", "1,7", "bedre")
    assert sto.url == f"{PLAN}/kpi/P-2.1/?organisation=STO&as_of=2026-T2#why"
    hnt = cell(page_of(), "SP.1", "HNT").cell
    assert (hnt.status, hnt.word, hnt.value) == ("none", "Ufullstendig år", "")
    assert cell(page_of(), "SP-1.1", "STO").cell.flags[-1].text == "krav ikke møtt"


@pytest.mark.usefixtures("story")
def test_the_matrix_has_a_sign_per_kpi_in_plan_order_and_says_all_of_it() -> None:
    page = page_of()
    assert [row.code for row in page.matrix] == ["B", "P", "SP", "L", "DH", "S", "F", "K"]
    patients = page.matrix[1]
    order = [kpi.code for kpi in Kpi.objects.filter(goal__code="P").order_by("position")]
    for found in patients.cells:
        assert [sign.title.split()[0] for sign in found.signs] == order
    sto = patients.cells[0]
    assert [sign.status for sign in sto.signs][order.index("P-2.1")] == Status.GREEN
    assert sto.name.startswith("Pasientmedvirkning, STO: P.1 ingen måling")
    assert "P-2.1 grønn" in sto.name
    assert sto.url == f"{PLAN}/organisations/STO/#goal-p"
    assert patients.cells[-1].url == "#goal-p"


@pytest.mark.usefixtures("story")
def test_the_counts_are_those_of_the_region_and_add_up() -> None:
    page = page_of()
    numbers = {tile.status: int(tile.number) for tile in page.tiles}
    assert sum(numbers.values()) == 49
    for tile in page.tiles:
        if tile.url:
            query = tile.url.partition("?")[2].removesuffix("#indicators")
            assert len(shown(page_of(query))) == numbers[tile.status], tile.status
    totals = {total.column.code: sum(int(tally.number) for tally in total.tallies) for total in page.totals}
    assert totals == {"STO": 49, "HNT": 49, "HMR": 49, "HMN": 49}


@pytest.mark.usefixtures("story")
def test_what_has_changed_is_listed_with_weaker_first() -> None:
    groups = page_of().movements
    assert [group.title for group in groups[:2]] == ["Verre", "Bedre"]
    weaker, better = groups[0].shown[0], groups[1].shown[0]
    assert (weaker.after.kpi, weaker.label, weaker.word_before, weaker.word_after) == (
        "P-2.1",
        "HNT",
        "grønn",
        "gul",
    )
    assert weaker.after.value.replace("\N{NO-BREAK SPACE}", " ") == "20,0 %"
    assert (better.after.kpi, better.label) == ("P-2.1", "STO")
    new = next(group for group in groups if group.title == "Har fått status")
    assert {movement.after.kpi for movement in (*new.shown, *new.folded)} >= {"SP-1.1"}


@pytest.mark.usefixtures("story")
def test_the_headline_says_whose_statuses_have_changed() -> None:
    said = "".join(run.text for run in page_of().headline)
    assert said.endswith("Siden 1. tertial har 1 status i foretakene og regionen blitt bedre og 1 verre.")


@pytest.mark.usefixtures("story")
def test_who_has_not_delivered_is_told_and_what_nobody_has_is_told_once() -> None:
    lines = page_of().missing
    assert lines[-1].text.startswith("Alle 3 foretak mangler ")
    # The lines add up to the heading.
    said = [
        re.findall(r"i alt (\d+)|mangler (\d+)", line.text) for line in (*lines, *page_of().missing_folded)
    ]
    sums = [int(next(filter(None, found[-1]))) for found in said]
    assert sum(sums) == int(page_of().missing_count)
    hmr = next(line for line in lines if line.text.startswith("HMR mangler"))
    assert [kpi.code for kpi in hmr.shown] == ["SP.1", "DH-2.1"]


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=timeavtaler", ["P-2.1"]),
        ("q=p-2.1", ["P-2.1"]),
        ("q=TIMEAVTALER&goal=SP", []),
        ("goal=K", ["K.1", "K-1.1", "K-2.1"]),
        ("status=green&organisation=STO", ["P-2.1", "SP.1"]),
        ("status=yellow&organisation=HNT", ["P-2.1"]),
        ("status=red", ["P-2.1"]),
        ("status=red&organisation=STO", []),
        ("changed=1", ["P-2.1"]),
        ("changed=1&organisation=HMR", []),
        ("requirement=1", ["SP-1.1"]),
        ("requirement=1&organisation=HNT", []),
        ("deadline=2026", ["P.1", "P-1.1", "P-1.2", "P-1.3", "P-2.1", "P-3.1"]),
    ],
)
def test_filters_let_through_what_they_say(query: str, codes: list[str]) -> None:
    page = page_of(query)
    assert shown(page) == codes
    assert page.shown.startswith(f"{len(codes)} av 49 vises")


@pytest.mark.usefixtures("story")
def test_a_chosen_trust_is_shown_beside_the_region() -> None:
    assert [column.code for column in page_of("organisation=HMR").shown_columns] == ["HMR", "HMN"]
    assert len(page_of("organisation=HMN").shown_columns) == 4
    assert page_of("status=red&organisation=HMR").shown.endswith(": rød i HMR")


@pytest.mark.usefixtures("story")
def test_filters_stand_in_the_address_and_in_the_files() -> None:
    page = page_of("goal=SP&status=yellow&organisation=STO&q=epikrise&changed=1")
    filters = "goal=SP&status=yellow&organisation=STO&q=epikrise&changed=1"
    assert urlencode(page.chosen.query()) == filters
    excel, csv = page.downloads
    assert excel == ("Excel", f"{PLAN}/register/?{filters}&format=xlsx")
    assert csv[1].endswith("format=csv")


@pytest.mark.usefixtures("plan", "db")
def test_a_deadline_is_said_once_and_one_that_lacks_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 27))
    groups = {group.code: group for group in page_of().groups}
    assert groups["B"].deadline == "frist 2025, gått ut"
    assert groups["L"].deadline == "frist 2027"
    patients = groups["P"]
    assert patients.deadline == "frist 2026, 4 uker igjen"
    promises = {row.code: row.promise.line for row in patients.rows}
    assert (
        promises["P-2.1"].replace("\N{NO-BREAK SPACE}", " ") == "Regional ambisjon 43,3 % · høyere er bedre"
    )
    assert promises["P-2.2"].endswith("· uten frist")


def test_unknown_filters_fall_back_and_say_so(leader: Client) -> None:
    response = leader.get(
        f"{PLAN}/", {"goal": "X<", "status": "blue", "deadline": "1900", "as_of": "i går", "changed": "ja"}
    )
    text = text_of(response)
    assert response.status_code == 200
    for said in (
        "Mål: «X&lt;»",
        "Status: «blue»",
        "Frist: «1900»",
        "Endret status: «ja»",
        "«i går» ble ikke forstått",
    ):
        assert said in text
    assert "49 av 49 vises" in text


@pytest.mark.usefixtures("story")
def test_the_page_as_html(leader: Client) -> None:
    text = text_of(leader.get(f"{PLAN}/", {"as_of": T2}))
    assert "Regionen per 2. tertial 2026" in text
    assert "Endret siden 1. tertial 2026" in text
    assert '<select name="goal" class="ds-input" data-width="auto" autocomplete="off" id="goal">' in text
    assert 'id="goal-sp"' in text
    assert "Krav: minst 70 %" in text
    assert "Egne: −80 % / −95 % / 0 tilfeller" in text
    assert "avvik i planen" in text
    assert "style=" not in text


def test_a_plan_without_figures_says_so_and_shows_no_colour(leader: Client) -> None:
    text = text_of(leader.get(f"{PLAN}/"))
    assert "Ingen av de 49 måleindikatorene har status." in text
    assert "49 uten måling" in text
    table = text[text.index('<table class="kpi-table">') :]
    assert 'class="sign sign-none"' in table
    for colour in ("green", "yellow", "red"):
        assert f"sign-{colour}" not in table


def test_filters_that_hide_all_leave_a_way_back(leader: Client) -> None:
    text = text_of(leader.get(f"{PLAN}/", {"q": "finnes ikke", "as_of": T2}))
    assert "Ingen måleindikatorer passer med filtrene" in text
    assert f'href="{PLAN}/?as_of=2026-T2#indicators"' in text


def test_preliminary_figures_count_only_when_asked_for(leader: Client, measure: Measure) -> None:
    measure(("P-2.1", "STO", T2, "21.65"), approve=False)
    assert "foreløpig</a>" not in text_of(leader.get(f"{PLAN}/", {"as_of": T2}))
    text = text_of(leader.get(f"{PLAN}/", {"as_of": T2, "preliminary": "1"}))
    assert "foreløpig</a>" in text
    assert 'value="1" autocomplete="off" checked><label class="ds-label" for="preliminary"' in text


def test_an_earlier_period_is_seen_as_it_was(leader: Client, measure: Measure) -> None:
    measure(("P-2.1", "STO", "2026-T1", "20"), ("P-2.1", "STO", T2, "40"))
    page = page_of(as_of="2026-T1")
    assert cell(page, "P-2.1", "STO").cell.status == Status.YELLOW
    text = text_of(leader.get(f"{PLAN}/", {"as_of": "2026-T1"}))
    assert f'href="{PLAN}/organisations/STO/?as_of=2026-T1"' in text
    assert "40,0 %" not in text


@pytest.mark.parametrize(("language", "marked"), [("nb", False), ("nn", True), ("en", True)])
def test_plan_texts_say_their_language_where_the_page_speaks_another(
    leader: Client, language: str, marked: bool
) -> None:
    leader.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    text = text_of(leader.get(f"{PLAN}/"))
    assert f'<html lang="{language}"' in text
    assert ('lang="nb">Samhandling og pasientlogistikk' in text) is marked


def test_one_kpi_alone_costs_no_more(leader: Client, django_assert_max_num_queries: Any) -> None:
    keep_kpis("P-2.1")
    forget()
    with django_assert_max_num_queries(18):
        text = text_of(leader.get(f"{PLAN}/"))
    assert "1 av 1 vises" in text


def test_many_trusts_scroll_sideways_and_are_not_listed_one_by_one(leader: Client, plan: Plan) -> None:
    for number in range(17):
        trust = Organisation.objects.create(
            code=f"HF{number:02d}", name="Helseforetaket med det lange navnet", kind="trust"
        )
        PlanMember.objects.create(
            plan=plan, organisation=trust, part_of=Organisation.objects.get(code="HMN"), position=20 + number
        )
    page = page_of()
    assert page.is_wide
    assert len(page.columns) == 21
    promise = next(row.promise for row in page.groups[1].rows if row.code == "P-1.1")
    assert promise.line.startswith("Egne ambisjoner per foretak")
    assert 'class="table-scroll is-wide" tabindex="0"' in text_of(leader.get(f"{PLAN}/"))


def test_a_plan_without_kpis_is_shown(leader: Client) -> None:
    keep_kpis()
    response = leader.get(f"{PLAN}/")
    assert response.status_code == 200
    assert "Planen har ingen måleindikatorer." in text_of(response)


@pytest.mark.usefixtures("plan", "db")
def test_nothing_is_shown_without_signing_in(client: Client) -> None:
    for path in ("/", "/organisations/", "/organisations/STO/"):
        response = client.get(PLAN + path)
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")


def test_pages_only_read(leader: Client, plan: Plan) -> None:
    for path in ("/", "/organisations/", "/organisations/STO/"):
        assert leader.post(PLAN + path).status_code == 405


@pytest.mark.parametrize(
    ("period", "told", "arrow"),
    [
        ("2026-T2", "", "up"),
        ("2026-08", "", ""),  # August ends the tertial
        ("2026-07", "juli 2026", ""),
        ("2026-T1", "1. tert. 2026", ""),
    ],
)
def test_a_figure_that_does_not_reach_the_periods_end_says_which_it_is(
    measure: Measure, period: str, told: str, arrow: str
) -> None:
    measure(("P-2.1", "STO", "2025-T3", "19"), ("P-2.1", "STO", "2026-T1", "20"))
    if period != "2026-T1":
        measure(("P-2.1", "STO", period, "21"))
    found = cell(page_of(), "P-2.1", "STO").cell
    assert (found.told_period, found.arrow) == (told, arrow)


def test_a_period_that_is_told_stands_beside_the_change(leader: Client, measure: Measure) -> None:
    measure(("P-2.1", "STO", "2026-03", "20"), ("P-2.1", "STO", "2026-07", "21"))
    found = cell(page_of(), "P-2.1", "STO").cell
    assert (found.told_period, found.arrow) == ("juli 2026", "up")
    html = leader.get(f"{PLAN}/").content.decode()
    assert '<span class="change-period">juli 2026</span>' in html


def test_reds_that_the_average_hides_are_counted(leader: Client, measure: Measure) -> None:
    """P-2.1 is red in HMR and K.1 in two trusts; the region is red in neither."""
    measure(
        *(
            ("P-2.1", trust, "2026-T2", value)
            for trust, value in (("STO", "30"), ("HNT", "30"), ("HMR", "9"))
        ),
        *(("K.1", trust, "2026-T2", value) for trust, value in (("STO", "1"), ("HNT", "1"), ("HMR", "99"))),
    )
    tile = page_of().tiles[2]
    assert (tile.number, tile.lines[-1]) == ("0", "2 er røde i minst ett foretak")
