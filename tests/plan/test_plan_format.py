"""The files' columns fit the register's fields, and the description for editors names every column and word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kpi.files.plan.columns import Choice
from kpi.files.plan.tables import SOURCE, TABLES, Table

DESCRIPTION = (Path(__file__).resolve().parents[2] / "docs" / "plan-format.md").read_text(encoding="utf-8")


def section(table: Table) -> str:
    """What the description says of one file, with its general part."""
    general, *parts = re.split(r"\n(?=\*\*)", DESCRIPTION)
    return general + next(part for part in parts if f"**{table.file}**" in part)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_a_field_of_the_table(table: Table) -> None:
    fields = {field.name for field in table.model._meta.get_fields()}
    source = {column.name for column in SOURCE}
    assert set(table.column_names) - source <= fields
    assert set(table.key) <= set(table.column_names)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_and_word_is_described(table: Table) -> None:
    words = set(re.findall(r"`([^`]+)`", section(table)))
    words |= {word for phrase in words for word in phrase.split(",")}
    for column in table.columns:
        assert column.name in words, column.name
        if isinstance(column, Choice):
            assert set(column.words) <= words, column.name
