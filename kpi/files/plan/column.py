"""A column of a plan's file: how its cells are read, written, and described. The sorts of columns stand beside this.

A workbook's cells may be numbers or dates where a text was written: a chapter 4.1 becomes 4 January. Whatever cannot be
taken back to what was written is that cell's fault.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from kpi.files.lines import NOT_CALCULATED, Cell, ErrorCell
from kpi.files.plan.findings import shown

FREE_TEXT = "text"
AS_TEXT = "format the column as text and write it again"

Value = str | tuple[str, ...] | int | bool | Decimal | date | None


class CellFault(ValueError):
    """The cell cannot be read; the message says why, and what to write."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of free text on one line.

    `required` cells may not be empty; `required_where` says in a few words where others may not. `description` tells
    what is written, for whoever fills the column in.
    """

    name: str
    required: bool = False
    description: str = field(default="", kw_only=True)
    required_where: str = field(default="", kw_only=True)

    @property
    def empty(self) -> Value:
        """What an empty cell means."""
        return ""

    @property
    def need(self) -> str:
        """Whether it must be filled in, in a word or a few. Example: `required in a plan with thresholds`."""
        if self.required:
            return "required"
        return f"required {self.required_where}" if self.required_where else ""

    @property
    def form(self) -> str:
        """What stands in the column, in a few words. Example: a code in `goals.csv`."""
        return FREE_TEXT

    def text_of(self, cell: Cell) -> str:
        """The cell as it was written, empty where nothing was; CellFault where a workbook holds something else."""
        if cell is None:
            return ""
        if isinstance(cell, str):
            return cell.strip()
        if isinstance(cell, bool):
            return str(cell).upper()
        if isinstance(cell, int | float) and float(cell).is_integer():
            return str(int(cell))
        if isinstance(cell, ErrorCell):
            if cell.text == NOT_CALCULATED:
                raise CellFault(
                    "the formula in the cell has no stored result; open the workbook in a spreadsheet and save it"
                )
            raise CellFault(
                f"the formula in the cell has gone wrong ({shown(cell.text)}); write the text itself"
            )
        what = "date" if isinstance(cell, date | time) else "number"
        raise CellFault(f"the workbook holds a {what} ({in_words(cell)}) where a text was written; {AS_TEXT}")

    def read(self, cell: str) -> Value:
        """The value of a cell that is not empty; CellFault when it has none."""
        if cell.isprintable():
            return cell
        if any(not sign.isprintable() and not sign.isspace() for sign in cell):
            raise CellFault(f"{shown(cell)} holds a control character; write it again in plain text")
        if "\n" in cell or "\r" in cell or "\t" in cell:
            raise CellFault("the text runs over several lines or holds a tab; write it on one line")
        return cell

    def write(self, value: Value) -> str:
        """The cell that is read as this value."""
        return "" if value is None else str(value)


def in_words(cell: Cell) -> str:
    """A workbook's cell as a message shows it."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return f"{cell:.12g}" if isinstance(cell, float) else str(cell)
