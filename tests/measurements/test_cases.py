"""Files as people really made them, each of which once lost, moved or misread a figure, with the right answer."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kpi.files.measurements import ReadFile, read_measurements
from kpi.rules.period import Period
from tests.measurements.codes import CODES, code_of, organisation_of
from tests.measurements.sheets import csv_file

FILES = Path(__file__).parent / "files"


@pytest.fixture(autouse=True)
def _in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.files.measurements.this_month", lambda: Period.parse("2026-11"))


def read(name: str) -> ReadFile:
    with (FILES / name).open("rb") as file:
        return read_measurements(file, CODES)


def figures(found: ReadFile) -> list[str]:
    """The figures of a file without faults: indicator, organisation, period, value."""
    assert found.findings == []
    return [
        f"{code_of(row.indicator_id)} {organisation_of(row.organisation_id)} {row.period.label} {row.value}"
        for row in found.rows
    ]


def faults(found: ReadFile) -> list[tuple[int | None, str, str]]:
    return [(finding.line, finding.column, finding.code) for finding in found.findings]


def test_a_cell_that_shows_per_cent_is_the_per_cent_it_shows() -> None:
    assert figures(read("percent-cells.xlsx")) == ["P-2.1 STO 2026-10 21.6", "SP-1.1 STO 2026-10 58"]


def test_percent_signs_mean_the_same_in_csv_and_in_a_workbook() -> None:
    as_csv = figures(read("percent-signs.csv"))
    assert as_csv == [
        "SP-1.1 HMR 2026-10 58.0",
        "P-2.1 STO 2026-10 21.6",
        "S-1.1 STO 2026-T2 56",
        "SP.1 STO 2024 638",
    ]
    as_workbook = figures(read("percent-signs-saved-as-xlsx-by-libreoffice.xlsx"))
    assert as_workbook == [as_csv[0].replace("58.0", "58"), *as_csv[1:]]


def test_a_sheet_for_each_trust_is_read_in_full() -> None:
    assert figures(read("one-sheet-per-trust.xlsx")) == [
        f"{kpi} {trust} 2026-10 {value}"
        for trust, values in (("STO", (20, 50)), ("HNT", (21, 51)), ("HMR", (22, 52)))
        for kpi, value in zip(("P-2.1", "SP-1.1"), values, strict=True)
    ]


def test_rows_that_a_filter_hides_are_named() -> None:
    found = read("filtered-to-one-trust-hidden-rows.xlsx")
    assert faults(found) == [(3, "kpi", "rows_hidden")]
    assert "3–4" in found.findings[0].reason


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("thousands-point-in-denominator-alone.csv", ["denominator"]),
        ("thousands-point-in-numerator-and-denominator.csv", ["numerator", "denominator"]),
        ("thousands-point-regional-weight.csv", ["numerator", "denominator"]),
    ],
)
def test_a_point_between_thousands_is_no_decimal_point(name: str, columns: list[str]) -> None:
    found = read(name)
    assert faults(found) == [(2, column, "maybe_thousands") for column in columns]
    assert found.rows == []


def test_the_whole_number_is_said() -> None:
    assert "2168" in read("thousands-point-in-numerator-and-denominator.csv").findings[1].reason


def test_a_date_that_shows_a_year_is_the_year() -> None:
    assert figures(read("year-shown-as-2025-stored-as-date.xlsx")) == ["B.1a STO 2025 34.1"]


@pytest.mark.parametrize(
    ("name", "comment"),
    [
        ("csv-saved-as-macintosh.csv", "Røros mangler på ålesund"),
        ("csv-saved-as-msdos.csv", "Mangler tall på én post"),
    ],
)
def test_old_encodings_keep_their_letters(name: str, comment: str) -> None:
    found = read(name)
    assert figures(found) == ["P-2.1 STO 2026-10 21.6"]
    assert found.rows[0].comment == comment


def test_the_first_day_of_a_month_is_the_month() -> None:
    assert figures(read("period-as-excel-norwegian-saves-it.csv")) == [
        "P-2.1 STO 2026-10 21.6",
        "SP-1.1 STO 2026-10 58",
        "S-1.1 STO 2026-10 56",
    ]


def test_hyphens_from_word_are_hyphens() -> None:
    assert figures(read("word-hyphen-in-code.csv")) == ["P-2.1 STO 2026-10 21.6", "SP-1.1 STO 2026-10 58"]


def test_what_nobody_sees_is_not_there() -> None:
    assert figures(read("invisible-characters.csv")) == ["P-2.1 STO 2026-10 21.6"]


def test_letters_that_look_like_others_are_named() -> None:
    content = csv_file("Р-2.1;SТO;2026-10;21,6;;;")
    found = read_measurements(io.BytesIO(content), CODES)
    assert faults(found) == [(2, "kpi", "kpi_unknown"), (2, "organisation", "organisation_unknown")]
    assert "CYRILLIC CAPITAL LETTER ER" in found.findings[0].reason
    assert "CYRILLIC CAPITAL LETTER TE" in found.findings[1].reason


@pytest.mark.parametrize("kpi", ["SP.1", "S.1"])
def test_counts_and_kroner_have_no_three_decimals(kpi: str) -> None:
    for written in ("1.064", "1,064"):
        found = read_measurements(io.BytesIO(csv_file(f"{kpi};STO;2024;{written};;;")), CODES)
        assert faults(found) == [(2, "value", "maybe_thousands")]
        assert "1064" in found.findings[0].reason
    assert figures(read_measurements(io.BytesIO(csv_file(f"{kpi};STO;2024;1 064;;;")), CODES))


@pytest.mark.parametrize(("kpi", "value"), [("S-1.1", "56.125"), ("P-2.1", "21,655"), ("S.1", "1064,25")])
def test_other_decimals_are_decimals(kpi: str, value: str) -> None:
    found = read_measurements(io.BytesIO(csv_file(f"{kpi};STO;2024;{value};;;")), CODES)
    assert figures(found) == [f"{kpi} STO 2024 {value.replace(',', '.')}"]
