"""Which plan a command means: the one named, else the regional one, else the only one there is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from kpi.files.plan.load import load_plans
from tests.plan.made_up import made_up_plan

pytestmark = pytest.mark.django_db

READING = ("export_status", "export_plan", "reconcile_plan")


def load(tmp_path: Path, *codes: str) -> None:
    load_plans([made_up_plan(tmp_path / code, code=code, kpis=[f"A.{code}"]).path for code in codes])


def kpis(printed: str) -> set[str]:
    return {row["kpi"] for row in json.loads(printed)}


@pytest.mark.parametrize("command", [*READING, "export_register"])
def test_without_a_plan_it_says_so(run: Callable[..., str], command: str) -> None:
    options = ["--plan", "regional"] if command == "export_register" else []
    with pytest.raises(CommandError, match="There is no plan in the register") as refusal:
        run(command, *options)
    assert refusal.value.returncode == 1


def test_an_empty_register_is_exported_as_empty_lists(run: Callable[..., str]) -> None:
    assert set(map(len, json.loads(run("export_register")).values())) == {0}


def test_the_only_plan_is_meant(run: Callable[..., str], tmp_path: Path) -> None:
    load(tmp_path, "north")
    for command in ("export_status", "export_plan"):
        assert kpis(run(command)) == kpis(run(command, "--plan", "north")) == {"A.north"}
    assert json.loads(run("reconcile_plan", "--format", "json")) == []


def test_of_several_the_regional_one_is_meant(run: Callable[..., str], tmp_path: Path) -> None:
    load(tmp_path, "north", "regional", "south")
    for command in ("export_status", "export_plan"):
        assert kpis(run(command)) == {"A.regional"}
        assert kpis(run(command, "--plan", "south")) == {"A.south"}


@pytest.mark.parametrize("command", READING)
def test_of_several_others_one_must_be_named(run: Callable[..., str], tmp_path: Path, command: str) -> None:
    load(tmp_path, "south", "north")
    with pytest.raises(CommandError, match="several plans; name one with --plan: north, south") as refusal:
        run(command)
    assert refusal.value.returncode == 1


@pytest.mark.parametrize("command", [*READING, "export_register"])
def test_a_plan_that_is_not_there_is_said(run: Callable[..., str], tmp_path: Path, command: str) -> None:
    load(tmp_path, "north")
    with pytest.raises(CommandError, match="no plan other in the register; there is north") as refusal:
        run(command, "--plan", "other")
    assert refusal.value.returncode == 1


def test_plan_files_are_those_of_the_plan_named(run: Callable[..., str], tmp_path: Path) -> None:
    load(tmp_path, "north", "south")
    assert "En plan: " in run("export_plan_files", "south", str(tmp_path / "out"))
    assert "A.south" in (tmp_path / "out" / "kpis.csv").read_text(encoding="utf-8")
    with pytest.raises(CommandError, match="no plan other"):
        run("export_plan_files", "other", str(tmp_path / "elsewhere"))
    assert not (tmp_path / "elsewhere").exists()


def test_several_plans_are_exported_together(run: Callable[..., str], tmp_path: Path) -> None:
    load(tmp_path, "north", "south", "west")
    register = json.loads(run("export_register", "--plan", "west", "--plan", "north"))
    assert [plan["code"] for plan in register["plans"]] == ["north", "west"]
    assert [kpi["code"] for kpi in register["kpis"]] == ["A.north", "A.west"]
