"""The miniature plan has one of each kind, so that what is tried on it is tried on all of them. A kind that the rules
come to know fails here until the miniature has it too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models, transaction

from kpi.models import (
    Ambition,
    Baseline,
    BenefitGoal,
    Definition,
    Inconsistency,
    Indicator,
    Kpi,
    RegionalAmbition,
    RequirementLimit,
    Threshold,
)
from kpi.rules.period import Period
from kpi.rules.terms import (
    Aggregation,
    AmbitionKind,
    BaselineKind,
    Basis,
    ComparesWith,
    Comparison,
    Direction,
    Flag,
    OverTime,
    Reason,
    Status,
    ThresholdBasis,
    Unit,
)
from kpi.selectors.board import board
from kpi.selectors.plan_terms import plan_terms
from tests.pages.worlds import TODAY, WORLDS
from tests.worlds.copies import filled
from tests.worlds.miniature import KPIS

pytestmark = pytest.mark.django_db

WORLD = "miniature with figures"


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr("django.utils.timezone.localdate", lambda: TODAY)
        filled(WORLD, WORLDS[WORLD])
        yield
        transaction.set_rollback(True)


def stored(model: type[models.Model], field: str) -> set[object]:
    return set(model._default_manager.values_list(field, flat=True)) - {"", None}


def test_every_kind_that_a_plan_can_have_is_there() -> None:
    assert stored(Indicator, "unit") == set(Unit)
    assert stored(Indicator, "direction") == set(Direction)
    assert stored(Indicator, "aggregation") == set(Aggregation)
    assert stored(Indicator, "over_time") == set(OverTime)
    assert stored(Kpi, "compares_with") == set(ComparesWith)
    assert {kpi.takes_measurements for kpi in Kpi.objects.all()} == {True, False}
    assert stored(Ambition, "kind") == set(AmbitionKind)
    assert stored(Baseline, "kind") == set(BaselineKind)
    assert stored(Baseline, "role") == {Baseline.BASELINE, Baseline.CONTEXT}
    assert stored(Baseline, "calculated_with") == {True, False}
    assert stored(RegionalAmbition, "kind") == {"level", "requirement", "pending"}
    assert stored(RegionalAmbition, "complement") == {True, False}
    assert stored(RequirementLimit, "comparison") == set(Comparison)
    assert stored(Threshold, "basis") == set(ThresholdBasis)
    assert stored(BenefitGoal, "promise_kind") == {
        *("improvement", "level", "reduction", "reduction_range", "increase")
    }
    assert stored(Ambition, "condition")
    assert stored(Ambition, "printed_elsewhere")
    assert stored(Inconsistency, "note")
    assert stored(Definition, "text")


def test_every_status_basis_reason_and_flag_is_reached() -> None:
    terms = plan_terms("regional")
    assert terms is not None
    periods = [Period.parse(text) for text in ("2019-T2", "2023-T1", "2026-T2", "2026-T3")]
    boards = [board(terms, as_of=period, preliminary=True) for period in periods]
    judgements = [judgement for found in boards for judgement in found.now.values()]
    assert {judgement.status for judgement in judgements} == set(Status)
    assert {judgement.basis for judgement in judgements} == set(Basis)
    assert {judgement.reason for judgement in judgements} - {None} == set(Reason)
    assert {flag for judgement in judgements for flag in judgement.flags} == set(Flag)


def test_it_is_small() -> None:
    assert Kpi.objects.count() == len(KPIS) < 20
