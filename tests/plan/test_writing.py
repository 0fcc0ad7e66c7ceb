"""A plan's files written again are the files that were read."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.files.plan.columns import (
    Choice,
    Code,
    Codes,
    Column,
    Day,
    Month,
    Number,
    Section,
    Value,
    Version,
    Whole,
    YesNo,
    year,
)
from kpi.files.plan.reading import PlanFiles, read_plan_files
from kpi.files.plan.tables import TABLES, Table
from kpi.files.plan.writing import write_plan_csv
from tests.plan.folder import REGIONAL_PLAN


@pytest.fixture(scope="module")
def plan_files() -> PlanFiles:
    files = read_plan_files(REGIONAL_PLAN)
    assert files.findings == []
    return files


def canonical(text: str, table: Table) -> str:
    """A file's text with the zeros that say nothing left out of its numbers: 0.50 is 0.5."""
    numbers = {column.name for column in table.columns if isinstance(column, Number)}
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    for line in lines:
        for name in numbers:
            if "." in line[name]:
                line[name] = line[name].rstrip("0").rstrip(".")
    out = io.StringIO()
    writer = csv.DictWriter(out, table.column_names, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_file_of_the_plan_is_written_as_it_stands(plan_files: PlanFiles, table: Table) -> None:
    path = REGIONAL_PLAN / table.file
    if not path.exists():
        pytest.skip("the plan does without this file")
    written = write_plan_csv(plan_files.rows[table.name], table.columns).decode()
    assert written == canonical(path.read_text(encoding="utf-8"), table)


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        (Column("a"), "=1+1", "=1+1"),  # never made harmless: it is what the plan says
        (Column("a"), "", ""),
        (Code("a", of="kpis"), None, ""),
        (Code("a"), "P-2.1", "P-2.1"),
        (Codes("a"), ("STO", "HNT"), "STO,HNT"),
        (Codes("a"), (), ""),
        (Section("a"), "4.3,7.1", "4.3,7.1"),
        (Version("a"), "2.0", "2.0"),
        (Number("a"), Decimal("0.500000"), "0.5"),
        (Number("a"), Decimal("1064.000000"), "1064"),
        (Number("a"), Decimal("1E+3"), "1000"),
        (Number("a"), Decimal("100"), "100"),
        (Number("a"), Decimal("0"), "0"),
        (Number("a"), None, ""),
        (Whole("a", False, 0, 6), 3, "3"),
        (year("a"), 2027, "2027"),
        (Day("a"), date(2024, 12, 4), "2024-12-04"),
        (Month("a"), date(2023, 1, 1), "2023-01"),
        (Month("a"), None, ""),
        (YesNo("a"), True, "yes"),
        (YesNo("a"), False, "no"),
        (Choice("a", words=("level",)), "level", "level"),
    ],
)
def test_how_a_value_is_written(column: Column, value: Value, text: str) -> None:
    assert column.write(value) == text
    assert (column.read(text) if text else column.empty) == value


def test_quotation_marks_stand_where_they_are_needed() -> None:
    columns = (Column("a"), Column("b"))
    rows = [{"a": 'en «b»; og "c"', "b": "d, e"}, {"a": "", "b": ""}]
    written = write_plan_csv(rows, columns)
    assert written == 'a;b\n"en «b»; og ""c""";d, e\n;\n'.encode()


@given(st.decimals(min_value=0, max_value=10**12, places=6))
def test_a_number_is_read_as_it_was_written(value: Decimal) -> None:
    column = Number("a")
    assert column.read(column.write(value)) == value
