"""The trusts' pages: own ambition beside the regional one, what is missing, what the organisation answers for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client

from dashboards.trust.overview import TrustsPage, trusts_page
from dashboards.trust.page import Row, TrustPage, trust_filter, trust_page
from kpi.files.plan.revise import revise_plan
from kpi.models import Kpi, Plan, Threshold
from kpi.presentation.links import Links
from kpi.rules.period import Period
from kpi.rules.terms import Status
from kpi.selectors.board import board
from kpi.selectors.plan_terms import plan_terms
from kpi.selectors.undertakings import duties_of
from tests.pages.worlds import PLAN
from tests.worlds.kept import forget
from tests.worlds.remove import keep_kpis

Measure = Callable[..., None]
T2 = "2026-T2"


def page_of(code: str, *, as_of: str = T2, query: str = "") -> TrustPage:
    terms = plan_terms("regional")
    assert terms is not None
    organisation = terms.organisation(code)
    assert organisation is not None
    judged = board(terms, as_of=Period.parse(as_of))
    return trust_page(
        judged,
        organisation,
        duties_of(terms.plan, organisation),
        links=Links("regional"),
        chosen=trust_filter(QueryDict(query), judged, code),
    )


def overview() -> TrustsPage:
    terms = plan_terms("regional")
    assert terms is not None
    return trusts_page(board(terms, as_of=Period.parse(T2)), links=Links("regional"))


def row(page: TrustPage, kpi: str) -> Row:
    return next(found for group in page.groups for found in (*group.rows, *group.empty) if found.code == kpi)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def text_of(response: HttpResponse) -> str:
    return plain(response.content.decode())


def test_own_ambition_stands_beside_the_regional_that_sets_the_colour(measure: Measure) -> None:
    measure(("P-2.1", "HNT", T2, "20"))
    found = row(page_of("HNT"), "P-2.1")
    assert found.cell.status == Status.YELLOW
    assert plain(found.judged_by) == "43,3 %"
    assert plain(found.reached) == "46 %"
    assert plain(found.own) == "30 %"
    assert plain(found.own_reached) == "67 %"
    assert found.bar is not None
    assert (found.bar.fill, found.bar.own) == ("46.2%", "66.7%")


@pytest.mark.parametrize(
    ("compares_with", "value", "told"),
    [("baseline", "43,0 %", "nullpunkt 41 %"), ("previous", "42,96 %", "forrige 43 %")],
)
def test_what_an_improvement_is_compared_with_is_called_what_it_is(
    measure: Measure, compares_with: str, value: str, told: str
) -> None:
    """And a value that is worse by less than is shown does not seem to be the same."""
    kpi = Kpi.objects.get(plan__code="regional", code="P.1")
    kpi.compares_with = compares_with
    kpi.save()
    measure(("P.1", "STO", "2024", "40"), ("P.1", "STO", "2025", "43"), ("P.1", "STO", "2026-T2", "42.96"))
    found = row(page_of("STO"), "P.1")
    assert (plain(found.cell.value), plain(found.baseline)) == (value, told)


def test_the_plans_ambitions_are_told_as_they_are(measure: Measure) -> None:
    page = page_of("HNT")
    assert row(page, "SP.1").judged_by == "egen"
    assert plain(row(page, "SP.1").own) == "−95 %"
    assert row(page, "S-1.1").own == "avventes"
    assert plain(row(page, "S-1.1").judged_by) == "50 dager"
    assert plain(row(page, "S-1.1").requirement) == "Krav: høyst 50 dager"
    assert row(page, "B.1a").judged_by == "forbedring"
    assert row(page, "SP-3.2").condition  # 5 days in the platform, else 7: told in words
    assert [found.code for group in page.groups if group.code == "SP" for found in group.empty] == [
        "SP-2.1",
        "SP-3.3",
    ]


def test_the_regions_page_shows_adopted_beside_calculated(measure: Measure) -> None:
    page = page_of("HMN")
    assert plain(row(page, "SP-1.1").judged_by) == "92 %"
    assert plain(row(page, "SP-1.1").own) == "92 %"
    assert row(page, "SP.1").judged_by == "ikke vedtatt"
    assert row(page, "SP.1").own == "224,75"
    assert row(page, "DH-2.1").own == "avventes"


def test_progress_is_told_and_never_flatters(measure: Measure) -> None:
    measure(("K.1", "STO", "2025", "73.2"), ("SP-3.1", "HNT", T2, "9"))
    found = row(page_of("STO"), "K.1")
    assert (found.cell.status, plain(found.progress)) == (Status.GREEN, "0 %")
    assert "uten framgang" in [flag.text for flag in found.cell.flags]
    assert row(page_of("HNT"), "SP-3.1").progress == ""  # the baseline is better than the ambition


def test_what_is_missing_or_waits(measure: Measure) -> None:
    measure(
        ("P-2.1", "HMR", T2, "5"),
        ("P-3.1", "HMR", T2, "50"),
        ("SP-3.1", "HMR", "2025-T2", "4"),
    )
    groups = {group.title: group for group in page_of("HMR").waiting}
    assert int(groups["Ikke levert"].count) == 46
    assert groups["Ikke levert"].lines[0].text == "For 2. tertial 2026"
    assert groups["Ikke levert"].lines[0].folded
    stale = groups["Utdaterte tall"].lines[0]
    assert (stale.text, [item.code for item in stale.shown]) == (
        "Siste tall gjelder 2. tertial 2025",
        ["SP-3.1"],
    )
    waits = {line.text: [item.code for item in line.shown] for line in groups["Ambisjon avventes"].lines}
    assert waits == {
        "Vurderes etter den regionale ambisjonen": ["P-3.1"],
        "Får ingen status": ["DH-2.1", "F-1.1", "F-2.1", "F-2.3", "K-1.1"],
    }


def test_reds_are_named_first_with_what_has_changed(leader: Client, measure: Measure) -> None:
    measure(
        ("P-2.1", "HMR", "2026-T1", "30"),
        ("P-2.1", "HMR", T2, "9"),
        ("SP-3.1", "HMR", "2026-T1", "4"),
        ("SP-3.1", "HMR", T2, "5"),
    )
    page = page_of("HMR")
    (red,) = page.reds.shown
    assert (red.code, plain(red.cell.value_with_unit), red.cell.change, red.cell.verdict_word) == (
        "P-2.1",
        "9,0 %",
        "21,0",
        "verre",
    )
    (worse,) = page.movements
    assert [(one.label, one.word_before, one.word_after, one.because) for one in worse.shown] == [
        ("P-2.1", "grønn", "rød", "")
    ]
    waiting = {group.title: group for group in page.waiting}
    (line,) = waiting["Verre enn nullpunktet"].lines
    assert [item.code for item in line.shown] == ["SP-3.1"]
    text = text_of(leader.get(f"{PLAN}/organisations/HMR/", {"as_of": T2}))
    assert text.index('id="reds-heading"') < text.index("Forutsetninger og endringer")
    assert "Ingen måleindikatorer er røde" in text_of(leader.get(f"{PLAN}/organisations/STO/", {"as_of": T2}))


def test_a_status_that_a_limit_moved_says_so(measure: Measure) -> None:
    plan = Plan.objects.get(code="regional")
    measure(("P-2.1", "HMR", "2026-T1", "24"), ("P-2.1", "HMR", T2, "24"))
    limits = Threshold(plan=plan, basis="share", green="0.6", yellow="0.3")
    revise_plan(plan, [limits], valid_from=date(2026, 5, 1), reason="Vedtatt", by=None)
    (worse,) = page_of("HMR").movements
    assert [plain(one.because) for one in worse.shown] == [
        "Grensen for grønn er flyttet fra 21,65 % til 25,98 %."
    ]


def test_the_region_names_the_trusts_that_lack_in_its_figure(measure: Measure) -> None:
    measure(("P-2.1", "STO", T2, "30"), ("P-2.1", "HNT", T2, "30"))
    groups = {group.title: group for group in page_of("HMN").waiting}
    line = groups["Foretak mangler i tallet"].lines[0]
    assert (line.text, [item.code for item in line.shown]) == ("Uten HMR", ["P-2.1"])
    assert "Ikke levert" not in groups


@pytest.mark.parametrize(
    ("code", "summary"),
    [
        ("STO", "33 forutsetninger, 31 endringer"),
        ("HNT", "33 forutsetninger, 31 endringer"),
        ("HMR", "33 forutsetninger, 31 endringer"),
        ("HMN", "9 forutsetninger"),
    ],
)
@pytest.mark.usefixtures("plan", "db")
def test_what_the_organisation_answers_for(code: str, summary: str) -> None:
    page = page_of(code)
    assert page.duty_summary == summary
    found = {duty.code: duty for group in page.duties for duty in group.prerequisites}
    if code == "HMN":
        assert found["K-F3"].shared_with == ("Hemit",)
        assert found["K-F1"].shared_with == ()
    else:
        assert sorted({"STO", "HNT", "HMR"} - {code}) == sorted(found["B-F1"].shared_with)


def test_the_headline_names_what_has_turned_red(measure: Measure) -> None:
    measure(
        ("P-2.1", "HMR", "2026-T1", "30"),
        ("P-2.1", "HMR", T2, "9"),
        ("L-1.1", "HMR", "2026-T1", "50"),
        ("L-1.1", "HMR", T2, "50"),
    )
    said = "".join(run.text for run in page_of("HMR").headline)
    assert plain(said) == (
        "1 av 2 måleindikatorer som kan vurderes, er grønn, ingen gule og 1 rød; 47 har ingen status. "
        "Siden 1. tertial har 1 status blitt verre og ingen bedre. "
        "P-2.1 Andel timeavtaler bestilt av pasienter i HelsaMi er blitt rød. 46 tall mangler."
    )


def test_a_status_narrows_the_table_and_says_so(leader: Client, measure: Measure) -> None:
    measure(("P-2.1", "STO", T2, "40"))
    text = text_of(leader.get(f"{PLAN}/organisations/STO/", {"status": "green", "as_of": T2}))
    assert "Viser 1 av 49: grønne." in text
    assert f'href="{PLAN}/organisations/STO/?as_of=2026-T2#indicators"' in text
    assert "K-1.1" not in text[text.index("Viser 1 av 49") :]
    empty = text_of(leader.get(f"{PLAN}/organisations/STO/", {"status": "red", "as_of": T2}))
    assert "Ingen måleindikatorer har denne statusen" in empty
    wrong = text_of(leader.get(f"{PLAN}/organisations/STO/", {"status": "purple", "as_of": T2}))
    assert "purple" in wrong
    assert "Viser" not in wrong


def test_tabs_keep_the_period(leader: Client) -> None:
    text = text_of(leader.get(f"{PLAN}/organisations/HNT/", {"as_of": "2025"}))
    assert f'href="{PLAN}/organisations/STO/?as_of=2025"' in text
    assert f'<a href="{PLAN}/organisations/HNT/?as_of=2025" aria-current="page">' in text


@pytest.mark.parametrize("code", ["XXX", "sto", "Hemit", "STO%00", "%F0%9F%92%A5", "a" * 3000])
def test_other_codes_are_not_found(leader: Client, code: str) -> None:
    assert leader.get(f"{PLAN}/organisations/{code}/").status_code == 404


def test_unlikely_codes_do_not_break_the_page(leader: Client) -> None:
    for code in ("\ud800", "..", "' OR 1=1", "<b>"):
        assert leader.get(f"{PLAN}/organisations/{quote(code, errors='surrogatepass')}/").status_code == 404


def test_a_plan_without_figures_still_shows_the_ambitions(leader: Client) -> None:
    text = text_of(leader.get(f"{PLAN}/organisations/HMR/"))
    assert "Ingen av de 49 måleindikatorene har status." in text
    table = text[text.index('<table class="trust-table">') :]
    assert "43,3 %" in table
    for colour in ("green", "yellow", "red"):
        assert f"sign-{colour}" not in table


def test_the_overview_has_a_card_for_each(leader: Client, measure: Measure) -> None:
    measure(("P-2.1", "HMR", T2, "5"), ("P-2.1", "STO", T2, "40"))
    page = overview()
    assert [card.code for card in page.cards] == ["STO", "HNT", "HMR"]
    assert [red.code for red in page.cards[2].red] == ["P-2.1"]
    assert page.cards[0].red == ()
    assert page.cards[0].late_text == "47 tall mangler."
    text = text_of(leader.get(f"{PLAN}/organisations/", {"as_of": T2}))
    assert f'href="{PLAN}/organisations/HMR/?as_of=2026-T2"' in text
    assert f'href="{PLAN}/organisations/HMR/?status=red&amp;as_of=2026-T2#indicators"' in text


def test_the_cost_does_not_grow(
    leader: Client, measure: Measure, django_assert_num_queries: Any, plan: Plan
) -> None:
    forget()
    with django_assert_num_queries(22):
        leader.get(f"{PLAN}/organisations/STO/")
    measure(
        *(
            (kpi, trust, f"{year}-{month:02d}", "40")
            for kpi in ("P-2.1", "P-3.1", "SP-1.1")
            for trust in ("STO", "HNT", "HMR")
            for year in range(2019, 2026)
            for month in range(1, 13)
        )
    )
    forget()
    with django_assert_num_queries(22):
        leader.get(f"{PLAN}/organisations/STO/")
    forget()
    with django_assert_num_queries(18):
        leader.get(f"{PLAN}/organisations/")
    keep_kpis("P-2.1", "P-3.1", "SP-1.1")
    # All that is left is answered by the windows of time, so that no series is read whole.
    forget()
    with django_assert_num_queries(21):
        leader.get(f"{PLAN}/organisations/STO/")
