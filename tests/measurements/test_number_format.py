"""What a workbook's number formats show, and what becomes of a cell that has one."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import is_date_format

from kpi.files.lines import Cell, PercentCell, UnclearCell, YearCell
from kpi.files.measurements import read_measurements
from kpi.files.number import UnreadableCell, WrittenNumber, read_number
from kpi.files.number_format import Shown, shown_by, shown_by_pattern
from kpi.files.text_cell import as_period_text, as_text
from kpi.words.fault_codes import CellFault
from tests.measurements.codes import CODES
from tests.measurements.sheets import replaced, with_cells


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("General", Shown.NUMBER),
        ("", Shown.NUMBER),
        ("#,##0.00", Shown.NUMBER),
        ("0.00E+00", Shown.NUMBER),
        ("# ?/?", Shown.NUMBER),
        ("@", Shown.NUMBER),
        (";;;", Shown.NUMBER),
        ('0.0"%"', Shown.NUMBER),
        (r"0.0\%", Shown.NUMBER),
        ("0.0_%", Shown.NUMBER),
        ('#,##0" kr";[Red]-#,##0" kr"', Shown.NUMBER),
        ("[$-414]#,##0", Shown.NUMBER),
        ("0%", Shown.PERCENT),
        ("0.0 %", Shown.PERCENT),
        ('0.0"  "%', Shown.PERCENT),
        ("0%;-0%;0%", Shown.PERCENT),
        ('0.0%;[Red]-0.0%;"–"', Shown.PERCENT),
        ("0%;@", Shown.PERCENT),
        ("[<1]0%;0", Shown.UNCLEAR),
        ("0;0%", Shown.UNCLEAR),
        ("0%%", Shown.UNCLEAR),
        ("yyyy", Shown.YEAR),
        ("yy", Shown.YEAR),
        ('"År "yyyy', Shown.YEAR),
        ("[$-414]yyyy;@", Shown.YEAR),
        ("mmm.yy", Shown.DATE),
        ("yyyy-mm-dd", Shown.DATE),
        ("[$-414]d. mmmm yyyy;@", Shown.DATE),
        ("[h]:mm", Shown.DATE),
        ("[mm]", Shown.DATE),
        ("General;[h]", Shown.DATE),
        ('"dagen"0', Shown.NUMBER),
        (r"\d0", Shown.NUMBER),
        ("[Red]0", Shown.NUMBER),
        ('0"open', Shown.NUMBER),
        ("[", Shown.NUMBER),
        ("\\", Shown.NUMBER),
    ],
)
def test_what_a_pattern_shows(pattern: str, shown: Shown) -> None:
    assert shown_by_pattern(pattern) == shown


@pytest.mark.parametrize(
    ("id_", "shown"),
    [
        (0, Shown.NUMBER),
        (4, Shown.NUMBER),
        (9, Shown.PERCENT),
        (10, Shown.PERCENT),
        (14, Shown.DATE),
        (22, Shown.DATE),
        (45, Shown.DATE),
        (30, Shown.DATE),
        (55, Shown.DATE),
        (49, Shown.NUMBER),
        (163, Shown.NUMBER),
    ],
)
def test_formats_that_the_standard_numbers(id_: int, shown: Shown) -> None:
    assert shown_by(id_, None) == shown


@given(st.text(alphabet='0#?.%;ymdhsYMDHS[]"\\_* @EG<1-', max_size=30))
def test_dates_are_those_that_another_reader_sees(pattern: str) -> None:
    """openpyxl looks at the pattern as one; where it sees a date in plain letters, so is it here."""
    plain = not set(pattern) & set('"\\_*[];')
    if plain and "general" not in pattern.lower():
        is_date = shown_by_pattern(pattern) in (Shown.DATE, Shown.YEAR)
        assert is_date == is_date_format(pattern)
    else:
        assert isinstance(shown_by_pattern(pattern), Shown)


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (0.58, "58"),
        (0.216, "21.6"),
        (1.0, "100"),
        (0.0, "0"),
        (0.5797970479704797, "57.979705"),
        (-0.07, "-7"),
    ],
)
def test_a_percentage_is_a_hundred_times_what_the_cell_holds(number: float, value: str) -> None:
    read = read_number(PercentCell(number))
    assert read == WrittenNumber(Decimal(value), percent=True)
    assert str(read.value) == value


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (UnclearCell(0.58), CellFault.UNCLEAR_FORMAT),
        (YearCell(datetime(2025, 1, 1)), CellFault.DATE_FOR_NUMBER),  # noqa: DTZ001 - workbooks know no time zones
    ],
)
def test_what_is_no_number_for_its_format(cell: Cell, fault: CellFault) -> None:
    with pytest.raises(UnreadableCell) as caught:
        read_number(cell)
    assert caught.value.fault == fault


@pytest.mark.parametrize(
    ("day", "text"), [((2025, 1, 1), "2025"), ((2025, 5, 1), "2025-05-01"), ((2025, 5, 17), "2025-05-17")]
)
def test_a_date_shown_as_a_year_is_never_a_month(day: tuple[int, int, int], text: str) -> None:
    assert as_period_text(YearCell(datetime(*day))) == text  # noqa: DTZ001


def test_a_percentage_as_text_is_what_is_seen() -> None:
    assert as_text(PercentCell(0.58)) == "58 %"
    assert as_text(PercentCell(0.216)) == "21.6 %"


def cells(value: str, numerator: str = "<c/>", *, kpi: str = "P-2.1") -> list[tuple[str, str]]:
    """The faults of a row with these cells, whose formats are: 1 per cent, 2 a literal sign, 3 both, 4 a year."""
    place = "".join(f'<c t="str"><v>{text}</v></c>' for text in (kpi, "STO"))
    content = with_cells(place, '<c s="4"><v>45292</v></c>', value, numerator)
    patterns = ("0.0%", '0.0"%"', "[&lt;1]0%;0", "yyyy")
    formats = "".join(
        f'<numFmt numFmtId="{at}" formatCode="{pattern.replace(chr(34), "&quot;")}"/>'
        for at, pattern in enumerate(patterns, start=170)
    )
    xfs = "".join(f'<xf numFmtId="{id_}"/>' for id_ in (0, 170, 171, 172, 173))
    styles = f"<styleSheet><numFmts>{formats}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>"
    found = read_measurements(io.BytesIO(replaced(content, "xl/styles.xml", styles)), CODES)
    if not found.findings:
        assert found.rows[0].period.label == "2024"
        return [("value", str(found.rows[0].value))]
    return [(finding.column, finding.code) for finding in found.findings]


def test_a_percent_format_belongs_to_a_share() -> None:
    assert cells('<c s="1"><v>0.58</v></c>') == [("value", "58")]
    assert cells('<c s="2"><v>58</v></c>') == [("value", "58")]
    assert cells('<c s="1"><v>58</v></c>') == [("value", "share_above_100")]
    assert cells('<c s="3"><v>58</v></c>') == [("value", "unclear_format")]
    assert cells('<c s="4"><v>45292</v></c>') == [("value", "date_for_number")]
    for kpi in ("S-1.1", "SP.1", "S.1"):
        assert cells('<c s="1"><v>0.58</v></c>', kpi=kpi) == [("value", "percent_sign")]
        assert cells('<c s="2"><v>58</v></c>', kpi=kpi) == [("value", "58")]
    assert cells("<c><v>50</v></c>", '<c s="1"><v>0.5</v></c>') == [("numerator", "percent_sign")]
