"""What the tests of the demo start from: the regional plan, and a clock that stands still in November 2026."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kpi.models import Plan
from tests.worlds.regional import regional_plan

REGIONAL_PLAN = Path(__file__).resolve().parents[2] / "fixtures" / "regional-plan-2.0"
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True, scope="package")
def clock() -> Iterator[pytest.MonkeyPatch]:
    """The day is 22 November 2026."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.localdate", lambda: TODAY)
        yield patch


@pytest.fixture
def plan(db: None) -> Plan:
    """The regional plan, loaded."""
    return regional_plan()
