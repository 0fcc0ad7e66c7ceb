"""Data for load tests: as many as asked for, sound, and gone without a trace."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from kpi.actions.record import NewMeasurement, record_measurements
from kpi.models import Indicator, Measurement, Organisation, Plan
from kpi.rules.period import Period
from kpi.rules.terms import Unit
from kpi.rules.validity import faults_of

MONTHLY = 42
"""KPIs that are reported more often than yearly."""


def seed(*arguments: str) -> str:
    out = StringIO()
    call_command("seed_load", *arguments, "--yes", stdout=out)
    return out.getvalue()


def given(organisation: str, value: str = "44.4") -> Measurement:
    """A figure that somebody imported, in the newest month but one."""
    row = NewMeasurement(
        Indicator.objects.get(code="P-1.1").pk,
        Organisation.objects.get(code=organisation).pk,
        Period.parse("2026-10"),
        Decimal(value),
    )
    record_measurements([row], by=None, origin=Measurement.IMPORTED, approve=True)
    return Measurement.objects.get(origin=Measurement.IMPORTED)


def test_units_months_and_corrections(plan: Plan) -> None:
    assert seed("--organisations", "2", "--months", "3", "--corrections", "2").startswith(
        f"{2 * 3 * 3 * MONTHLY} rows and 2 units made in "
    )
    units = Organisation.objects.filter(kind="unit").order_by("code")
    assert [unit.code for unit in units] == ["LOAD-0001", "LOAD-0002"]
    assert {unit.parent.code for unit in units if unit.parent} == {"STO", "HNT"}
    by_state = dict(
        Measurement.objects.order_by().values("state").annotate(rows=Count("pk")).values_list("state", "rows")
    )
    assert by_state == {Measurement.CURRENT: 6 * MONTHLY, Measurement.SUPERSEDED: 12 * MONTHLY}
    for row in Measurement.objects.filter(state=Measurement.CURRENT).select_related("corrects__corrects")[
        :50
    ]:
        middle = row.corrects
        assert middle is not None
        assert middle.corrects is not None
        assert middle.corrects.corrects is None
        assert (row.indicator_id, row.organisation_id, row.period) == (
            middle.indicator_id,
            middle.organisation_id,
            middle.period,
        )
    newest = Measurement.objects.latest("last_day")
    assert newest.period == Period.parse("2026-11")


def test_the_rows_are_sound(plan: Plan) -> None:
    seed("--organisations", "1", "--months", "5")
    for row in Measurement.objects.select_related("indicator"):
        assert row.value is not None
        value = Decimal(str(row.value.normalize()))
        assert not faults_of(
            value, unit=Unit(row.indicator.unit), numerator=row.numerator, denominator=row.denominator
        )
        assert row.period.is_calendar
        assert row.origin == Measurement.LOAD_TEST
    # The next row that is recorded gets an id of its own.
    assert given("STO").pk == Measurement.objects.latest("pk").pk


def test_the_plans_own_organisations_and_no_filled_cell(plan: Plan) -> None:
    real = given("STO")
    seed("--months", "2", "--scope")
    assert Measurement.objects.filter(origin=Measurement.LOAD_TEST).count() == 48 * 4 * 2 - 1
    real.refresh_from_db()
    assert real.state == Measurement.CURRENT
    assert real.value == Decimal("44.4")


def test_removed_without_a_trace(plan: Plan) -> None:
    seed("--organisations", "2", "--months", "2", "--scope", "--corrections", "1")
    # Somebody corrects a figure of the load test.
    real = given("HMR")
    assert real.corrects is not None
    made = Measurement.objects.filter(origin=Measurement.LOAD_TEST).count()
    assert f"{made} rows and 2 units removed" in seed("--remove")
    left = Measurement.objects.get()
    assert (left.pk, left.corrects) == (real.pk, None)
    assert not Organisation.objects.filter(kind="unit").exists()


def test_a_unit_in_use_is_not_removed(plan: Plan) -> None:
    seed("--organisations", "1", "--months", "1")
    given("LOAD-0001")
    with pytest.raises(CommandError, match="nothing was removed"):
        seed("--remove")
    assert Measurement.objects.filter(origin=Measurement.LOAD_TEST).count() == MONTHLY


def test_not_twice(plan: Plan) -> None:
    seed("--organisations", "1", "--months", "1")
    with pytest.raises(CommandError, match="--remove"):
        seed("--organisations", "1", "--months", "1")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--organisations", "1", "--months", "1"], "DEBUG is off"),
        (["--remove"], "DEBUG is off"),
        (["--months", "1", "--yes"], "Say how much"),
        (["--organisations", "1", "--yes"], "Say how much"),
        (["--organisations", "-1", "--months", "1", "--yes"], "organisations must be from 0"),
        (
            ["--organisations", "1", "--months", "1", "--corrections", "-2", "--yes"],
            "corrections must be from 0",
        ),
    ],
)
def test_refused_with_a_sentence(plan: Plan, arguments: list[str], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        call_command("seed_load", *arguments, stdout=StringIO())
    assert not Measurement.objects.exists()
    assert not Organisation.objects.filter(kind="unit").exists()


def test_refused_without_a_plan(db: None) -> None:
    with pytest.raises(CommandError, match="load_plan"):
        seed("--organisations", "1", "--months", "1")
