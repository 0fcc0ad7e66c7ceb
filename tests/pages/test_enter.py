"""Entering a measurement: who may, what is shown before saving, what is stored, and what is refused in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from kpi.models import Kpi, Measurement, Organisation, User
from kpi.permissions import writable_organisations
from tests.pages.entering import CELL, URL, plain, post, text_of
from tests.pages.worlds import PLAN
from tests.worlds.remove import keep_kpis


def test_coordinators_write_for_their_own_trust_alone(coordinator: Client) -> None:
    page = coordinator.get(URL).content.decode()
    assert ">STO St. Olavs" in page
    assert ">HNT" not in page
    refused = post(coordinator, organisation="HNT", value="20")
    assert refused.status_code == 422
    assert not Measurement.objects.exists()


def test_a_right_at_a_trust_covers_what_lies_under_it(coordinator: Client) -> None:
    clinic = Organisation.objects.create(
        code="STO-KIR", name="Klinikk", kind="clinic", parent=Organisation.objects.get(code="STO")
    )
    user = User.objects.get(username="coordinator.STO")
    assert clinic.pk in writable_organisations(user)
    assert Organisation.objects.get(code="HMN").pk not in writable_organisations(user)
    saved = post(coordinator, organisation="STO-KIR", value="30")
    assert saved.status_code == 302
    preview = post(coordinator, organisation="STO-KIR", value="31", preview=True).content.decode()
    assert "får ingen status" in preview


def test_a_reader_is_told_who_may(leader: Client) -> None:
    page = leader.get(URL)
    assert page.status_code == 403
    assert "Målinger registreres av gevinstkoordinatorene" in page.content.decode()
    assert leader.post(URL, {**CELL, "value": "20"}).status_code == 403
    assert not Measurement.objects.exists()


def test_what_is_shown_before_saving_is_what_stands_after(coordinator: Client, measure: Any) -> None:
    measure(("P-2.1", "HNT", "2026-T2", "20"), ("P-2.1", "STO", "2026-T1", "15"))
    before = post(coordinator, value="21,65 %", preview=True)
    meaning = before.context["meaning"]
    assert not Measurement.objects.filter(value="21.65").exists()
    assert meaning.explanation.status == "green"
    assert [(effect.before.status, effect.after.status) for effect in meaning.effects] == [
        ("yellow", "green"),
        ("yellow", "yellow"),
    ]
    saved = post(coordinator, value="21,65 %")
    assert saved.status_code == 302
    page = coordinator.get(saved.url)
    assert page.context["saved"].cell.status == "green"
    assert "Lagret: 21,65\N{NO-BREAK SPACE}% for P-2.1, STO, 2. tertial 2026." in page.content.decode()
    stored = Measurement.objects.get(value="21.65")
    assert (stored.state, stored.origin, stored.entered_by.username) == (
        "current",
        "entered",
        "coordinator.STO",
    )
    region = coordinator.get(f"{PLAN}/")
    assert "21,65\N{NO-BREAK SPACE}%" in region.content.decode()


def test_a_part_of_a_year_gets_no_colour(coordinator: Client) -> None:
    meaning = post(coordinator, kpi="SP.1", value="638", preview=True).context["meaning"]
    assert (meaning.explanation.status, meaning.explanation.word) == ("none", "Ufullstendig år")


def test_looking_stores_nothing(coordinator: Client) -> None:
    coordinator.get(URL, {**CELL, "value": "20"})
    post(coordinator, value="20", preview=True)
    assert not Measurement.objects.exists()


def test_the_value_is_worked_out_from_numerator_and_denominator(coordinator: Client) -> None:
    assert post(coordinator, kpi="SP-1.1", numerator="1 257", denominator="2 168").status_code == 302
    stored = Measurement.objects.get()
    assert (stored.value, stored.numerator, stored.denominator) == (58, 1257, 2168)


def test_a_correction_is_a_new_row_with_a_reason(coordinator: Client, measure: Any) -> None:
    measure(("P-2.1", "STO", "2026-T2", "20"))
    without = post(coordinator, value="22")
    assert without.status_code == 422
    assert "Skriv hvorfor det skal rettes" in without.content.decode()
    assert post(coordinator, value="22", reason="Feil i uttrekket").status_code == 302
    old, new = Measurement.objects.order_by("pk")
    assert (old.value, old.state) == (20, "superseded")
    assert (new.value, new.state, new.corrects_id, new.reason) == (22, "current", old.pk, "Feil i uttrekket")


def test_the_same_value_again_changes_nothing(coordinator: Client, measure: Any) -> None:
    measure(("P-2.1", "STO", "2026-T2", "20"))
    saved = post(coordinator, value="20")
    assert "stod allerede" in coordinator.get(saved.url).content.decode()
    assert Measurement.objects.count() == 1


def test_two_people_in_one_cell_lose_nothing(coordinator: Client, measure: Any) -> None:
    shown = coordinator.get(URL, CELL).context["shown"]
    measure(("P-2.1", "STO", "2026-T2", "50.4"))
    met = post(coordinator, value="51", shown=shown)
    page = met.content.decode()
    assert met.status_code == 409
    assert "50,4" in page
    assert 'value="51"' in page
    assert Measurement.objects.get().value == Decimal("50.4")
    kept = post(coordinator, value="51", reason="Vårt tall er kvalitetssikret", shown=met.context["shown"])
    assert kept.status_code == 302
    assert Measurement.objects.get(state="current").value == 51


def test_the_second_click_is_answered_as_the_first(coordinator: Client, measure: Any) -> None:
    for given in ({"value": "20"}, {"value": "22", "reason": "Feil i uttrekket"}):
        shown = coordinator.get(URL, CELL).context["shown"]
        first, second = (post(coordinator, shown=shown, **given) for _click in range(2))
        assert (first.status_code, second.status_code) == (302, 302)
        assert second.url == first.url
    assert Measurement.objects.count() == 2
    # Another value, another comment, or another person's figure is a meeting all the same.
    assert post(coordinator, shown=shown, value="23").status_code == 409
    assert post(coordinator, shown=shown, value="22", comment="Ny").status_code == 409
    measure(("P-2.1", "STO", "2026-T2", "24"), reason="Retting")
    assert post(coordinator, shown=shown, value="24").status_code == 409


def test_a_longer_period_that_ends_with_it_goes_first(coordinator: Client, measure: Any) -> None:
    measure(("P-2.1", "STO", "2026-T2", "30"))
    meaning = post(coordinator, period="2026-08", value="10", preview=True).context["meaning"]
    assert meaning.judged_value == ""
    assert "10,0 % for august 2026 teller ikke: et tall for en lengre periode" in plain(meaning.counting)
    assert "bygger på 30,0 % for 2. tertial 2026" in plain(meaning.counting)


def test_a_part_of_a_year_says_in_which_sum_it_counts(coordinator: Client, measure: Any) -> None:
    measure(*(("SP.1", "STO", period, "200") for period in ("2025-T3", "2026-T1")))
    meaning = post(coordinator, kpi="SP.1", value="212", preview=True).context["meaning"]
    assert meaning.judged_value == "612"
    assert (
        "212 for 2. tertial 2026 teller i summen for tolv måneder: 612 for september 2025–august 2026."
        in plain(meaning.counting)
    )
    alone = post(coordinator, kpi="SP.1", period="2025-T2", value="212", preview=True)
    assert alone.context["meaning"].judged_value == ""
    assert "212 for 2. tertial 2025 teller ikke ennå" in plain(alone.context["meaning"].counting)
    whole = post(coordinator, kpi="SP.1", period="2024", value="700", preview=True).context["meaning"]
    assert (whole.judged_value, whole.counting) == ("700", "")


def test_the_next_cell_that_waits_comes_after_saving(coordinator: Client, measure: Any) -> None:
    measure(("P-1.1", "STO", "2026-T2", "10"))

    def after(kpi: str, period: str) -> dict[str, str]:
        saved = post(coordinator, kpi=kpi, period=period, value="20")
        assert saved.status_code == 302
        page = coordinator.get(saved["Location"])
        assert f"Slik står {kpi}, STO" in text_of(page)
        form = page.context["form"]
        assert form.fields["value"].widget.attrs["autofocus"]
        return {
            "kpi": form.chosen_kpi.code,
            "organisation": form.chosen_organisation.code,
            "period": form.chosen_period.label,
        }

    assert after("P.1", "2026-T2") == {"kpi": "P-1.2", "organisation": "STO", "period": "2026-T2"}
    assert after("P-2.1", "2026-01") == {"kpi": "P-2.1", "organisation": "STO", "period": "2026-02"}


def test_when_nothing_waits_the_cell_stays(coordinator: Client, measure: Any) -> None:
    keep_kpis("P-2.1")
    page = coordinator.get(post(coordinator, value="20")["Location"])
    assert page.context["form"].chosen_kpi.code == "P-2.1"
    assert "Ingen flere tall venter nå." in text_of(page)


def test_an_older_period_says_that_a_newer_figure_stands(coordinator: Client, measure: Any) -> None:
    measure(("P-2.1", "STO", "2026-T2", "30"))
    notes = post(coordinator, period="2025-T2", value="10", preview=True).context["meaning"].notes
    assert any("nyere tall" in note for note in notes)


def test_the_queries_do_not_grow_with_the_series(
    coordinator: Client, measure: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def preview() -> None:
        coordinator.post(URL, {**CELL, "value": "20", "shown": "", "preview": "1"})

    measure(("P-2.1", "STO", "2026-T1", "20"))
    with CaptureQueriesContext(connection) as few:
        preview()
    measure(
        *(("P-2.1", "STO", f"{year}-{month:02d}", "20") for year in (2024, 2025) for month in range(1, 13))
    )
    with django_assert_num_queries(len(few)):
        preview()


@pytest.mark.parametrize(
    ("frequency", "kind", "chosen"),
    [
        ("quarter", "Kvartal", "2026-Q3"),
        ("half_year", "Halvår", "2026-H1"),
        ("two_years", "År", "2025"),
        ("continuous", "Måned", "2026-10"),
        ("tertial", "Tertial", "2026-T2"),
    ],
)
def test_the_periods_that_an_indicator_is_reported_by_come_first(
    coordinator: Client, monkeypatch: pytest.MonkeyPatch, frequency: str, kind: str, chosen: str
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 27))
    Kpi.objects.filter(code="P-2.1").update(frequency=frequency)
    form = coordinator.get(URL, {"kpi": "P-2.1", "organisation": "STO"}).context["form"]
    kinds = [str(name) for name, _periods in form.fields["period"].widget.choices[1:]]
    assert (kinds[0], form.chosen_period.label) == (kind, chosen)
    assert ("Kvartal" in kinds) is (frequency == "quarter")
