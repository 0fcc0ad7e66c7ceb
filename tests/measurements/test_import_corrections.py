"""`import_measurements` where somebody has filled a cell before: what needs a reason, and what is said of it.

The two files are as people made them; both once lost what somebody had put right.
"""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from kpi.actions.record import record_measurement
from kpi.actions.refusals import Refused
from kpi.files.import_measurements import Imported, import_measurements
from kpi.models import Measurement, Plan
from tests.measurements.factories import cell, figure
from tests.measurements.sheets import HEADER, csv_file, saved, workbook

FILES = Path(__file__).parent / "files"
OLD = FILES / "old-file-imported-again-after-a-correction.csv"
COMMENTED = FILES / "same-value-new-comment.csv"
PERIOD = "2026-11"
CELL = ("P-2.1", "STO", PERIOD)


@pytest.fixture
def regional(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The regional plan, in November 2026."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 20))
    call_command("load_plan", stdout=io.StringIO())


def take_in(path: Path, *, reason: str = "", approve: bool = True, dry_run: bool = False) -> Imported:
    with path.open("rb") as file:
        return import_measurements(file, by=None, approve=approve, dry_run=dry_run, reason=reason)


def corrected() -> None:
    """The old file is imported, and a person puts its figure right."""
    take_in(OLD)
    record_measurement(figure(*CELL, "22.5"), by=None, reason="Feil uttrekk")


@pytest.mark.parametrize("approve", [True, False])
@pytest.mark.parametrize("dry_run", [True, False])
def test_an_old_file_does_not_overturn_a_correction(regional: None, approve: bool, dry_run: bool) -> None:
    corrected()
    before = cell(*CELL)
    with pytest.raises(Refused) as caught:
        take_in(OLD, approve=approve, dry_run=dry_run)
    (found,) = caught.value.findings
    assert (found.line, found.column, found.code) == (2, "value", "correction_without_reason")
    assert "22.5 → 20" in found.reason
    assert cell(*CELL) == before
    assert [value for _state, value in before] == [20, figure(*CELL, "22.5").value]


@pytest.mark.parametrize("dry_run", [True, False])
def test_with_a_reason_the_correction_is_named(regional: None, dry_run: bool) -> None:
    corrected()
    imported = take_in(OLD, reason="Uttrekket var riktig", dry_run=dry_run)
    assert imported.recorded.corrected == 1
    (named,) = imported.corrections
    assert (named.line, named.old, named.new) == (2, "22.5", "20")
    assert Measurement.objects.count() == (2 if dry_run else 3)
    newest = Measurement.objects.get(state="current")
    assert newest.reason == ("Feil uttrekk" if dry_run else "Uttrekket var riktig")


def test_a_comment_alone_is_kept(regional: None) -> None:
    """A new row with the same value, without a reason, and nothing of it is called another figure."""
    record_measurement(figure(*CELL, "22.5"), by=None)
    imported = take_in(COMMENTED)
    assert (imported.recorded.corrected, imported.recorded.unchanged) == (1, 0)
    assert imported.corrections == ()
    first, second = Measurement.objects.order_by("pk")
    assert (first.state, second.state, second.corrects) == ("superseded", "current", first)
    assert (second.value, second.comment, second.reason) == (first.value, "To poster mangler", "")
    assert take_in(COMMENTED).recorded.unchanged == 1


def test_the_command_says_what_it_corrects(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    import_file(csv_file("A.3;ONE;2024;5;;;", "A.1;ONE;2024;50;;;Først"), "--approve")
    content = csv_file("A.1;ONE;2024;50;;;Så", "", "A.3;ONE;2024;6,5;;;", "A.3;TWO;2024;8;;;")
    said = ["1 new, 2 corrected, 0 approved, 0 unchanged", "corrected: row 4, value: 5 → 6.5"]
    options = ("--approve", "--reason", "Ny telling")
    assert import_file(content, *options, "--dry-run") == (0, [*said, "dry run: nothing stored"])
    assert cell("A.3", period="2024") == [("current", 5)]
    assert import_file(content, *options) == (0, said)


def test_the_sheet_is_named_where_there_are_several(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    import_file(csv_file("A.3;TWO;2024;5;;;"), "--approve")
    book = openpyxl.load_workbook(io.BytesIO(workbook(["A.3", "ONE", "2024", 5])))
    second = book.create_sheet("TWO")
    second.append(HEADER.split(";"))
    second.append(["A.3", "TWO", "2024", 6])
    code, lines = import_file(saved(book), "--approve")
    assert (code, lines[0].endswith("(sheet TWO)")) == (1, True)
    _code, lines = import_file(saved(book), "--approve", "--reason", "Ny telling")
    assert lines[1] == "corrected: row 2, value: 5 → 6 (sheet TWO)"


def test_a_reason_has_the_same_room_as_in_the_form(regional: None) -> None:
    with pytest.raises(CommandError, match="--reason has 2001 characters; write it in at most 2000"):
        call_command("import_measurements", str(OLD), "--reason", "x" * 2001)
    assert not Measurement.objects.exists()
