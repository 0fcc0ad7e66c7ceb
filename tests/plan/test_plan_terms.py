"""The terms a plan's KPIs are judged on, as the register holds them: which limits hold when."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from kpi import models
from kpi.rules.ambition import in_force
from kpi.selectors.plan_terms import plan_terms

HALF, YEAR = Fraction(1, 2), date(2026, 1, 1)


def _green(code: str, day: date) -> Fraction:
    terms = plan_terms("regional")
    assert terms is not None
    limits = in_force(terms.terms[code].thresholds, day)
    assert limits is not None
    return limits.green


@pytest.mark.parametrize(
    ("day", "green"),
    [
        (date(2025, 12, 31), HALF),
        (date(2026, 1, 1), Fraction(3, 4)),
        (date(2026, 4, 30), Fraction(3, 4)),
        (date(2026, 5, 1), Fraction(60)),
        (date(2027, 1, 1), Fraction(60)),
    ],
)
def test_the_plans_limits_hold_until_a_kpi_has_its_own(plan: models.Plan, day: date, green: Fraction) -> None:
    """A later revision of the plan's limits leaves those that a KPI has been given alone."""
    kpi = models.Kpi.objects.get(code="P-1.3")
    limits = models.Threshold.objects
    limits.create(plan=plan, basis="share", green="0.75", yellow="0.5", valid_from=YEAR)
    limits.create(plan=plan, basis="share", green="0.8", yellow="0.6", valid_from=date(2027, 1, 1))
    limits.create(plan=plan, kpi=kpi, basis="value", green=60, yellow=50, valid_from=date(2026, 5, 1))
    assert _green("P-1.3", day) == green


def test_own_limits_without_a_start_always_hold(plan: models.Plan) -> None:
    kpi = models.Kpi.objects.get(code="P-1.3")
    models.Threshold.objects.create(plan=plan, basis="share", green="0.75", yellow="0.5", valid_from=YEAR)
    models.Threshold.objects.create(plan=plan, kpi=kpi, basis="value", green=60, yellow=50)
    assert {_green("P-1.3", day) for day in (date(2020, 1, 1), YEAR)} == {Fraction(60)}
    assert (_green("P-2.1", date(2025, 12, 31)), _green("P-2.1", YEAR)) == (HALF, Fraction(3, 4))
