"""The lines and cells of a table that was handed in, how much is taken, and why a whole file cannot be read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kpi.words.fault_codes import FileFault

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
LARGEST_UNPACKED = 100 * MEGABYTE
MOST_ROWS = 50_000
MOST_COLUMNS = 100
LONGEST_TEXT = 5_000
"""Characters of a cell that are read. Whoever uses a text takes fewer, and refuses one that is this long."""
SHORT = 60


class UnreadableFile(Exception):
    """The file as a whole cannot be read."""

    def __init__(self, fault: FileFault, **values: object) -> None:
        self.fault = fault
        self.values = values
        super().__init__(fault)


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell of a workbook whose formula went wrong: `#DIV/0!`, `#N/A` and the like."""

    text: str


Cell = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | ErrorCell | None


@dataclass(frozen=True, slots=True)
class Line:
    """One record and the line in the file where it starts (the first line is 1)."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, index: int | None) -> Cell:
        """The cell at `index`, None where the line is shorter or the column is not there."""
        return self.cells[index] if index is not None and index < len(self.cells) else None


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def in_short(cell: Cell) -> str:
    """What a cell holds, on one line and no longer than a message can take."""
    text = " ".join(str(cell.text if isinstance(cell, ErrorCell) else cell).split())
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"
