"""The one way from a file's bytes to lines of cells: CSV and XLSX alike, told apart by content and not by name."""

from __future__ import annotations

from collections.abc import Collection
from typing import BinaryIO

from kpi.files.limits import LARGEST_FILE, MEGABYTE
from kpi.files.lines import Sheet, UnreadableFile
from kpi.files.text_file import text_sheet
from kpi.files.workbook import looks_like_workbook, workbook_sheets
from kpi.words.fault_codes import FileFault


def read_sheets(file: BinaryIO, *, known: Collection[str], workbook: bool | None = None) -> list[Sheet]:
    """All sheets of a workbook, hidden ones too, or the one of a CSV file. `known` are the names that columns may have.

    `workbook` says which of the two it must be, None that it may be either. Raises UnreadableFile, also when there is
    nothing in any sheet that is shown.
    """
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(FileFault.TOO_LARGE, megabytes=LARGEST_FILE // MEGABYTE)
    is_workbook = looks_like_workbook(content)
    if workbook is not None and workbook is not is_workbook:
        raise UnreadableFile(FileFault.NO_WORKBOOK if workbook else FileFault.NO_CSV)
    sheets = workbook_sheets(content) if is_workbook else [text_sheet(content, known=known)]
    if not any(sheet.lines for sheet in sheets if sheet.visible):
        raise UnreadableFile(FileFault.EMPTY)
    return sheets
