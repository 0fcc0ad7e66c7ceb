"""Writing tables: the one way to CSV and the one way to XLSX, for exports and for a plan's own files.

What the cells say is the caller's; whether a spreadsheet could take one for a formula is minded in `export`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from kpi.files.written_sheet import WrittenSheet

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells Excel that the text is UTF-8."""


def written_csv(rows: Iterable[Sequence[str]], *, line_end: str, mark: bool) -> bytes:
    """Rows as text in UTF-8 with semicolons between the cells; quotation marks only where a cell needs them.

    `mark` puts a byte-order mark first, for spreadsheets.
    """
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator=line_end).writerows(rows)
    return ((BYTE_ORDER_MARK if mark else "") + out.getvalue()).encode()


def written_workbook(sheets: Iterable[WrittenSheet]) -> bytes:
    """An XLSX workbook with these sheets."""
    # The library takes a fifth of a second to import, and hardly any request or command writes a workbook.
    from kpi.files.workbook_writing import workbook_of

    return workbook_of(sheets)
