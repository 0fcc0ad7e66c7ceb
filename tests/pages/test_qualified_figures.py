"""Figures that are no exact number, and numbers of any kind of period: every page that shows them, in words."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from kpi.actions.record import NewMeasurement, record_measurements
from kpi.models import Indicator, Measurement, Organisation, Plan
from kpi.rules.period import Period
from kpi.rules.terms import Qualifier
from tests.pages.worlds import PLAN

pytestmark = pytest.mark.one_database

SHOWN = {
    Qualifier.EXACT: "30,0 %",
    Qualifier.ABOUT: "ca. 30,0 %",
    Qualifier.LESS_THAN: "< 30,0 %",
    Qualifier.MORE_THAN: "> 30,0 %",
    Qualifier.NOT_PUBLISHED: "ikke publisert",
    Qualifier.SUPPRESSED: "skjermet",
    Qualifier.TEXT: "ni dager",
}
PERIODS = ("2026-T2", "2026-01/2026-08", "2026-Q1", "2026-H1", "2026-03", "2025")


def report(
    qualifier: Qualifier, period: str = "2026-T2", organisation: str = "STO", value: str = "30"
) -> None:
    record_measurements(
        [
            NewMeasurement(
                Indicator.objects.get(code="P-2.1").pk,
                Organisation.objects.get(code=organisation).pk,
                Period.parse(period),
                Decimal(value) if qualifier.has_value else None,
                qualifier=qualifier,
                printed="ni dager",
            )
        ],
        by=None,
        origin=Measurement.IMPORTED,
        approve=True,
        reason="Rettet i rapporten",
    )


def text_of(client: Client, address: str) -> str:
    page = client.get(f"{PLAN}/{address}")
    assert page.status_code == 200, address
    html = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]+>", " ", page.content.decode())
    return re.sub(r"[\s\u00a0]+", " ", html.replace("&lt;", "<").replace("&gt;", ">"))


ADDRESSES = ("", "organisations/STO/", "register/?q=P-2.1")


@pytest.mark.parametrize("qualifier", list(SHOWN))
def test_the_pages_say_what_was_reported(
    sign_in: Callable[..., Client], plan: Plan, qualifier: Qualifier
) -> None:
    """Also where it takes the place of a number, and a number its place."""
    client = sign_in("coordinator", "STO")
    report(Qualifier.EXACT, value="12")
    report(qualifier)
    report(qualifier, "2026-03")
    report(Qualifier.EXACT, "2026-03", value="14")
    assert SHOWN[qualifier] in text_of(client, "kpi/P-2.1/")
    cell = text_of(client, "measurements/new/?kpi=P-2.1&organisation=STO&period=2026-T2")
    assert f"Her står det allerede {SHOWN[qualifier]} " in cell
    for address in ADDRESSES:
        text_of(client, address)


def test_figures_of_every_kind_of_period_are_shown(sign_in: Callable[..., Client], plan: Plan) -> None:
    client = sign_in("coordinator", "STO")
    for period in PERIODS:
        report(Qualifier.LESS_THAN, period)
        report(Qualifier.NOT_PUBLISHED, period, "HNT")
    history = text_of(client, "kpi/P-2.1/")
    assert history.count("< 30,0 %") >= len(PERIODS)
    assert history.count("ikke publisert") >= len(PERIODS)
    for address in (
        *ADDRESSES,
        *(f"measurements/new/?kpi=P-2.1&organisation=STO&period={p}" for p in PERIODS),
    ):
        text_of(client, address)


def test_figures_that_none_can_judge_are_not_called_missing(
    sign_in: Callable[..., Client], plan: Plan
) -> None:
    client = sign_in("coordinator", "STO")
    assert "Ingen målinger ennå" in text_of(client, "kpi/P-2.1/")
    report(Qualifier.EXACT, "2026-01/2026-08")
    page = text_of(client, "kpi/P-2.1/")
    assert "Ingen tall som kan vurderes" in page
    assert "Ingen målinger ennå" not in page
    form = text_of(client, "measurements/new/?kpi=P-2.1&organisation=STO&period=2026-Q1")
    assert "kvartal 2026" in form, "the period asked for is among those to choose from"


def test_the_file_of_a_kpi_holds_what_is_shown_and_never_judged(leader: Client, tmp_path: Path) -> None:
    """Each with how exact it is; imported again it changes nothing."""
    report(Qualifier.EXACT, "2026-T1")
    report(Qualifier.ABOUT, "2026-T2")
    report(Qualifier.LESS_THAN, "2025-T3")
    report(Qualifier.NOT_PUBLISHED, "2025-T2")
    report(Qualifier.EXACT, "2026-01/2026-08", "HNT")
    content = leader.get(f"{PLAN}/kpi/P-2.1/", {"format": "csv"}).content
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert {(row["organisation"], row["period"], row["value"], row["qualifier"]) for row in rows} == {
        ("STO", "2026-T1", "30", ""),
        ("STO", "2026-T2", "30", "about"),
        ("STO", "2025-T3", "30", "less_than"),
        ("STO", "2025-T2", "", "not_published"),
        ("HNT", "2026-01/2026-08", "30", ""),
    }
    path = tmp_path / "figures.csv"
    path.write_bytes(content)
    said = StringIO()
    call_command("import_measurements", str(path), "--approve", stdout=said)
    assert said.getvalue().strip() == "0 new, 0 corrected, 0 approved, 5 unchanged"
