"""Whatever bytes are uploaded, the answer is figures, faults, or one sentence about the file."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.files.lines import UnreadableFile
from kpi.files.lookup import Lookup, lookup
from kpi.files.measurements import ReadFile, read_measurements
from kpi.models import Plan
from kpi.selectors.measurable import measurable
from tests.measurements.sheets import SHEET, csv_file, replaced, sheet_xml, with_shared_strings, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

CSV = csv_file(
    "A.1;ONE;2024-T1;58,0;1257;2168;Uttrekk", 'A.2;TWO;2024-03;4;;;"to\nlinjer"', "A.3;REG;2024;1 234,5;;;æøå"
)
XLSX = workbook(["A.1", "ONE", "2024-T1", 58.0, 1257, 2168, "Uttrekk"], ["A.2", "TWO", "2024-03", 4])


@pytest.fixture
def register(plan: Plan) -> Lookup:
    return lookup(measurable(), plans={"small"})


def read(content: bytes, register: Lookup) -> ReadFile | None:
    try:
        found = read_measurements(io.BytesIO(content), register)
    except UnreadableFile:
        return None
    assert all(finding.reason for finding in found.findings)
    return found


def mutated(content: bytes, dice: random.Random) -> bytes:
    """The content with a few bytes changed, taken out, put in or repeated."""
    changed = bytearray(content)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(changed) + 1)
        kind = dice.randrange(4)
        if kind == 0 and at < len(changed):
            changed[at] = dice.randrange(256)
        elif kind == 1:
            del changed[at : at + dice.randint(1, 20)]
        elif kind == 2:
            changed[at:at] = bytes(
                dice.choices(b';,"\n\t%.-0123456789 T\x00\xc3\xa5\xff', k=dice.randint(1, 8))
            )
        else:
            changed[at:at] = changed[max(0, at - 30) : at]
    return bytes(changed)


def test_the_unchanged_files_are_sound(register: Lookup) -> None:
    for content, rows in ((CSV, 3), (XLSX, 2)):
        found = read(content, register)
        assert found is not None
        assert (len(found.rows), found.findings) == (rows, [])


@given(st.binary(max_size=300))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_random_bytes(register: Lookup, content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xff\xfe", b"kpi;organisation;period;value\n"):
        read(start + content, register)


@given(st.text(max_size=200))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_random_cells(register: Lookup, cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    for column in range(7):
        cells = ["A.1", "ONE", "2024", "50", "1", "2", "x"]
        cells[column] = quoted
        try:
            content = csv_file(";".join(cells))
        except UnicodeEncodeError:  # half a character, which no file holds
            return
        read(content, register)


@pytest.mark.parametrize("seed", range(20))
def test_changed_csv_files(register: Lookup, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - not a secret
    for _ in range(50):
        read(mutated(CSV, dice), register)


@pytest.mark.parametrize("seed", range(10))
def test_changed_workbooks(register: Lookup, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - not a secret
    for _ in range(30):
        read(mutated(XLSX, dice), register)


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"]
)
def test_changed_parts_of_workbooks(register: Lookup, part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(XLSX)) as package:
        xml = package.read(part)
    dice = random.Random(part)  # noqa: S311 - not a secret
    for _ in range(60):
        read(replaced(XLSX, part, mutated(xml, dice)), register)


def test_entities_are_not_expanded(register: Lookup) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE x [{laughs}]>'
        + sheet_xml("<row><c><v>&l9;</v></c></row>").partition("?>")[2]
    )
    assert read(replaced(XLSX, SHEET, xml), register) is None


def test_a_long_text_shared_by_many_cells_is_not_gone_through_for_each(register: Lookup) -> None:
    """Two thousand cells that share one text of a megabyte are two thousand faults, not two gigabytes of text."""
    names = "".join(
        f'<c t="str"><v>{name}</v></c>' for name in ("kpi", "organisation", "period", "value", "comment")
    )
    cell = '<c t="s"><v>0</v></c>'
    rows = f"<row>{names}</row>" + f"<row>{cell * 5}</row>" * 400
    content = with_shared_strings(replaced(XLSX, SHEET, sheet_xml(rows)), f"<t>{'x' * 2**20}</t>")
    found = read(content, register)
    assert found is not None
    assert len(found.findings) == 5 * 400
    assert max(len(finding.reason) for finding in found.findings) < 200
