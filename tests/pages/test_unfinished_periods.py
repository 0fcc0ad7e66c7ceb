"""Figures of periods that are not over: they are warned of, and turn nobody's pages to a period just begun."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from kpi.models import Measurement
from tests.pages.kpi_pages import text_of
from tests.pages.worlds import PLAN
from tests.worlds.remove import keep_kpis

pytestmark = pytest.mark.one_database

TODAY = date(2026, 11, 22)
LAST_TERTIAL = ("P-2.1", "STO", "2026-T2", "22")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)


def seen(response: HttpResponse) -> str:
    """A page as it is read."""
    return text_of(response.content.decode())


def enter(client: Client, period: str, value: str, **more: str) -> HttpResponse:
    cell = {"kpi": "P-2.1", "organisation": "STO", "period": period, "value": value}
    return client.post(f"{PLAN}/measurements/new/", {**cell, **more}, follow=True)


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("2026-T3", "2. tertial 2026"),
        ("2026", "2. tertial 2026"),
        ("2026-11", "2. tertial 2026"),
        ("2026-10", "2. tertial 2026"),  # October is over, its tertial is not
    ],
)
def test_pages_turn_to_the_newest_period_that_is_over(
    leader: Client, measure: Callable[..., None], period: str, shown: str
) -> None:
    measure(LAST_TERTIAL, ("P-2.1", "STO", period, "23"))
    text = seen(leader.get(f"{PLAN}/"))
    assert f"Regionen per {shown}" in text
    # A tertial that is under way is missing nothing yet, and is announced.
    assert "for 3. tertial 2026:" not in text
    assert "3. tertial 2026 varer til 31. desember 2026, og noen tall har kommet." in text


EARLIER = ("P-2.1", "STO", "2026-T1", "21")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 9, 1), "1. tertial 2026"),
        (date(2026, 10, 15), "1. tertial 2026"),
        (date(2026, 10, 16), "2. tertial 2026"),
    ],
)
def test_a_period_is_shown_when_its_due_date_has_passed(
    leader: Client,
    measure: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    day: date,
    shown: str,
) -> None:
    measure(EARLIER, LAST_TERTIAL)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: day)
    for address in ("/", "/organisations/", "/organisations/STO/", "/kpi/P-2.1/", "/register/"):
        html = leader.get(f"{PLAN}{address}").content.decode()
        text = text_of(html)
        assert f'value="{ {"1": "2026-T1", "2": "2026-T2"}[shown[0]] }" selected' in html, address
        announced = re.search(r"For 2\. tertial 2026 har 1 av (\d+) tall kommet\.", text)
        assert (announced is None) == (shown == "2. tertial 2026"), address
        assert ("?as_of=2026-T2" in html and "Vis 2. tertial 2026" in text) == (announced is not None)
    page = seen(leader.get(f"{PLAN}/?as_of=2026-T2"))
    assert ("har 1 av" in page) == (shown == "1. tertial 2026")
    assert "Vis 2. tertial 2026" not in page


def test_a_period_is_shown_when_all_of_it_has_come(
    leader: Client, measure: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_kpis("P-2.1")
    measure(*(("P-2.1", trust, "2026-T1", "20") for trust in ("STO", "HNT", "HMR")))
    measure(*(("P-2.1", trust, "2026-T2", "20") for trust in ("STO", "HNT")))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 9, 5))
    text = seen(leader.get(f"{PLAN}/"))
    assert "Regionen per 1. tertial 2026" in text
    assert "For 2. tertial 2026 har 2 av 3 tall kommet." in text
    measure(("P-2.1", "HMR", "2026-T2", "20"))
    assert "Regionen per 2. tertial 2026" in seen(leader.get(f"{PLAN}/"))


def test_a_figure_of_the_region_alone_is_a_figure(leader: Client, measure: Callable[..., None]) -> None:
    measure(("P-2.1", "HMN", "2025-T2", "20"))
    assert "Regionen per 2. tertial 2025" in seen(leader.get(f"{PLAN}/"))


def test_figures_of_years_ago_are_found(leader: Client, measure: Callable[..., None]) -> None:
    measure(("P-2.1", "STO", "2019-T2", "20"))
    assert "Regionen per 2. tertial 2019" in seen(leader.get(f"{PLAN}/"))


def test_a_period_that_is_under_way_lacks_only_the_months_that_are_over(
    leader: Client, measure: Callable[..., None]
) -> None:
    measure(LAST_TERTIAL)
    text = seen(leader.get(f"{PLAN}/?as_of=2026-T3"))
    assert "for 2. tertial 2026:" in text
    assert "for 3. tertial 2026:" not in text
    assert "for 2026:" not in text


@pytest.mark.one_database
def test_a_page_that_looks_back_promises_no_later_figures(
    leader: Client, measure: Callable[..., None]
) -> None:
    measure(LAST_TERTIAL)
    assert "Godkjente tall til og med 31. august 2026" in seen(leader.get(f"{PLAN}/"))
    assert "Godkjente tall til og med 30. april 2019" in seen(leader.get(f"{PLAN}/?as_of=2019-T1"))


@pytest.mark.parametrize(
    ("period", "ends"),
    [("2026-T3", "31. desember"), ("2026", "31. desember"), ("2026-11", "30. november"), ("2026-10", "")],
)
def test_a_period_is_not_saved_before_it_is_over(
    sign_in: Callable[..., Client], measure: Callable[..., None], period: str, ends: str
) -> None:
    measure(LAST_TERTIAL)
    coordinator = sign_in("coordinator", "STO")
    before = Measurement.objects.count()
    refused = f"Perioden er ikke over før {ends} 2026. Vent til perioden er over."
    for more in ({"preview": "1"}, {}):
        answer = enter(coordinator, period, "21,6", **more)
        assert (refused in seen(answer)) is bool(ends)
    assert Measurement.objects.count() == before + (not ends)
    form = coordinator.get(f"{PLAN}/measurements/new/?kpi=P-2.1").context["form"]
    offered = [code for _kind, periods in form.fields["period"].widget.choices[1:] for code, _name in periods]
    assert (period in offered) is not bool(ends)
    assert offered[0] == "2026-T2"


@pytest.mark.one_database
def test_a_trust_that_is_not_ones_own_is_said_to_be_closed(sign_in: Callable[..., Client]) -> None:
    coordinator = sign_in("coordinator", "STO")
    text = seen(coordinator.get(f"{PLAN}/measurements/new/?organisation=HNT"))
    assert "Du kan ikke registrere tall for HNT." in text
    assert "ikke forstått" not in text
    assert "ikke forstått" in seen(coordinator.get(f"{PLAN}/measurements/new/?organisation=tull"))


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("?organisation=STO&period=2026-T2", "kpi"),
        ("?organisation=STO&period=2026-T2&kpi=P-2.1", None),
        ("", None),
    ],
)
def test_the_next_of_several_figures_begins_with_the_choice_of_its_kpi(
    sign_in: Callable[..., Client], address: str, field: str | None
) -> None:
    form = sign_in("coordinator", "STO").get(f"{PLAN}/measurements/new/{address}").context["form"]
    begins = [name for name in form.fields if form.fields[name].widget.attrs.get("autofocus")]
    assert begins == ([field] if field else [])
