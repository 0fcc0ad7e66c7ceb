"""A copied register is the one that was made."""

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import transaction

from kpi.files.plan.load import load_plans
from kpi.models import Kpi, Organisation, User
from tests.plan.folder import REGIONAL_PLAN
from tests.worlds.copies import filled, read, tables

pytestmark = pytest.mark.django_db


def load() -> None:
    load_plans([REGIONAL_PLAN])


def contents() -> dict[str, object]:
    """The rows of every table; a database may keep them in any order."""
    found = {table: read(table) for table in tables()}
    return {
        table: sorted(rows.splitlines() if isinstance(rows, bytes) else rows, key=repr)
        for table, rows in found.items()
    }


def test_a_copy_holds_the_same_rows_and_takes_new_ones():
    with transaction.atomic():
        filled("a plan for copying", load)
        made = contents()
        transaction.set_rollback(True)
    assert not Kpi.objects.exists()
    filled("a plan for copying", load)
    assert contents() == made
    assert Kpi.objects.exists()
    Organisation.objects.create(code="NEW", name="Ny", kind="trust")


@pytest.mark.django_db(transaction=True)
def test_a_copy_refers_to_what_there_is_after_the_database_was_emptied():
    def make() -> None:
        user = User.objects.create_user("en")
        user.user_permissions.add(Permission.objects.get(codename="view_kpi"))

    for _ in range(2):
        filled("one with a permission", make)
        assert User.objects.get().user_permissions.get().codename == "view_kpi"
        call_command("flush", interactive=False, verbosity=0)


def test_what_is_not_empty_is_not_filled():
    Organisation.objects.create(code="NEW", name="Ny", kind="trust")
    with pytest.raises(AssertionError, match="kpi_organisation"):
        filled("never made", load)
