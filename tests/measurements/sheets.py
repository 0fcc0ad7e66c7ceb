"""Making the files that tests upload: CSV text, workbooks, and workbooks with a part replaced."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import openpyxl

HEADER = "kpi;organisation;period;value;numerator;denominator;comment"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def csv_file(*rows: str, header: str = HEADER, encoding: str = "utf-8") -> bytes:
    """A semicolon-separated file."""
    return "\r\n".join([header, *rows, ""]).encode(encoding)


def workbook(*rows: Sequence[object], header: str = HEADER) -> bytes:
    """An XLSX file with the header in row 1 and one row below it for each given."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(header.split(";"))
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def replaced(content: bytes, part: str, by: str | bytes | None) -> bytes:
    """The same package with one part replaced, or left out for None."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != part:
                new.writestr(info.filename, old.read(info))
            elif by is not None:
                new.writestr(part, by)
    return target.getvalue()


def sheet_xml(rows: str) -> str:
    """A worksheet part around its `row` elements."""
    return f'<?xml version="1.0"?><worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>'


def with_cells(*cells: str) -> bytes:
    """A workbook with the columns of HEADER and one row of `c` elements as given."""
    names = "".join(f'<c t="str"><v>{name}</v></c>' for name in HEADER.split(";"))
    return replaced(workbook(), SHEET, sheet_xml(f"<row>{names}</row><row>{''.join(cells)}</row>"))


def with_shared_strings(content: bytes, *texts: str) -> bytes:
    """The same workbook with a part of texts that its cells can refer to by number."""
    part = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        relationships = package.read(part).decode()
    added = '<Relationship Id="texts" Type="urn:x/sharedStrings" Target="/xl/texts.xml"/></Relationships>'
    target = io.BytesIO(replaced(content, part, relationships.replace("</Relationships>", added)))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/texts.xml", f"<sst>{''.join(f'<si>{text}</si>' for text in texts)}</sst>")
    return target.getvalue()
