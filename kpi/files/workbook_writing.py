"""Writing a workbook by openpyxl, as `kpi.files.written_sheet` describes its sheets."""

from __future__ import annotations

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kpi.files.written_sheet import WrittenCell, WrittenColumn, WrittenSheet

TEXT_FORMAT = "@"
"""What is typed in such a cell stays as it is: `4.1` is no date."""
LONGEST_LIST = 255
"""Characters that Excel takes in a cell's list of choices."""
EMPTY_ROWS = 1000
"""Rows below a sheet's own that are ready to be filled in."""
TITLE_SIZE = 14
HEADING_HEIGHT = 32
NOTE_WIDTH, NOTE_HEIGHT = 320, 120
"""In points."""


def workbook_of(sheets: Iterable[WrittenSheet]) -> bytes:
    """An XLSX workbook with these sheets."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write_sheet(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_sheet(book: Workbook, written: WrittenSheet) -> None:
    sheet = book.create_sheet(written.name)
    above = [written.title] if written.title else []
    above += written.notes
    heading = len(above) + 2 if above else 1
    rows = list(written.rows)
    for place, column in enumerate(written.columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = column.width
        if written.all_text:
            dimension.number_format = TEXT_FORMAT
    sheet.freeze_panes = f"{get_column_letter(written.frozen + 1)}{heading + 1}"
    if written.filters:
        last = get_column_letter(len(written.columns))
        sheet.auto_filter.ref = f"A{heading}:{last}{heading + max(1, len(rows))}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{heading}:{heading}"
    sheet.row_dimensions[heading].height = HEADING_HEIGHT
    for number, text in enumerate(above):
        font = Font(bold=True, size=TITLE_SIZE) if number == 0 and written.title else None
        sheet.append([_cell(sheet, WrittenCell(text), font)])
    if above:
        sheet.append([])
    sheet.append([_heading(sheet, column) for column in written.columns])
    for row in rows:
        sheet.append([None if cell is None else _own_cell(sheet, written, cell) for cell in row])
    for validation in _validations(written, first=heading + 1, last=heading + len(rows) + EMPTY_ROWS):
        sheet.data_validations.append(validation)


def _cell(sheet: object, cell: WrittenCell, font: Font | None = None, *, wrap: bool = False) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet, value=cell.value)
    if isinstance(cell.value, str):
        made.data_type = "s"  # a text, whatever it looks like
    made.number_format = cell.number_format
    if font is not None:
        made.font = font
    if wrap:
        made.alignment = Alignment(wrap_text=True, vertical="top")
    return made


def _own_cell(sheet: object, written: WrittenSheet, cell: WrittenCell) -> WriteOnlyCell:
    made = _cell(sheet, cell, wrap=written.wraps)
    if written.all_text:
        made.number_format = TEXT_FORMAT
    return made


def _heading(sheet: object, column: WrittenColumn) -> WriteOnlyCell:
    made = _cell(sheet, WrittenCell(column.heading), Font(bold=True), wrap=True)
    if column.note:
        made.comment = Comment(column.note, "", width=NOTE_WIDTH, height=NOTE_HEIGHT)
    return made


def _validations(written: WrittenSheet, *, first: int, last: int) -> Iterable[DataValidation]:
    """The lists of choices, where they are short enough for Excel."""
    for place, column in enumerate(written.columns, start=1):
        choices = ",".join(column.choices)
        if choices and len(choices) <= LONGEST_LIST:
            letter = get_column_letter(place)
            validation = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
            validation.add(f"{letter}{first}:{letter}{last}")
            yield validation
