"""A plan written as its own files: the bytes it was loaded from, and the same plan when they are loaded anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import transaction

from kpi import models
from kpi.files.plan.columns import YesNo
from kpi.files.plan.load import load_plans
from kpi.files.plan.revise import revise_plan
from kpi.files.plan.tables import TABLES
from kpi.models.indicator import shown_decimals
from tests.plan.folder import REGIONAL_PLAN, PlanFolder
from tests.plan.full_plan import full_plan
from tests.plan.made_up import made_up_plan

pytestmark = pytest.mark.django_db


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def written(run: Callable[..., str], tmp_path: Path) -> Callable[..., tuple[dict[str, bytes], object]]:
    """Write a plan of the register into a folder of its own; gives its files and what `export_register` says of it."""

    def write(code: str, name: str) -> tuple[dict[str, bytes], object]:
        run("export_plan_files", code, str(tmp_path / name))
        return contents(tmp_path / name), json.loads(run("export_register", "--plan", code))

    return write


Written = Callable[..., tuple[dict[str, bytes], object]]


def loaded_into_an_empty_register(folder: Path, look: Callable[[], tuple[dict[str, bytes], object]]):  # type: ignore[no-untyped-def]
    """What `look` sees when the folder is loaded where there was nothing. Forgotten again."""
    with transaction.atomic():
        load_plans([folder])
        (again,) = load_plans([folder])
        assert not again.changed
        seen = look()
        transaction.set_rollback(True)
    assert not models.Plan.objects.exists()
    return seen


def test_the_regional_plan_is_written_as_it_was_loaded(written: Written, tmp_path: Path) -> None:
    files, register = loaded_into_an_empty_register(REGIONAL_PLAN, lambda: written("regional", "first"))
    assert files == contents(REGIONAL_PLAN)
    again = loaded_into_an_empty_register(tmp_path / "first", lambda: written("regional", "second"))
    assert again == (files, register)


def test_printed_figures_travel_along_whichever_folder_they_came_from(
    written: Written, run: Callable[..., str], tmp_path: Path
) -> None:
    """The annual report's figures stand in a folder of their own, and count in the plan."""

    def with_figures(figures: Path, name: str) -> Callable[[], tuple[dict[str, bytes], object]]:
        def look() -> tuple[dict[str, bytes], object]:
            run("load_figures", str(figures))
            run("load_figures", str(figures))
            return written("regional", name)

        return look

    report = REGIONAL_PLAN.parent / "annual-report-2019"
    files, register = loaded_into_an_empty_register(REGIONAL_PLAN, with_figures(report, "first"))
    assert files == {**contents(REGIONAL_PLAN), "figures.csv": (report / "figures.csv").read_bytes()}
    assert len(register["measurements"]) == 36  # type: ignore[index]
    first = tmp_path / "first"
    again = loaded_into_an_empty_register(first, with_figures(first, "second"))
    assert again == (files, register)
    with transaction.atomic():
        load_plans([first])
        run("load_figures", str(first))
        assert "0 new" in run("load_figures", str(report))
        assert models.PrintedFigure.objects.count() == 36
        transaction.set_rollback(True)


def test_a_plan_that_uses_everything_is_written_as_it_was_loaded(written: Written, tmp_path: Path) -> None:
    folder = full_plan(tmp_path / "full")
    files, register = loaded_into_an_empty_register(folder.path, lambda: written("full", "first"))
    assert files == contents(folder.path)
    again = loaded_into_an_empty_register(tmp_path / "first", lambda: written("full", "second"))
    assert again == (files, register)


def test_the_plan_that_uses_everything_does(tmp_path: Path) -> None:
    """Every file, every column, and every word that a column may have but for those that go with no other."""
    folder = full_plan(tmp_path / "full")
    for table in TABLES:
        rows = folder.rows(table.name)
        assert rows, table.name
        for column in table.columns:
            assert any(row[column.name] for row in rows), f"{table.name}.{column.name}"
            if isinstance(column, YesNo):
                assert {row[column.name] for row in rows} == {"yes", "no"}, f"{table.name}.{column.name}"


def test_revisions_made_in_the_register_travel_along(written: Written, tmp_path: Path) -> None:
    """With their reason and who decided; in an empty register they are the same revision, and say the same."""
    path = made_up_plan(tmp_path / "made-up").path

    def revised() -> tuple[dict[str, bytes], object]:
        load_plans([path])
        plan = models.Plan.objects.get()
        kpi = models.Kpi.objects.get()
        trust, whole = (models.Organisation.objects.get(code=code) for code in ("STO", "HMN"))
        document = models.Document.objects.create(code="board", title="Styresak 12/27")
        revise_plan(
            plan,
            [
                models.Ambition(kpi=kpi, organisation=trust, kind="level", value=85, document=document),
                models.RegionalAmbition(kpi=kpi, organisation=whole, kind="level", value=75),
                models.Threshold(plan=plan, basis="share", green="0.6", yellow="0.3"),
            ],
            valid_from=date(2027, 1, 1),
            reason="Vedtatt i styret",
            by=None,
            decided_by="Styret",
            decided_on=date(2026, 12, 1),
        )
        for value in (86, 87):
            revise_plan(
                plan,
                [models.Ambition(kpi=kpi, organisation=trust, kind="level", value=value)],
                valid_from=None,
                reason=f"Til {value}",
                by=None,
            )
        return written("made-up", "first")

    with transaction.atomic():
        files, register = revised()
        transaction.set_rollback(True)
    assert files["revisions.csv"].decode() == (
        "code;valid_from;reason;decided_by;decided_on;origin\n"
        "revision-2;;Til 86;;;register\n"
        "revision-3;;Til 87;;;register\n"
        "revision-1;2027-01-01;Vedtatt i styret;Styret;2026-12-01;register\n"
    )
    assert b"board;Styresak 12/27" in files["documents.csv"]
    again = loaded_into_an_empty_register(tmp_path / "first", lambda: written("made-up", "second"))
    assert again == (files, register)
    load_plans([tmp_path / "first"])
    revision = models.Revision.objects.get(code="revision-1")
    assert (
        revision.origin,
        revision.valid_from,
        revision.reason,
        revision.decided_by,
        revision.decided_on,
    ) == (
        "register",
        date(2027, 1, 1),
        "Vedtatt i styret",
        "Styret",
        date(2026, 12, 1),
    )
    later = models.Ambition.objects.filter(organisation__code="STO", revision__valid_from=None)
    assert [int(row.value or 0) for row in later.order_by("revision__origin", "revision__pk")] == [80, 86, 87]


def test_what_a_plan_uses_without_listing_it_is_written_along(written: Written, tmp_path: Path) -> None:
    """A second plan may use the first one's organisations and indicators; its own files are whole all the same."""
    first = made_up_plan(tmp_path / "first", code="first")
    second = PlanFolder(tmp_path / "second", first.path)
    second.edit("plan", {"code": "first"}, code="second")
    for name in ("organisations", "indicators"):
        second.file(name).unlink()

    def both() -> tuple[dict[str, bytes], object]:
        load_plans([first.path])
        load_plans([second.path])
        return written("second", "third")

    with transaction.atomic():
        files, register = both()
        transaction.set_rollback(True)
    for name in ("organisations", "indicators"):
        given = first.file(name).read_text(encoding="utf-8").splitlines()
        assert sorted(files.pop(f"{name}.csv").decode().splitlines()) == sorted(given)
    assert files == contents(second.path)
    files, _register = written_again = loaded_into_an_empty_register(
        tmp_path / "third", lambda: written("second", "fourth")
    )
    assert files == contents(tmp_path / "third")
    assert written_again[1] == register


def test_what_was_typed_on_the_administration_pages_can_be_written(written: Written, tmp_path: Path) -> None:
    """Texts over several lines, with tabs and characters that nobody sees."""
    folder = made_up_plan(tmp_path / "made-up")

    def typed() -> tuple[dict[str, bytes], object]:
        load_plans([folder.path])
        models.BenefitGoal.objects.update(statement=" Første\r\n\tandre\u00ad linje \n", name="To\tord")
        return written("made-up", "first")

    with transaction.atomic():
        files, _register = typed()
        transaction.set_rollback(True)
    assert "\nA;To ord;Første andre linje;" in files["goals.csv"].decode()
    goal = PlanFolder(tmp_path / "copy", tmp_path / "first").rows("goals")[0]
    assert (goal["name"], goal["statement"]) == ("To ord", "Første andre linje")
    assert loaded_into_an_empty_register(tmp_path / "first", lambda: written("made-up", "second"))[0] == files


def test_files_that_are_no_longer_needed_are_removed(run: Callable[..., str], tmp_path: Path) -> None:
    folder = full_plan(tmp_path / "made-up", code="made-up")
    (folder.path / "notes.txt").write_text("my own")
    load_plans([made_up_plan(tmp_path / "small").path])
    run("export_plan_files", "made-up", str(folder.path))
    assert set(contents(folder.path)) == {*contents(tmp_path / "small"), "notes.txt"}
    assert contents(folder.path)["kpis.csv"] == contents(tmp_path / "small")["kpis.csv"]


def test_a_folder_is_made_and_a_file_is_not_overwritten(run: Callable[..., str], tmp_path: Path) -> None:
    load_plans([made_up_plan(tmp_path / "made-up").path])
    assert "9 files written" in run("export_plan_files", "made-up", str(tmp_path / "a" / "b"))
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CommandError, match="is a file; name a folder"):
        run("export_plan_files", "made-up", str(tmp_path / "file"))
    assert (tmp_path / "file").read_text() == "mine"


def test_register_revisions_that_files_contradict_are_refused(
    run: Callable[..., str], tmp_path: Path
) -> None:
    """Files of another register may have a revision of the same name: it is never mixed with the one here."""
    folder = full_plan(tmp_path / "full")
    load_plans([folder.path])
    for name, where, cells, column in (
        ("revisions", {"code": "revision-1"}, {"reason": "En annen"}, "reason"),
        ("revisions", {"code": "revision-1"}, {"valid_from": "2028-01-01"}, "valid_from"),
        ("ambitions", {"revision": "revision-1"}, {"value": "99"}, "value"),
        ("ambitions", {"revision": "revision-1"}, {"organisation": "SOR"}, "revision"),
    ):
        other = PlanFolder(tmp_path / f"{name}-{column}", folder.path)
        line = other.edit(name, where, **cells)
        with pytest.raises(
            CommandError, match=rf"\(line {line}\), field {column}: .*never changed afterwards"
        ):
            run("load_plan", str(other.path))


def test_files_without_the_revisions_leave_them(tmp_path: Path, written: Written) -> None:
    folder = full_plan(tmp_path / "full")
    load_plans([folder.path])
    for name in (
        "baselines",
        "ambitions",
        "regional_ambitions",
        "requirement_limits",
        "thresholds",
        "definitions",
    ):
        folder.write(name, [row for row in folder.rows(name) if not row["revision"]])
    folder.file("revisions").unlink()
    (loaded,) = load_plans([folder.path])
    assert not loaded.changed
    assert written("full", "out")[0] == contents(full_plan(tmp_path / "same").path)


def test_the_place_of_a_revised_row_follows_the_print(written: Written, tmp_path: Path) -> None:
    """Whatever is taken out of the table above it."""
    folder = full_plan(tmp_path / "full")
    load_plans([folder.path])
    folder.write(
        "regional_ambitions", [row for row in folder.rows("regional_ambitions") if row["kpi"] != "B.1"]
    )
    load_plans([folder.path])
    assert written("full", "out")[0] == contents(folder.path)


@pytest.mark.parametrize(
    ("decimals", "unit", "shown"),
    [
        (None, "count", 0),
        (None, "nok", 0),
        (None, "percent", 1),
        (None, "", 1),
        (2, "count", 2),
        (0, "days", 0),
    ],
)
def test_blank_decimals_are_those_that_the_unit_has(decimals: int | None, unit: str, shown: int) -> None:
    assert shown_decimals(decimals, unit) == shown
