"""The regional plan that comes with the product, in the register."""

from __future__ import annotations

from kpi.files.plan.load import load_plans
from kpi.models import Plan
from tests.plan.folder import REGIONAL_PLAN
from tests.worlds.copies import filled


def regional_plan() -> Plan:
    """The plan, without measurements, in a register that was empty."""
    filled("regional plan", lambda: load_plans([REGIONAL_PLAN]))
    return Plan.objects.get(code="regional")
