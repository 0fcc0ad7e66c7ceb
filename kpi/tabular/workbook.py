"""XLSX workbooks, and telling them from what only looks like one. Text files are read in `text_file`.

Read with openpyxl row by row: a quicker reader lays out the whole rectangle between the outermost cells, so that two
cells in a file of a few kilobytes can take all memory, and it says nothing of cells whose formula went wrong.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl

from kpi.tabular.lines import (
    LARGEST_UNPACKED,
    MEGABYTE,
    MOST_COLUMNS,
    ErrorCell,
    FileFault,
    Line,
    UnreadableFile,
)

_ZIP = b"PK"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_IS_ENCRYPTED = 0x1


def looks_like_workbook(content: bytes) -> bool:
    """Whether the file is a zip, or the older container that old and encrypted workbooks lie in."""
    return content.startswith((_ZIP + b"\x03\x04", _ZIP + b"\x05\x06", _COMPOUND))


def workbook_lines(content: bytes) -> Iterator[Line]:
    """The rows of the first visible sheet, with formulas' stored results. Raises UnreadableFile."""
    if content.startswith(_COMPOUND):
        fault = FileFault.ENCRYPTED if _ENCRYPTED_PART in content else FileFault.OLD_EXCEL
        raise UnreadableFile(fault)
    _check_package(content)
    try:
        with warnings.catch_warnings():
            # What the reader leaves out (validation lists, styles) has nothing to do with the figures.
            warnings.simplefilter("ignore")
            yield from _rows(content)
    except UnreadableFile:
        raise
    except Exception:  # noqa: BLE001 - a damaged workbook fails in any way there is, at any place in the reader
        raise UnreadableFile(FileFault.DAMAGED) from None


def _check_package(content: bytes) -> None:
    """What the zip's own directory tells, before anything is unpacked. A part never unpacks to more than it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except Exception:  # noqa: BLE001 - as above
        raise UnreadableFile(FileFault.DAMAGED) from None
    if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
        raise UnreadableFile(FileFault.ENCRYPTED)
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise UnreadableFile(FileFault.OTHER_ZIP)
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UnreadableFile(FileFault.UNPACKS_TOO_LARGE, megabytes=LARGEST_UNPACKED // MEGABYTE)


def _rows(content: bytes) -> Iterator[Line]:
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheet = next((sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"), None)
    if sheet is None:
        raise UnreadableFile(FileFault.NO_SHEET)
    for number, row in enumerate(sheet.iter_rows(max_row=2**20, max_col=MOST_COLUMNS), start=1):
        yield Line(number, tuple(_cell(cell) for cell in row))


def _cell(cell: Any) -> Any:
    return ErrorCell(str(cell.value)) if cell.data_type == "e" else cell.value
