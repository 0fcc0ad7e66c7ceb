"""Loading plans into a register that holds none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kpi import models
from kpi.files.plan.load import load_plans
from kpi.files.plan.tables import TABLES
from tests.plan.folder import REGIONAL_PLAN, PlanFolder
from tests.plan.made_up import made_up_plan

pytestmark = pytest.mark.django_db

COUNTS = {
    models.Document: 2,
    models.Organisation: 7,
    models.Dimension: 0,
    models.Category: 0,
    models.Indicator: 48,
    models.Plan: 1,
    models.PlanMember: 4,
    models.PlanVersion: 9,
    models.GlossaryEntry: 4,
    models.PlanRole: 3,
    models.ReportingDuty: 4,
    models.BenefitGoal: 8,
    models.SubGoal: 21,
    models.Kpi: 49,
    models.Baseline: 156,
    models.Ambition: 147,
    models.RegionalAmbition: 19,
    models.Requirement: 5,
    models.RequirementLimit: 5,
    models.Threshold: 1,
    models.Definition: 0,
    models.Undertaking: 76,
    models.Inconsistency: 8,
}


def test_the_default_is_every_plan_in_fixtures(run: Callable[..., str]) -> None:
    printed = run("load_plan")
    assert {model: model._default_manager.count() for model in COUNTS} == COUNTS
    assert models.Undertaking.objects.filter(kind="prerequisite").count() == 45
    assert models.Responsibility.objects.count() == 205
    for table in TABLES:
        count = COUNTS.get(table.model, 0)
        line = f"  {table.label}: {count} created, 0 changed, 0 removed\n"
        assert (line in printed) == bool(count), table.name
    assert "→" not in printed
    assert ": new" not in printed


@pytest.mark.parametrize("argument", ["", "plan.csv", "ambitions.csv"])
def test_a_plan_is_named_by_its_folder_or_a_file_in_it(
    run: Callable[..., str], tmp_path: Path, argument: str
) -> None:
    folder = made_up_plan(tmp_path / "a-plan")
    run("load_plan", str(folder.path / argument))
    assert models.Kpi.objects.count() == 1


def test_a_folder_named_twice_is_loaded_once(run: Callable[..., str], tmp_path: Path) -> None:
    folder = made_up_plan(tmp_path / "a-plan")
    printed = run("load_plan", str(folder.path), str(folder.path / "kpis.csv"))
    assert printed.count("En plan (a-plan)") == 1


def test_what_is_not_there_is_said(run: Callable[..., str], tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no-such-folder: there is no such file or folder"):
        run("load_plan", str(tmp_path / "no-such-folder"))


def test_a_dry_run_leaves_the_register_empty(run: Callable[..., str], tmp_path: Path) -> None:
    folder = made_up_plan(tmp_path / "a-plan")
    printed = run("load_plan", str(folder.path), "--dry-run")
    assert "  KPIs: 1 created, 0 changed, 0 removed" in printed
    assert not models.Plan.objects.exists()
    assert not models.Organisation.objects.exists()


def test_the_number_of_queries_does_not_grow_with_what_is_new(tmp_path: Path) -> None:
    counts = []
    for code, number in (("first", 1), ("small", 2), ("large", 20)):
        folder = made_up_plan(tmp_path / code, code=code, kpis=[f"A.{place}" for place in range(number)])
        folder.put(
            "undertakings",
            *(
                {"code": f"A-E{place}", "kind": "change", "goal": "A", "text": "x", "responsible": "STO,HNT"}
                for place in range(number)
            ),
        )
        with CaptureQueriesContext(connection) as queries:
            load_plans([folder.path])
        counts.append(len(queries))
    # The first one brings the organisations, which are there afterwards.
    assert counts[1] == counts[2]


def test_the_files_are_those_of_the_regional_plan(folder: PlanFolder) -> None:
    """The copy that tests change is whole."""
    assert {path.name for path in folder.path.iterdir()} == {path.name for path in REGIONAL_PLAN.iterdir()}
