"""The demo's users: as announced, only where DEBUG is on, and never in the place of somebody real."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.test.utils import override_settings

from kpi.models import Organisation, Plan, RoleAssignment, User
from kpi.permissions import writable_organisations
from kpi.sign_in import DEMO_SIGN_INS
from kpi.trial.demo_users import load_demo_users


@pytest.fixture
def debug() -> Iterator[None]:
    with override_settings(DEBUG=True):
        yield


@pytest.mark.one_database
@pytest.mark.usefixtures("debug")
def test_every_announced_user_signs_in_and_has_the_role(plan: Plan, client: Client) -> None:
    users = load_demo_users()
    assert users.made == tuple(row.username for row in DEMO_SIGN_INS)
    for row in DEMO_SIGN_INS:
        assert client.login(username=row.username, password=row.password)
        user = User.objects.get(username=row.username)
        assert user.is_demo
        assert not user.is_superuser
        assert user.is_staff == (row.role == "plan_admin")
        assert [(found.organisation.code, found.role) for found in user.roles.all()] == [
            (row.organisation, row.role)
        ]


@pytest.mark.usefixtures("debug")
def test_coordinators_write_for_their_own_trust_alone(plan: Plan) -> None:
    load_demo_users()
    for code in ("STO", "HNT", "HMR"):
        user = User.objects.get(username=f"koordinator.{code.lower()}")
        assert writable_organisations(user) == {Organisation.objects.get(code=code).pk}
    assert writable_organisations(User.objects.get(username="leder")) == set()


@pytest.mark.usefixtures("debug")
def test_the_administrator_changes_reference_data_but_no_users_and_no_figures(plan: Plan) -> None:
    load_demo_users()
    admin = User.objects.get(username="admin")
    assert admin.has_perms(["kpi.change_organisation", "kpi.add_document", "kpi.change_undertaking"])
    assert admin.has_perms(["kpi.view_user", "kpi.view_measurement", "kpi.view_ambition"])
    for codename in (
        "change_user",
        "add_user",
        "change_measurement",
        "change_ambition",
        "add_roleassignment",
    ):
        assert not admin.has_perm(f"kpi.{codename}")


@pytest.mark.usefixtures("debug")
def test_twice_changes_nothing(plan: Plan) -> None:
    load_demo_users()
    before = list(User.objects.order_by("pk").values()), RoleAssignment.objects.count()
    users = load_demo_users()
    assert users.made == ()
    assert len(users.kept) == len(DEMO_SIGN_INS)
    assert (list(User.objects.order_by("pk").values()), RoleAssignment.objects.count()) == before


@pytest.mark.usefixtures("debug")
def test_a_real_user_of_the_same_name_is_left_alone(plan: Plan) -> None:
    real = User.objects.create_superuser("admin", password="en ekte brukers passord")
    out = StringIO()
    call_command("load_demo_users", stdout=out)
    assert "“admin” is the name of a real user" in out.getvalue()
    real.refresh_from_db()
    assert not real.is_demo
    assert real.check_password("en ekte brukers passord")
    assert not real.roles.exists()


def test_refused_where_debug_is_off(plan: Plan) -> None:
    with pytest.raises(CommandError, match="DEBUG") as refusal:
        call_command("load_demo_users", stdout=StringIO())
    assert refusal.value.returncode == 1
    assert not User.objects.exists()


@pytest.mark.usefixtures("debug")
def test_refused_without_the_plan(db: None) -> None:
    with pytest.raises(CommandError, match="Load the plan first"):
        call_command("load_demo_users", stdout=StringIO())
    assert not User.objects.exists()
