"""`import_measurements`: the command's contract, row by row."""

from __future__ import annotations

import io
import re
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kpi.files.lines import UnreadableFile
from kpi.files.lookup import lookup
from kpi.files.measurements import read_measurements
from kpi.models import Measurement, Plan
from kpi.selectors.measurable import measurable
from kpi.words.faults import in_words
from tests.measurements.factories import cell
from tests.measurements.sheets import HEADER, csv_file, replaced, saved, with_cells, workbook

pytestmark = pytest.mark.django_db

GOOD = "A.1;ONE;2024-T1;58,0;1257;2168;Uttrekk"


def codes(content: bytes) -> list[tuple[int, str, str]]:
    """The faults of a file as row, column and code."""
    found = read_measurements(io.BytesIO(content), lookup(measurable(), plans={"small"})).findings
    return [(finding.line, finding.column, finding.code) for finding in found]


def test_a_csv_file_is_stored(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    assert import_file(csv_file(GOOD, "A.2;TWO;2024-03;4;;;", "A.4;REG;2024;1 234 567,25;;;")) == (
        0,
        ["3 new, 0 corrected, 0 approved, 0 unchanged"],
    )
    row = Measurement.objects.get(indicator__code="A.1")
    assert (row.value, row.numerator, row.denominator) == (58, 1257, 2168)
    assert (row.comment, row.origin, row.state, row.entered_by) == ("Uttrekk", "imported", "proposed", None)
    assert Measurement.objects.get(indicator__code="A.4").value == Decimal("1234567.25")
    assert Measurement.objects.get(indicator__code="A.2").period_kind == "month"


def test_a_workbook_is_stored_whatever_its_name(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    content = workbook(
        ["A.1", "ONE", 2024, 21.599999999999998],
        ["A.1", "ONE", "2024-T1", "58 %", 1257, 2168, "Uttrekk"],
        ["A.1", "ONE", datetime(2024, 3, 1), 57.97970479704797, 1257, 2168],  # noqa: DTZ001
    )
    assert import_file(content, "--approve", name="figures.csv")[1] == [
        "3 new, 0 corrected, 0 approved, 0 unchanged"
    ]
    assert cell(period="2024") == [("current", Decimal("21.6"))]
    assert cell(period="2024-T1") == [("current", 58)]
    assert cell(period="2024-03") == [("current", Decimal("57.979705"))]


def test_the_same_file_twice_gives_nothing_new(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    content = csv_file(GOOD, "A.3;ONE;2024;5,123456;;;")
    for options, outcome in [
        ([], "2 new, 0 corrected, 0 approved, 0 unchanged"),
        ([], "0 new, 0 corrected, 0 approved, 2 unchanged"),
        (["--approve"], "0 new, 0 corrected, 2 approved, 0 unchanged"),
        (["--approve"], "0 new, 0 corrected, 0 approved, 2 unchanged"),
        ([], "0 new, 0 corrected, 0 approved, 2 unchanged"),
    ]:
        assert import_file(content, *options) == (0, [outcome])
    assert Measurement.objects.count() == 2


def test_another_value_is_a_correction(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    import_file(csv_file("A.3;ONE;2024;5;;;"), "--approve")
    content = csv_file("A.3;ONE;2024;6;;;", "A.3;TWO;2024;6;;;")
    assert import_file(content, "--approve", "--reason", "Ny telling") == (
        0,
        ["1 new, 1 corrected, 0 approved, 0 unchanged", "corrected: row 2, value: 5 → 6"],
    )
    assert cell("A.3", period="2024") == [("superseded", 5), ("current", 6)]
    assert Measurement.objects.get(organisation__code="ONE", state="current").reason == "Ny telling"


@pytest.mark.parametrize("options", [[], ["--approve"], ["--dry-run"], ["--reason", "  "]])
def test_a_correction_without_a_reason_is_a_fault_of_its_row(
    plan: Plan, import_file, options: list[str]
) -> None:  # type: ignore[no-untyped-def]
    """So that an old file that is imported again never overturns what somebody has put right since."""
    import_file(csv_file("A.3;ONE;2024;5;;;"), "--approve")
    code, lines = import_file(csv_file("A.3;TWO;2024;6;;;", "A.3;ONE;2024;6,5;;;"), *options)
    assert (code, len(lines)) == (1, 2)
    assert lines[0].startswith("row 3, value: ")
    assert "5 → 6.5" in lines[0]
    assert cell("A.3", period="2024") == [("current", 5)]
    assert cell("A.3", "TWO", "2024") == []


def test_a_comment_alone_needs_no_reason(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    import_file(csv_file("A.3;ONE;2024;5;;;Først"), "--approve")
    assert import_file(csv_file("A.3;ONE;2024;5;;;Så"), "--approve")[0] == 0
    assert Measurement.objects.get(state="current").comment == "Så"


def test_a_dry_run_counts_and_stores_nothing(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    import_file(csv_file("A.3;ONE;2024;5;;;"))
    content = csv_file("A.3;ONE;2024;5;;;", "A.3;TWO;2024;6;;;")
    assert import_file(content, "--dry-run", "--approve") == (
        0,
        ["1 new, 0 corrected, 1 approved, 0 unchanged", "dry run: nothing stored"],
    )
    assert (cell("A.3", period="2024"), cell("A.3", "TWO", "2024")) == ([("proposed", 5)], [])
    code, lines = import_file(csv_file("A.3;ONE;2024;x;;;"), "--dry-run")
    assert (code, lines[0].partition(":")[0]) == (1, "row 2, value")


def test_a_sheet_that_was_passed_over_is_named(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    book = openpyxl.load_workbook(io.BytesIO(workbook(["A.3", "ONE", "2024", 5])))
    book.create_sheet("Notater").append(["Ring Kari"])
    assert import_file(saved(book)) == (
        0,
        ["1 new, 0 corrected, 0 approved, 0 unchanged", "not read, as it holds no table: sheet Notater"],
    )


def test_a_fault_names_its_sheet_where_there_are_several(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    book = openpyxl.load_workbook(io.BytesIO(workbook(["A.3", "ONE", "2024", 5])))
    second = book.create_sheet("TWO")
    second.append(HEADER.split(";"))
    second.append(["A.3", "TWO", "2024", "x"])
    code, lines = import_file(saved(book))
    assert code == 1
    assert re.fullmatch(r"row 2, value: .+\. \(sheet TWO\)", lines[0])
    assert not Measurement.objects.exists()


def test_columns_may_stand_in_any_order_and_the_optional_ones_be_left_out(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    assert import_file(csv_file("5.5,2024,ONE,A.3", header="Value,PERIOD,organisation,Kpi"))[0] == 0
    assert import_file(csv_file('"5,5",2023,ONE,A.3', header="Value,PERIOD,organisation,Kpi"))[0] == 0
    assert cell("A.3", period="2024") == cell("A.3", period="2023") == [("proposed", Decimal("5.5"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_comments_keep_their_letters(plan: Plan, import_file, encoding: str) -> None:  # type: ignore[no-untyped-def]
    import_file(csv_file("A.3;ONE;2024;5;;;Målt på nytt – åpent", encoding=encoding))
    assert Measurement.objects.get().comment == "Målt på nytt – åpent"


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        # what must be there
        (";ONE;2024;5;;;", [("kpi", "blank")]),
        ("A.3;;2024;5;;;", [("organisation", "blank")]),
        ("A.3;ONE;;5;;;", [("period", "blank")]),
        ("A.3;ONE;2024;;;;", [("value", "blank")]),
        ("A.3;ONE;2024; ;;;x", [("value", "blank")]),
        ("A.3", [("organisation", "blank"), ("period", "blank"), ("value", "blank")]),
        # codes
        ("A.9;ONE;2024;5;;;", [("kpi", "kpi_unknown")]),
        ("a.3;ONE;2024;5;;;", [("kpi", "kpi_unknown")]),
        ("A.5;ONE;2024;5;;;", [("kpi", "kpi_not_measured")]),
        ("A.3;NONE;2024;5;;;", [("organisation", "organisation_unknown")]),
        ("A.3;OUT;2024;5;;;", [("organisation", "organisation_not_in_plan")]),
        # periods
        ("A.3;ONE;2024-13;5;;;", [("period", "not_a_period")]),
        ("A.3;ONE;2024-T4;5;;;", [("period", "not_a_period")]),
        ("A.3;ONE;2024-Q5;5;;;", [("period", "not_a_period")]),
        ("A.3;ONE;24;5;;;", [("period", "not_a_period")]),
        ("A.3;ONE;2024-09/2025-08;5;;;", [("period", "not_a_period")]),
        ("A.3;ONE;mars 2024;5;;;", [("period", "not_a_period")]),
        ("A.3;ONE;2199;5;;;", [("period", "period_not_begun")]),
        ("A.3;ONE;2199-T1;5;;;", [("period", "period_not_begun")]),
        # numbers
        ("A.3;ONE;2024;fem;;;", [("value", "not_a_number")]),
        ("A.3;ONE;2024;NaN;;;", [("value", "not_a_number")]),
        ("A.3;ONE;2024;inf;;;", [("value", "not_a_number")]),
        ("A.3;ONE;2024;1.234,5;;;", [("value", "two_separators")]),
        ("A.3;ONE;2024;-5;;;", [("value", "negative")]),
        ("A.3;ONE;2024;−5;;;", [("value", "negative")]),
        ("A.3;ONE;2024;0,1234567;;;", [("value", "too_many_decimals")]),
        ("A.4;ONE;2024;1000000000000;;;", [("value", "too_large")]),
        ("A.1;ONE;2024;130;;;", [("value", "share_above_100")]),
        ("A.1;ONE;2024;100,1 %;;;", [("value", "share_above_100")]),
        ("A.3;ONE;2024;58 %;;;", [("value", "percent_sign")]),
        ("A.2;ONE;2024;2,5;;;", [("value", "not_whole")]),
        # numerator and denominator
        ("A.1;ONE;2024;50;1;;", [("numerator", "numerator_alone")]),
        ("A.1;ONE;2024;50;x;2;", [("numerator", "not_a_number")]),
        ("A.1;ONE;2024;50;1;y;", [("denominator", "not_a_number")]),
        ("A.1;ONE;2024;50;50 %;100;", [("numerator", "percent_sign")]),
        ("A.1;ONE;2024;50;-1;2;", [("numerator", "negative")]),
        ("A.1;ONE;2024;50;1;-2;", [("denominator", "negative")]),
        ("A.1;ONE;2024;50;0;0;", [("denominator", "denominator_zero")]),
        ("A.1;ONE;2024;50;3;2;", [("numerator", "numerator_above_denominator")]),
        ("A.1;ONE;2024;58,1;1257;2168;", [("value", "fraction_does_not_give_value")]),
        ("A.2;ONE;2024;5;5;1;", [("numerator", "fraction_not_expected")]),
        # the comment, and what stands beside the columns
        (f"A.3;ONE;2024;5;;;{'x' * 2001}", [("comment", "too_long")]),
        ("A.3;ONE;2024;5;;;x;y", [("8", "beside_the_columns")]),
        # several in one row, in the order of the columns
        (
            "A.9;NONE;2024-99;-5;x;-1;",
            [
                ("kpi", "kpi_unknown"),
                ("organisation", "organisation_unknown"),
                ("period", "not_a_period"),
                ("value", "negative"),
                ("numerator", "not_a_number"),
                ("denominator", "negative"),
            ],
        ),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_stored(  # type: ignore[no-untyped-def]
    plan: Plan, import_file, row: str, faults: list[tuple[str, str]]
) -> None:
    content = csv_file(GOOD, "", row, "A.3;TWO;2024;5;;;")
    assert codes(content) == [(4, column, code) for column, code in faults]
    code, lines = import_file(content, "--approve")
    assert code == 1
    assert [line.partition(": ")[0] for line in lines[:-1]] == [
        f"row 4, {column}" for column, _code in faults
    ]
    assert all(re.fullmatch(r"row \d+, \w+: \S.+\.", line) for line in lines[:-1])
    plural = "" if len(faults) == 1 else "s"
    assert lines[-1] == f"{len(faults)} fault{plural} in figures.csv. Nothing was stored."
    assert not Measurement.objects.exists()


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        ("<c/><c/><c/><c/>", []),
        ('<c t="e"><v>#DIV/0!</v></c>', [("value", "error_in_cell")]),
        ('<c t="e"><v>#N/A</v></c>', [("value", "error_in_cell")]),
        ("<c><f>1+1</f></c>", [("value", "not_calculated")]),
        ('<c t="b"><v>1</v></c>', [("value", "not_a_number")]),
        ('<c s="1"><v>45000</v></c>', [("value", "date_for_number")]),
        ('<c s="2"><v>0.5</v></c>', [("value", "date_for_number")]),
        ("<c><v>NaN</v></c>", [("value", "not_a_number")]),
        ("<c><v>1e999</v></c>", [("value", "not_finite")]),
        ("<c><v>-1</v></c>", [("value", "negative")]),
        ("<c><v>1E+12</v></c>", [("value", "too_large")]),
        ('<c t="str"><v>fem</v></c>', [("value", "not_a_number")]),
        ("<c><v>5</v></c><c/><c/>" + '<c t="e"><v>#REF!</v></c>', [("comment", "error_in_cell")]),
        ("<c><v>5</v></c><c/><c/>" + '<c t="str"><v>x</v></c><c><v>9</v></c>', [("8", "beside_the_columns")]),
    ],
)
def test_a_bad_cell_of_a_workbook(plan: Plan, cells: str, faults: list[tuple[str, str]]) -> None:
    place = "".join(f'<c t="str"><v>{text}</v></c>' for text in ("A.3", "ONE", "2024"))
    content = with_cells(place if faults else "", cells)
    styles = '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/>'
    content = replaced(
        content, "xl/styles.xml", f'{styles}<xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    if faults:
        assert codes(content) == [(2, column, code) for column, code in faults]
    else:
        with pytest.raises(UnreadableFile):
            codes(content)


def test_two_rows_for_one_cell_also_equal_ones(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    content = csv_file("A.3;ONE;2024;5;;;", "A.3;ONE;2024;5;;;", "A.3;ONE;2024-T3;5;;;", "A.3;ONE;2024;6;;;")
    assert codes(content) == [(3, "period", "twice"), (5, "period", "twice")]
    _code, lines = import_file(content)
    assert "row 2." in lines[0]  # says which row it repeats
    assert not Measurement.objects.exists()


def test_a_row_with_a_faulty_value_still_takes_its_cell(plan: Plan) -> None:
    assert codes(csv_file("A.3;ONE;2024;x;;;", "A.3;ONE;2024;5;;;")) == [
        (2, "value", "not_a_number"),
        (3, "period", "twice"),
    ]


@pytest.mark.parametrize(
    ("header", "faults"),
    [
        ("kpi;organisation;period", [(1, "value", "column_missing")]),
        ("kpi;organisation;period;value;kpi", [(1, "kpi", "column_twice")]),
        (
            "kpi;organisation;period;value;verdi",
            [(1, "verdi", "column_unknown"), (2, "value", "not_a_number")],
        ),
        ("kpi;org;period;value", [(1, "org", "column_unknown"), (1, "organisation", "column_missing")]),
    ],
)
def test_faults_of_the_header(plan: Plan, header: str, faults: list[tuple[int, str, str]]) -> None:
    assert codes(csv_file("A.3;ONE;2024;x", header=header))[: len(faults)] == faults


def test_the_first_thousand_faults_are_listed_and_all_are_counted(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    rows = [f"A.3;ONE;{1900 + n // 12}-{n % 12 + 1:02d};x;;;" for n in range(1100)]
    code, lines = import_file(csv_file(*rows))
    assert code == 1
    assert lines[999].startswith("row 1001, value: ")
    assert lines[1000:] == ["… and 100 more", "1100 faults in figures.csv. Nothing was stored."]


def test_the_command_speaks_english_where_the_catalogue_does(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    """Reasons are put into words in English, whatever language the machine is set to."""
    with translation.override("nn"):
        _code, lines = import_file(csv_file("A.3;ONE;2024;-5;;;"))
    with translation.override("en"):
        assert lines[0] == f"row 2, value: {in_words('negative')}"


def test_the_number_of_queries_does_not_grow_with_the_rows(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    counts = []
    for year, months in ((2020, 3), (2021, 12)):
        rows = [
            f"{kpi};{organisation};{year}-{month + 1:02d};1;;;"
            for kpi in ("A.3", "A.4")
            for organisation in ("ONE", "TWO")[: 1 if months == 3 else 2]
            for month in range(months)
        ]
        with CaptureQueriesContext(connection) as queries:
            assert import_file(csv_file(*rows))[0] == 0
        counts.append(len([query for query in queries if "INSERT" not in query["sql"]]))
    assert counts[0] == counts[1]


def test_the_header_of_the_tests_is_the_contracts() -> None:
    assert HEADER.split(";") == [
        "kpi",
        "organisation",
        "period",
        "value",
        "numerator",
        "denominator",
        "comment",
    ]


def test_an_organisation_outside_the_plan_is_named_with_the_plan(plan: Plan) -> None:
    content = io.BytesIO(csv_file("A.3;OUT;2024;5;;;"))
    (found,) = read_measurements(content, lookup(measurable(), plans={"small"})).findings
    assert "«OUT» er ikke med i planen" in found.reason
    assert f"({plan.code})" in found.reason
