"""The columns that say more of a figure: the plan, the category, and how exact it is."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest

from kpi.files.measurements import ReadFile, read_measurements
from kpi.files.qualifier import split_qualifier
from kpi.rules.terms import Qualifier
from tests.measurements.codes import CATEGORIES, CODES, INDICATORS
from tests.measurements.sheets import csv_file

HEADER = "kpi;organisation;period;value;numerator;denominator;plan;category;qualifier"


def read(*rows: str, header: str = HEADER) -> ReadFile:
    content = csv_file(*rows, header=header)
    return read_measurements(io.BytesIO(content), CODES)


def faults(found: ReadFile) -> list[tuple[int | None, str, str]]:
    return [(finding.line, finding.column, finding.code) for finding in found.findings]


def test_a_figure_of_a_category_and_a_plan() -> None:
    found = read(
        "P-2.1;STO;2024;58;;;regional;VOP;",
        "P-2.1;STO;2024;58;;;;Sykehus (Poliklinikk);exact",
        "P-2.1;STO;2024;58;;;;;",
    )
    assert faults(found) == []
    assert [row.category_id for row in found.rows] == [CATEGORIES["VOP"], 1, None]
    assert {row.indicator_id for row in found.rows} == {INDICATORS["P-2.1"].id}


def test_a_category_is_part_of_what_a_row_fills() -> None:
    found = read("P-2.1;STO;2024;58;;;;VOP;", "P-2.1;STO;2024;59;;;regional;VOP;")
    assert faults(found) == [(3, "period", "twice")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("P-2.1;STO;2024;58;;;other;;", ("plan", "plan_unknown")),
        ("TWICE;STO;2024;58;;;;;", ("kpi", "kpi_in_several_plans")),
        ("P-2.1;STO;2024;58;;;;PHV;", ("category", "category_unknown")),
        ("P-2.1;STO;2024;58;;;;;cirka", ("qualifier", "qualifier_unknown")),
        ("P-2.1;STO;2024;58;;;;;not_published", ("value", "figure_beside_qualifier")),
        ("P-2.1;STO;2024;;1;2;;;suppressed", ("numerator", "figure_beside_qualifier")),
        ("P-2.1;STO;2024;;;;;;about", ("value", "blank")),
        ("P-2.1;STO;2024;<1 %;;;;;about", ("qualifier", "qualifier_disagrees")),
        ("P-2.1;STO;2024;>99;;;;;exact", ("qualifier", "qualifier_disagrees")),
        ("P-2.1;STO;2024;<;;;;;", ("value", "not_a_number")),
        ("P-2.1;STO;2024;under 1;;;;;", ("value", "not_a_number")),
        ("S-1.1;STO;2024;<1 %;;;;;", ("value", "percent_sign")),
    ],
)
def test_what_is_not_known_or_does_not_agree(row: str, expected: tuple[str, str]) -> None:
    found = read(row)
    assert faults(found)[0] == (2, *expected)
    assert found.rows == []
    assert all(finding.reason for finding in found.findings)


def test_the_plans_that_have_the_code_are_named() -> None:
    assert "regional, municipal" in read("TWICE;STO;2024;58;;;;;").findings[0].reason


@pytest.mark.parametrize(
    ("value", "qualifier", "expected"),
    [
        ("58", "", ("exact", "58")),
        ("<1 %", "", ("less_than", "1")),
        ("< 1,5", "less_than", ("less_than", "1.5")),
        (">99 %", "", ("more_than", "99")),
        ("ca. 5", "", ("about", "5")),
        ("Ca 5", "about", ("about", "5")),
        ("ca.5", "", ("about", "5")),
        ("~5", "", ("about", "5")),
        ("≈ 5", "", ("about", "5")),
        ("5", "about", ("about", "5")),
        ("1", "less_than", ("less_than", "1")),
        ("", "not_published", ("not_published", None)),
        ("", "suppressed", ("suppressed", None)),
        ("", "text", ("text", None)),
    ],
)
def test_how_exact_a_figure_is(value: str, qualifier: str, expected: tuple[str, str | None]) -> None:
    found = read(f"P-2.1;STO;2024;{value};;;;;{qualifier}")
    assert faults(found) == []
    (row,) = found.rows
    assert (row.qualifier, row.value) == (expected[0], Decimal(expected[1]) if expected[1] else None)


def test_every_qualifier_can_be_written() -> None:
    for number, qualifier in enumerate(Qualifier):
        value = "5" if qualifier.has_value else ""
        assert faults(read(f"P-2.1;STO;{2000 + number};{value};;;;;{qualifier}")) == []


def test_without_the_column_a_sign_is_no_part_of_a_number() -> None:
    content = csv_file("P-2.1;STO;2024;<1 %;;;")
    assert faults(read_measurements(io.BytesIO(content), CODES)) == [(2, "value", "not_a_number")]
    content = csv_file("P-2.1;STO;2024;58;;;;exact", header=f"{HEADER.rpartition(';plan')[0]};plan;qualifier")
    found = read_measurements(io.BytesIO(content), CODES, optional=("numerator", "denominator", "plan"))
    assert faults(found) == [(1, "qualifier", "column_unknown")]


@pytest.mark.parametrize(
    ("cell", "expected"), [(5.0, (None, 5.0)), (None, (None, None)), ("cargo 5", (None, "cargo 5"))]
)
def test_what_says_nothing_around_its_number(cell: object, expected: tuple[str | None, object]) -> None:
    assert split_qualifier(cell) == expected  # type: ignore[arg-type]
