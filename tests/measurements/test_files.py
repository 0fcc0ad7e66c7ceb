"""Telling files apart, and getting lines out of CSV files and workbooks."""

import csv
import io
import zipfile
from datetime import datetime, time

import openpyxl
import pytest

from kpi.files import limits
from kpi.files.lines import ErrorCell, Line, UnreadableFile
from kpi.files.table import Table, Tables, read_tables
from kpi.words.fault_codes import FileFault, HeaderFault
from tests.measurements.sheets import MAIN, SHEET, replaced, saved, sheet_xml, with_shared_strings, workbook

NAMES = ("name", "value")


def tables(content: bytes) -> Tables:
    return read_tables(io.BytesIO(content), required=NAMES, optional=("comment",))


def table(content: bytes) -> Table:
    (only,) = tables(content).tables
    return only


def rows(content: bytes) -> list[tuple[int, tuple[object, ...]]]:
    return [(line.number, line.cells) for line in table(content).lines]


def fault(content: bytes) -> FileFault:
    with pytest.raises(UnreadableFile) as caught:
        table(content)
    return caught.value.fault


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_separators_and_line_endings(separator: str, ending: str) -> None:
    text = ending.join(line.replace(";", separator) for line in ["name;value;comment", "a;1;x", "b;2;"])
    assert rows(text.encode()) == [(2, ("a", "1", "x")), (3, ("b", "2", ""))]


@pytest.mark.parametrize(
    "encoded",
    [
        "name;value\næøå –;1".encode(),
        "name;value\næøå –;1".encode("utf-8-sig"),
        "name;value\næøå –;1".encode("cp1252"),
        "name;value\næøå –;1".encode("utf-16"),
    ],
)
def test_the_characters_are_told_from_the_content(encoded: bytes) -> None:
    assert rows(encoded) == [(2, ("æøå –", "1"))]


def test_a_row_is_numbered_by_the_line_it_starts_on() -> None:
    content = b'\nname;value;comment\n\na;1;"one\ntwo\nthree"\n;;\nb;2;\n   \nc;3;"x\r\ny"\nd;4;\n'
    assert [(number, cells[0]) for number, cells in rows(content)] == [
        (4, "a"),
        (8, "b"),
        (10, "c"),
        (12, "d"),
    ]


def test_columns_in_any_order_and_case_and_quoted() -> None:
    found = table(b'"Comment", "VALUE",name \n"x, y","21,6",a\n')
    assert found.columns == {"comment": 0, "value": 1, "name": 2}
    assert found.lines[0].cells == ("x, y", "21,6", "a")
    assert found.findings == []


def test_the_header_names_its_faults() -> None:
    found = table(b"name;Naem;name;\na;b;c;d\n")
    assert [(finding.column, finding.fault) for finding in found.findings] == [
        ("Naem", HeaderFault.COLUMN_UNKNOWN),
        ("name", HeaderFault.COLUMN_TWICE),
        ("value", HeaderFault.COLUMN_MISSING),
    ]
    assert found.beside(found.lines[0]) == 4


def test_cells_under_no_column_are_seen_and_blank_ones_are_not() -> None:
    found = table(b"name;value\na;1;;\nb;2; ;x\n")
    assert [found.beside(line) for line in found.lines] == [None, 4]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", FileFault.EMPTY),
        (b"\xef\xbb\xbf", FileFault.EMPTY),
        (b"\n \n;;\n", FileFault.EMPTY),
        (b"name;value", FileFault.NO_ROWS),
        (b"name;value\n\n;;\n", FileFault.NO_ROWS),
        (b"a;b\nc;d\n", FileFault.NO_HEADER),
        (b'{"name": 1}', FileFault.NO_HEADER),
        (b"<html><body>name</body></html>", FileFault.NO_HEADER),
        (b'name;value\n"a;1\nb;2\n', FileFault.QUOTES),
        (b'name;value\n"a"b;1\n', FileFault.QUOTES),
        (b"name;value\n" + b"x" * (csv.field_size_limit() + 1) + b";1\n", FileFault.QUOTES),
        (b"%PDF-1.7\n1 0 obj", FileFault.OTHER_KIND),
        (b"\x89PNG\r\n\x1a\n\x00\x00", FileFault.OTHER_KIND),
        (b"\xff\xd8\xff\xe0JFIF", FileFault.OTHER_KIND),
        (b"\x1f\x8b\x08", FileFault.OTHER_KIND),
        (b"name;value\na;\x001\n", FileFault.OTHER_KIND),
        (b"name;value\na\x81;1\n", FileFault.ENCODING),
        (b"\xff\xfen", FileFault.OTHER_KIND),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, FileFault.OLD_EXCEL),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00" + "EncryptedPackage".encode("utf-16-le"),
            FileFault.ENCRYPTED,
        ),
        (b"PK\x03\x04 and no more", FileFault.DAMAGED),
        (b"PK\x05\x06" + b"\x00" * 18, FileFault.OTHER_ZIP),
    ],
)
def test_what_cannot_be_read(content: bytes, expected: FileFault) -> None:
    assert fault(content) == expected


def test_the_size_of_files_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"name;value\na;1\n"
    assert fault(content + b" " * limits.LARGEST_FILE) == FileFault.TOO_LARGE
    assert rows(content + b"\n" * (limits.LARGEST_FILE - len(content))) == [(2, ("a", "1"))]


def test_the_number_of_rows_is_limited() -> None:
    content = b"name;value\n" + b"a;1\n\n" * limits.MOST_ROWS
    assert len(rows(content)) == limits.MOST_ROWS
    assert fault(content + b"b;2\n") == FileFault.TOO_MANY_ROWS


def test_a_workbook_gives_the_cells_as_they_are() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "value", "comment"])
    sheet.append(["æøå", 21.6, "=1/0"])
    sheet.append([])
    sheet.append(["b", 58, True])
    sheet.append(["c", datetime(2026, 3, 1), time(12, 30)])  # noqa: DTZ001
    sheet.cell(row=7, column=5, value="beside")
    found = table(saved(book))
    assert [(line.number, line.cells) for line in found.lines] == [
        (2, ("æøå", 21.6, ErrorCell("=?"))),  # a formula without a stored result is not empty
        (4, ("b", 58.0, True)),
        (5, ("c", datetime(2026, 3, 1), time(12, 30))),  # noqa: DTZ001
        (7, (None, None, None, None, "beside")),
    ]
    assert found.beside(found.lines[-1]) == 5


def _one_row(cells: str) -> tuple[object, ...]:
    header = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c><c r="B1" t="str"><v>value</v></c></row>'
    )
    content = replaced(workbook(), SHEET, sheet_xml(f"{header}<row>{cells}</row>"))
    return rows(content)[0][1]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("<c><f>1/2</f><v>0.5</v></c>", (0.5,)),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', (ErrorCell("#DIV/0!"),)),
        ('<c t="str"><f>A1</f><v>58 %</v></c>', ("58 %",)),
        ('<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>', ("ab",)),
        ('<c t="b"><v>0</v></c>', (False,)),
        ('<c t="d"><v>2026-03-01</v></c>', (datetime(2026, 3, 1),)),  # noqa: DTZ001
        ('<c t="d"><v>soon</v></c>', ("soon",)),
        ("<c><v>NaN</v></c>", ("NaN",)),
        ("<c><v>1E+2</v></c>", (100.0,)),
        ("<c><v>1e9999</v></c>", (float("inf"),)),
        ('<c r="C2"><v>3</v></c>', (None, None, 3.0)),
        ('<x:c xmlns:x="urn:x"><x:v>3</x:v></x:c>', (3.0,)),
    ],
)
def test_sorts_of_cells_in_a_sheet(cells: str, expected: tuple[object, ...]) -> None:
    assert _one_row(cells) == expected


@pytest.mark.parametrize(
    "rows_",
    [
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="-1"><c><v>1</v></c></row>',
        '<row><c r="1A"><v>1</v></c></row>',
        '<row><c t="s"><v>99</v></c></row>',
        '<row><c t="s"><v>-1</v></c></row>',
        '<row><c s="x"><v>1</v></c></row>',
        "<row><c><v>1</v></row>",
    ],
)
def test_a_damaged_sheet_is_said_to_be_damaged(rows_: str) -> None:
    assert fault(replaced(workbook(), SHEET, sheet_xml(rows_))) == FileFault.DAMAGED


@pytest.mark.parametrize(
    ("part", "by", "expected"),
    [
        (SHEET, None, FileFault.DAMAGED),
        (SHEET, b"\x00\x01", FileFault.DAMAGED),
        (SHEET, f'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet {MAIN}/>', FileFault.DAMAGED),
        ("xl/workbook.xml", f"<workbook {MAIN}><sheets/></workbook>", FileFault.NO_SHEET),
        ("xl/workbook.xml", "<document/>", FileFault.OTHER_ZIP),
        ("xl/workbook.xml", None, FileFault.OTHER_ZIP),
        ("_rels/.rels", None, FileFault.OTHER_ZIP),
        ("xl/_rels/workbook.xml.rels", None, FileFault.NO_SHEET),
        ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship/></Relationships>", FileFault.DAMAGED),
    ],
)
def test_a_package_with_parts_missing_or_wrong(part: str, by: str | None, expected: FileFault) -> None:
    assert fault(replaced(workbook(["a", 1], header="name;value"), part, by)) == expected


def test_texts_that_cells_share() -> None:
    names = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    row = '<row><c t="s"><v> 2 </v></c><c t="s"><v>3</v></c></row>'
    content = with_shared_strings(
        replaced(workbook(), SHEET, sheet_xml(names + row)),
        "<t>name</t>",
        "<t>value</t>",
        '<r><t>a</t></r><r><t xml:space="preserve"> b</t></r><rPh sb="0"><t>c</t></rPh>',
        "",
    )
    assert rows(content) == [(2, ("a b",))]


def test_another_zip_is_no_workbook() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("name.csv", "name;value\na;1\n")
    assert fault(target.getvalue()) == FileFault.OTHER_ZIP


def test_a_locked_zip_is_encrypted() -> None:
    content = bytearray(workbook(["a", 1], header="name;value"))
    at = content.rindex(b"PK\x01\x02")  # the last entry in the directory; its flags stand 8 bytes in
    content[at + 8] |= 1
    assert fault(bytes(content)) == FileFault.ENCRYPTED


def test_dates_are_counted_from_the_workbooks_own_first_day() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.MAC_EPOCH
    sheet = book.active
    assert sheet is not None
    sheet.append(["name", "value"])
    sheet.append(["a", datetime(2026, 3, 1)])  # noqa: DTZ001
    assert rows(saved(book)) == [(2, ("a", datetime(2026, 3, 1)))]  # noqa: DTZ001


def test_a_bomb_is_seen_before_it_is_unpacked() -> None:
    large = "<!-- " + " " * (limits.LARGEST_UNPACKED + 1) + " -->"
    content = replaced(workbook(), "docProps/app.xml", large)
    assert len(content) < limits.MEGABYTE
    assert fault(content) == FileFault.UNPACKS_TOO_LARGE


def test_cells_far_out_cost_nothing() -> None:
    header = '<row r="1"><c t="str"><v>name</v></c><c t="str"><v>value</v></c></row>'
    far = (
        f'{header}<row r="1048576"><c t="str"><v>a</v></c><c><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
    )
    found = table(replaced(workbook(), SHEET, sheet_xml(far)))
    assert [(line.number, line.cells) for line in found.lines] == [(1048576, ("a", 1.0))]
    assert found.beside(found.lines[0]) == 16384  # and yet they are seen


def test_more_cells_than_the_rows_can_have_are_not_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.files.workbook.Budget", lambda: limits.Budget(elements=1000))
    assert rows(workbook(["a", 1], header="name;value")) == [(2, ("a", 1.0))]
    many = sheet_xml("<row><c/></row>" * 500)
    assert fault(replaced(workbook(), SHEET, many)) == FileFault.TOO_MANY_CELLS


def test_a_line_answers_for_cells_it_does_not_have() -> None:
    assert [Line(2, ("a",)).cell(at) for at in (0, 1, None)] == ["a", None, None]
