"""The cells of one worksheet, row by row as they stand in the file. Which sheet it is, `workbook` decides."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import IO

from openpyxl.utils.datetime import from_excel

from kpi.files.lines import LONGEST_TEXT, MOST_COLUMNS, Cell, ErrorCell, Line
from kpi.files.xml_stream import stream

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")


class BadSheet(Exception):
    """Something stands in the sheet that cannot be in one."""


def sheet_lines(
    part: IO[bytes], *, strings: Sequence[str], date_styles: Collection[int], epoch: datetime
) -> Iterator[Line]:
    """The rows that hold something. `strings` are the workbook's shared ones, `date_styles` the cell formats that
    show a number as a date or time, `epoch` the day that is number 0."""
    sheet = _Sheet(strings, date_styles, epoch)
    for _piece in stream(part, sheet):
        yield from sheet.lines
        sheet.lines.clear()


class _Sheet:
    """Gathers rows from the elements `row`, `c` (cell), `v` (value) and `is` (text in the cell itself)."""

    def __init__(self, strings: Sequence[str], date_styles: Collection[int], epoch: datetime) -> None:
        self.strings = strings
        self.date_styles = date_styles
        self.epoch = epoch
        self.lines: list[Line] = []
        self.row = self.column = 0
        self.cells: dict[int, Cell] = {}
        self.kind = ""
        self.style = 0
        self.inside = ""  # v, t or nothing that is kept
        self.phonetic = False
        self.pieces: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self.inside = "" if self.phonetic else name
        elif name == "row":
            self.row = _small_number(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0
            self.cells = {}
        elif name == "rPh":
            self.phonetic = True

    def text(self, text: str) -> None:
        if self.inside:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        if name == "c":
            if self.pieces and self.column <= MOST_COLUMNS:
                cell = self._cell("".join(self.pieces)[:LONGEST_TEXT])
                if cell is not None and cell != "":
                    self.cells[self.column] = cell
        elif name in ("v", "t"):
            self.inside = ""
        elif name == "row":
            if self.cells:
                last = max(self.cells)
                self.lines.append(Line(self.row, tuple(self.cells.get(at) for at in range(1, last + 1))))
        elif name == "rPh":
            self.phonetic = False

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        self.column = self.column + 1 if place is None else _column(place)
        self.kind = attributes.get("t", "n")
        self.style = _small_number(attributes.get("s", "0"))
        self.pieces = []

    def _cell(self, text: str) -> Cell:
        if self.kind == "s":
            at = _small_number(text.strip())
            if at >= len(self.strings):
                raise BadSheet
            return self.strings[at]
        if self.kind == "e":
            return ErrorCell(text)
        if self.kind == "b":
            return text.strip() == "1"
        if self.kind == "d":
            return _iso_date(text.strip())
        if self.kind == "n":
            return self._number(text.strip())
        return text

    def _number(self, text: str) -> Cell:
        if _NUMBER.fullmatch(text) is None:
            return text
        number = float(text)
        if self.style not in self.date_styles:
            return number
        try:
            moment = from_excel(number, self.epoch)
        except (ValueError, OverflowError):
            return ErrorCell(text)
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
