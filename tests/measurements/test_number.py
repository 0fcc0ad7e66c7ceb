"""Numbers as people and workbooks write them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.files.lines import ErrorCell
from kpi.files.number import UnreadableCell, WrittenNumber, read_number
from kpi.words.fault_codes import CellFault


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("21,6", "21.6"),
        ("21.65", "21.65"),
        (" 58 ", "58"),
        ("58,0", "58.0"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1\u202f234.5", "1234.5"),
        ("1\u2009234", "1234"),
        ("1.234", "1.234"),
        ("007", "7"),
        ("−5", "-5"),
        ("- 5", "-5"),
        ("–5,5", "-5.5"),
        ("+5", "5"),
        ("-0", "0"),
        ("0,000001", "0.000001"),
        (58, "58"),
        (58.0, "58"),
        (21.6, "21.6"),
        (21.599999999999998, "21.6"),
        (57.97970479704797, "57.979705"),
        (100.00000000000001, "100"),
        (-0.0, "0"),
        (1e-7, "0"),
        (1e300, "1E+300"),
        (-3.5, "-3.5"),
    ],
)
def test_what_is_a_number(written: str | float, value: str) -> None:
    number = read_number(written)
    assert number == WrittenNumber(Decimal(value))
    assert str(number.value) == value  # the decimals are those written


@pytest.mark.parametrize(
    ("written", "value"), [("58 %", "58"), ("58,0%", "58.0"), ("58\u00a0%", "58"), ("-1 %", "-1")]
)
def test_a_percent_sign_is_seen(written: str, value: str) -> None:
    assert read_number(written) == WrittenNumber(Decimal(value), percent=True)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("abc", CellFault.NOT_A_NUMBER),
        ("5 dager", CellFault.NOT_A_NUMBER),
        ("ca. 5", CellFault.NOT_A_NUMBER),
        ("%", CellFault.NOT_A_NUMBER),
        ("5%%", CellFault.NOT_A_NUMBER),
        ("-", CellFault.NOT_A_NUMBER),
        ("5,", CellFault.NOT_A_NUMBER),
        (",5", CellFault.NOT_A_NUMBER),
        ("1e5", CellFault.NOT_A_NUMBER),
        ("NaN", CellFault.NOT_A_NUMBER),
        ("inf", CellFault.NOT_A_NUMBER),
        ("1_000", CellFault.NOT_A_NUMBER),
        ("٣", CellFault.NOT_A_NUMBER),
        ("１２", CellFault.NOT_A_NUMBER),
        ("1 23", CellFault.NOT_A_NUMBER),
        ("12 3456", CellFault.NOT_A_NUMBER),
        ("1 2,5", CellFault.NOT_A_NUMBER),
        ("2024-01-01", CellFault.NOT_A_NUMBER),
        ("1.234,5", CellFault.TWO_SEPARATORS),
        ("1,234.5", CellFault.TWO_SEPARATORS),
        ("1.234.567", CellFault.TWO_SEPARATORS),
        ("-1.234,5", CellFault.TWO_SEPARATORS),
        (True, CellFault.NOT_A_NUMBER),
        (None, CellFault.NOT_A_NUMBER),
        (date(2024, 1, 1), CellFault.DATE_FOR_NUMBER),
        (datetime(2024, 1, 1), CellFault.DATE_FOR_NUMBER),  # noqa: DTZ001 - workbooks know no time zones
        (time(12), CellFault.DATE_FOR_NUMBER),
        (timedelta(1), CellFault.DATE_FOR_NUMBER),
        (ErrorCell("#DIV/0!"), CellFault.ERROR_IN_CELL),
        (ErrorCell("=?"), CellFault.NOT_CALCULATED),
    ],
)
def test_what_is_none(written: object, fault: CellFault) -> None:
    with pytest.raises(UnreadableCell) as caught:
        read_number(written)  # type: ignore[arg-type]
    assert caught.value.fault == fault


@given(st.text() | st.floats() | st.integers())
def test_whatever_is_written_is_a_number_or_a_fault(written: str | float) -> None:
    try:
        number = read_number(written)
    except UnreadableCell:
        return
    assert isinstance(number.value, Decimal)


@given(
    st.decimals(min_value=0, max_value=10**11, places=3),
    st.sampled_from(",."),
    st.sampled_from(" \u00a0\u202f"),
)
def test_norwegian_and_plain_forms_are_read_alike(value: Decimal, separator: str, space: str) -> None:
    written = f"{value:,.3f}".replace(",", space).replace(".", separator)
    assert read_number(written).value == value
