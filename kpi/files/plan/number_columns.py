"""Columns of figures, years, dates and months. Texts stand in `text_columns`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from kpi.files.characters import plain
from kpi.files.lines import Cell, PercentCell
from kpi.files.number import exact
from kpi.files.plan.column import AS_TEXT, CellFault, Column, Value, in_words
from kpi.files.plan.findings import shown

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199

_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_WHOLE = re.compile(r"[0-9]+")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_THOUSANDS = 3
"""Digits after a point that may stand between thousands."""


@dataclass(frozen=True, slots=True)
class Number(Column):
    """A number with a point or a comma before the decimals; below zero only where `signed`. A `whole` one has none."""

    whole: bool = field(default=False, kw_only=True)
    signed: bool = field(default=False, kw_only=True)
    eighty_percent: str = field(default="80", kw_only=True)
    """How 80 % is written here: not as 80 where a share of 1 is meant."""

    @property
    def empty(self) -> Value:
        return None

    @property
    def form(self) -> str:
        return "a whole number" if self.whole else "a number"

    def text_of(self, cell: Cell) -> str:
        if isinstance(cell, PercentCell):
            raise CellFault(
                f"the workbook shows the number as per cent ({in_words(cell)}); {AS_TEXT}, as {self.eighty_percent} "
                "for 80 %"
            )
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return f"{exact(cell):f}"
        return Column.text_of(self, cell)

    def read(self, cell: str) -> Value:
        if not _NUMBER.fullmatch(cell):
            raise CellFault(f"{shown(cell)} is not a number; write digits alone, such as 1234 or 93.3")
        if cell.startswith("-") and not self.signed:
            raise CellFault(f"{shown(cell)} is negative; the numbers here are zero or more")
        number = Decimal(cell.replace(",", "."))
        if self.whole and (fault := not_whole(number)):
            raise CellFault(fault)
        return number

    def write(self, value: Value) -> str:
        """The number without zeros that say nothing. Example: 0.500000 is `0.5`."""
        if value is None:
            return ""
        assert isinstance(value, Decimal)
        written = f"{value:f}"
        return written.rstrip("0").rstrip(".") if "." in written else written


def not_whole(number: Decimal) -> str | None:
    """Why a figure cannot be a number of whole things, or None when it can. Example: 1.064 deviations are 1064."""
    if number == number.to_integral_value():
        return None
    exponent = number.as_tuple().exponent
    if exponent == -_THOUSANDS:
        meant = str(number).replace(".", "").lstrip("0")
        return f"{number} is not a whole number; write {meant} without a point if that is meant"
    return f"{number} is not a whole number"


@dataclass(frozen=True, slots=True)
class Whole(Column):
    """A whole number between `low` and `high`."""

    low: int = 0
    high: int = 0

    @property
    def empty(self) -> Value:
        return None

    @property
    def form(self) -> str:
        if (self.low, self.high) == (EARLIEST_YEAR, LATEST_YEAR):
            return "a year"
        return f"a whole number from {self.low} to {self.high}"

    def read(self, cell: str) -> Value:
        # The length is looked at first, since Python refuses to read numbers of thousands of digits.
        number = int(cell) if _WHOLE.fullmatch(cell) and len(cell) <= 9 else None
        if number is None or not self.low <= number <= self.high:
            raise CellFault(f"{shown(cell)} is not a whole number from {self.low} to {self.high}")
        return number


def year(name: str, required: bool = False, *, description: str = "") -> Whole:
    """A column of years."""
    return Whole(name, required, EARLIEST_YEAR, LATEST_YEAR, description=description)


@dataclass(frozen=True, slots=True)
class Day(Column):
    """A date."""

    @property
    def empty(self) -> Value:
        return None

    @property
    def form(self) -> str:
        return "a date, as `2024-12-04`"

    def text_of(self, cell: Cell) -> str:
        if isinstance(cell, datetime) and cell.time() == time():
            return cell.date().isoformat()
        return Column.text_of(self, cell)

    def read(self, cell: str) -> Value:
        return _day(cell, _DAY, "a date; write it as year-month-day, such as 2024-12-04")


@dataclass(frozen=True, slots=True)
class Month(Column):
    """A month; it stands for its first day."""

    @property
    def empty(self) -> Value:
        return None

    @property
    def form(self) -> str:
        return "a month, as `2023-01`"

    def text_of(self, cell: Cell) -> str:
        if isinstance(cell, datetime) and cell.time() == time() and cell.day == 1:
            return f"{cell.year:04d}-{cell.month:02d}"
        return Column.text_of(self, cell)

    def read(self, cell: str) -> Value:
        return _day(cell, _MONTH, "a month; write it as year-month, such as 2023-01")

    def write(self, value: Value) -> str:
        return f"{value.year:04d}-{value.month:02d}" if isinstance(value, date) else ""


def _day(cell: str, form: re.Pattern[str], what: str) -> date:
    match = form.fullmatch(plain(cell))
    numbers = [int(part) for part in match.groups()] if match else []
    if numbers and EARLIEST_YEAR <= numbers[0] <= LATEST_YEAR:
        try:
            return date(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else 1)
        except ValueError:
            pass
    raise CellFault(f"{shown(cell)} is not {what}")
