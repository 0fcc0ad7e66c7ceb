"""A KPI's page: what is said first, whose status is explained, the charts, the figures as a table, their history."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from django.test import Client

from kpi.models import Kpi, Measurement
from tests.pages.kpi_pages import THREE_TRUSTS, page, table_rows, text_of
from tests.pages.worlds import PLAN

Measure = Callable[..., None]


class TestEveryKpi:
    """All 49 pages, with a plan alone and with figures."""

    def test_without_measurements(self, leader: Client) -> None:
        for code in Kpi.objects.values_list("code", flat=True):
            shown = page(leader, code)
            assert "har regionen ingen status?" in shown.text_seen
            assert "Slik det står i planen" in shown.text_seen
            assert b'class="chart"' not in shown.content
        assert "Ingen tall er registrert til og med" in page(leader, "SP-1.1").text_seen

    def test_what_takes_no_measurements(self, leader: Client) -> None:
        shown = page(leader, "SP-2.1").text_seen
        assert "Dette måles ikke" in shown
        assert "Endringshistorikk" not in shown

    def test_an_unknown_code(self, leader: Client) -> None:
        for code in ("XX", "sp-1.1", "SP-1.1 "):
            assert leader.get(f"{PLAN}/kpi/{code}/").status_code == 404

    def test_only_reading(self, leader: Client) -> None:
        assert leader.post(f"{PLAN}/kpi/SP-1.1/").status_code == 405


class TestTheFinding:
    """What is said first follows from the judgements."""

    def test_a_requirement(self, leader: Client, measure: Measure) -> None:
        measure(*THREE_TRUSTS)
        shown = page(leader, "SP-1.1").text_seen
        assert (
            "Regionen er gul: 59,9 % for 2. tertial 2026. Kravet er minst 70 %. Bare HNT møter kravet."
            in shown
        )

    def test_statuses_and_changes(self, leader: Client, measure: Measure) -> None:
        measure(
            ("P-2.1", "STO", "2026-T1", "20"),
            ("P-2.1", "HNT", "2026-T1", "22"),
            ("P-2.1", "STO", "2026-T2", "22"),
            ("P-2.1", "HNT", "2026-T2", "20"),
            ("P-2.1", "HMR", "2026-T2", "9"),
        )
        shown = page(leader, "P-2.1").text_seen
        assert "STO er grønn. HNT er gul. HMR er rød." in shown
        assert "Bedre enn forrige periode: STO. Verre enn forrige periode: HNT." in shown

    def test_an_ambition_that_is_calculated_is_not_called_adopted(
        self, leader: Client, measure: Measure
    ) -> None:
        measure(*[("SP.1", trust, "2024", "60") for trust in ("STO", "HNT", "HMR")])
        shown = page(leader, "SP.1").text_seen
        assert "Den beregnede ambisjonen (ikke vedtatt) er 224,75." in shown
        assert "224,8" not in shown

    def test_without_a_status(self, leader: Client, measure: Measure) -> None:
        measure(("DH-2.1", "STO", "2026-T2", "412"))
        shown = page(leader, "DH-2.1").text_seen
        assert "Regionen har ingen status: foretak mangler. Ingen av foretakene har status." in shown


class TestTheExplanation:
    """The chosen cell's, with an address of its own."""

    def test_the_region_first_and_any_trust_by_address(self, leader: Client, measure: Measure) -> None:
        measure(*THREE_TRUSTS)
        assert "Hvorfor er regionen gul?" in page(leader, "SP-1.1").text_seen
        shown = page(leader, "SP-1.1", organisation="HNT")
        assert "Hvorfor er HNT grønn?" in shown.text_seen
        assert "Styringskravet på minst 70 % er møtt." in shown.text_seen
        assert shown.content.count(b'aria-current="true"') >= 1

    def test_an_unknown_organisation_is_said(self, leader: Client) -> None:
        shown = page(leader, "SP-1.1", organisation="Oslo", length="uke", history="X")
        assert "ble ikke forstått og er ikke brukt: Oslo, X, uke" in shown.text_seen
        assert "Hvorfor har regionen ingen status?" in shown.text_seen

    def test_htmx_moves_the_focus_to_the_explanation_alone(self, leader: Client) -> None:
        asked = {"HX-Request": "true", "HX-Target": "explained"}
        assert b"data-focus" in leader.get(f"{PLAN}/kpi/SP-1.1/?organisation=STO", headers=asked).content
        assert b"data-focus" not in leader.get(f"{PLAN}/kpi/SP-1.1/?organisation=STO").content

    def test_real_figures_name_their_source(self, leader: Client, measure: Measure) -> None:
        measure(("SP-1.1", "STO", "2019-T2", "46"), origin=Measurement.REPORT)
        Measurement.objects.update(printed="46 %")
        shown = page(leader, "SP-1.1", organisation="STO", as_of="2019-T2").text_seen
        assert "Hentet fra rapport, trykt som «46 %»." in shown
        assert "46,0 % er 50,0 % av den regionale ambisjonen." in shown
        assert "før innføring" in shown

    def test_the_plan_s_inconsistencies_are_shown(self, leader: Client) -> None:
        assert "Antallene vises, men brukes ikke i beregninger." in page(leader, "S-1.4").text_seen

    def test_preliminary_figures_only_when_asked_for(self, leader: Client, measure: Measure) -> None:
        measure(("P-2.1", "STO", "2026-T2", "21.65"), approve=False)
        assert "Hvorfor har STO ingen status?" in page(leader, "P-2.1", organisation="STO").text_seen
        shown = page(leader, "P-2.1", organisation="STO", as_of="2026-T2", preliminary="1").text_seen
        assert "Hvorfor er STO grønn?" in shown
        assert "Ikke godkjent ennå." in shown


class TestFigures:
    """The table below the charts."""

    def test_newest_first_with_the_status_of_the_time(self, leader: Client, measure: Measure) -> None:
        measure(
            ("P-2.1", "STO", "2025-T3", "10"),
            ("P-2.1", "STO", "2026-T1", "20"),
            ("P-2.1", "STO", "2026-T2", "22"),
        )
        shown = page(leader, "P-2.1")
        rows = table_rows(shown.content.decode(), "figures")
        assert rows[0].startswith("2. tert. 2026 Hvorfor grønn? STO, 2. tert. 2026 22,0 %")
        assert "Hvorfor gul? STO, 1. tert. 2026 20,0 %" in rows[1]
        assert "Hvorfor rød? STO, 3. tert. 2025 10,0 %" in rows[2]
        assert re.search(rb'href="\?organisation=STO&amp;as_of=2026-T1#why"', shown.content)

    def test_what_has_no_colour_is_not_asked_about_as_one(self, leader: Client, measure: Measure) -> None:
        measure(("F.1", "STO", "2023", "40"))
        rows = table_rows(page(leader, "F.1").content.decode(), "figures")
        assert "Hvorfor ingen status (foretak mangler)? Regionen, 2023" in rows[0]

    def test_a_year_s_sum_stands_at_the_end_of_the_year(self, leader: Client, measure: Measure) -> None:
        measure(
            *[("SP.1", "STO", f"2024-T{part}", value) for part, value in enumerate(("212", "213", "213"), 1)]
        )
        rows = table_rows(page(leader, "SP.1").content.decode(), "figures")
        assert "Hvorfor grønn? STO, 3. tert. 2024 213 år 638" in rows[0]
        assert "år" not in rows[1].replace("ufullstendig år", "")

    def test_the_region_s_value_names_who_is_missing(self, leader: Client, measure: Measure) -> None:
        measure(*THREE_TRUSTS[:2])
        assert "65,2 % uten HMR" in table_rows(page(leader, "SP-1.1").content.decode(), "figures")[0]

    def test_long_series_are_folded_and_all_of_it_can_be_reached(
        self, leader: Client, measure: Measure
    ) -> None:
        measure(
            *[("P-2.1", "STO", f"{year}-{month:02}", "20") for year in (2024, 2025) for month in range(1, 13)]
        )
        shown = page(leader, "P-2.1")
        assert len(table_rows(shown.content.decode(), "figures")) == 12 + 2
        assert "Vis 12 perioder til" in shown.text_seen
        assert len(table_rows(page(leader, "P-2.1", periods="all").content.decode(), "figures")) == 24 + 2

    def test_one_length_of_period_and_numerators(self, leader: Client, measure: Measure) -> None:
        measure(("P-2.1", "STO", "2026-05", "20"), ("P-2.1", "STO", "2026-T1", "21"))
        Measurement.objects.filter(period_kind="month").update(
            numerator=Decimal(20), denominator=Decimal(100)
        )
        rows = table_rows(page(leader, "P-2.1", length="month", fractions="1").content.decode(), "figures")
        assert len(rows) == 1 + 2
        assert "20 av 100" in rows[0]

    def test_as_of_an_earlier_period_later_figures_are_not_there(
        self, leader: Client, measure: Measure
    ) -> None:
        measure(("P-2.1", "STO", "2025-T3", "10"), ("P-2.1", "STO", "2026-T2", "22"))
        shown = page(leader, "P-2.1", as_of="2025-T3").text_seen
        assert "10,0 %" in shown
        assert "22,0 %" not in shown


class TestHistory:
    """Every value that was given, last first."""

    def test_a_correction_tells_from_what_to_what_and_why(self, leader: Client, measure: Measure) -> None:
        measure(("P-2.1", "STO", "2026-T2", "20"))
        measure(("P-2.1", "STO", "2026-T2", "22"), reason="Feil i uttrekket")
        measure(("P-2.1", "HNT", "2026-T2", "19"), approve=False)
        html = page(leader, "P-2.1").content.decode()
        history = text_of(html[html.index('id="history"') :])
        assert "20,0 % rettet til 22,0 %" in history
        assert "Grunn: Feil i uttrekket" in history
        assert "gjelder, importert fra fil" in history
        assert "erstattet, importert fra fil" in history
        assert "foreløpig, importert fra fil" in history

    def test_one_organisation_and_further_pages(self, leader: Client, measure: Measure) -> None:
        months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
        measure(*[("P-2.1", trust, month, "20") for trust in ("STO", "HNT") for month in months])
        first, last = page(leader, "P-2.1", history="HNT"), page(leader, "P-2.1", history="HNT", page="2")
        assert "1–12 av 24, sist registrert først" in first.text_seen
        assert "13–24 av 24, sist registrert først" in last.text_seen
        beyond = page(leader, "P-2.1", history="HNT", page="99")
        assert "13–24 av 24" in beyond.text_seen


def test_the_way_to_enter_a_figure_is_shown_to_those_who_may(sign_in: Callable[..., Client]) -> None:
    assert "Registrer måling" in page(sign_in("coordinator", "STO"), "SP-1.1").text_seen


def test_and_not_to_others(leader: Client) -> None:
    assert "Registrer måling" not in page(leader, "SP-1.1").text_seen


def test_plan_texts_keep_their_language_on_an_english_page(leader: Client) -> None:
    leader.cookies["django_language"] = "en"
    html = page(leader, "SP-1.1").content.decode()
    assert '<html lang="en"' in html
    assert '<span lang="nb">Andel epikriser sendt innen 1 dag etter utskrivning</span>' in html
