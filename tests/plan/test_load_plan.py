"""What loading a plan stores, changes and removes, and what it leaves alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kpi import models
from kpi.files.plan.findings import PlanRefused
from kpi.files.plan.load import load_plans
from kpi.files.plan.tables import TABLES
from tests.plan.folder import REGIONAL_PLAN, PlanFolder

COUNTS = {
    models.Document: 2,
    models.Organisation: 7,
    models.Plan: 1,
    models.ScopeMember: 4,
    models.PlanVersion: 9,
    models.Definition: 4,
    models.PlanRole: 3,
    models.ReportingDuty: 4,
    models.BenefitGoal: 8,
    models.SubGoal: 21,
    models.Kpi: 49,
    models.Baseline: 156,
    models.Ambition: 147,
    models.RegionalAmbition: 19,
    models.Requirement: 5,
    models.Threshold: 1,
    models.Prerequisite: 45,
    models.Change: 31,
    models.Inconsistency: 8,
}


def everything() -> dict[str, list[dict[str, object]]]:
    """All rows of the register, with the tables that hold lists."""
    return {
        model._meta.label: sorted(model._default_manager.values(), key=lambda row: int(row["id"]))
        for model in apps.get_app_config("kpi").get_models(include_auto_created=True)
    }


@contextmanager
def no_writes() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        yield queries
    written = [q["sql"] for q in queries if re.match(r"(INSERT|UPDATE|DELETE)", q["sql"])]
    assert written == []


def measure(kpi: str, organisation: str) -> None:
    """A measurement as it would stand after approval."""
    now = datetime(2026, 3, 1, tzinfo=UTC)
    models.Measurement.objects.create(
        kpi=models.Kpi.objects.get(code=kpi),
        organisation=models.Organisation.objects.get(code=organisation),
        period_start=date(2026, 1, 1),
        period_end=date(2026, 1, 31),
        months=1,
        value=21,
        origin="entered",
        state="current",
        entered_at=now,
        approved_at=now,
    )


@pytest.mark.django_db
def test_the_default_is_every_plan_in_fixtures(run: Callable[..., str]) -> None:
    printed = run("load_plan")
    assert {model: model._default_manager.count() for model in COUNTS} == COUNTS
    for table in TABLES:
        assert f"  {table.label}: {COUNTS[table.model]} created, 0 changed, 0 removed\n" in printed


@pytest.mark.parametrize("argument", ["", "plan.csv", "ambitions.csv"])
@pytest.mark.django_db
def test_a_plan_is_named_by_its_folder_or_a_file_in_it(run: Callable[..., str], argument: str) -> None:
    run("load_plan", str(REGIONAL_PLAN / argument))
    assert models.Kpi.objects.count() == 49


@pytest.mark.django_db
def test_a_folder_named_twice_is_loaded_once(run: Callable[..., str]) -> None:
    printed = run("load_plan", str(REGIONAL_PLAN), str(REGIONAL_PLAN / "kpis.csv"))
    assert printed.count("Regional gevinstrealiseringsplan 2.0") == 1


def test_twice_changes_nothing_and_says_so(plan: models.Plan, run: Callable[..., str]) -> None:
    before = everything()
    with no_writes():
        printed = run("load_plan")
    assert printed == "Regional gevinstrealiseringsplan 2.0 (regional-plan-2.0): nothing changed.\n"
    assert everything() == before


def test_cells_are_stored_as_printed(plan: models.Plan) -> None:
    kpi = models.Kpi.objects.get(code="S.1")
    ambition = kpi.ambitions.get(organisation__code="HNT")
    assert (ambition.kind, ambition.value, ambition.value_high, ambition.deadline) == (
        "reduction_range",
        20,
        30,
        2027,
    )
    context = models.Baseline.objects.get(kpi__code="DH-1.1", organisation__code="STO", role="context")
    assert (context.value, context.year) == (Decimal("6.1"), 2020)
    counts = models.Baseline.objects.filter(kpi__code="S-1.4").order_by("organisation__code")
    assert [(row.value, row.calculated_with) for row in counts] == [(1765, False), (849, False), (502, False)]
    member = plan.members.get(organisation__code="STO")
    assert (member.role, member.go_live, member.position) == ("part", date(2023, 1, 1), 1)
    assert models.Organisation.objects.get(code="STO").parent == plan.region
    assert models.Kpi.objects.get(code="P-1.3").sub_goal == models.SubGoal.objects.get(code="P-1")
    requirement = models.Requirement.objects.get(kpi__code="S-1.3")
    assert (requirement.comparison, requirement.limit) == ("at_most", 5)
    assert requirement.document == models.Document.objects.get(code="annual-report-2019")
    assert {(kpi.code) for kpi in models.Inconsistency.objects.get(code__startswith="DH.1").kpis.all()} == {
        "DH.1a",
        "DH.1b",
    }


def test_lists_of_organisations_are_stored(plan: models.Plan, folder: PlanFolder) -> None:
    for name, model in (("prerequisites", models.Prerequisite), ("changes", models.Change)):
        stored = {
            record.code: {organisation.code for organisation in record.responsible.all()}
            for record in model.objects.prefetch_related("responsible")
        }
        assert stored == {row["code"]: set(row["responsible"].split(",")) for row in folder.rows(name)}


def test_a_revised_value_changes_one_row(
    plan: models.Plan, folder: PlanFolder, run: Callable[..., str]
) -> None:
    before = everything()
    folder.edit("ambitions", {"kpi": "P-2.1", "organisation": "HNT"}, value="35,5", printed="35,5%")
    printed = run("load_plan", str(folder.path))
    assert printed.splitlines()[1:] == ["  ambitions: 0 created, 1 changed, 0 removed"]
    after = everything()
    changed = [
        (old, new)
        for table in before
        for old, new in zip(before[table], after[table], strict=True)
        if old != new
    ]
    assert len(changed) == 1
    assert (changed[0][0]["value"], changed[0][1]["value"]) == (30, Decimal("35.5"))


def test_a_revision_from_a_day_is_a_new_row(plan: models.Plan, folder: PlanFolder) -> None:
    like = {"kpi": "P-2.1", "organisation": "HNT"}
    folder.add("ambitions", like, value="60", valid_from="2027-01-01")
    load_plans([folder.path])
    rows = models.Ambition.objects.filter(kpi__code="P-2.1", organisation__code="HNT").order_by("pk")
    assert [(row.value, row.valid_from) for row in rows] == [(30, None), (60, date(2027, 1, 1))]


def test_another_list_changes_one_row(plan: models.Plan, folder: PlanFolder, run: Callable[..., str]) -> None:
    folder.edit("prerequisites", {"code": "B-F1"}, responsible="HMN,STO")
    assert "  prerequisites: 0 created, 1 changed, 0 removed" in run("load_plan", str(folder.path))
    codes = {row.code for row in models.Prerequisite.objects.get(code="B-F1").responsible.all()}
    assert codes == {"HMN", "STO"}


def test_what_has_gone_from_the_files_is_removed(
    plan: models.Plan, folder: PlanFolder, run: Callable[..., str]
) -> None:
    folder.drop_kpi("P-2.1")
    printed = run("load_plan", str(folder.path))
    for line in (
        "KPIs: 0 created, 36 changed, 1 removed",  # those after it have moved up
        "baselines: 0 created, 0 changed, 3 removed",
        "ambitions: 0 created, 0 changed, 3 removed",
    ):
        assert line in printed
    assert not models.Kpi.objects.filter(code="P-2.1").exists()
    run("load_plan", str(REGIONAL_PLAN))
    assert models.Ambition.objects.filter(kpi__code="P-2.1").count() == 3


def test_a_goal_can_go_while_its_kpis_move_to_another(plan: models.Plan, folder: PlanFolder) -> None:
    """Removing the old goal must not take the KPI with it, whatever has been measured on it."""
    measure("K-1.1", "STO")
    folder.remove("goals", lambda row: row["code"] != "K")
    for name in ("sub_goals", "kpis", "prerequisites", "changes"):
        rows = folder.rows(name)
        folder.write(name, [{**row, "goal": "F" if row["goal"] == "K" else row["goal"]} for row in rows])
    load_plans([folder.path])
    assert models.Kpi.objects.get(code="K-1.1").goal.code == "F"
    assert models.Measurement.objects.count() == 1
    assert models.BenefitGoal.objects.count() == 7


def test_a_kpi_with_measurements_is_not_removed(plan: models.Plan, folder: PlanFolder) -> None:
    measure("P-2.1", "STO")
    folder.drop_kpi("P-2.1")
    before = everything()
    with pytest.raises(PlanRefused) as refusal:
        load_plans([folder.path])
    assert [str(finding) for finding in refusal.value.findings] == [
        "regional-plan-2.0/kpis.csv, record P-2.1, field code: the KPI has measurements, so it cannot be removed; "
        "put its row back"
    ]
    assert everything() == before


def test_a_kpi_with_measurements_goes_on_taking_them(plan: models.Plan, folder: PlanFolder) -> None:
    measure("P-2.1", "STO")
    folder.edit("kpis", {"code": "P-2.1"}, takes_measurements="no")
    with pytest.raises(PlanRefused, match=r"record P-2.1 .*field takes_measurements"):
        load_plans([folder.path])


def test_an_organisation_with_measurements_stays_in_the_plan(plan: models.Plan, folder: PlanFolder) -> None:
    measure("P-2.1", "STO")
    folder.remove("scope", lambda row: row["organisation"] != "STO")
    for name in ("baselines", "ambitions"):
        folder.remove(name, lambda row: row["organisation"] != "STO")
    with pytest.raises(PlanRefused, match=r"scope\.csv, record STO, field organisation: .* measurements"):
        load_plans([folder.path])
    models.Measurement.objects.all().delete()
    load_plans([folder.path])
    assert [member.organisation.code for member in plan.members.order_by("position")] == ["HNT", "HMR", "HMN"]
    assert models.Organisation.objects.filter(code="STO").exists()


def test_measurements_and_users_are_left_alone(plan: models.Plan, folder: PlanFolder) -> None:
    measure("P-2.1", "STO")
    user = models.User.objects.create(username="kari")
    models.RoleAssignment.objects.create(
        user=user, organisation=models.Organisation.objects.get(code="STO"), role="coordinator"
    )
    models.Plan.objects.update(demo="loaded")
    folder.edit("plan", {"code": "regional"}, version="2.1")
    load_plans([folder.path])
    assert (models.Measurement.objects.count(), models.RoleAssignment.objects.count()) == (1, 1)
    assert models.Plan.objects.get().demo == "loaded"


def test_region_and_part_can_change_places(plan: models.Plan, folder: PlanFolder) -> None:
    """A plan has one region at any moment, in the middle of loading too."""
    folder.edit("plan", {"code": "regional"}, region="STO")
    folder.edit("scope", {"organisation": "STO"}, role="region")
    folder.edit("scope", {"organisation": "HMN"}, role="part")
    for name in ("baselines", "ambitions"):
        rows = [row for row in folder.rows(name) if row["organisation"] != "HMN"]
        swapped = [{**row, "organisation": row["organisation"].replace("STO", "HMN")} for row in rows]
        regional = [row for row in folder.rows(name) if row["organisation"] == "HMN"]
        folder.write(name, swapped + [{**row, "organisation": "STO"} for row in regional])
    load_plans([folder.path])
    assert dict(plan.members.values_list("organisation__code", "role")) == {
        "STO": "region",
        "HNT": "part",
        "HMR": "part",
        "HMN": "part",
    }


def test_a_new_organisation_may_lie_under_a_new_one(db: None, folder: PlanFolder) -> None:
    folder.add("organisations", {"code": "Hemit"}, code="below", name="Below", kind="unit", parent="above")
    folder.add("organisations", {"code": "Hemit"}, code="above", name="Above", kind="clinic", parent="STO")
    (loaded,) = load_plans([folder.path])
    change = next(change for change in loaded.changes if change.label == "organisations")
    assert (change.created, change.changed) == (9, 0)
    below = models.Organisation.objects.select_related("parent__parent").get(code="below")
    assert below.parent.parent.code == "STO"


def test_other_plans_are_left_alone(plan: models.Plan, tmp_path: Path) -> None:
    second = second_plan(tmp_path)
    load_plans([second.path])
    assert models.Plan.objects.count() == 2
    assert models.Kpi.objects.count() == 98
    before = everything()
    load_plans([REGIONAL_PLAN])
    assert everything() == before


def test_a_kpi_of_another_plan_cannot_be_taken(plan: models.Plan, tmp_path: Path) -> None:
    second = second_plan(tmp_path)
    second.edit("kpis", {"code": "2-P-2.1"}, code="P-2.1")
    for name in ("baselines", "ambitions", "regional_ambitions"):
        rows = second.rows(name)
        second.write(name, [{**row, "kpi": row["kpi"].replace("2-P-2.1", "P-2.1")} for row in rows])
    with pytest.raises(PlanRefused, match=r"record P-2.1 .*field code: the plan regional has a KPI"):
        load_plans([second.path])
    with pytest.raises(PlanRefused, match=r"record P-2.1 .*field code: .*regional-plan-2.0/kpis.csv too"):
        load_plans([REGIONAL_PLAN, second.path])


def test_plans_loaded_together_agree_on_organisations(db: None, tmp_path: Path) -> None:
    second = second_plan(tmp_path)
    line = second.edit("organisations", {"code": "STO"}, name="St. Olav")
    with pytest.raises(PlanRefused) as refusal:
        load_plans([REGIONAL_PLAN, second.path])
    assert [str(finding) for finding in refusal.value.findings] == [
        f"second/organisations.csv, record STO (line {line}), field name: "
        "regional-plan-2.0/organisations.csv says otherwise (line 3); write the same in both"
    ]
    assert not models.Plan.objects.exists()


def second_plan(tmp_path: Path) -> PlanFolder:
    """A plan of the same organisations, with KPIs of its own."""
    second = PlanFolder(tmp_path / "second")
    second.edit("plan", {"code": "regional"}, code="second", title="Second")
    for name, key in (
        ("kpis", "code"),
        ("baselines", "kpi"),
        ("ambitions", "kpi"),
        ("regional_ambitions", "kpi"),
        ("requirements", "kpi"),
    ):
        second.write(name, [{**row, key: f"2-{row[key]}"} for row in second.rows(name)])
    second.write(
        "inconsistencies",
        [
            {**row, "kpis": ",".join(f"2-{code}" for code in row["kpis"].split(","))}
            for row in second.rows("inconsistencies")
        ],
    )
    return second


def test_the_number_of_queries_does_not_grow_with_the_plan(plan: models.Plan, folder: PlanFolder) -> None:
    with CaptureQueriesContext(connection) as as_it_is:
        load_plans([folder.path])
    folder.double()
    load_plans([folder.path])
    with CaptureQueriesContext(connection) as doubled:
        load_plans([folder.path])
    assert models.Kpi.objects.count() == 98
    assert len(doubled) == len(as_it_is)


@pytest.mark.django_db
def test_what_is_not_there_is_said(run: Callable[..., str], tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no-such-folder: there is no such file or folder"):
        run("load_plan", str(tmp_path / "no-such-folder"))
