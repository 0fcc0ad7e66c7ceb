"""Recording figures: what becomes of a cell, what is refused, and that all or nothing is stored."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from kpi.actions import record
from kpi.actions.record import NewMeasurement, Recorded, record_measurement, record_measurements
from kpi.actions.refusals import Conflict, Refused
from kpi.models import Indicator, Measurement, Organisation, Plan, User
from kpi.rules.period import Period
from kpi.trial.remove_demo import remove_demo_measurements
from tests.measurements.factories import WHY, cell, coordinator, figure, store

pytestmark = pytest.mark.django_db


def test_a_row_keeps_everything_it_came_with(plan: Plan) -> None:
    user = coordinator()
    record_measurements(
        [
            figure(
                "A.1",
                value="58.0",
                numerator=1257,
                denominator=2168,
                comment="Uttrekk",
                printed="58 %",
                section="2.3",
            )
        ],
        by=user,
        origin="imported",
        approve=True,
    )
    row = Measurement.objects.get()
    assert (row.value, row.numerator, row.denominator) == (58, 1257, 2168)
    assert (row.comment, row.printed, row.section, row.origin) == ("Uttrekk", "58 %", "2.3", "imported")
    assert (row.first_day, row.last_day, row.period_kind) == (date(2024, 1, 1), date(2024, 4, 30), "tertial")
    assert (row.qualifier, row.category) == ("exact", None)
    assert row.period == Period.parse("2024-T1")
    assert (row.entered_by, row.approved_by) == (user, user)
    assert row.entered_at == row.approved_at


def test_a_proposal_has_no_approver(plan: Plan) -> None:
    record_measurements([figure()], by=coordinator(), origin="imported", approve=False)
    row = Measurement.objects.get()
    assert (row.state, row.approved_by, row.approved_at) == ("proposed", None, None)


@pytest.mark.parametrize(
    ("before", "value", "approve", "counts", "after"),
    [
        ([], 5, True, Recorded(new=1), [("current", 5)]),
        ([], 5, False, Recorded(new=1), [("proposed", 5)]),
        ([(5, True)], 5, True, Recorded(unchanged=1), [("current", 5)]),
        ([(5, True)], 5, False, Recorded(unchanged=1), [("current", 5)]),
        ([(5, False)], 5, False, Recorded(unchanged=1), [("proposed", 5)]),
        ([(5, False)], 5, True, Recorded(approved=1), [("current", 5)]),
        ([(5, True)], 6, True, Recorded(corrected=1), [("superseded", 5), ("current", 6)]),
        ([(5, True)], 6, False, Recorded(corrected=1), [("current", 5), ("proposed", 6)]),
        ([(5, False)], 6, False, Recorded(corrected=1), [("superseded", 5), ("proposed", 6)]),
        ([(5, False)], 6, True, Recorded(corrected=1), [("superseded", 5), ("current", 6)]),
        ([(5, True), (6, False)], 6, True, Recorded(approved=1), [("superseded", 5), ("current", 6)]),
        ([(5, True), (6, False)], 6, False, Recorded(unchanged=1), [("current", 5), ("proposed", 6)]),
        ([(5, True), (6, False)], 5, True, Recorded(unchanged=1), [("current", 5), ("proposed", 6)]),
        (
            [(5, True), (6, False)],
            7,
            True,
            Recorded(corrected=1),
            [("superseded", 5), ("superseded", 6), ("current", 7)],
        ),
        (
            [(5, True), (6, False)],
            7,
            False,
            Recorded(corrected=1),
            [("current", 5), ("superseded", 6), ("proposed", 7)],
        ),
        (
            [(5, True), (6, False)],
            5,
            False,
            Recorded(corrected=1),
            [("current", 5), ("superseded", 6), ("proposed", 5)],
        ),
    ],
)
def test_what_becomes_of_a_cell(
    plan: Plan,
    before: list[tuple[int, bool]],
    value: int,
    approve: bool,
    counts: Recorded,
    after: list[tuple[str, int]],
) -> None:
    for earlier, approved in before:
        store(figure("A.3", value=str(earlier)), approve=approved)
    assert store(figure("A.3", value=str(value)), approve=approve) == counts
    assert cell("A.3") == after


def test_each_row_names_the_one_it_corrects(plan: Plan) -> None:
    for value, approve in [("5", True), ("6", False), ("7", False), ("8", True)]:
        store(figure("A.3", value=value), approve=approve)
    rows = {int(row.value): row for row in Measurement.objects.all()}
    assert {value: int(row.corrects.value) for value, row in rows.items() if row.corrects} == {
        6: 5,
        7: 6,
        8: 7,
    }
    assert [rows[value].reason for value in (5, 6, 7, 8)] == ["", WHY, WHY, WHY]


@pytest.mark.parametrize("change", [{"numerator": 1, "denominator": 2}, {"denominator": 2}])
def test_another_fraction_for_the_same_value_is_a_correction(plan: Plan, change: dict[str, int]) -> None:
    store(figure("A.1", value="50"))
    assert store(figure("A.1", value="50", **change)) == Recorded(corrected=1)
    assert store(figure("A.1", value="50", **change)) == Recorded(unchanged=1)


def test_periods_of_unlike_length_are_unlike_cells(plan: Plan) -> None:
    store(figure("A.2", period="2024-04", value="1"))
    assert store(figure("A.2", period="2024-T1", value="4")) == Recorded(new=1)
    assert store(figure("A.2", period="2024", value="9")) == Recorded(new=1)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ({"value": "130"}, "value", "share_above_100"),
        ({"value": "-1"}, "value", "negative"),
        ({"indicator": "A.2", "value": "2.5"}, "value", "not_whole"),
        ({"value": "NaN"}, "value", "not_finite"),
        ({"value": "0.1234567"}, "value", "too_many_decimals"),
        ({"indicator": "A.4", "value": "1e12"}, "value", "too_large"),
        ({"numerator": 1}, "numerator", "numerator_alone"),
        ({"numerator": 1, "denominator": 3}, "value", "fraction_does_not_give_value"),
        ({"organisation": "OUT"}, "organisation", "organisation_not_in_plan"),
        ({"period": "2199"}, "period", "period_not_begun"),
    ],
)
def test_what_can_be_no_measurement_is_refused(
    plan: Plan, row: dict[str, object], column: str, code: str
) -> None:
    with pytest.raises(Refused) as caught:
        store(figure("A.3", value="5"), figure(**row))  # type: ignore[arg-type]
    assert [(found.line, found.column, found.code) for found in caught.value.findings] == [(2, column, code)]
    assert caught.value.findings[0].reason.endswith(".")
    assert not Measurement.objects.exists()


def test_codes_that_are_gone_and_stretches_of_months_are_refused(plan: Plan) -> None:
    row = figure()
    rows = [
        replace(row, indicator_id=10**6),
        replace(row, organisation_id=10**6),
        replace(row, period=Period(2024 * 12 + 8, 12)),
        row,
        row,
    ]
    with pytest.raises(Refused) as caught:
        store(*rows)
    assert [(found.line, found.code) for found in caught.value.findings] == [
        (1, "kpi_unknown"),
        (2, "organisation_unknown"),
        (3, "period_not_calendar"),
        (5, "twice"),
    ]


@pytest.mark.parametrize("organisation", ["REG", "ONE", "ONE-U"])
def test_a_plan_takes_in_its_organisations_and_what_belongs_to_them(plan: Plan, organisation: str) -> None:
    assert store(figure(organisation=organisation)) == Recorded(new=1)


def test_the_month_that_has_begun_is_taken(plan: Plan) -> None:
    now = record.this_month()
    assert store(figure(period=now.label)) == Recorded(new=1)
    with pytest.raises(Refused):
        store(figure(period=now.following().label))


def test_nobody_writes_for_another_organisation(plan: Plan) -> None:
    user = coordinator("ONE")
    for organisation in ("TWO", "REG"):
        with pytest.raises(PermissionDenied):
            record_measurements(
                [figure(), figure(organisation=organisation)], by=user, origin="imported", approve=True
            )
        with pytest.raises(PermissionDenied):
            record_measurement(figure(organisation=organisation), by=user)
    assert not Measurement.objects.exists()
    record_measurement(figure(organisation="ONE-U"), by=user)


def test_a_fault_half_way_stores_nothing(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    store(figure("A.3", value="5"))
    store(figure("A.4", value="5"), approve=False)

    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Measurement.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        store(figure("A.3", value="6"), figure("A.4", value="5"), figure("A.1"))
    assert cell("A.3") == [("current", 5)]
    assert cell("A.4") == [("proposed", 5)]
    assert cell("A.1") == []


def test_no_rows_are_no_work(plan: Plan, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert store() == Recorded()


def test_one_figure_from_the_form(plan: Plan) -> None:
    user = coordinator()
    first = record_measurement(figure("A.3", value="5"), by=user, expected_current=None)
    assert (first.state, first.origin, first.approved_by) == ("current", "entered", user)
    same = record_measurement(figure("A.3", value="5"), by=user, expected_current=first.pk)
    assert same.pk == first.pk
    second = record_measurement(
        figure("A.3", value="6"), by=user, expected_current=first.pk, reason="Tastefeil"
    )
    assert (second.corrects_id, second.reason) == (first.pk, "Tastefeil")
    assert cell("A.3") == [("superseded", 5), ("current", 6)]
    assert record_measurement(figure("A.3", value="7"), by=user, reason=WHY).value == 7


@pytest.mark.parametrize("expected", [None, 10**6])
def test_one_figure_is_not_set_over_another_than_the_one_shown(plan: Plan, expected: int | None) -> None:
    store(figure("A.3", value="5"))
    with pytest.raises(Conflict):
        record_measurement(figure("A.3", value="6"), by=None, expected_current=expected, reason=WHY)
    assert cell("A.3") == [("current", 5)]


def test_one_figure_where_the_one_shown_is_gone(plan: Plan) -> None:
    with pytest.raises(Conflict):
        record_measurement(figure("A.3", value="6"), by=None, expected_current=1)


def test_a_writer_that_nobody_saw_is_a_conflict(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's own constraints catch what was written after the cell was read."""
    store(figure("A.3", value="5"))
    empty: dict[str, dict[object, object]] = {"current": {}, "proposed": {}}
    monkeypatch.setattr(record, "_standing", lambda rows: empty)
    with pytest.raises(Conflict):
        store(figure("A.3", value="6"))
    assert cell("A.3") == [("current", 5)]


def _many(count: int) -> list[NewMeasurement]:
    indicator = Indicator.objects.get(code="A.4").pk
    organisations = list(Organisation.objects.exclude(code="OUT").values_list("pk", flat=True))
    start = 1990 * 12
    return [
        NewMeasurement(indicator, organisations[n % 4], Period(start + n // 4, 1), Decimal(n))
        for n in range(count)
    ]


@pytest.mark.parametrize("state", ["empty", "filled", "proposed"])
def test_the_number_of_queries_does_not_grow_with_the_rows(plan: Plan, state: str) -> None:
    counts = []
    for number in (4, 40):
        Measurement.objects.update(corrects=None)
        Measurement.objects.all().delete()
        rows = _many(number)
        if state != "empty":
            store(*rows, approve=state == "filled")
        if state == "filled":
            rows = [replace(row, value=Decimal(n + 1)) for n, row in enumerate(rows)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            store(*rows)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_made_up_figure_never_takes_the_place_of_a_measured_one(plan: Plan) -> None:
    store(figure("A.3", value="5"))
    assert store(figure("A.3", value="6"), origin="demo") == Recorded(unchanged=1)
    store(figure("A.4", value="5"), approve=False)
    assert store(figure("A.4", value="6"), origin="demo") == Recorded(unchanged=1)
    assert cell("A.3") == [("current", 5)]


def test_a_measured_figure_equal_to_a_made_up_one_is_kept_as_measured(plan: Plan) -> None:
    store(figure("A.3", value="5"), origin="demo")
    assert store(figure("A.3", value="5"), origin="demo") == Recorded(unchanged=1)
    assert store(figure("A.3", value="5")) == Recorded(corrected=1)
    assert store(figure("A.3", value="5")) == Recorded(unchanged=1)
    assert remove_demo_measurements(by=None) == 1
    assert cell("A.3") == [("current", 5)]


def test_demo_figures_go_and_what_was_entered_in_their_place_stays(plan: Plan) -> None:
    for value, approve in [("5", True), ("6", False)]:
        store(figure("A.3", value=value), origin="demo", approve=approve)
    store(figure("A.1"), figure("A.2", value="4"), origin="demo")
    store(figure("A.4", value="9"), origin="report")
    entered = record_measurement(figure("A.3", value="7"), by=coordinator())
    proposed = figure("A.2", value="3")
    store(proposed, approve=False)
    Plan.objects.update(demo="loaded")
    assert remove_demo_measurements(by=None) == 4
    entered.refresh_from_db()
    assert (entered.state, entered.corrects) == ("current", None)
    assert (cell("A.1"), cell("A.2"), cell("A.4")) == ([], [("proposed", 3)], [("current", 9)])
    assert Plan.objects.get().demo == "removed"
    assert remove_demo_measurements(by=None) == 0


def test_only_the_administrator_of_the_system_removes_the_demo(plan: Plan) -> None:
    store(figure(), origin="demo")
    with pytest.raises(PermissionDenied):
        remove_demo_measurements(by=coordinator("REG"))
    assert remove_demo_measurements(by=User.objects.create_superuser("root")) == 1
