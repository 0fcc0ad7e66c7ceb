"""The terms a plan's KPIs are judged on, as the register holds them: which limits hold when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from kpi import models
from kpi.files.plan.revise import revise_plan
from kpi.rules.ambition import in_force
from kpi.selectors.plan_terms import plan_terms

HALF, YEAR = Fraction(1, 2), date(2026, 1, 1)


def _green(code: str, day: date) -> Fraction:
    terms = plan_terms("regional")
    assert terms is not None
    limits = in_force(terms.terms[code].thresholds, day)
    assert limits is not None
    return limits.green


def _limits(plan: models.Plan, valid_from: date | None, kpi: models.Kpi | None, **numbers: object) -> None:
    row = models.Threshold(plan=plan, kpi=kpi, **numbers)
    revise_plan(plan, [row], valid_from=valid_from, reason="Vedtatt", by=None)


@pytest.mark.one_database
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
def test_the_plans_limits_apply_until_a_kpi_has_its_own(
    plan: models.Plan, day: date, green: Fraction
) -> None:
    """A later revision of the plan's limits leaves those that a KPI has been given alone."""
    kpi = models.Kpi.objects.get(code="P-1.3")
    _limits(plan, YEAR, None, basis="share", green="0.75", yellow="0.5")
    _limits(plan, date(2027, 1, 1), None, basis="share", green="0.8", yellow="0.6")
    _limits(plan, date(2026, 5, 1), kpi, basis="value", green=60, yellow=50)
    assert _green("P-1.3", day) == green


def test_own_limits_without_a_start_always_apply(plan: models.Plan) -> None:
    kpi = models.Kpi.objects.get(code="P-1.3")
    _limits(plan, YEAR, None, basis="share", green="0.75", yellow="0.5")
    _limits(plan, None, kpi, basis="value", green=60, yellow=50)
    assert {_green("P-1.3", day) for day in (date(2020, 1, 1), YEAR)} == {Fraction(60)}
    assert (_green("P-2.1", date(2025, 12, 31)), _green("P-2.1", YEAR)) == (HALF, Fraction(3, 4))


def test_on_a_tie_the_registers_word_counts_in_every_term(plan: models.Plan) -> None:
    """The plan's files say 50 of 43.3, at most 50 days, and half of it green, all without a start."""
    trust, region = (models.Organisation.objects.get(code=code) for code in ("STO", "HMN"))
    kpi, waiting = (models.Kpi.objects.get(code=code) for code in ("P-2.1", "S-1.1"))
    revise_plan(
        plan,
        [
            models.Ambition(kpi=kpi, organisation=trust, kind="level", value=61),
            models.Baseline(kpi=kpi, organisation=trust, kind="value", value=31),
            models.RegionalAmbition(kpi=kpi, organisation=region, kind="level", value=62),
            models.RequirementLimit(
                requirement=plan.requirements.get(code="waiting-time"),
                kpi=waiting,
                comparison="at_most",
                limit=45,
            ),
            models.Threshold(plan=plan, basis="share", green="0.75", yellow="0.5"),
        ],
        valid_from=None,
        reason="Vedtatt",
        by=None,
    )
    terms = plan_terms("regional")
    assert terms is not None
    of_trust, of_region = (
        next(row for row in terms.terms["P-2.1"].organisations if row.code == code) for code in ("STO", "HMN")
    )

    def last(rows: Sequence[Any]) -> Any:
        return in_force(rows, YEAR)

    assert last(of_trust.ambitions).value == 61
    assert last(of_trust.baselines).value == 31
    assert last(of_region.adopted).value == 62
    assert last(terms.terms["S-1.1"].requirements).limit == 45
    assert _green("P-2.1", YEAR) == Fraction(3, 4)


def test_a_limit_for_a_category_binds_no_kpi_as_a_whole(plan: models.Plan) -> None:
    dimension = models.Dimension.objects.create(code="cancer", name="Kreftform")
    category = models.Category.objects.create(dimension=dimension, code="lung", name="Lungekreft")
    requirement = plan.requirements.get(code="cancer-pathways")
    row = models.RequirementLimit(
        requirement=requirement,
        kpi=models.Kpi.objects.get(code="S-1.2"),
        category=category,
        comparison="at_least",
        limit=90,
    )
    revise_plan(plan, [row], valid_from=YEAR, reason="Vedtatt", by=None)
    terms = plan_terms("regional")
    assert terms is not None
    assert [row.limit for row in terms.terms["S-1.2"].requirements] == [70]
