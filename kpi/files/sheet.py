"""The cells of one worksheet, row by row as they stand in the file. Which sheet it is, `workbook` decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from openpyxl.utils.datetime import from_excel

from kpi.files.limits import LONGEST_TEXT, MOST_COLUMNS, Budget
from kpi.files.lines import (
    NOT_CALCULATED,
    Cell,
    ErrorCell,
    Line,
    PercentCell,
    UnclearCell,
    YearCell,
    is_blank,
)
from kpi.files.number_format import Shown
from kpi.files.xml_stream import Ends, Starts

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
TRUE = ("1", "true")


class BadSheet(Exception):
    """Something stands in the sheet that cannot be in one."""


class SheetReader:
    """Gathers rows from the elements `row`, `c` (cell), `v` (value) and `is` (text in the cell itself). Those with
    content are in `lines` when the sheet's part has been gone through.

    `strings` are the workbook's shared ones, `styles` says what each cell format shows, `epoch` is the day that is
    number 0.
    """

    def __init__(
        self, strings: Sequence[str], styles: Sequence[Shown], epoch: datetime, budget: Budget
    ) -> None:
        self.strings = strings
        self.styles = styles
        self.epoch = epoch
        self.budget = budget
        self.lines: list[Line] = []
        self.hidden_columns: set[int] = set()
        self.row = self.column = 0
        self.hidden = False
        self.beyond: int | None = None
        self.cells: dict[int, Cell] = {}
        self.attributes: dict[str, str] = {}
        self.inside = False
        self.formula = False
        self.phonetic = False
        self.pieces: list[str] = []
        self.length = 0
        self.starts: Starts = {
            "c": self._start_cell,
            "f": self._start_formula,
            "v": self._start_text,
            "t": self._start_text,
            "row": self._start_row,
            "rPh": self._start_phonetic,
            "col": self._column_format,
        }
        self.ends: Ends = {
            "c": self._end_cell,
            "v": self._end_text,
            "t": self._end_text,
            "row": self._end_row,
            "rPh": self._end_phonetic,
        }

    def text(self, text: str) -> None:
        if self.inside and self.length <= LONGEST_TEXT:
            self.length += len(text)
            self.pieces.append(text)

    def _start_text(self, attributes: dict[str, str]) -> None:
        self.inside = not self.phonetic

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self.formula = True

    def _end_text(self) -> None:
        self.inside = False

    def _start_phonetic(self, attributes: dict[str, str]) -> None:
        self.phonetic = True

    def _end_phonetic(self) -> None:
        self.phonetic = False

    def _column_format(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in TRUE:
            first, last = _small_number(attributes["min"]), _small_number(attributes["max"])
            self.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.row = _small_number(attributes["r"]) if "r" in attributes else self.row + 1
        self.hidden = attributes.get("hidden") in TRUE or attributes.get("ht") in ("0", "0.0")
        self.column = 0
        self.cells = {}
        self.beyond = None

    def _end_row(self) -> None:
        if not self.cells and self.beyond is None:
            return
        if self.lines:  # the first is the one that names the columns
            self.budget.take_row()
        last = max(self.cells, default=0)
        cells = tuple(self.cells.get(at) for at in range(1, last + 1))
        self.lines.append(Line(self.row, cells, self.beyond, self.hidden))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        self.column = self.column + 1 if place is None else _column(place)
        self.attributes = attributes
        self.formula = False

    def _end_cell(self) -> None:
        if not self.pieces:
            # A formula whose result is an empty text says so; one without any result was never calculated, as in
            # workbooks that other programs than spreadsheets write, and is not empty.
            if self.formula and self.attributes.get("t") != "str" and self.column <= MOST_COLUMNS:
                self.cells[self.column] = ErrorCell(NOT_CALCULATED)
            return
        text = "".join(self.pieces)[: LONGEST_TEXT + 1]
        self.pieces.clear()
        self.length = 0
        if self.column > MOST_COLUMNS:
            if self.beyond is None and not is_blank(text):
                self.beyond = self.column
            return
        kind = self.attributes.get("t", "n")
        cell = self._cell(kind, text)
        if is_blank(cell):
            return
        if kind != "s" and isinstance(cell, str):
            self.budget.take_text(len(cell))
        self.cells[self.column] = cell

    def _cell(self, kind: str, text: str) -> Cell:
        if kind == "s":
            at = _small_number(text.strip())
            if at >= len(self.strings):
                raise BadSheet
            return self.strings[at]
        if kind == "n":
            return self._number(text.strip())
        if kind == "e":
            return ErrorCell(text)
        if kind == "b":
            return text.strip() == "1"
        if kind == "d":
            return _iso_date(text.strip())
        return text

    def _number(self, text: str) -> Cell:
        style = _small_number(self.attributes.get("s", "0"))
        if _NUMBER.fullmatch(text) is None:
            return text
        number = float(text)
        shown = self.styles[style] if style < len(self.styles) else Shown.NUMBER
        if shown is Shown.NUMBER:
            return number
        if shown is Shown.PERCENT:
            return PercentCell(number)
        if shown is Shown.UNCLEAR:
            return UnclearCell(number)
        try:
            moment = from_excel(number, self.epoch)
        except (ValueError, OverflowError):
            return ErrorCell(text)
        if shown is Shown.YEAR and isinstance(moment, datetime):
            return YearCell(moment)
        return ErrorCell(text) if moment is None else moment


def _iso_date(text: str) -> Cell:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def _small_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BadSheet
    return int(text)


def _column(place: str) -> int:
    """The number of the column in a place such as `AB12`: 28."""
    match = _PLACE.fullmatch(place)
    if match is None:
        raise BadSheet
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
