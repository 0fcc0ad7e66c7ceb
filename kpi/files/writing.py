"""Writing tables: the one way to CSV and the one way to XLSX, for exports and for a plan's own files.

What the cells say is the caller's; whether a spreadsheet could take one for a formula is minded in `export`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells Excel that the text is UTF-8."""


def written_csv(rows: Iterable[Sequence[str]], *, line_end: str, mark: bool) -> bytes:
    """Rows as text in UTF-8 with semicolons between the cells; quotation marks only where a cell needs them.

    `mark` puts a byte-order mark first, for spreadsheets.
    """
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator=line_end).writerows(rows)
    return ((BYTE_ORDER_MARK if mark else "") + out.getvalue()).encode()


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """A cell of a workbook: a text that is never calculated, or a number with the format it is shown in."""

    value: str | int | float
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class WrittenColumn:
    """A column of a workbook's sheet. `note` shows where one points at the heading; cells offer the `choices`."""

    heading: str
    width: int
    note: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet: what stands above the heading, the columns, and the rows under them.

    `frozen` columns stay in sight, and so does the heading. In an `all_text` sheet whatever is typed stays a text.
    """

    name: str
    columns: Sequence[WrittenColumn]
    rows: Iterable[Sequence[WrittenCell | None]]
    title: str = ""
    notes: Sequence[str] = ()
    frozen: int = 0
    filters: bool = False
    all_text: bool = False
    wraps: bool = False


def written_workbook(sheets: Iterable[WrittenSheet]) -> bytes:
    """An XLSX workbook with these sheets."""
    # The library takes a fifth of a second to import, and hardly any request or command writes a workbook.
    from kpi.files.workbook_writing import workbook_of

    return workbook_of(sheets)
