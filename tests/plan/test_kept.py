"""What people entered is never taken away: not by loading a plan's files, and not by deleting what it hangs on.

Revisions have a file of their own, `test_revisions`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import PROTECT, ForeignKey, Model, ProtectedError

from kpi import models
from kpi.files.plan.findings import PlanRefused
from kpi.files.plan.load import load_plans
from tests.plan.folder import REGIONAL_PLAN, PlanFolder
from tests.plan.register import everything, measure, register_revision

P21 = ("P-2.1", "STO")


def refused(folder: PlanFolder) -> list[str]:
    """What is said to files that would take something away; nothing has changed then."""
    before = everything()
    with pytest.raises(PlanRefused) as refusal:
        load_plans([folder.path])
    assert everything() == before
    return [str(finding) for finding in refusal.value.findings]


def test_a_kpi_with_measurements_is_not_removed(plan: models.Plan, folder: PlanFolder) -> None:
    measure(*P21)
    folder.drop_kpi("P-2.1")
    assert refused(folder) == [
        "regional-plan-2.0/kpis.csv, record P-2.1, field code: the KPI has measurements or revisions, so it cannot be "
        "removed; put it back"
    ]


@pytest.mark.parametrize("state", ["proposed", "superseded"])
def test_whatever_became_of_the_measurement(plan: models.Plan, folder: PlanFolder, state: str) -> None:
    measure(*P21, state=state, approved_at=None)
    assert not models.Measurement.objects.filter(state="current").exists()
    folder.drop_kpi("P-2.1")
    assert "field code: the KPI has measurements" in refused(folder)[0]


def test_the_figures_of_a_unit_keep_its_trust_and_the_kpi(plan: models.Plan, folder: PlanFolder) -> None:
    sto = models.Organisation.objects.get(code="STO")
    models.Organisation.objects.create(code="KLINIKK", name="Klinikk", kind="clinic", parent=sto)
    measure("P-2.1", "KLINIKK")
    folder.drop_organisation("STO")
    folder.edit("inconsistencies", {"kpis": "SP-3.3"}, organisations="HNT")
    assert [finding.partition(": ")[0] for finding in refused(folder)] == [
        "regional-plan-2.0/members.csv, record STO, field organisation"
    ]
    folder = PlanFolder(folder.path.with_name("other"))
    folder.drop_kpi("P-2.1")
    assert "record P-2.1, field code" in refused(folder)[0]


def test_a_kpi_with_measurements_keeps_its_indicator(plan: models.Plan, folder: PlanFolder) -> None:
    measure(*P21)
    for indicator in ("", "P-1.3"):
        line = folder.edit("kpis", {"code": "P-2.1"}, indicator=indicator)
        (finding,) = refused(folder)
        assert finding == (
            f"regional-plan-2.0/kpis.csv, record P-2.1 (line {line}), field indicator: there are measurements of "
            "P-2.1 already; write it again, or take a new KPI code"
        )


def test_without_measurements_a_kpi_may_have_another_indicator(plan: models.Plan, folder: PlanFolder) -> None:
    folder.edit("kpis", {"code": "P-2.1"}, indicator="P-1.3")
    load_plans([folder.path])
    kpi = models.Kpi.objects.get(code="P-2.1")
    assert kpi.indicator == models.Indicator.objects.get(code="P-1.3")


def test_an_organisation_with_measurements_stays_in_the_plan(plan: models.Plan, folder: PlanFolder) -> None:
    measurement = measure(*P21)
    folder.drop_organisation("STO")
    assert refused(folder) == [
        "regional-plan-2.0/members.csv, record STO, field organisation: the organisation has measurements or revisions "
        "on the plan's KPIs, so it cannot be removed; put it back"
    ]
    measurement.delete()
    load_plans([folder.path])
    assert [member.organisation.code for member in plan.members.order_by("position")] == ["HNT", "HMR", "HMN"]
    assert models.Organisation.objects.filter(code="STO").exists()


def test_measurements_of_what_the_plan_does_not_use_keep_nothing(
    plan: models.Plan, folder: PlanFolder
) -> None:
    other = models.Indicator.objects.create(code="other", name="Noe annet")
    measure(other.code, "STO")
    measure("P-2.1", "SYA")  # which is no member
    folder.drop_organisation("STO")
    folder.drop_kpi("P-2.1")
    load_plans([folder.path])
    assert models.Measurement.objects.count() == 2


@pytest.mark.one_database
@pytest.mark.parametrize("column", ["unit", "direction", "over_time", "aggregation"])
def test_what_an_indicator_measures_stays_once_it_is_measured(
    plan: models.Plan, folder: PlanFolder, column: str
) -> None:
    measure(*P21)
    measure("P-2.1", "HNT")
    other = {"unit": "days", "direction": "lower", "over_time": "year_sum", "aggregation": "sum"}
    where = {"code": "P-2.1"}
    if column in ("over_time", "aggregation"):
        # A share is neither added up over parts nor over a year.
        models.Indicator.objects.filter(code="P-2.1").update(unit="count")
        folder.edit("indicators", where, unit="count")
        for name in ("ambitions", "regional_ambitions"):
            folder.write(name, [{**row, "value": row["value"].split(".")[0]} for row in folder.rows(name)])
    if column == "over_time":
        models.Indicator.objects.filter(code="P-2.1").update(aggregation="sum")
        folder.edit("indicators", where, aggregation="sum")
    line = folder.edit("indicators", where, **{column: other[column]})
    (finding,) = refused(folder)
    assert finding == (
        f"regional-plan-2.0/indicators.csv, record P-2.1 (line {line}), field {column}: 2 measurements were given with "
        "another definition; keep the cell as it was, or take a new code for what is measured now"
    )


@pytest.mark.one_database
def test_what_an_indicator_is_called_may_change(plan: models.Plan, folder: PlanFolder) -> None:
    measure(*P21)
    folder.edit("indicators", {"code": "P-2.1"}, name="Timer bestilt på nett", decimals="2", due_days="30")
    load_plans([folder.path])
    indicator = models.Indicator.objects.get(code="P-2.1")
    assert (indicator.name, indicator.decimals, indicator.due_days) == ("Timer bestilt på nett", 2, 30)


FOLLOW_UP = {
    "owner": "Kari Nordmann",
    "deadline": date(2026, 9, 1),
    "status": "under_way",
    "note": "Drøftes i ledergruppa",
}


@pytest.mark.parametrize("column", FOLLOW_UP)
def test_follow_up_keeps_the_responsibility(plan: models.Plan, folder: PlanFolder, column: str) -> None:
    """Whichever of the columns is filled in, and whether the organisation or the whole undertaking would go."""
    here = models.Responsibility.objects.filter(undertaking__code="B-F1", organisation__code="HNT")
    here.update(**{column: FOLLOW_UP[column]})
    expected = (
        "regional-plan-2.0/undertakings.csv, record B-F1, field responsible: HNT has follow-up here, so it cannot be "
        "removed; put it back in the list"
    )
    folder.edit("undertakings", {"code": "B-F1"}, responsible="STO,HMR")
    assert refused(folder) == [expected]
    folder.remove("undertakings", lambda row: row["code"] != "B-F1")
    assert refused(folder) == [expected]


def test_follow_up_stays_while_the_list_around_it_changes(plan: models.Plan, folder: PlanFolder) -> None:
    models.Responsibility.objects.filter(undertaking__code="B-F1", organisation__code="HNT").update(
        **FOLLOW_UP
    )
    folder.edit("undertakings", {"code": "B-F1"}, responsible="HMN,HNT", text="Ny tekst", kind="change")
    load_plans([folder.path])
    rows = models.Responsibility.objects.filter(undertaking__code="B-F1").order_by("position")
    assert [(row.organisation.code, row.owner, row.status) for row in rows] == [
        ("HMN", "", ""),
        ("HNT", "Kari Nordmann", "under_way"),
    ]


def test_an_undertaking_without_follow_up_goes(plan: models.Plan, folder: PlanFolder) -> None:
    folder.remove("undertakings", lambda row: row["code"] != "B-F1")
    load_plans([folder.path])
    assert not models.Undertaking.objects.filter(code="B-F1").exists()
    assert not models.Responsibility.objects.filter(undertaking__code="B-F1").exists()


@pytest.mark.one_database
def test_users_roles_and_the_demos_mark_are_left_alone(plan: models.Plan, folder: PlanFolder) -> None:
    measure(*P21)
    user = models.User.objects.create(username="kari")
    models.RoleAssignment.objects.create(
        user=user, organisation=models.Organisation.objects.get(code="STO"), role="coordinator"
    )
    models.Plan.objects.update(demo="loaded")
    folder.edit("plan", {"code": "regional"}, version="2.1")
    load_plans([folder.path])
    assert (models.Measurement.objects.count(), models.RoleAssignment.objects.count()) == (1, 1)
    assert models.Plan.objects.get().demo == "loaded"


def test_no_row_is_ever_deleted_along_with_another() -> None:
    """Every reference between the register's tables protects what it refers to. The rows that only tie two records
    together, with nothing entered in them, are the exception."""
    for model in apps.get_app_config("kpi").get_models():
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and field.remote_field.parent_link is False:
                assert field.remote_field.on_delete is PROTECT, f"{model.__name__}.{field.name}"


@pytest.mark.parametrize(
    ("model", "where"),
    [
        (models.Indicator, {"code": "P-2.1"}),
        (models.Organisation, {"code": "STO"}),
        (models.Kpi, {"code": "P-2.1"}),
        (models.Plan, {"code": "regional"}),
        (models.BenefitGoal, {"code": "P"}),
        (models.Undertaking, {"code": "B-F1"}),
        (models.Revision, {"code": "mine"}),
        (models.User, {"username": "kari"}),
    ],
)
def test_deleting_what_something_hangs_on_is_refused(
    plan: models.Plan, model: type[Model], where: dict[str, str]
) -> None:
    user = models.User.objects.create(username="kari")
    measure(*P21, entered_by=user)
    revision = register_revision(plan)
    models.Ambition.objects.create(
        kpi=models.Kpi.objects.get(code="P-2.1"),
        organisation=models.Organisation.objects.get(code="STO"),
        kind="level",
        value=55,
        revision=revision,
    )
    before = everything()
    with pytest.raises(ProtectedError), transaction.atomic():
        model._default_manager.get(**where).delete()
    assert everything() == before


def test_what_no_check_foresees_is_refused_by_the_database(
    plan: models.Plan, folder: PlanFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpi.actions.store_plan.left_out", lambda rows, in_use: [])
    revision = register_revision(plan)
    kpi = models.Kpi.objects.get(code="P-2.1")
    models.Definition.objects.create(kpi=kpi, text="Telles på ny måte", revision=revision)
    folder.drop_kpi("P-2.1")
    (finding,) = refused(folder)
    assert finding.endswith("the files leave out is used by P-2.1: Telles på ny måte; put it back")


@pytest.mark.one_database
def test_the_remedy_works(plan: models.Plan, folder: PlanFolder, run: Callable[..., str]) -> None:
    measure(*P21)
    folder.drop_kpi("P-2.1")
    refused(folder)
    assert "nothing changed" in run("load_plan", str(REGIONAL_PLAN))
