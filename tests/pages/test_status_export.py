"""`export_status` says the same in both its formats, in the columns of its contract."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command

from tests.pages.register_story import STORY, T2

Measure = Callable[..., None]
COLUMNS = [
    *("kpi", "organisation", "period", "value", "baseline", "target", "basis"),
    *("attainment", "progress", "status", "reason", "flags"),
]


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("export_status", "--as-of", T2, *arguments, stdout=out)
    return out.getvalue()


def as_text(value: Any) -> str:
    """A value of the JSON as a cell of the CSV."""
    if isinstance(value, list):
        return " ".join(value)
    return "" if value is None else str(value)


@pytest.mark.parametrize("only", [(), ("--organisation", "HMN")])
def test_both_formats_say_the_same(measure: Measure, only: tuple[str, ...]) -> None:
    measure(*STORY, ("SP-1.1", "STO", "2019-01", "33.333333"))
    rows = json.loads(run(*only))
    table = list(csv.reader(io.StringIO(run("--format", "csv", *only))))
    assert len(rows) == (49 if only else 196)
    assert table[0] == COLUMNS == list(rows[0])
    assert table[1:] == [[as_text(value) for value in row.values()] for row in rows]


def test_numbers_are_unrounded_and_whole_ones_are_whole(measure: Measure) -> None:
    measure(*STORY)
    table = {
        (row["kpi"], row["organisation"]): row for row in csv.DictReader(io.StringIO(run("--format", "csv")))
    }
    share = table["P-2.1", "STO"]
    assert (share["value"], share["target"], share["attainment"]) == ("21.65", "43.3", "0.5")
    assert share["flags"] == "first_measurement_is_baseline"
    assert table["SP-1.1", "STO"]["value"] == "46"
    assert table["SP-1.1", "STO"]["attainment"] == "0.5"
    assert table["SP-1.1", "HNT"]["attainment"] == str(72.5 / 92)
    assert (table["S-2.1", "STO"]["value"], table["S-2.1", "STO"]["reason"]) == ("", "no_measurement")
