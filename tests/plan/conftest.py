"""What tests of a plan's files start from: the regional plan in the register, and a copy of its files to change.

The plan is loaded once per file, inside a transaction that is rolled back after it, so that no other test sees it.
Tests that begin with an empty register therefore stand in files of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from kpi.models import Plan
from tests.plan.folder import PlanFolder
from tests.worlds.regional import regional_plan


@pytest.fixture(scope="module")
def regional(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The regional plan, loaded for all tests of a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        regional_plan()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def plan(regional: None, db: None) -> Plan:
    """The regional plan, loaded."""
    return Plan.objects.get(code="regional")


@pytest.fixture
def folder(tmp_path: Path) -> PlanFolder:
    """A copy of the regional plan's files."""
    return PlanFolder(tmp_path / "regional-plan-2.0")


@pytest.fixture
def run() -> Callable[..., str]:
    """Run a command and give what it prints."""

    def call(*arguments: str) -> str:
        out = StringIO()
        call_command(*arguments, stdout=out)
        return out.getvalue()

    return call
