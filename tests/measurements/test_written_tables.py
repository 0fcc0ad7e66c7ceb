"""Tables written for spreadsheets: figures as Norwegian figures, texts that nothing calculates."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from django.core.management.base import OutputWrapper
from hypothesis import given
from hypothesis import strategies as st

from kpi.files.export import FORMULA_STARTS, harmless, norwegian_csv, norwegian_workbook, written_number
from kpi.files.number import read_number
from kpi.files.writing import written_workbook
from kpi.files.written_sheet import WrittenColumn, WrittenSheet
from kpi.management.output import write_csv


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1234, "1234"),
        (Decimal("1234.50"), "1234,5"),
        (Fraction(1, 3), "0,333333"),
        (Fraction(2, 3), "0,666667"),
        (Fraction(-5, 19) * 100, "-26,315789"),
        (Fraction(-1, 10_000_000), "0"),
        (Decimal("0.000001"), "0,000001"),
        (10**15, "1000000000000000"),
        (Fraction(1, 2_000_000), "0,000001"),
    ],
)
def test_a_figure_has_a_comma_and_the_decimals_it_needs(value: Decimal | Fraction | int, text: str) -> None:
    assert written_number(value) == text


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6))
def test_a_written_figure_is_read_again_as_it_was(value: Decimal) -> None:
    assert read_number(written_number(value)).value == value


@given(st.text())
def test_no_text_can_be_taken_for_a_formula(text: str) -> None:
    written = harmless(text)
    assert written[:1] not in (*FORMULA_STARTS, "\x00")
    assert written.lstrip()[:1] not in FORMULA_STARTS
    assert all(c.isprintable() or c == "\n" for c in written)


@pytest.mark.parametrize("text", ["STO", "Kap. 4.3", "å = b", "1064 (2020)", "", "80 % reduksjon"])
def test_an_ordinary_text_stands_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_a_table_is_semicolons_with_a_mark_of_its_encoding() -> None:
    content = norwegian_csv(["Kode", "Verdi"], [["Ø;1", Fraction(5, 2)], ["=1+1", None], ['«"»', -3]])
    assert content.startswith("\N{BYTE ORDER MARK}".encode())
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Kode", "Verdi"], ["Ø;1", "2,5"], ["'=1+1", ""], ['«"»', "-3"]]


def test_a_workbook_calculates_nothing_and_has_figures_as_figures() -> None:
    rows = [["=1+1", Fraction(5, 2), None], ["STO", 7, "-1"]]
    content = norwegian_workbook(
        "Register", ["Kode", "Verdi", "=Note"], rows, title="=A1", notes=["Per 2026"], widths=[9, 11, 20]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Register"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["'=A1", None, None],
        ["Per 2026", None, None],
        [None, None, None],
        ["Kode", "Verdi", "'=Note"],
        ["'=1+1", 2.5, None],
        ["STO", 7, "'-1"],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {
        "s",
        "n",
    }
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C5", "A4:C6")


def test_a_list_of_choices_that_excel_has_no_room_for_is_left_out() -> None:
    columns = [WrittenColumn("name", 10, choices=tuple(f"choice-{number}" for number in range(40)))]
    book = openpyxl.load_workbook(io.BytesIO(written_workbook([WrittenSheet("One", columns, [])])))
    assert list(book["One"].data_validations.dataValidation) == []


def test_what_commands_print_is_not_calculated_either() -> None:
    out = io.StringIO()
    rows = [{"kpi": "P-2.1", "name": "=1+1", "value": -5, "flags": None}]
    write_csv(OutputWrapper(out), rows, ("kpi", "name", "value", "flags"))
    assert out.getvalue() == "kpi,name,value,flags\nP-2.1,'=1+1,-5,\n"
