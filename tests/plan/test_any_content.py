"""Whatever the files hold, the answer is a list of faults or a plan that the register takes; never a breakdown."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from django.db import transaction

from kpi.files.plan.findings import Finding, PlanRefused
from kpi.files.plan.load import load_plans
from kpi.files.plan.tables import TABLES
from tests.plan.folder import PlanFolder
from tests.plan.full_plan import full_plan

SEED = 20241204
ODD = [
    *("", " ", "-", "−5", "0", "0,0", "-0", "1,5", "100", "101", "1e400", "nan", "9" * 400, "0." + "1" * 30),
    *("yes", "no", "YES", "x", "..", "../..", "STO,HMN", "STO,,HNT", "P-2.1", "hmn", "plan-2.0", "=1+1"),
    *("1900", "2199", "2200", "0001-01-01", "2027-01-01", "9999-99-99", "2023-13", "２０２７", "½", "²"),
    *(
        '"',
        '""',
        '"a',
        'a"b',
        ";",
        "a;b",
        "a\nb",
        "a\rb",
        "\x00",
        "\x1b",
        "\u202e",
        "\ufeff",
        "🎈",
        "é" * 500,
    ),
    *("level", "zero", "requirement", "pending", "improvement", "reduction", "reduction_range", "increase"),
    *(
        "value",
        "blank",
        "regional",
        "none",
        "context",
        "baseline",
        "register",
        "start",
        "mean",
        "wait",
        "share",
    ),
    *("percent", "count", "lower", "higher", "sum", "weighted", "year_sum", "at_least", "month", "previous"),
]


def spoil(folder: PlanFolder, chance: random.Random) -> str:
    """Change something in one file at random, and say what."""
    table = chance.choice([table for table in TABLES if folder.file(table.name).exists()])
    how = chance.choice(["cell"] * 8 + ["drop", "twice", "swap", "cut", "bytes", "raw"])
    path = folder.file(table.name)
    data = path.read_bytes()
    try:
        lines = data.decode().splitlines()
        rows = folder.rows(table.name)
    except (UnicodeDecodeError, csv.Error):
        return f"{table.name} already"
    if not rows or None in rows[0]:
        return f"{table.name} already, or empty"
    if how == "bytes":
        place = chance.randrange(len(data))
        path.write_bytes(data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :])
    elif how == "cut":
        path.write_bytes(data[: chance.randrange(len(data))])
    elif how == "raw":
        place = chance.randrange(len(lines))
        lines[place] += chance.choice(ODD)
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        row = chance.choice(rows)
        if how == "drop":
            rows.remove(row)
        elif how == "twice":
            rows.insert(chance.randrange(len(rows)), dict(row))
        elif how == "swap":
            other, column = chance.choice(rows), chance.choice(list(row))
            row[column], other[column] = other[column], row[column]
        else:
            row[chance.choice(list(row))] = chance.choice(ODD)
        folder.write(table.name, rows)
    return f"{how} in {table.name}"


@pytest.mark.one_database
@pytest.mark.django_db
@pytest.mark.parametrize("batch", range(3))
def test_spoilt_files_are_refused_or_loaded(tmp_path: Path, batch: int) -> None:
    """About a third of these still hold together; those are stored, which tries the register's own constraints."""
    chance = random.Random(SEED + batch)  # noqa: S311 - not for secrets
    refused = loaded = 0
    for round_ in range(30):
        folder = full_plan(tmp_path / str(round_))
        spoilt = [spoil(folder, chance) for _ in range(chance.choice([1, 1, 1, 2, 5]))]
        findings = load_and_forget(folder.path, spoilt)
        refused += bool(findings)
        loaded += not findings
        for finding in findings:
            assert finding.file.startswith(f"{round_}/"), (finding, spoilt)
            assert "meanwhile" not in finding.reason, (finding, spoilt)
            assert str(finding).isprintable(), (finding, spoilt)
    assert refused > 5
    assert loaded > 3


def load_and_forget(path: Path, spoilt: list[str]) -> list[Finding]:
    """Load a plan twice and take it back; gives the faults where it was refused."""
    try:
        with transaction.atomic():
            load_plans([path])
            (again,) = load_plans([path])
            assert not again.changed, spoilt
            transaction.set_rollback(True)
    except PlanRefused as refusal:
        return refusal.findings
    return []
