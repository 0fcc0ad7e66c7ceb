"""What tests of a plan's files start from: the regional plan in the register, and a copy of its files to change."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from kpi.models import Plan
from tests.plan.folder import PlanFolder
from tests.worlds.regional import regional_plan


@pytest.fixture
def plan(db: None) -> Plan:
    """The regional plan, loaded."""
    return regional_plan()


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
