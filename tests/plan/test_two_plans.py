"""Two plans in one register: neither changes anything of the other, whichever was loaded first, and what they share is
the same for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import transaction

from kpi import models
from kpi.actions.record import NewMeasurement, record_measurements
from kpi.files.plan.findings import PlanRefused
from kpi.files.plan.load import load_plans
from kpi.rules.period import Period
from tests.plan.folder import PlanFolder
from tests.plan.full_plan import full_plan
from tests.plan.made_up import REGION, made_up_plan, row
from tests.plan.register import everything, measure

pytestmark = pytest.mark.django_db


@contextmanager
def register(*folders: Sequence[Path] | Path) -> Iterator[None]:
    """A register into which folders are loaded, one after the other or some together. Forgotten again."""
    with transaction.atomic():
        for folder in folders:
            load_plans([folder] if isinstance(folder, Path) else list(folder))
        yield
        transaction.set_rollback(True)


Figure = tuple[str, str, str, str]
"""Indicator, organisation, period and value."""


def give(*figures: Figure) -> None:
    indicators = dict(models.Indicator.objects.values_list("code", "pk"))
    organisations = dict(models.Organisation.objects.values_list("code", "pk"))
    rows = [
        NewMeasurement(indicators[indicator], organisations[where], Period.parse(period), Decimal(value))
        for indicator, where, period, value in figures
        if indicator in indicators and where in organisations
    ]
    record_measurements(rows, by=None, origin="imported", approve=True)


@pytest.fixture
def look(run: Callable[..., str], tmp_path: Path) -> Callable[[str], dict[str, object]]:
    """All that the commands say of one plan."""

    def seen(code: str) -> dict[str, object]:
        folder = tmp_path / "seen"
        run("export_plan_files", code, str(folder))
        said: dict[str, object] = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        for path in folder.iterdir():
            path.unlink()
        for command in ("export_status", "export_plan", "export_register"):
            said[command] = run(command, "--plan", code)
        said["as of"] = run("export_status", "--plan", code, "--as-of", "2026-T1")
        try:
            said["reconcile_plan"] = run("reconcile_plan", "--plan", code, "--format", "json")
        except CommandError as error:
            said["reconcile_plan"] = str(error)
        return said

    return seen


FIGURES: list[Figure] = [
    ("full.share", "NORD", "2026-T1", "61"),
    ("full.share", "SOR", "2026-T1", "62"),
    ("full.share", "OST", "2026-T1", "63"),  # of an organisation that only the other plan has
    ("full.days", "SOR", "2026-T1", "48"),
    ("other.A.1", "NORD", "2026-T1", "70"),
    ("other.A.1", "SOR", "2025", "30"),
    ("other.A.1", "FYLKE", "2026-T2", "55"),
]


def other_plan(path: Path) -> PlanFolder:
    """A plan of the same municipalities and one of its own, that uses an indicator of the full plan as well."""
    full = full_plan(path.with_name("template"))
    members = {"FYLKE": None, "NORD": "FYLKE", "SOR": "FYLKE", "OST": "FYLKE"}
    folder = made_up_plan(path, code="other", members=members, kpis=["A.1", "A.2"])
    shared = [row for row in full.rows("organisations") if row["code"] in members]
    folder.write("organisations", [*shared, row("organisations", code="OST", parent="FYLKE")])
    folder.put("documents", *full.rows("documents"))
    folder.put("indicators", *(row for row in full.rows("indicators") if row["code"] == "full.share"))
    folder.edit("kpis", {"code": "A.2"}, indicator="full.share")
    return folder


def test_loaded_in_either_order_each_is_as_if_alone(
    tmp_path: Path, look: Callable[[str], dict[str, object]]
) -> None:
    """But for the figures of an indicator they share, which count in both: these are given in each register."""
    full, other = full_plan(tmp_path / "full").path, other_plan(tmp_path / "other").path
    alone: dict[str, dict[str, object]] = {}
    for code, folder in (("full", full), ("other", other)):
        with register(folder):
            give(*FIGURES)
            alone[code] = look(code)
    assert alone["full"]["export_status"] != alone["other"]["export_status"]
    for folders in ((full, other), (other, full), ((other, full),)):
        with register(*folders):
            give(*FIGURES)
            for code in ("full", "other"):
                said = look(code)
                for part, text in alone[code].items():
                    assert said[part] == text, (folders, code, part)


def test_loading_one_again_changes_nothing(tmp_path: Path) -> None:
    """Also where both list the same records in another order."""
    full, other = full_plan(tmp_path / "full"), other_plan(tmp_path / "other")
    other.put("dimensions", *full.rows("dimensions"))
    other.put("categories", *reversed(full.rows("categories")))
    with register(full.path, other.path):
        before = everything()
        for folder in (full, other, full):
            (loaded,) = load_plans([folder.path])
            assert not loaded.changed
        assert everything() == before


def test_a_change_in_one_is_no_change_in_the_other(
    tmp_path: Path, look: Callable[[str], dict[str, object]]
) -> None:
    full, other = full_plan(tmp_path / "full"), other_plan(tmp_path / "other")
    with register(full.path, other.path):
        give(*FIGURES)
        before = look("full")
        other.edit("ambitions", {"kpi": "A.2", "organisation": "NORD"}, value="62")
        other.edit("members", {"organisation": "NORD"}, part_of="", go_live="2026-03")
        other.write("thresholds", [row("thresholds", green="0.9", yellow="0.8")])
        other.edit("organisations", {"code": "OST"}, name="Øst")
        (loaded,) = load_plans([other.path], judge=True)
        assert loaded.changed
        assert loaded.statuses
        assert look("full") == before


SHARED = [
    ("documents", {"code": "full-doc"}, {"title": "Et annet dokument"}),
    ("organisations", {"code": "NORD"}, {"name": "Nordbygda"}),
    ("organisations", {"code": "NORD"}, {"parent": ""}),
    ("indicators", {"code": "full.share"}, {"name": "En annen andel"}),
    ("indicators", {"code": "full.share"}, {"unit": "count"}),
    ("indicators", {"code": "full.share"}, {"decimals": "0"}),
    ("indicators", {"code": "full.share"}, {"is_complete": "no"}),
    ("categories", {"code": "hjemme"}, {"name": "I hjemmet"}),
]


@pytest.mark.parametrize(("name", "where", "cells"), SHARED)
def test_a_shared_record_with_another_definition_is_a_fault(
    tmp_path: Path, name: str, where: dict[str, str], cells: dict[str, str]
) -> None:
    """Loaded after the other plan, or together with it; nothing is stored."""
    full, other = full_plan(tmp_path / "full"), other_plan(tmp_path / "other")
    other.put("dimensions", *full.rows("dimensions"))
    other.put("categories", *full.rows("categories"))
    with register(full.path):
        load_plans([other.path])
        line = other.edit(name, where, **cells)
        (column,) = cells
        before = everything()
        with pytest.raises(PlanRefused) as refusal:
            load_plans([other.path])
        (finding,) = refusal.value.findings
        assert str(finding).startswith(
            f"other/{name}.csv, record {where['code']} (line {line}), field {column}: "
            "the register says otherwise, and the plan full uses it; "
        )
        assert everything() == before
    with pytest.raises(PlanRefused, match=rf"field {column}: full/{name}\.csv says otherwise"):
        load_plans([full.path, other.path])
    assert not models.Plan.objects.exists()


def test_every_plan_that_uses_it_is_named(tmp_path: Path) -> None:
    folders = [made_up_plan(tmp_path / code, code=code) for code in ("one", "two", "three")]
    folders[2].edit("organisations", {"code": "STO"}, name="St. Olav")
    with (
        register(folders[0].path, folders[1].path),
        pytest.raises(PlanRefused, match="the plan one, two uses it"),
    ):
        load_plans([folders[2].path])


def test_plans_that_say_the_same_change_it_together(tmp_path: Path) -> None:
    one, two = (made_up_plan(tmp_path / code, code=code) for code in ("one", "two"))
    with register((one.path, two.path)):
        for folder in (one, two):
            folder.edit("organisations", {"code": "STO"}, name="St. Olav")
        with pytest.raises(PlanRefused):
            load_plans([one.path])
        load_plans([one.path, two.path])
        assert models.Organisation.objects.get(code="STO").name == "St. Olav"


def test_what_only_one_plan_lists_may_change(tmp_path: Path) -> None:
    one, two = (made_up_plan(tmp_path / code, code=code) for code in ("one", "two"))
    with register(one.path, two.path):
        one.edit("indicators", {"code": "one.A.1"}, name="Et nytt navn", direction="lower")
        load_plans([one.path])
        indicator = models.Indicator.objects.get(code="one.A.1")
        assert (indicator.name, indicator.direction) == ("Et nytt navn", "lower")


def test_a_shared_record_stays_when_a_plan_no_longer_lists_it(tmp_path: Path) -> None:
    one, two = (made_up_plan(tmp_path / code, code=code) for code in ("one", "two"))
    with register(one.path, two.path):
        one.file("organisations").unlink()
        load_plans([one.path])
        assert set(models.Organisation.objects.values_list("code", flat=True)) == set(REGION)


def test_measurements_given_in_one_plan_fix_the_indicator_in_the_other(tmp_path: Path) -> None:
    one = made_up_plan(tmp_path / "one", code="one")
    two = PlanFolder(tmp_path / "two", one.path)
    two.edit("plan", {"code": "one"}, code="two")
    two.file("indicators").unlink()
    with register(one.path, two.path):
        measure("one.A.1", "STO")
        one.edit("indicators", {"code": "one.A.1"}, unit="count", aggregation="sum")
        with pytest.raises(PlanRefused) as refusal:
            load_plans([one.path])
        assert [(f.record, f.column, f.reason.partition(" were")[0]) for f in refusal.value.findings] == [
            ("one.A.1", "unit", "1 measurements"),
            ("one.A.1", "aggregation", "1 measurements"),
        ]


def test_kpi_codes_are_each_plans_own(tmp_path: Path) -> None:
    one, two = (made_up_plan(tmp_path / code, code=code) for code in ("one", "two"))
    with register(one.path, two.path):
        assert models.Kpi.objects.filter(code="A.1").count() == 2
        assert models.Kpi.objects.values("indicator").distinct().count() == 2


def test_a_plan_takes_no_other_plans_code(tmp_path: Path) -> None:
    one, two = (made_up_plan(tmp_path / name, code="one") for name in ("one", "two"))
    with pytest.raises(PlanRefused, match=r"field code: the code is used in one/plan\.csv too \(line 2\)"):
        load_plans([one.path, two.path])


def test_a_circle_through_what_the_register_holds_is_found(tmp_path: Path) -> None:
    """The files alone have none: the register says that the one above belongs to the one below."""
    one = made_up_plan(tmp_path / "one", code="one")
    with register(one.path):
        two = made_up_plan(tmp_path / "two", code="two", members={"STO": None})
        two.edit("organisations", {"code": "STO"}, parent="")
        three = made_up_plan(tmp_path / "three", code="three", members={"NEW": None})
        three.put("organisations", row("organisations", code="HMN", parent="STO"))
        with pytest.raises(PlanRefused) as refusal:
            load_plans([three.path])
        assert ("HMN", "parent") in {(f.record, f.column) for f in refusal.value.findings}
        assert "belongs to itself" in str(refusal.value)
