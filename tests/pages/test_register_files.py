"""The register's files: Norwegian CSV and a workbook with real numbers, with what the filters let through."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from kpi.models import Kpi, Measurement
from tests.pages.register_story import STORY, T2
from tests.pages.worlds import PLAN

pytestmark = pytest.mark.one_database

Measure = Callable[..., None]


FIGURES = STORY


def table_of(response: HttpResponse) -> list[dict[str, str]]:
    content = response.content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_csv_is_norwegian_and_has_every_organisation(leader: Client) -> None:
    response = leader.get(f"{PLAN}/register/", {"as_of": T2, "format": "csv"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="register-regional-2026-T2.csv"'
    rows = table_of(response)
    assert len(rows) == 196
    assert [found["Organisasjon"] for found in rows[:4]] == ["STO", "HNT", "HMR", "HMN"]
    found = next(found for found in rows if (found["Kode"], found["Organisasjon"]) == ("P-2.1", "STO"))
    assert (found["Verdi"], found["Enhet"], found["Periode"]) == ("21,65", "prosent", "2. tertial 2026")
    assert (found["Status"], found["Måloppnåelse (%)"], found["Målverdi"]) == ("Grønn", "50", "43,3")
    assert (found["Frist"], found["Tallets opphav"]) == ("2026", "importert fra fil")
    assert found["Flagg"] == "første måling er nullpunkt"
    missing = next(found for found in rows if (found["Kode"], found["Organisasjon"]) == ("S-2.1", "STO"))
    assert (missing["Status"], missing["Grunn uten status"]) == ("Ingen status", "Ingen måling")
    assert (missing["Verdi"], missing["Tallets opphav"]) == ("", "")


def test_figures_from_a_report_cite_it(leader: Client) -> None:
    call_command("load_real_figures", verbosity=0)
    rows = table_of(leader.get(f"{PLAN}/register/", {"as_of": "2019", "format": "csv", "q": "S-1.1"}))
    sources = {found["Organisasjon"]: found["Tallets opphav"] for found in rows}
    assert sources["STO"] == "hentet fra rapport (Årlig melding 2019, kap. 2.1)"


def test_a_negative_share_keeps_its_sign_as_a_figure(leader: Client) -> None:
    rows = table_of(
        leader.get(f"{PLAN}/register/", {"as_of": T2, "format": "csv", "q": "F.1", "organisation": "STO"})
    )
    assert [found["Måloppnåelse (%)"] for found in rows] == ["-26,315789"]


def test_files_keep_the_filters_and_the_chosen_organisation(leader: Client) -> None:
    query = {"as_of": T2, "format": "csv", "organisation": "STO", "status": "yellow"}
    assert [(h["Kode"], h["Organisasjon"]) for h in table_of(leader.get(f"{PLAN}/register/", query))] == [
        ("SP-1.1", "STO")
    ]
    every = table_of(leader.get(f"{PLAN}/register/", {"as_of": T2, "format": "csv", "status": "red"}))
    assert {found["Kode"] for found in every} == {"P-2.1", "F.1"}
    assert len(every) == 8


def test_a_file_holds_the_rows_of_the_table_it_is_taken_from(leader: Client) -> None:
    for query in ({}, {"organisation": "all", "status": "red"}, {"organisation": "HNT", "sort": "value"}):
        shown = leader.get(f"{PLAN}/register/", {"as_of": T2, "per_page": "25", **query})
        found = shown.context["page"]
        assert [label for label, _url in found.downloads] == ["Excel", "CSV"]
        url = found.downloads[1][1]
        rows = table_of(leader.get(url))
        assert len(rows) == found.table.paginator.count
        assert f"Filen har {len(rows)} rader" in found.download_note
        assert "sort" not in parse_qs(urlsplit(url).query)


def workbook(response: HttpResponse) -> Any:
    return load_workbook(io.BytesIO(response.content))


def test_xlsx_has_real_numbers_a_frozen_heading_and_filters(leader: Client) -> None:
    response = leader.get(f"{PLAN}/register/", {"as_of": T2, "format": "xlsx"})
    assert response["Content-Disposition"] == 'attachment; filename="register-regional-2026-T2.xlsx"'
    sheet = workbook(response).active
    assert sheet["A1"].value == "Gevinstregister"
    heading = next(found for found in sheet.iter_rows() if found[0].value == "Kode")
    place = heading[0].row
    assert sheet.freeze_panes == f"C{place + 1}"
    assert sheet.auto_filter.ref == f"A{place}:{heading[-1].column_letter}{place + 196}"
    assert sheet.max_row == place + 196
    columns = {cell.value: cell.column - 1 for cell in heading}
    found = next(
        values
        for values in sheet.iter_rows(min_row=place + 1, values_only=True)
        if (values[0], values[columns["Organisasjon"]]) == ("P-2.1", "STO")
    )
    assert found[columns["Verdi"]] == 21.65
    assert found[columns["Måloppnåelse (%)"]] == 50
    assert found[columns["Frist"]] == 2026
    assert all(sheet.column_dimensions[cell.column_letter].width > 5 for cell in heading)


def above(response: HttpResponse) -> list[str]:
    sheet = workbook(response).active
    found = []
    for value, *_rest in sheet.iter_rows(values_only=True):
        if value == "Kode":
            break
        found.append(value or "")
    return found


def test_xlsx_says_what_its_figures_are(leader: Client, measure: Measure) -> None:
    lines = above(leader.get(f"{PLAN}/register/", {"as_of": T2, "format": "xlsx", "organisation": "STO"}))
    assert "Plan: Regional gevinstrealiseringsplan, versjon 2.0 (4. desember 2024)" in lines
    assert any(line.startswith("Vist per 2. tertial 2026. Godkjente tall til og med") for line in lines)
    assert "49 av 49 måleindikatorer, vist for STO" in lines
    assert not any("Demodata" in line for line in lines)
    measure(("K.1", "STO", "2025", "74"), origin=Measurement.DEMO)
    query = {"as_of": T2, "format": "xlsx", "goal": "K", "organisation": "tull", "preliminary": "1"}
    lines = above(leader.get(f"{PLAN}/register/", query))
    assert any(line.startswith("Demodata: målinger merket demo er oppdiktet") for line in lines)
    assert "Foreløpige tall er med." in lines
    assert any("Organisasjon: «tull»" in line for line in lines)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\x00", "\x00=", " ="])
def test_a_text_that_a_spreadsheet_would_calculate_is_made_harmless(
    leader: Client, plan: Any, start: str
) -> None:
    Kpi.objects.filter(code="K.1").update(name=f"{start}HYPERLINK(1)".replace("\x00", "\x01"))
    query = {"format": "csv", "goal": "K", "organisation": "STO"}
    name = table_of(leader.get(f"{PLAN}/register/", query))[0]["Måleindikator"]
    assert name.startswith("'")
    assert name.endswith("HYPERLINK(1)")
    assert name.isprintable()
    sheet = workbook(leader.get(f"{PLAN}/register/", {**query, "format": "xlsx"})).active
    found = [cell for line in sheet.iter_rows() for cell in line if cell.value == name]
    assert [cell.data_type for cell in found] == ["s"]
