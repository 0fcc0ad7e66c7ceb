"""What loading the files of a plan that is there already stores, changes and removes. What is kept: `test_kept`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kpi import models
from kpi.files.plan.findings import PlanRefused
from kpi.files.plan.load import load_plans
from tests.plan.folder import REGIONAL_PLAN, PlanFolder
from tests.plan.register import everything, measure, no_writes

TITLE = "Regional gevinstrealiseringsplan 2.0 (regional-plan-2.0)"


def test_twice_changes_nothing_and_says_so(plan: models.Plan, run: Callable[..., str]) -> None:
    before = everything()
    with no_writes():
        printed = run("load_plan")
    assert printed == f"{TITLE}: nothing changed.\n"
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
    assert (member.part_of, member.go_live, member.position) == (plan.owner, date(2023, 1, 1), 1)
    assert plan.members.get(organisation__code="HMN").part_of is None
    assert models.Organisation.objects.get(code="STO").parent == plan.owner
    assert models.Kpi.objects.get(code="P-1.3").sub_goal == models.SubGoal.objects.get(code="P-1")
    limit = models.RequirementLimit.objects.get(kpi__code="S-1.3")
    assert (limit.requirement.code, limit.comparison, limit.limit) == ("appointments-kept", "at_most", 5)
    assert limit.document == models.Document.objects.get(code="annual-report-2019")
    assert {(kpi.code) for kpi in models.Inconsistency.objects.get(code__startswith="DH.1").kpis.all()} == {
        "DH.1a",
        "DH.1b",
    }


def test_what_is_measured_is_apart_from_its_use(plan: models.Plan) -> None:
    kpi = models.Kpi.objects.get(code="SP.1")
    assert kpi.indicator is not None
    assert (kpi.indicator.unit, kpi.indicator.aggregation, kpi.indicator.over_time) == (
        "count",
        "sum",
        "year_sum",
    )
    assert (kpi.unit, kpi.direction, kpi.frequency) == ("count", "lower", "tertial")
    dashboard = models.Kpi.objects.get(code="SP-2.1")
    assert (dashboard.indicator, dashboard.takes_measurements, dashboard.unit) == (None, False, "")


def test_terms_without_a_start_belong_to_one_revision_of_the_files(plan: models.Plan) -> None:
    (revision,) = models.Revision.objects.all()
    assert (revision.code, revision.origin, revision.valid_from) == ("start", "file", None)
    assert revision.ambition_rows.count() == 147


def test_lists_of_organisations_are_stored_in_their_order(plan: models.Plan, folder: PlanFolder) -> None:
    stored: dict[str, list[str]] = {}
    rows = models.Responsibility.objects.order_by("undertaking", "position")
    for code, organisation in rows.values_list("undertaking__code", "organisation__code"):
        stored.setdefault(code, []).append(organisation)
    assert stored == {row["code"]: row["responsible"].split(",") for row in folder.rows("undertakings")}


def test_a_revised_value_changes_one_row(
    plan: models.Plan, folder: PlanFolder, run: Callable[..., str]
) -> None:
    before = everything()
    folder.edit("ambitions", {"kpi": "P-2.1", "organisation": "HNT"}, value="35,5", printed="35,5%")
    printed = run("load_plan", str(folder.path))
    assert printed.splitlines() == [
        f"{TITLE}:",
        "  ambitions: 0 created, 1 changed, 0 removed",
        "    P-2.1/HNT, printed: 30% → 35,5%",
        "    P-2.1/HNT, value: 30 → 35.5",
    ]
    after = everything()
    changed = [
        (old, new)
        for table in before
        for old, new in zip(before[table], after[table], strict=True)
        if old != new
    ]
    assert len(changed) == 1
    assert (changed[0][0]["value"], changed[0][1]["value"]) == (30, Decimal("35.5"))


def test_every_changed_field_is_printed_as_people_write_it(
    plan: models.Plan, folder: PlanFolder, run: Callable[..., str]
) -> None:
    """References by code, lists as lists, figures without the zeros that the database adds."""
    folder.edit("members", {"organisation": "STO"}, go_live="2024-02")
    folder.edit("kpis", {"code": "P-2.1"}, sub_goal="P-1", data_source="HelsaMi")
    folder.edit("undertakings", {"code": "B-F1"}, responsible="HMN,STO")
    folder.edit("inconsistencies", {"code": "S-1.1-limit"}, organisations="STO,HNT")
    folder.edit("thresholds", {"kpi": ""}, green="0.6")
    printed = run("load_plan", str(folder.path)).splitlines()
    assert [line for line in printed if "→" in line] == [
        "    STO, go_live: 2023-01 → 2024-02",
        "    P-2.1, data_source: (empty) → HelsaMi",
        "    P-2.1, sub_goal: P-2 → P-1",
        "    B-F1, responsible: STO,HNT,HMR → HMN,STO",
        "    S-1.1-limit, organisations: (empty) → STO,HNT",
        "    all KPIs, green: 0.5 → 0.6",
    ]


def test_a_dry_run_tells_what_would_change_and_stores_nothing(
    plan: models.Plan, folder: PlanFolder, run: Callable[..., str]
) -> None:
    folder.edit("ambitions", {"kpi": "P-2.1", "organisation": "HNT"}, value="35")
    folder.drop_kpi("P-2.2")
    before = everything()
    tried = run("load_plan", str(folder.path), "--dry-run").splitlines()
    assert everything() == before
    assert tried[-1] == "dry run: nothing stored"
    assert "    P-2.1/HNT, value: 30 → 35" in tried
    assert run("load_plan", str(folder.path)).splitlines() == tried[:-1]


def test_a_dry_run_of_bad_files_fails_as_loading_them_does(
    plan: models.Plan, folder: PlanFolder, run: Callable[..., str]
) -> None:
    folder.edit("ambitions", {"kpi": "P-2.1", "organisation": "HNT"}, value="x")
    with pytest.raises(CommandError, match=r"record P-2\.1/HNT .* field value") as refusal:
        run("load_plan", str(folder.path), "--dry-run")
    assert refusal.value.returncode == 1


def test_a_version_from_a_day_is_a_new_row(plan: models.Plan, folder: PlanFolder) -> None:
    like = {"kpi": "P-2.1", "organisation": "HNT"}
    folder.add("ambitions", like, value="60", valid_from="2027-01-01")
    load_plans([folder.path])
    rows = models.Ambition.objects.filter(kpi__code="P-2.1", organisation__code="HNT").order_by("pk")
    assert [(row.value, row.valid_from) for row in rows] == [(30, None), (60, date(2027, 1, 1))]
    assert [row.revision.code for row in rows] == ["start", "from-2027-01-01"]
    load_plans([REGIONAL_PLAN])
    assert [row.value for row in rows.all()] == [30]
    assert models.Revision.objects.count() == 1


def test_another_list_changes_one_row(plan: models.Plan, folder: PlanFolder, run: Callable[..., str]) -> None:
    folder.edit("undertakings", {"code": "B-F1"}, responsible="HMN,STO")
    printed = run("load_plan", str(folder.path))
    assert "  prerequisites and changes: 0 created, 1 changed, 0 removed" in printed
    rows = models.Responsibility.objects.filter(undertaking__code="B-F1").order_by("position")
    assert [row.organisation.code for row in rows] == ["HMN", "STO"]


def test_what_has_gone_from_the_files_is_removed(
    plan: models.Plan, folder: PlanFolder, run: Callable[..., str]
) -> None:
    folder.drop_kpi("P-2.1")
    printed = run("load_plan", str(folder.path))
    for line in (
        "KPIs: 0 created, 36 changed, 1 removed",  # those after it have moved up
        "    order: 36 have another place among the rows",
        "baselines: 0 created, 0 changed, 3 removed",
        "ambitions: 0 created, 0 changed, 3 removed",
        "    P-2.1/STO: removed",
    ):
        assert line in printed
    assert not models.Kpi.objects.filter(code="P-2.1").exists()
    assert models.Indicator.objects.filter(code="P-2.1").exists()
    run("load_plan", str(REGIONAL_PLAN))
    assert models.Ambition.objects.filter(kpi__code="P-2.1").count() == 3


def test_a_goal_can_go_while_its_kpis_move_to_another(plan: models.Plan, folder: PlanFolder) -> None:
    """Removing the old goal must not take the KPI with it, whatever has been measured on it."""
    measure("K-1.1", "STO")
    folder.remove("goals", lambda row: row["code"] != "K")
    for name in ("sub_goals", "kpis", "undertakings"):
        rows = folder.rows(name)
        folder.write(name, [{**row, "goal": "F" if row["goal"] == "K" else row["goal"]} for row in rows])
    load_plans([folder.path])
    assert models.Kpi.objects.get(code="K-1.1").goal.code == "F"
    assert models.Measurement.objects.count() == 1
    assert models.BenefitGoal.objects.count() == 7


def test_whole_and_part_can_change_places(plan: models.Plan, folder: PlanFolder) -> None:
    """No member is a part of itself at any moment, in the middle of loading too."""
    folder.edit("plan", {"code": "regional"}, owner="STO")
    swap = {"STO": "HMN", "HMN": "STO", "": ""}
    for name in ("members", "baselines", "ambitions", "regional_ambitions"):
        rows = folder.rows(name)
        for row in rows:
            row["organisation"] = swap.get(row["organisation"], row["organisation"])
            if name == "members":
                row["part_of"] = swap[row["part_of"]]
        folder.write(name, rows)
    load_plans([folder.path])
    assert dict(plan.members.values_list("organisation__code", "part_of__code")) == {
        "STO": None,
        "HNT": "STO",
        "HMR": "STO",
        "HMN": "STO",
    }


def test_a_new_organisation_may_belong_to_a_new_one(plan: models.Plan, folder: PlanFolder) -> None:
    folder.add("organisations", {"code": "Hemit"}, code="below", name="Below", kind="unit", parent="above")
    folder.add("organisations", {"code": "Hemit"}, code="above", name="Above", kind="clinic", parent="STO")
    (loaded,) = load_plans([folder.path])
    change = next(change for change in loaded.changes if change.label == "organisations")
    assert (change.created, change.changed) == (2, 0)
    below = models.Organisation.objects.select_related("parent__parent").get(code="below")
    assert below.parent.parent.code == "STO"


def test_a_new_indicator_may_be_derived_from_a_new_one(plan: models.Plan, folder: PlanFolder) -> None:
    folder.add("indicators", {"code": "P-2.1"}, code="new-1", name="New 1", derived_from="new-2")
    folder.add("indicators", {"code": "P-2.1"}, code="new-2", name="New 2", derived_from="P-2.1")
    load_plans([folder.path])
    indicator = models.Indicator.objects.get(code="new-1")
    assert indicator.derived_from is not None
    assert indicator.derived_from.derived_from == models.Indicator.objects.get(code="P-2.1")


def test_a_kpi_and_an_organisation_need_no_blank_rows(plan: models.Plan, folder: PlanFolder) -> None:
    folder.add("indicators", {"code": "P-2.1"}, code="new", name="New")
    folder.add("kpis", {"code": "P-2.1"}, code="P-2.9", indicator="new", name="New")
    folder.add("members", {"organisation": "STO"}, organisation="HPAS")
    load_plans([folder.path])
    assert models.Kpi.objects.get(code="P-2.9").ambitions.count() == 0
    assert plan.members.get(organisation__code="HPAS").position == 5


def test_the_number_of_queries_does_not_grow_with_the_plan(plan: models.Plan, folder: PlanFolder) -> None:
    with CaptureQueriesContext(connection) as as_it_is:
        load_plans([folder.path])
    folder.double()
    load_plans([folder.path])
    with CaptureQueriesContext(connection) as doubled:
        load_plans([folder.path])
    assert models.Kpi.objects.count() == 98
    assert len(doubled) == len(as_it_is)


def test_what_the_register_cannot_take_is_one_fault(
    plan: models.Plan, folder: PlanFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the database itself refuses becomes a finding, and nothing is stored."""
    folder.edit("plan", {"code": "regional"}, title="Ny tittel")
    before = everything()
    monkeypatch.setattr("kpi.actions.store_plan.left_out", _fail)
    with pytest.raises(PlanRefused, match="load the plan again"):
        load_plans([folder.path])
    assert everything() == before


def _fail(*_arguments: object) -> None:
    models.Plan.objects.create(code="regional", title="x", owner=models.Organisation.objects.all()[0])


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("2099-01", "2099-01 lies 75 years after the plan's own date (2024-12-04). Is the year right?"),
        ("1923-01", "1923-01 lies 101 years before the plan's own date"),
        ("2010-01", ""),
    ],
)
def test_a_go_live_that_may_be_a_slip_is_asked_about(
    plan: models.Plan, folder: PlanFolder, run: Callable[..., str], month: str, said: str
) -> None:
    folder.edit("members", {"organisation": "STO"}, go_live=month)
    printed = run("load_plan", str(folder.path))
    asked = [line for line in printed.splitlines() if "Is the year right?" in line]
    assert len(asked) == bool(said)
    assert not said or (said in asked[0] and "STO, go_live" in asked[0])


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2072", "2072 lies 48 years after the plan's own date (2024-12-04). Is the year right?"),
        ("2023", "2023 lies before the plan's own date (2024-12-04). Is the year right?"),
        ("2044", ""),
        ("", ""),
    ],
)
@pytest.mark.parametrize("dry_run", [[], ["--dry-run"]])
def test_a_deadline_that_may_be_a_slip_is_asked_about(
    plan: models.Plan, folder: PlanFolder, run: Callable[..., str], year: str, said: str, dry_run: list[str]
) -> None:
    folder.edit("ambitions", {"kpi": "P-2.1", "organisation": "STO"}, deadline=year)
    printed = run("load_plan", str(folder.path), *dry_run)
    asked = [line for line in printed.splitlines() if "Is the year right?" in line]
    assert len(asked) == bool(said)
    assert not said or (said in asked[0] and "ambitions.csv line " in asked[0] and "P-2.1/STO" in asked[0])
