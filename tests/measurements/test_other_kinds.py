"""Measurements of all kinds are recorded and listed, but not all are judged: no year to date, no bound, none of a
category, and a quarter only where the KPI is reported by quarters."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from kpi.actions.record import record_measurement
from kpi.actions.refusals import Refused
from kpi.models import (
    Category,
    Dimension,
    Indicator,
    Kpi,
    Measurement,
    Organisation,
    Plan,
    Revision,
    Threshold,
)
from kpi.rules.terms import Qualifier
from tests.measurements.factories import figure

pytestmark = pytest.mark.django_db

T1 = "2024-T1"


@pytest.fixture
def judged_plan(plan: Plan) -> Plan:
    """The small plan with thresholds, and an ambition of 40 for ONE on A.1 (a share) and A.3 (days)."""
    revision = Revision.objects.create(plan=plan, code="start", origin="file")
    Threshold.objects.create(plan=plan, revision=revision, basis="share", green="0.5", yellow="0.25")
    one = Organisation.objects.get(code="ONE")
    for code in ("A.1", "A.3"):
        kpi = Kpi.objects.get(code=code)
        kpi.ambitions.create(organisation=one, kind="level", value=40, revision=revision)
    return plan


@pytest.fixture
def category(db: None) -> Category:
    dimension = Dimension.objects.create(code="service", name="Tjeneste")
    return Category.objects.create(dimension=dimension, code="outpatient", name="Sykehus (Poliklinikk)")


def said(command: str, *options: str) -> Any:
    out = StringIO()
    call_command(command, *options, stdout=out)
    return json.loads(out.getvalue())


def listed() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = said("export_register", "--plan", "small")["measurements"]
    return rows


def status(kpi: str = "A.1", as_of: str = "2024") -> dict[str, Any]:
    rows = said("export_status", "--plan", "small", "--as-of", as_of, "--organisation", "ONE")
    (row,) = (row for row in rows if row["kpi"] == kpi)
    found: dict[str, Any] = row
    return found


DAYS = {
    "2024-01/2024-08": ("2024-01-01", "2024-08-31"),
    "2024-Q2": ("2024-04-01", "2024-06-30"),
    "2024-H2": ("2024-07-01", "2024-12-31"),
    T1: ("2024-01-01", "2024-04-30"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2024": ("2024-01-01", "2024-12-31"),
}


@pytest.mark.parametrize("period", DAYS)
def test_every_kind_of_period_is_recorded_and_listed(plan: Plan, period: str) -> None:
    row = record_measurement(figure("A.3", period=period, value="9"), by=None)
    assert row.period.label == period
    assert [(m["first_day"], m["last_day"], m["value"], m["counts"]) for m in listed()] == [
        (*DAYS[period], 9, True)
    ]


def test_kinds_of_period_that_share_days_are_cells_of_their_own(plan: Plan) -> None:
    """January to April to date is not the first tertial, and the first quarter to date not the first quarter."""
    for value, period in enumerate((T1, "2024-01/2024-04", "2024-Q1", "2024-01/2024-03", "2024-01"), start=1):
        record_measurement(figure("A.3", period=period, value=str(value)), by=None)
    assert Measurement.objects.filter(state="current", corrects=None).count() == 5


@pytest.mark.parametrize(
    ("period", "frequency", "is_judged"),
    [
        ("2024-03", "tertial", True),
        (T1, "tertial", True),
        ("2024", "tertial", True),
        ("2024-Q1", "tertial", False),
        ("2024-H1", "tertial", False),
        ("2024-Q1", "quarter", True),
        ("2024-H1", "quarter", False),
        ("2024-H1", "half_year", True),
        ("2024-Q1", "half_year", False),
        ("2024-01/2024-04", "tertial", False),
        ("2024-01/2024-04", "month", False),
        ("2024-01/2024-08", "year", False),
    ],
)
def test_which_periods_are_judged(judged_plan: Plan, period: str, frequency: str, is_judged: bool) -> None:
    Kpi.objects.filter(code="A.1").update(frequency=frequency)
    record_measurement(figure("A.1", period=period, value="30"), by=None)
    row = status()
    expected = ("green", None, 30, period) if is_judged else ("none", "no_measurement", None, None)
    assert (row["status"], row["reason"], row["value"], row["period"]) == expected


@pytest.mark.parametrize("qualifier", list(Qualifier))
def test_which_qualifiers_are_judged(judged_plan: Plan, qualifier: Qualifier) -> None:
    """What has no value fills no cell of the board; a bound is listed with its value and is not judged."""
    value = "30" if qualifier.has_value else None
    record_measurement(figure("A.1", value=value, qualifier=qualifier, printed="ca."), by=None)
    (row,) = listed()
    assert (row["qualifier"], row["value"], row["printed"]) == (qualifier, 30 if value else None, "ca.")
    is_judged = qualifier in (Qualifier.EXACT, Qualifier.ABOUT)
    assert status()["value"] == (30 if is_judged else None)
    assert status()["status"] == ("green" if is_judged else "none")


@pytest.mark.parametrize("qualifier", list(Qualifier))
def test_a_value_goes_with_some_qualifiers_and_not_with_others(plan: Plan, qualifier: Qualifier) -> None:
    value = None if qualifier.has_value else "30"
    with pytest.raises(Refused) as caught:
        record_measurement(figure("A.1", value=value, qualifier=qualifier), by=None)
    (found,) = caught.value.findings
    assert (found.column, found.code) == (
        "value",
        "value_missing" if qualifier.has_value else "value_not_expected",
    )
    assert found.reason.endswith(".")


def test_the_database_holds_no_value_that_the_qualifier_denies(plan: Plan) -> None:
    row = record_measurement(figure("A.1"), by=None)
    for fields in ({"qualifier": "suppressed"}, {"value": None}, {"period_kind": "week"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Measurement.objects.filter(pk=row.pk).update(**fields)


def test_a_figure_for_a_category_is_a_cell_of_its_own(judged_plan: Plan, category: Category) -> None:
    """It is listed under the category's name, and never judged as the whole's."""
    record_measurement(figure("A.1", value="30", category_id=category.pk), by=None)
    assert (status()["status"], status()["reason"]) == ("none", "no_measurement")
    record_measurement(figure("A.1", value="10"), by=None)
    assert [(m["category"], m["value"]) for m in listed()] == [(None, 10), ("Sykehus (Poliklinikk)", 30)]
    assert status()["value"] == 10
    with pytest.raises(Refused) as caught:
        record_measurement(figure("A.1", value="31", category_id=category.pk), by=None)
    assert caught.value.findings[0].values["old"] == "30"
    record_measurement(figure("A.1", value="31", category_id=category.pk), by=None, reason="Ny telling")
    assert [(m["category"], m["value"]) for m in listed()] == [(None, 10), ("Sykehus (Poliklinikk)", 31)]


def test_values_below_zero_where_the_indicator_has_them(judged_plan: Plan) -> None:
    with pytest.raises(Refused) as caught:
        record_measurement(figure("A.3", value="-18.9"), by=None)
    assert caught.value.findings[0].code == "negative"
    Indicator.objects.filter(code="A.3").update(below_zero=True)
    Kpi.objects.get(code="A.3").ambitions.update(kind="improvement", value=None)
    record_measurement(figure("A.3", period="2023-T3", value="-10"), by=None)
    record_measurement(figure("A.3", value="-18.9"), by=None)
    assert sorted(m["value"] for m in listed()) == [-18.9, -10]
    row = status("A.3")
    # Fewer days are better, and the first figure is the baseline.
    assert (row["value"], row["baseline"], row["status"], row["basis"]) == (
        -18.9,
        -10,
        "green",
        "improvement",
    )


def test_a_year_is_not_summed_from_quarters_or_bounds(judged_plan: Plan) -> None:
    """A.2 is a count that is judged by the whole year, and reported by tertials."""
    for period, value in (("2024-Q1", "3"), ("2024-Q2", "3"), ("2024-Q3", "3"), ("2024-Q4", "3")):
        record_measurement(figure("A.2", period=period, value=value), by=None)
    assert status("A.2")["value"] is None
    for period, value in ((T1, "4"), ("2024-T2", "4"), ("2024-T3", "4")):
        record_measurement(figure("A.2", period=period, value=value), by=None)
    assert (status("A.2")["value"], status("A.2")["period"]) == (12, "2024")
    record_measurement(
        figure("A.2", period="2024-T3", value="4", qualifier=Qualifier.LESS_THAN),
        by=None,
        reason="En skranke",
    )
    assert status("A.2")["value"] is None


def test_a_figure_without_a_value_corrects_one_with_and_back(plan: Plan) -> None:
    record_measurement(figure("A.3", value="5"), by=None)
    hidden = figure("A.3", value=None, qualifier=Qualifier.SUPPRESSED)
    with pytest.raises(Refused) as caught:
        record_measurement(hidden, by=None)
    assert (caught.value.findings[0].values["old"], caught.value.findings[0].values["new"]) == (
        "5",
        "suppressed",
    )
    record_measurement(hidden, by=None, reason="Personvern")
    assert [row["value"] for row in listed()] == [None]
    record_measurement(figure("A.3", value="5"), by=None, reason="Kan vises")
    assert [row["value"] for row in listed()] == [5]
    assert Measurement.objects.filter(state="superseded").count() == 2


def test_the_year_to_date_ends_in_a_month_that_has_begun(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2024, 5, 10))
    record_measurement(figure("A.3", period="2024-01/2024-05", value="5"), by=None)
    with pytest.raises(Refused) as caught:
        record_measurement(figure("A.3", period="2024-01/2024-06", value="5"), by=None)
    assert caught.value.findings[0].code == "period_not_begun"


def test_decimals_are_exact(plan: Plan) -> None:
    record_measurement(figure("A.3", value="0.000001"), by=None)
    record_measurement(figure("A.4", value="123456789.123456"), by=None)
    assert {row.value for row in Measurement.objects.all()} == {
        Decimal("0.000001"),
        Decimal("123456789.123456"),
    }
