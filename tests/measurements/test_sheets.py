"""A workbook's sheets: all with a table are read, and nothing of one is passed over without a word."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kpi.files.lines import ErrorCell, UnreadableFile
from kpi.files.measurements import read_measurements
from kpi.files.table import Tables, in_ranges, read_tables
from kpi.words.fault_codes import FileFault
from tests.measurements.codes import CODES
from tests.measurements.sheets import SHEET, replaced, saved, sheet_xml

HEADER = ("name", "value", "comment")


def book(**sheets: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    """A workbook with these sheets, each with these rows."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return made


def tables(made: openpyxl.Workbook) -> Tables:
    return read_tables(io.BytesIO(saved(made)), required=("name", "value"), optional=("comment",))


def findings(found: Tables) -> list[tuple[str, int, str]]:
    return [(finding.sheet, finding.line, finding.fault) for finding in found.findings]


def sheet(made: openpyxl.Workbook, title: str) -> Worksheet:
    found = made[title]
    assert isinstance(found, Worksheet)
    return found


def test_every_sheet_with_the_header_is_read_with_columns_in_any_order() -> None:
    found = tables(book(One=[HEADER, ["a", 1]], Two=[("value", "name"), [2, "b"]]))
    assert [(table.sheet, [line.cells for line in table.lines]) for table in found.tables] == [
        ("One", [("a", 1.0)]),
        ("Two", [(2.0, "b")]),
    ]
    assert (found.findings, found.unread) == ([], [])


def test_a_sheet_that_could_hold_a_table_is_named() -> None:
    found = tables(book(One=[HEADER, ["a", 1]], Two=[["b", 2], ["c", 3]]))
    assert findings(found) == [("Two", 1, "sheet_not_read")]


def test_a_sheet_of_notes_is_passed_over_and_named() -> None:
    found = tables(book(Notes=[["Tall for oktober"], [], ["Ring Kari"]], One=[HEADER, ["a", 1]], Empty=[]))
    assert (findings(found), found.unread) == ([], ["Notes"])
    assert [table.sheet for table in found.tables] == ["One"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_with_a_table_is_named_and_another_is_not(state: str) -> None:
    made = book(Old=[HEADER, ["a", 1]], Lists=[["STO"], ["HNT"]], One=[HEADER, ["a", 2]])
    sheet(made, "Old").sheet_state = sheet(made, "Lists").sheet_state = state
    found = tables(made)
    assert (findings(found), found.unread) == ([("Old", 1, "sheet_hidden")], [])
    assert [table.sheet for table in found.tables] == ["One"]


def test_a_workbook_with_nothing_to_see_is_none() -> None:
    made = book(Hidden=[HEADER, ["a", 1]], Empty=[])
    sheet(made, "Hidden").sheet_state = "hidden"
    with pytest.raises(UnreadableFile) as caught:
        tables(made)
    assert caught.value.fault == FileFault.EMPTY


def test_hidden_rows_are_one_finding() -> None:
    made = book(One=[HEADER, *([str(number), number] for number in range(8))])
    for row in (3, 4, 5, 8):
        sheet(made, "One").row_dimensions[row].hidden = True
    found = tables(made)
    assert findings(found) == [("One", 3, "rows_hidden")]
    assert found.findings[0].values == {"rows": "3–5, 8"}


def test_a_row_without_height_is_hidden_and_an_empty_one_is_not_missed() -> None:
    cells = "".join(f'<c t="str"><v>{text}</v></c>' for text in ("name", "value"))
    rows = f'<row>{cells}</row><row ht="0" customHeight="1">{cells}</row><row hidden="true"/>'
    content = replaced(saved(book(One=[])), SHEET, sheet_xml(rows))
    found = read_tables(io.BytesIO(content), required=("name", "value"))
    assert found.findings[0].values == {"rows": "2"}


def test_hidden_columns_with_content_are_named() -> None:
    made = book(One=[(*HEADER, None), ["a", 1, "x"]], Two=[HEADER, ["b", 2, None]])
    for title in ("One", "Two"):
        sheet(made, title).column_dimensions["C"].hidden = True
    found = tables(made)
    assert findings(found) == [("One", 1, "columns_hidden")]
    assert found.findings[0].values == {"columns": "comment"}


def test_faults_name_the_sheet_where_there_are_several() -> None:
    header = ("kpi", "organisation", "period", "value")
    made = book(
        STO=[header, ["P-2.1", "STO", "2024-10", 20], ["P-2.1", "STO", "2024-11", "x"]],
        HNT=[header, ["P-2.1", "STO", "2024-10", 20]],
    )
    found = read_measurements(io.BytesIO(saved(made)), CODES)
    assert [(finding.sheet, finding.line, finding.code) for finding in found.findings] == [
        ("STO", 3, "not_a_number"),
        ("HNT", 2, "twice"),
    ]
    assert "2 (STO)" in found.findings[1].reason
    alone = read_measurements(io.BytesIO(saved(book(HNT=[header, ["P-2.1", "STO", "2024", "x"]]))), CODES)
    assert [finding.sheet for finding in alone.findings] == [""]


def test_hidden_rows_are_not_read_beside_being_named() -> None:
    header = ("kpi", "organisation", "period", "value")
    made = book(One=[header, ["P-2.1", "STO", "2024-10", "x"], ["P-2.1", "STO", "2024-10", 20]])
    sheet(made, "One").row_dimensions[2].hidden = True
    found = read_measurements(io.BytesIO(saved(made)), CODES)
    assert [finding.code for finding in found.findings] == ["rows_hidden"]


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([3], "3"),
        ([3, 4, 5, 9], "3–5, 9"),
        (range(1, 60, 2), "1, 3, 5, 7, 9, 11, 13, 15, 17, 19 …"),
        ([], ""),
    ],
)
def test_numbers_in_ranges(numbers: Sequence[int], text: str) -> None:
    assert in_ranges(numbers) == text


def test_a_formula_without_a_result_is_no_empty_cell() -> None:
    """As other programs than spreadsheets write them; a formula that came to an empty text is one."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["name", "value", "comment"])
    sheet.append(["a", 1, "=5+5"])
    rows = read_tables(io.BytesIO(saved(book)), required=("name", "value"), optional=("comment",))
    assert rows.tables[0].lines[0].cells == ("a", 1.0, ErrorCell("=?"))
    empty = '<c r="A1" t="str"><v>name</v></c><c r="B1" t="str"><v>value</v></c>'
    cells = '<c r="A2" t="str"><v>a</v></c><c r="B2" t="str"><f>""</f><v></v></c>'
    content = replaced(saved(book), SHEET, sheet_xml(f"<row>{empty}</row><row>{cells}</row>"))
    found = read_tables(io.BytesIO(content), required=("name", "value"))
    assert found.tables[0].lines[0].cells == ("a",)
