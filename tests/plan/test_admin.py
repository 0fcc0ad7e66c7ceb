"""The administration pages open, reference data can be edited, and what actions write cannot."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kpi import models
from kpi.files.plan.load import load_plans
from kpi.files.plan.revise import revise_plan
from tests.plan.folder import PlanFolder
from tests.plan.register import measure

READ_ONLY = [
    models.Ambition,
    models.Baseline,
    models.Definition,
    models.Indicator,
    models.Kpi,
    models.Measurement,
    models.Plan,
    models.RegionalAmbition,
    models.Requirement,
    models.RequirementLimit,
    models.Revision,
    models.Threshold,
]
EDITED = [
    models.BenefitGoal,
    models.Document,
    models.GlossaryEntry,
    models.Inconsistency,
    models.Organisation,
    models.PlanRole,
    models.PlanVersion,
    models.ReportingDuty,
    models.RoleAssignment,
    models.SubGoal,
    models.Undertaking,
    models.User,
]
WITHOUT_A_PAGE = [
    models.Category,
    models.Dimension,
    models.PlanMember,
    models.PrintedFigure,
    models.RegisterStamp,
    models.Responsibility,
]
"""Tables without a page of their own: shown with another, or not yet in use."""


def address(model: type[Model], page: str, *arguments: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


@pytest.fixture
def root(plan: models.Plan) -> models.User:
    user = models.User.objects.create_superuser("root", password="a long password")
    models.RoleAssignment.objects.create(
        user=user, organisation=models.Organisation.objects.get(code="STO"), role="coordinator"
    )
    measure("P-2.1", "STO")
    kpi = models.Kpi.objects.get(code="P-2.1")
    definition = models.Definition(kpi=kpi, text="Også timer bestilt på telefon")
    revise_plan(plan, [definition], valid_from=None, reason="Vedtatt", by=user)
    return user


@pytest.fixture
def as_root(client: Client, root: models.User) -> Client:
    client.force_login(root)
    return client


@pytest.fixture
def staff(root: models.User) -> models.User:
    """Somebody who may work in the administration, with all rights that can be given there."""
    user = models.User.objects.create_user("staff", password="a long password", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="kpi"))
    return user


def test_every_table_has_a_page_or_a_place_on_one() -> None:
    own = {model for model in admin.site._registry if model._meta.app_label == "kpi"}
    assert own == {*READ_ONLY, *EDITED}
    assert set(apps.get_app_config("kpi").get_models()) == own | set(WITHOUT_A_PAGE)


def test_the_pages_open(as_root: Client) -> None:
    for model in (*READ_ONLY, *EDITED):
        record = model._default_manager.first()
        assert record is not None, model
        for page in (
            address(model, "changelist"),
            address(model, "changelist") + "?q=a",
            address(model, "change", record.pk),
        ):
            assert as_root.get(page).status_code == 200, page
        added = as_root.get(address(model, "add")).status_code
        assert added == (403 if model in READ_ONLY else 200), model


@pytest.mark.one_database
def test_what_actions_write_cannot_be_written_here(as_root: Client) -> None:
    for model in READ_ONLY:
        before = sorted(str(row) for row in model._default_manager.values())
        record = model._default_manager.first()
        assert record is not None, model
        for url, data in (
            (address(model, "add"), {"code": "x", "value": "1"}),
            (address(model, "change", record.pk), {"code": "x", "value": "1"}),
            (address(model, "delete", record.pk), {"post": "yes"}),
        ):
            assert as_root.post(url, data).status_code == 403, url
        as_root.post(
            address(model, "changelist"),
            {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"},
        )
        assert sorted(str(row) for row in model._default_manager.values()) == before, model


@pytest.mark.one_database
@pytest.mark.one_database
def test_the_list_says_that_it_is_only_shown(as_root: Client) -> None:
    page = as_root.get(address(models.Ambition, "changelist")).content.decode()
    assert "vises her, endres ikke her" in page
    assert "vises her" not in as_root.get(address(models.GlossaryEntry, "changelist")).content.decode()


@pytest.mark.one_database
@pytest.mark.one_database
def test_figures_and_records_read_as_people_write_them(as_root: Client) -> None:
    ambition = models.RegionalAmbition.objects.get(kpi__code="P-2.1")
    for page in (
        address(models.RegionalAmbition, "changelist"),
        address(models.RegionalAmbition, "change", ambition.pk),
    ):
        text = as_root.get(page).content.decode()
        assert "43,3" in text
        assert "43,30" not in text
    assert "P-2.1: 43,3%" in text
    own = models.Ambition.objects.get(kpi__code="P-2.1", organisation__code="HNT")
    limits = models.Threshold.objects.get(kpi=None)
    page = as_root.get(address(models.Threshold, "change", limits.pk)).content.decode()
    assert "Grønn fra 50 %, gul fra 25 % av ambisjonen" in page
    of_one = models.Threshold(kpi=own.kpi, basis="value", green=Decimal("7.50"), yellow=Decimal(10))
    assert str(of_one) == ("P-2.1: grønn fra 7,5, gul fra 10")
    assert "P-2.1/HNT: 30%" in as_root.get(address(models.Ambition, "change", own.pk)).content.decode()


@pytest.mark.one_database
def test_reference_data_is_edited(as_root: Client) -> None:
    entry = models.GlossaryEntry.objects.get(term="Nullpunkt")
    data = {
        "plan": entry.plan_id,
        "term": "Nullpunkt",
        "explanation": "Verdien før innføringen",
        "position": entry.position,
        "document": entry.document_id,
        "section": "1.5",
        "footnote": "",
    }
    assert as_root.post(address(models.GlossaryEntry, "change", entry.pk), data).status_code == 302
    entry.refresh_from_db()
    assert entry.explanation == "Verdien før innføringen"


@pytest.mark.one_database
@pytest.mark.parametrize(("parent", "allowed"), [("STO", False), ("HMN", False), ("HPAS", True), ("", True)])
def test_an_organisation_never_belongs_to_itself(as_root: Client, parent: str, allowed: bool) -> None:
    """HMN is above STO, so STO cannot be above HMN."""
    organisation = models.Organisation.objects.get(code="HMN")
    above = models.Organisation.objects.get(code=parent).pk if parent else ""
    data = {"code": "HMN", "name": "Helse Midt-Norge RHF", "kind": "region", "parent": above}
    reply = as_root.post(address(models.Organisation, "change", organisation.pk), data)
    assert reply.status_code == (302 if allowed else 200)
    organisation.refresh_from_db()
    assert organisation.parent_id == (above or None if allowed else None)


def test_a_goal_with_kpis_cannot_be_deleted(as_root: Client) -> None:
    """Deleting it would take KPIs and ambitions along, which only actions may do."""
    for code in ("P", "K"):  # with and without measurements
        goal = models.BenefitGoal.objects.get(code=code)
        as_root.post(address(models.BenefitGoal, "delete", goal.pk), {"post": "yes"})
        assert models.Kpi.objects.filter(goal=goal).exists()


def test_the_number_of_queries_does_not_grow_with_the_rows(as_root: Client, folder: PlanFolder) -> None:
    listed = (models.Ambition, models.Baseline, models.Undertaking, models.Kpi, models.Inconsistency)

    def queries() -> list[int]:
        counts = []
        for model in listed:
            with CaptureQueriesContext(connection) as captured:
                as_root.get(address(model, "changelist"))
            counts.append(len(captured))
        return counts

    queries()
    whole = queries()
    folder.drop_kpi("P-2.2")
    folder.remove("undertakings", lambda row: row["goal"] == "SP")
    folder.remove("inconsistencies", lambda row: row["kpis"] == "S-1.1")
    load_plans([folder.path])
    assert queries() == whole


def test_a_role_is_given_with_the_user(as_root: Client) -> None:
    user = models.User.objects.create_user("kari", password="a long password")
    page = as_root.get(address(models.User, "change", user.pk)).content.decode()
    assert 'name="roles-TOTAL_FORMS"' in page
    data = {
        "username": "kari",
        "is_active": "on",
        "date_joined_0": "2026-01-01",
        "date_joined_1": "12:00:00",
        "roles-TOTAL_FORMS": "1",
        "roles-INITIAL_FORMS": "0",
        "roles-0-organisation": models.Organisation.objects.get(code="HNT").pk,
        "roles-0-role": "coordinator",
    }
    assert as_root.post(address(models.User, "change", user.pk), data).status_code == 302
    assert [(role.organisation.code, role.role) for role in user.roles.all()] == [("HNT", "coordinator")]


def test_a_new_user_gets_a_password_that_works(as_root: Client) -> None:
    data = {"username": "kari", "usable_password": "true", "password1": "kort", "password2": "kort"}
    assert as_root.post(address(models.User, "add"), data).status_code == 200
    data |= {"password1": "nok-av-bokstaver-7", "password2": "nok-av-bokstaver-7"}
    assert as_root.post(address(models.User, "add"), data).status_code == 302
    assert models.User.objects.get(username="kari").check_password("nok-av-bokstaver-7")


@pytest.mark.one_database
def test_staff_neither_make_themselves_superusers_nor_change_one(
    client: Client, staff: models.User, root: models.User
) -> None:
    client.force_login(staff)
    data = {
        "username": "staff",
        "is_active": "on",
        "is_staff": "on",
        "is_superuser": "on",
        "date_joined_0": "2026-01-01",
        "date_joined_1": "12:00:00",
        "roles-TOTAL_FORMS": "0",
        "roles-INITIAL_FORMS": "0",
    }
    assert client.post(address(models.User, "change", staff.pk), data).status_code == 302
    assert (
        client.post(address(models.User, "change", root.pk), {**data, "username": "root"}).status_code == 403
    )
    assert client.post(address(models.User, "delete", root.pk), {"post": "yes"}).status_code == 403
    passwords = {"usable_password": "true", "password1": "taken-over-1234", "password2": "taken-over-1234"}
    reply = client.post(reverse("admin:auth_user_password_change", args=[root.pk]), passwords)
    assert reply.status_code == 403
    staff.refresh_from_db()
    root.refresh_from_db()
    assert not staff.is_superuser
    assert root.check_password("a long password")


@pytest.mark.one_database
def test_staff_give_nobody_a_role_not_even_with_the_right_to_edit_users(
    client: Client, staff: models.User, root: models.User
) -> None:
    client.force_login(staff)
    role = models.RoleAssignment.objects.get(user=root)
    given = {"user": staff.pk, "organisation": role.organisation_id, "role": "plan_admin"}
    for page in (
        address(models.RoleAssignment, "add"),
        address(models.RoleAssignment, "change", role.pk),
        address(models.RoleAssignment, "delete", role.pk),
    ):
        assert client.post(page, {**given, "post": "yes"}).status_code == 403
    with_user = {
        "username": "staff",
        "is_active": "on",
        "date_joined_0": "2026-01-01",
        "date_joined_1": "12:00:00",
        "roles-TOTAL_FORMS": "1",
        "roles-INITIAL_FORMS": "0",
        "roles-0-organisation": role.organisation_id,
        "roles-0-role": "plan_admin",
    }
    assert client.post(address(models.User, "change", staff.pk), with_user).status_code == 302
    assert list(models.RoleAssignment.objects.all()) == [role]


@pytest.mark.one_database
def test_staff_see_what_they_cannot_change(client: Client, plan: models.Plan) -> None:
    user = models.User.objects.create_user("staff", password="a long password", is_staff=True)
    client.force_login(user)
    assert client.get(address(models.Ambition, "changelist")).status_code == 200
    assert client.get(address(models.GlossaryEntry, "changelist")).status_code == 403


def test_only_staff_come_in(client: Client, plan: models.Plan) -> None:
    for user in (None, models.User.objects.create_user("kari", password="a long password")):
        if user:
            client.force_login(user)
        for model in (*READ_ONLY, *EDITED):
            reply = client.get(address(model, "changelist"))
            assert reply.status_code == 302, model
            assert "login" in reply["Location"]


def follow_up(undertaking: models.Undertaking, **cells: object) -> dict[str, object]:
    """The form of an undertaking as it is, but for cells of the first responsible organisation's follow-up."""
    rows = list(undertaking.responsibilities.order_by("position"))
    data: dict[str, object] = {
        name: getattr(undertaking, f"{name}_id" if name in ("goal", "document") else name)
        for name in ("goal", "kind", "code", "text", "position", "document", "section", "footnote")
    }
    data |= {
        "responsibilities-TOTAL_FORMS": len(rows),
        "responsibilities-INITIAL_FORMS": len(rows),
    }
    for place, row in enumerate(rows):
        given = {"id": row.pk, "organisation": row.organisation_id, "position": row.position}
        data |= {f"responsibilities-{place}-{name}": value for name, value in given.items()}
    return data | {f"responsibilities-0-{name}": value for name, value in cells.items()}


def test_follow_up_is_entered_with_the_undertaking(as_root: Client) -> None:
    undertaking = models.Undertaking.objects.get(code="B-F1")
    data = follow_up(undertaking, owner="Kari", deadline="2026-09-01", status="under_way", note="I gang")
    page = address(models.Undertaking, "change", undertaking.pk)
    assert as_root.post(page, data).status_code == 302
    row = undertaking.responsibilities.get(organisation__code="STO")
    assert (row.owner, row.status, row.note) == ("Kari", "under_way", "I gang")
    assert undertaking.responsibilities.count() == 3


def test_an_undertaking_that_is_followed_up_cannot_be_deleted(as_root: Client) -> None:
    undertaking = models.Undertaking.objects.get(code="B-F1")
    undertaking.responsibilities.filter(organisation__code="STO").update(owner="Kari")
    as_root.post(address(models.Undertaking, "delete", undertaking.pk), {"post": "yes"})
    assert models.Responsibility.objects.filter(undertaking=undertaking).count() == 3


def test_an_undertaking_that_nobody_has_followed_up_is_deleted(as_root: Client) -> None:
    one, two, three = models.Undertaking.objects.order_by("pk")[:3]
    page = as_root.get(address(models.Undertaking, "delete", one.pk)).content.decode()
    assert "beskytt" not in page
    assert as_root.post(address(models.Undertaking, "delete", one.pk), {"post": "yes"}).status_code == 302
    chosen = {"action": "delete_selected", "_selected_action": [two.pk, three.pk], "post": "yes"}
    assert as_root.post(address(models.Undertaking, "changelist"), chosen).status_code == 302
    assert not models.Undertaking.objects.filter(pk__in=[one.pk, two.pk, three.pk]).exists()


def test_what_stands_in_the_way_of_deleting_is_said(as_root: Client) -> None:
    goal = models.BenefitGoal.objects.get(code="P")
    page = as_root.get(address(models.BenefitGoal, "delete", goal.pk)).content.decode()
    assert "P-2.1" in page
    assert "rettighet" not in page  # a superuser has them all


ORGANISATION = {"name": "Ny", "short_name": "", "kind": "unit", "parent": ""}


@pytest.mark.one_database
@pytest.mark.one_database
@pytest.mark.parametrize("code", ["A/B", "..", "-x", "med rom", "ST\u00adO", "a?b", "#1", "%2F"])
def test_a_code_that_no_file_or_address_could_hold_is_refused(as_root: Client, code: str) -> None:
    page = as_root.post(address(models.Organisation, "add"), {**ORGANISATION, "code": code})
    assert page.status_code == 200
    assert "En kode har bare bokstaver" in page.content.decode()
    assert not models.Organisation.objects.filter(code=code).exists()


def test_a_code_is_given_once(as_root: Client) -> None:
    assert (
        as_root.post(address(models.Organisation, "add"), {**ORGANISATION, "code": "NY-1.a"}).status_code
        == 302
    )
    new = models.Organisation.objects.get(code="NY-1.a")
    changed = {**ORGANISATION, "code": "ANNEN", "name": "Nyere"}
    assert as_root.post(address(models.Organisation, "change", new.pk), changed).status_code == 302
    new.refresh_from_db()
    assert (new.code, new.name) == ("NY-1.a", "Nyere")
    for model in (models.Document, models.BenefitGoal, models.SubGoal, models.Undertaking):
        record = model._default_manager.first()
        assert record is not None
        html = as_root.get(address(model, "change", record.pk)).content.decode()
        assert 'name="code"' not in html, model
