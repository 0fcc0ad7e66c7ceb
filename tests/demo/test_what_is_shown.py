"""The whole demo in the register, judged by the rules: everything the system can say is shown at least once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from kpi.models import Kpi, Measurement
from kpi.rules.change import Verdict
from kpi.rules.judgement import Judgement
from kpi.rules.period import Period
from kpi.rules.summary import Counts, count, stands_out
from kpi.rules.terms import AmbitionKind, Basis, Flag, Reason, Status, Unit
from kpi.rules.validity import faults_of
from kpi.selectors.board import Board, board
from kpi.selectors.plan_terms import plan_terms
from tests.worlds.regional import regional_plan

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

TERTIAL = Period.parse("2026-T2")


@pytest.fixture(scope="module", autouse=True)
def demo(clock: pytest.MonkeyPatch, django_db_setup: None, django_db_blocker) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """The plan and all of the demo, loaded once for all the tests here and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        regional_plan()
        call_command("load_demo", stdout=StringIO())
        yield
        judged.cache_clear()
        transaction.set_rollback(True)


@cache
def judged(preliminary: bool, as_of: Period = TERTIAL) -> Board:
    terms = plan_terms("regional")
    assert terms is not None
    return board(terms, as_of=as_of, preliminary=preliminary)


def judgements(*, preliminary: bool) -> list[Judgement]:
    return list(judged(preliminary).now.values())


def test_every_row_is_one_that_could_have_been_given() -> None:
    for row in Measurement.objects.select_related("indicator"):
        assert row.value is not None
        value = Decimal(str(row.value.normalize()))
        faults = faults_of(
            value, unit=Unit(row.indicator.unit), numerator=row.numerator, denominator=row.denominator
        )
        assert faults == [], row
    assert set(Measurement.objects.values_list("origin", flat=True)) == {Measurement.DEMO}


def test_nothing_is_measured_where_the_plan_measures_nothing() -> None:
    of_the_plan = Kpi.objects.filter(indicator__isnull=False)
    assert set(Measurement.objects.values_list("indicator", flat=True)) <= set(
        of_the_plan.values_list("indicator", flat=True)
    )
    never = of_the_plan.filter(indicator__measurements=None)
    assert sorted(never.values_list("code", flat=True)) == ["DH-3.1", "S-2.1"]


@pytest.mark.parametrize("status", list(Status))
def test_every_status(status: Status) -> None:
    for organisation in ("STO", "HNT", "HMR", "HMN"):
        assert any(j.status == status for j in judged(False).of(organisation)), organisation


# The regional plan has thresholds, and every indicator of it a direction.
@pytest.mark.parametrize("reason", [reason for reason in Reason if reason != Reason.NO_COLOUR_RULE])
def test_every_reason(reason: Reason) -> None:
    shown = any(judgement.reason == reason for judgement in judgements(preliminary=False))
    assert shown == (reason != Reason.NO_COLOUR_RULE)  # the plan has a rule for each KPI


@pytest.mark.parametrize("flag", list(Flag))
def test_every_flag(flag: Flag) -> None:
    shown = any(flag in judgement.flags for judgement in judgements(preliminary=False))
    assert shown == (flag != Flag.PRELIMINARY)
    assert any(flag in judgement.flags for judgement in judgements(preliminary=True))


@pytest.mark.parametrize("kind", list(AmbitionKind))
def test_every_kind_of_ambition_has_a_figure(kind: AmbitionKind) -> None:
    found = [j for j in judgements(preliminary=False) if kind in (j.ambition.kind, j.own.kind)]
    assert any(judgement.value is not None for judgement in found)


@pytest.mark.parametrize("basis", list(Basis))
def test_every_basis(basis: Basis) -> None:
    assert any(judgement.basis == basis for judgement in judgements(preliminary=False))


@pytest.mark.parametrize("preliminary", [False, True])
def test_neither_all_red_nor_all_green(preliminary: bool) -> None:
    region = counts(preliminary)["HMN"]
    assert 15 <= region.green <= 18
    assert 12 <= region.yellow <= 16
    assert 2 <= region.red <= 5
    assert region.total == 49


@pytest.mark.parametrize("preliminary", [False, True])
def test_one_trust_is_clearly_worse(preliminary: bool) -> None:
    found = counts(preliminary)
    trusts = {code: found[code] for code in ("STO", "HNT", "HMR")}
    assert stands_out(trusts) == "HMR"
    assert trusts["HMR"].green < min(trusts["STO"].green, trusts["HNT"].green) / 2


def counts(preliminary: bool) -> dict[str, Counts]:
    shown = judged(preliminary)
    return {found.code: count(shown.of(found.code)) for found in shown.terms.organisations}


@pytest.mark.parametrize("preliminary", [False, True])
def test_some_colours_are_better_and_some_weaker_than_the_tertial_before(preliminary: bool) -> None:
    shown = judged(preliminary)
    changes = [shown.status_change(cell) for cell in shown.now]
    assert changes.count(Verdict.BETTER) >= 5
    assert changes.count(Verdict.WORSE) >= 3


def test_tertials_are_judged_by_the_tertial() -> None:
    board_ = judged(False)
    periods = {cell: judgement.period for cell, judgement in board_.now.items()}
    assert periods["SP-1.1", "STO"] == TERTIAL
    assert board_.now["SP-1.1", "STO"].value == 58
    assert board_.change(("SP-1.1", "STO")).verdict == Verdict.BETTER


def test_the_region_has_reported_a_figure_beside_the_calculated_one() -> None:
    whole = judged(False).now["S-1.2", "HMN"].from_parts
    assert whole is not None
    assert whole.reported is not None
    assert whole.calculated is not None
    assert whole.calculated != whole.reported.value


def test_the_newest_month_can_be_judged_too() -> None:
    october = judged(True, Period.parse("2026-10"))
    found = {cell: judgement for cell, judgement in october.now.items() if judgement.period is not None}
    assert found["SP-1.1", "STO"].period == Period.parse("2026-10")
    assert Flag.PRELIMINARY in found["SP-1.1", "STO"].flags
    # Two trusts have given October's share; the third is named as missing.
    assert october.now["P-3.1", "HMN"].missing == ("HMR",)
