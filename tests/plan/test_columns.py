"""Cells of a plan's files as spreadsheets leave them: read as what was written, or named as a fault."""

from __future__ import annotations

import csv
from datetime import datetime, time
from decimal import Decimal

import pytest

from kpi.files.lines import Cell, ErrorCell, PercentCell, UnclearCell, YearCell
from kpi.files.plan.columns import (
    CellFault,
    Choice,
    Code,
    Codes,
    Column,
    Day,
    Month,
    Number,
    Section,
    Value,
    Version,
    YesNo,
    not_whole,
    year,
)
from kpi.files.plan.tables import BY_NAME
from tests.plan.folder import REGIONAL_PLAN

JANUARY_4 = datetime(2026, 1, 4)  # noqa: DTZ001 - workbooks know no time zones
FIRST = datetime(2023, 1, 1)  # noqa: DTZ001

GREEN = next(column for column in BY_NAME["thresholds"].columns if column.name == "green")


def read(column: Column, cell: Cell) -> Value:
    """A cell as the reader of a plan's files goes about it."""
    text = column.text_of(cell)
    return column.read(text) if text else column.empty


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        (Section("a"), "4.1", "4.1"),
        (Section("a"), "4", "4"),
        (Section("a"), 4.0, "4"),
        (Section("a"), " 4.3, 7.1 ", "4.3,7.1"),
        (Section("a"), "2,4.1", "2,4.1"),
        (Section("a"), "10.12.3", "10.12.3"),
        (Section("a"), None, ""),
        (Version("a"), "2.0", "2.0"),
        (Version("a"), "0.1", "0.1"),
        (Version("a"), "1.0.3", "1.0.3"),
        (Version("a"), "2024", "2024"),
        (Number("a"), "93,3", Decimal("93.3")),
        (Number("a"), 93.3, Decimal("93.3")),
        (Number("a"), 21.599999999999998, Decimal("21.6")),
        (Number("a"), 1064.0, Decimal("1064")),
        (Number("a"), "1.064", Decimal("1.064")),  # whether it can be is known by the KPI's unit
        (Number("a", whole=True), "1064", Decimal("1064")),
        (Number("a", whole=True), 1064.0, Decimal("1064")),
        (Number("a"), None, None),
        (year("a"), 2027.0, 2027),
        (Day("a"), datetime(2024, 12, 4), datetime(2024, 12, 4).date()),  # noqa: DTZ001
        (Day("a"), "2024\N{NON-BREAKING HYPHEN}12\N{NON-BREAKING HYPHEN}04", datetime(2024, 12, 4).date()),  # noqa: DTZ001
        (Month("a"), FIRST, FIRST.date()),
        (Code("a"), "P\N{NON-BREAKING HYPHEN}2.1", "P-2.1"),
        (Code("a"), "P-2.1\N{ZERO WIDTH SPACE}", "P-2.1"),
        (Code("a"), 2027.0, "2027"),
        (Codes("a"), "STO, SP\N{EN DASH}1", ("STO", "SP-1")),
        (Column("a"), 615.0, "615"),
        (Column("a"), "=1+1", "=1+1"),
        (YesNo("a"), "Yes", True),
    ],
)
def test_what_is_read_as_it_was_written(column: Column, cell: Cell, value: Value) -> None:
    assert read(column, cell) == value


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        # a chapter that a spreadsheet made a date of, and saved as CSV
        (Section("a"), "04.jan", "a spreadsheet has made a date of it"),
        (Section("a"), "4. jan", "is not a chapter"),
        (Section("a"), "Jan-04", "is not a chapter"),
        (Section("a"), "01/04/2026", "is not a chapter"),
        (Section("a"), "04.01.2026", "is not a chapter"),
        (Section("a"), "4.1.2026", "is not a chapter"),
        (Section("a"), "2026-01-04", "is not a chapter"),
        (Section("a"), "46026", "is not a chapter"),
        (Section("a"), "4,,7", "is not a chapter"),
        (Section("a"), "4.", "is not a chapter"),
        (Section("a"), "04", "is not a chapter"),
        (Section("a"), "kap. 4", "is not a chapter"),
        # the same in a workbook
        (Section("a"), JANUARY_4, "the workbook holds a date (2026-01-04)"),
        (Section("a"), 4.1, "the workbook holds a number (4.1)"),  # 4.10, or the chapters 4 and 1
        (Version("a"), "01.jan", "is not a version"),
        (Version("a"), "01/01/2026", "is not a version"),
        (Version("a"), "1.1.2026", "is not a version"),
        (Version("a"), 2.0, "2.0 cannot be told from 2"),
        (Version("a"), JANUARY_4, "the workbook holds a date"),
        (Number("a"), "09/30/2026", "is not a number"),
        (Number("a"), "30.sep", "is not a number"),
        (Number("a"), JANUARY_4, "the workbook holds a date"),
        (Number("a"), PercentCell(0.8), "as per cent (80 %)"),
        (GREEN, PercentCell(0.8), "as 0.8 (of the ambition) or 80 (a value)"),
        (Column("a"), ErrorCell("=?"), "has no stored result"),
        (Number("a"), UnclearCell(0.8), "the workbook holds a number (0.8)"),
        (Number("a"), -5.0, "is negative"),
        (Number("a", whole=True), "1.064", "write 1064 without a point"),
        (Number("a", whole=True), 1.064, "write 1064 without a point"),
        (Number("a", whole=True), "2,5", "2.5 is not a whole number"),
        (year("a"), YearCell(FIRST), "the workbook holds a number (2023)"),
        (Day("a"), datetime(2024, 12, 4, 12), "the workbook holds a date"),  # noqa: DTZ001
        (Day("a"), 45000.0, "is not a date"),
        (Month("a"), JANUARY_4, "the workbook holds a date"),
        (Month("a"), "jan.23", "is not a month"),
        (Code("a"), JANUARY_4, "the workbook holds a date"),
        (Code("a"), 2.1, "the workbook holds a number (2.1)"),
        (Column("a"), ErrorCell("#N/A"), "has gone wrong"),
        (Column("a"), 93.3, "the workbook holds a number (93.3)"),  # 93,3 or 93.3 or 93.30
        (Column("a"), time(12), "the workbook holds a date (12:00:00)"),
        (Column("a"), PercentCell(0.933), "the workbook holds a number (93.3 %)"),
        (Choice("a", words=("level",)), "Level", "not a known word"),
        (YesNo("a"), True, "neither yes nor no"),
    ],
)
def test_what_cannot_be_taken_back_is_a_fault(column: Column, cell: Cell, words: str) -> None:
    with pytest.raises(CellFault) as caught:
        read(column, cell)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("number", "words"),
    [("1064", None), ("1064.000", None), ("1.064", "1064"), ("0.064", "64"), ("2.5", "2.5")],
)
def test_a_count_is_whole(number: str, words: str | None) -> None:
    reason = not_whole(Decimal(number))
    assert reason is None if words is None else words in str(reason)


@pytest.mark.parametrize(
    ("column", "form"),
    [
        (Column("a"), "text"),
        (Code("a"), "a code"),
        (Code("a", of="kpis"), "a code in `kpis.csv`"),
        (Codes("a", of="scope"), "codes in `scope.csv`, with commas between"),
        (year("a"), "a year"),
        (Choice("a", words=("x", "y")), "one of `x`, `y`"),
    ],
)
def test_what_stands_in_a_column(column: Column, form: str) -> None:
    assert column.form == form


def test_the_plans_own_chapters_and_versions_are_such() -> None:
    found = {"section": set[str](), "version": set[str]()}
    for path in REGIONAL_PLAN.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter=";"):
                for name in found.keys() & row.keys():
                    found[name].add(row[name])
    for name, column in (("section", Section("a")), ("version", Version("a"))):
        assert len(found[name]) > 5
        for text in found[name] - {""}:
            assert column.read(text) == text
