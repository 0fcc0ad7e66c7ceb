"""What the tests of pages start from: the regional plan, loaded once per file, figures to show, and readers.

The plan is loaded inside a transaction that lasts for the file and is rolled back after it, so that no other test sees
it. Tests here therefore use `client` and never a live server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kpi.models import Organisation, Plan, RoleAssignment, User
from tests.pages.figures import record
from tests.pages.worlds import TODAY, WORLDS
from tests.worlds.copies import filled
from tests.worlds.regional import regional_plan


@pytest.fixture(scope="module")
def plan(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Plan]:
    """The regional plan, with the figures that all of a file's tests look at: its FIGURES, none where it has none."""
    with django_db_blocker.unblock(), transaction.atomic():
        plan = regional_plan()
        record(*getattr(request.module, "FIGURES", ()))
        yield plan
        transaction.set_rollback(True)


@pytest.fixture
def measure(plan: Plan, db: None) -> Callable[..., None]:
    """Record figures that count: `measure(("P-2.1", "STO", "2026-T2", "21.65"), …)`; `approve=False` proposes them."""
    return record


@pytest.fixture
def sign_in(plan: Plan, db: None, client: Client) -> Callable[..., Client]:
    """Sign in with a role at an organisation: `sign_in("coordinator", "STO")`; without arguments a leader."""

    def signed_in(role: str = "reader", organisation: str = "HMN") -> Client:
        user = User.objects.create_user(f"{role}.{organisation}", password="not used")
        RoleAssignment.objects.create(
            user=user, organisation=Organisation.objects.get(code=organisation), role=role
        )
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def leader(sign_in: Callable[..., Client]) -> Client:
    """A reader at the region, signed in."""
    return sign_in()


@pytest.fixture(scope="module")
def world(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A whole register with the people who look at it, by its name in WORLDS, on a day that stands still. Asked for by
    `@pytest.mark.parametrize("world", ["everything"], indirect=True)`."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr("django.utils.timezone.localdate", lambda: TODAY)
        filled(request.param, WORLDS[request.param])
        yield request.param
        transaction.set_rollback(True)


@pytest.fixture
def coordinator(sign_in: Callable[..., Client]) -> Client:
    return sign_in("coordinator", "STO")
