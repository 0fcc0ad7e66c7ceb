"""Cells as text: codes, periods and comments, also where a workbook holds them as numbers or dates."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from kpi.files.lines import Cell, ErrorCell

_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def as_text(cell: Cell) -> str:
    """The cell as it reads, without space around it; a whole number without decimals, an empty cell as no text."""
    if cell is None:
        return ""
    if isinstance(cell, ErrorCell):
        return cell.text
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def as_period_text(cell: Cell) -> str:
    """The cell as a period's code. Excel turns a month typed as `2026-03` into the month's first day: that is read as
    the month again."""
    if isinstance(cell, date) and cell.day == 1:
        moment = cell.time() if isinstance(cell, datetime) else time()
        if moment == time():
            return f"{cell.year:04d}-{cell.month:02d}"
    return as_text(cell)


def is_storable(text: str) -> bool:
    """Whether a database can hold the text: no control characters, no half characters."""
    return _UNSTORABLE.search(text) is None
