"""Cells as text: codes, periods and comments, also where a workbook holds them as numbers or dates."""

from __future__ import annotations

import re
from datetime import datetime, time

from kpi.files.characters import plain
from kpi.files.lines import Cell, YearCell

_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FIRST_DAY = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-01(?:[ T]00:00:00)?"),
    re.compile(r"0?1\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4}|[0-9]{2})"),
)
"""The first of a month as programs write it: 2026-10-01, 01.10.2026, 01.10.26."""
_MONTH_AND_YEAR = re.compile(r"(?P<month>[a-z]{3})[.-](?P<year>[0-9]{2})", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ["jan", "feb", "mar", "apr", "mai/may", "jun", "jul", "aug", "sep", "okt/oct", "nov", "des/dec"],
        start=1,
    )
    for name in names.split("/")
}
CENTURY = 2000


def as_text(cell: Cell) -> str:
    """The cell as it reads, without space around it; a whole number without decimals, an empty cell as no text."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell).strip()


def as_code(cell: Cell) -> str:
    """The cell as a code, with plain hyphens and nothing invisible in it."""
    return plain(as_text(cell))


def as_period_text(cell: Cell) -> str:
    """The cell as a period's code, also where a spreadsheet made a date of it.

    Excel turns a month typed as `2026-03` into the month's first day, and saves that as `mar.26`, `01.03.2026` or
    `2026-03-01`: all of them are that month again. A date that is shown as a year alone is the year.
    """
    text = as_code(cell)
    if isinstance(cell, YearCell):
        return text
    for form in _FIRST_DAY:
        if (match := form.fullmatch(text)) is not None:
            return _month(match["year"], int(match["month"]))
    match = _MONTH_AND_YEAR.fullmatch(text)
    if match is not None and match["month"].lower() in _MONTHS:
        return _month(match["year"], _MONTHS[match["month"].lower()])
    return text


def _month(year: str, month: int) -> str:
    return f"{int(year) + (CENTURY if len(year) == 2 else 0)}-{month:02d}"


def is_storable(text: str) -> bool:
    """Whether a database can hold the text: no control characters, no half characters."""
    return _UNSTORABLE.search(text) is None
