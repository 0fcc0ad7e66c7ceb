"""The sorts of cells a plan's files have, and how each is read. What cells mean together is checked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kpi.files.plan.findings import shown

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199

_CODE = re.compile(r"\w[\w.-]*")
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_WHOLE = re.compile(r"[0-9]+")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")

Value = str | tuple[str, ...] | int | bool | Decimal | date | None


class CellFault(ValueError):
    """The cell cannot be read; the message says why, and what to write."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of free text on one line. `required` cells may not be empty."""

    name: str
    required: bool = False

    @property
    def empty(self) -> Value:
        """What an empty cell means."""
        return ""

    def read(self, cell: str) -> Value:
        """The value of a cell that is not empty; CellFault when it has none."""
        if any(not sign.isprintable() and not sign.isspace() for sign in cell):
            raise CellFault(f"{shown(cell)} holds a control character; write it again in plain text")
        if "\n" in cell or "\r" in cell or "\t" in cell:
            raise CellFault("the text runs over several lines or holds a tab; write it on one line")
        return cell


@dataclass(frozen=True, slots=True)
class Code(Column):
    """A code. `of` names the file whose codes it must be one of."""

    of: str = ""

    @property
    def empty(self) -> Value:
        return None if self.of else ""

    def read(self, cell: str) -> Value:
        if not _CODE.fullmatch(cell):
            raise CellFault(f"{shown(cell)} is not a code; use letters, digits, point, hyphen and underscore")
        return cell


@dataclass(frozen=True, slots=True)
class Codes(Column):
    """Codes from another file, with commas between."""

    of: str = ""

    @property
    def empty(self) -> Value:
        return ()

    def read(self, cell: str) -> Value:
        codes = tuple(part.strip() for part in cell.split(","))
        for code in codes:
            if not _CODE.fullmatch(code):
                raise CellFault(f"{shown(code)} is not a code; write codes with commas between, such as A,B")
        if len(set(codes)) < len(codes):
            raise CellFault(f"{shown(cell)} names a code twice; keep one")
        return codes


@dataclass(frozen=True, slots=True)
class Number(Column):
    """A number with a point or a comma before the decimals; below zero only where `signed`."""

    signed: bool = False

    @property
    def empty(self) -> Value:
        return None

    def read(self, cell: str) -> Value:
        if not _NUMBER.fullmatch(cell):
            raise CellFault(f"{shown(cell)} is not a number; write digits alone, such as 1234 or 93.3")
        if cell.startswith("-") and not self.signed:
            raise CellFault(f"{shown(cell)} is negative; the numbers here are zero or more")
        return Decimal(cell.replace(",", "."))


@dataclass(frozen=True, slots=True)
class Whole(Column):
    """A whole number between `low` and `high`."""

    low: int = 0
    high: int = 0

    @property
    def empty(self) -> Value:
        return None

    def read(self, cell: str) -> Value:
        # The length is looked at first, since Python refuses to read numbers of thousands of digits.
        number = int(cell) if _WHOLE.fullmatch(cell) and len(cell) <= 9 else None
        if number is None or not self.low <= number <= self.high:
            raise CellFault(f"{shown(cell)} is not a whole number from {self.low} to {self.high}")
        return number


def year(name: str, required: bool = False) -> Whole:
    """A column of years."""
    return Whole(name, required, EARLIEST_YEAR, LATEST_YEAR)


@dataclass(frozen=True, slots=True)
class Day(Column):
    """A date."""

    @property
    def empty(self) -> Value:
        return None

    def read(self, cell: str) -> Value:
        return _day(cell, _DAY, "a date; write it as year-month-day, such as 2024-12-04")


@dataclass(frozen=True, slots=True)
class Month(Column):
    """A month; it stands for its first day."""

    @property
    def empty(self) -> Value:
        return None

    def read(self, cell: str) -> Value:
        return _day(cell, _MONTH, "a month; write it as year-month, such as 2023-01")


def _day(cell: str, form: re.Pattern[str], what: str) -> date:
    match = form.fullmatch(cell)
    numbers = [int(part) for part in match.groups()] if match else []
    if numbers and EARLIEST_YEAR <= numbers[0] <= LATEST_YEAR:
        try:
            return date(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else 1)
        except ValueError:
            pass
    raise CellFault(f"{shown(cell)} is not {what}")


@dataclass(frozen=True, slots=True)
class YesNo(Column):
    """`yes` or `no`."""

    required: bool = True

    def read(self, cell: str) -> Value:
        if cell.lower() not in ("yes", "no"):
            raise CellFault(f"{shown(cell)} is neither yes nor no; write one of them")
        return cell.lower() == "yes"


@dataclass(frozen=True, slots=True)
class Choice(Column):
    """One word of a closed list."""

    words: tuple[str, ...] = ()

    def read(self, cell: str) -> Value:
        if cell not in self.words:
            raise CellFault(f"{shown(cell)} is not a known word here; write one of {', '.join(self.words)}")
        return cell


def choice(name: str, words: Iterable[str], required: bool = False) -> Choice:
    """A column whose words come from a vocabulary of the rules or the labels."""
    return Choice(name, required, tuple(str(word) for word in words))
