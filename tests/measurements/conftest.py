"""What the tests about measurements start from."""

import pytest

from kpi.models import Plan
from tests.measurements.factories import make_plan


@pytest.fixture
def plan(db: None) -> Plan:
    return make_plan()
