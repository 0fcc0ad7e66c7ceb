"""The lines and cells of an uploaded table, and why a file cannot be read. How much is read stands in `limits`."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from kpi.files.characters import visible
from kpi.words.fault_codes import CellFault, FileFault

SHORT = 60


NOT_CALCULATED = "=?"
"""How a formula without a stored result is shown: other programs than spreadsheets leave it out."""


class UnreadableFile(Exception):
    """The file as a whole cannot be read."""

    def __init__(self, fault: FileFault, **values: object) -> None:
        self.fault = fault
        self.values = values
        super().__init__(fault)


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell of a workbook whose formula went wrong: `#DIV/0!`, `#N/A` and the like; or has no stored result at all."""

    text: str

    @property
    def fault(self) -> CellFault:
        """What is wrong with it."""
        return CellFault.NOT_CALCULATED if self.text == NOT_CALCULATED else CellFault.ERROR_IN_CELL

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class PercentCell:
    """A number that the workbook shows a hundred times as large, with a percent sign: 0.58 as 58 %."""

    number: float

    def __str__(self) -> str:
        return f"{self.number * 100:.10g} %"


@dataclass(frozen=True, slots=True)
class YearCell:
    """A date of which the workbook shows the year alone."""

    moment: datetime.datetime

    def __str__(self) -> str:
        first = self.moment.month == self.moment.day == 1
        return str(self.moment.year) if first else self.moment.date().isoformat()


@dataclass(frozen=True, slots=True)
class UnclearCell:
    """A number whose format shows it in more ways than one, so that nobody knows which was meant."""

    number: float

    def __str__(self) -> str:
        return str(self.number)


Cell = (
    str
    | int
    | float
    | bool
    | datetime.date
    | datetime.time
    | datetime.timedelta
    | ErrorCell
    | PercentCell
    | YearCell
    | UnclearCell
    | None
)


@dataclass(frozen=True, slots=True)
class Line:
    """One record and the line in the file where it starts (the first line is 1).

    `beyond` is the place of the first cell with content that lies further out than any column that is read.
    """

    number: int
    cells: tuple[Cell, ...]
    beyond: int | None = None
    hidden: bool = False

    def cell(self, index: int | None) -> Cell:
        """The cell at `index`, None where the line is shorter or the column is not there."""
        return self.cells[index] if index is not None and index < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines with content of a workbook's sheet. A CSV file is one sheet without a name."""

    name: str
    lines: Sequence[Line]
    visible: bool = True
    hidden_columns: Sequence[int] = field(default_factory=tuple)
    """Places, from 0, of columns that the workbook does not show."""
    whole_lines: bool = False
    """Whether a line has all its cells, empty ones too, as in CSV; a workbook leaves those at the end out."""


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return cell is None or cell == "" or (isinstance(cell, str) and not visible(cell).strip())


def in_short(cell: Cell) -> str:
    """What a cell holds, on one line and no longer than a message can take."""
    text = " ".join(str(cell).split())
    text = text if len(text) <= SHORT else text[: SHORT - 1] + "…"
    return text if text.isprintable() else "".join(map(_printable, text))


def _printable(sign: str) -> str:
    return sign if sign.isprintable() else f"\\x{ord(sign):02x}"
