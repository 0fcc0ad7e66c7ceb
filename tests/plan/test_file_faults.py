"""What is wrong with a plan's files as files is found: missing, of another kind, cut or spoilt. What is wrong with what
stands in them is `test_faults`' matter."""

from __future__ import annotations

import csv
import io
import shutil

import pytest
from django.utils import translation

from kpi.files.limits import LARGEST_FILE
from kpi.files.plan.table import Table
from kpi.files.plan.tables import TABLES
from kpi.words.fault_codes import FileFault
from tests.plan.folder import PlanFolder
from tests.plan.test_faults import findings


def test_the_plan_itself_has_no_faults(folder: PlanFolder) -> None:
    assert findings(folder) == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_must_be_there(folder: PlanFolder, table: Table) -> None:
    if not folder.file(table.name).exists():
        folder.write(table.name, [])
    alone = PlanFolder(folder.path.with_name("alone"), source=None)
    header, rest = folder.file(table.name).read_text(encoding="utf-8").split("\n", 1)
    for column in table.column_names:
        renamed = ";".join(f"{name}_x" if name == column else name for name in header.split(";"))
        alone.file(table.name).write_text(f"{renamed}\n{rest}", encoding="utf-8")
        found = [finding for finding in findings(alone) if finding.file == f"alone/{table.file}"]
        assert [(finding.record, finding.line, finding.column) for finding in found] == [
            ("header", 1, f"{column}_x"),
            ("header", 1, column),
        ]
    shutil.copy(alone.file(table.name), folder.file(table.name))
    # Nor does such a file make the others' references to it faults.
    assert {finding.file for finding in findings(folder)} == {f"regional-plan-2.0/{table.file}"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_file_may_be_missing_where_a_plan_can_do_without(folder: PlanFolder, table: Table) -> None:
    folder.file(table.name).unlink(missing_ok=True)
    missing = [finding for finding in findings(folder) if "the file is missing" in finding.reason]
    if table.name in ("plan", "members", "goals", "kpis"):
        assert [finding.file for finding in missing] == [f"regional-plan-2.0/{table.file}"]
    else:
        assert table.optional
        assert missing == []


HOSTILE = {
    "empty": (b"", FileFault.EMPTY),
    "blank": (b"\r\n \n", FileFault.EMPTY),
    "not Norwegian": (b"kpi;organisation\n\x81\x8d\n", FileFault.ENCODING),
    "workbook": (b"PK\x03\x04" + b"\x14\x00" * 20, FileFault.NO_CSV),
    "picture": (b"\x89PNG\r\n\x1a\n\x00", FileFault.OTHER_KIND),
    "nul": (b"kpi;\x00;organisation\n", FileFault.OTHER_KIND),
    "no header": (b"P-2.1;STO;level\n", FileFault.NO_HEADER),
    "too large": (b"k" * (LARGEST_FILE + 1), FileFault.TOO_LARGE),
    "too wide": (b"kpi" + b";x" * 200, FileFault.TOO_MANY_COLUMNS),
    "open quotation": (b'kpi;organisation\n"P-2.1;STO\n', FileFault.QUOTES),
}


@pytest.mark.parametrize("content", HOSTILE, ids=str)
def test_a_file_of_another_kind_is_said_to_be(folder: PlanFolder, content: str) -> None:
    data, fault = HOSTILE[content]
    folder.file("ambitions").write_bytes(data)
    (finding,) = findings(folder)
    assert (finding.file, finding.code) == ("regional-plan-2.0/ambitions.csv", fault)
    with translation.override("en"):
        assert str(finding).startswith("regional-plan-2.0/ambitions.csv: ")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "mac-roman"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_separator_and_any_usual_encoding_is_taken(
    folder: PlanFolder, encoding: str, separator: str
) -> None:
    rows = folder.rows("goals")
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    folder.file("goals").write_bytes(text.getvalue().encode(encoding))
    assert findings(folder) == []


def test_a_file_that_is_a_folder_is_said_to_be(folder: PlanFolder) -> None:
    folder.file("ambitions").unlink()
    folder.file("ambitions").mkdir()
    (finding,) = findings(folder)
    assert "cannot be read" in finding.reason


def test_an_open_quotation_is_found_on_its_line(folder: PlanFolder) -> None:
    folder.replace("undertakings", "B-E2;", '"B-E2;')
    found = findings(folder)
    assert [(finding.file, finding.code, finding.values) for finding in found] == [
        ("regional-plan-2.0/undertakings.csv", FileFault.QUOTES, {"row": 48})
    ]


def test_a_line_with_too_few_or_too_many_cells_is_found(folder: PlanFolder) -> None:
    folder.replace("undertakings", "B-E2;change;", "B-E2;")
    folder.replace("glossary", "Gevinst;", "Gevinst;more;and more;")
    found = findings(folder)
    assert [(finding.record, finding.line) for finding in found] == [("Gevinst", 2), ("B-E2", 48)]
    assert "has 7 cells where the header has 8" in found[1].reason


def test_what_a_spreadsheet_does_to_a_file_is_taken(folder: PlanFolder) -> None:
    """A byte order mark, its line ends, blank lines, empty cells at the ends, decimal commas and spaces."""
    text = folder.file("ambitions").read_text(encoding="utf-8")
    assert "\nP-2.1;HNT;level;30;" in text
    text = text.replace("\nP-2.1;HNT;level;30;", "\n P-2.1 ;HNT;level;30,0;")
    text = "".join(f"{line};;\r\n" for line in text.splitlines()) + ";;;;\r\n\r\n"
    folder.file("ambitions").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert findings(folder) == []


def test_columns_may_stand_in_any_order(folder: PlanFolder) -> None:
    rows = folder.rows("glossary")
    lines = [";".join(reversed(rows[0]))] + [";".join(reversed(row.values())) for row in rows]
    folder.file("glossary").write_text("\n".join(lines), encoding="utf-8")
    assert findings(folder) == []
