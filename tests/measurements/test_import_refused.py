"""`import_measurements` when a whole file is refused, or something fails on the way: a sentence, and nothing stored."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from kpi.actions.refusals import Conflict
from kpi.files import import_measurements as action
from kpi.files import limits
from kpi.models import Measurement, Plan
from tests.measurements.factories import cell
from tests.measurements.sheets import csv_file

GOOD = "A.1;ONE;2024-T1;58,0;1257;2168;Uttrekk"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        csv_file(),
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n\x00",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"some;other;table\n1;2;3\n",
        csv_file(GOOD) + b" " * limits.LARGEST_FILE,
        csv_file(*["A.3;ONE;2024;5;;;"] * (limits.MOST_ROWS + 1)),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(plan: Plan, import_file, content: bytes) -> None:  # type: ignore[no-untyped-def]
    code, lines = import_file(content)
    assert (code, len(lines)) == (1, 1)
    assert re.fullmatch(r"figures\.csv: \S.+\. Nothing was stored\.", lines[0])
    assert "%(" not in lines[0]


def test_a_path_that_cannot_be_opened_is_one_sentence(plan: Plan, tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path, "\x00", tmp_path / ("x" * 300)):
        with pytest.raises(CommandError, match=r"\.$"):
            call_command("import_measurements", str(path))


@pytest.mark.django_db
def test_without_a_plan_no_code_is_called_unknown(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="run load_plan first"):
        call_command("import_measurements", str(tmp_path / "none.csv"))


def test_a_file_that_may_not_be_read_is_one_sentence(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError("not allowed")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_measurements", str(tmp_path / "figures.csv"))


@pytest.mark.parametrize("error", [Conflict(), DatabaseError("disk full")])
def test_what_the_database_refuses_is_one_sentence(  # type: ignore[no-untyped-def]
    plan: Plan, import_file, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise error

    monkeypatch.setattr(action, "record_measurements", fail)
    code, lines = import_file(csv_file(GOOD))
    assert (code, len(lines)) == (1, 1)
    assert "othing was stored" in lines[0]


def test_nothing_is_stored_when_it_fails_half_way(
    plan: Plan, import_file, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    import_file(csv_file("A.3;ONE;2024;5;;;"), "--approve")

    def fail(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(Measurement.objects, "bulk_create", fail)
    assert import_file(csv_file("A.3;ONE;2024;6;;;", GOOD), "--approve")[0] == 1
    assert cell("A.3", period="2024") == [("current", 5)]
    assert Measurement.objects.count() == 1
