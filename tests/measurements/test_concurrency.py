"""Many writers at once: every cell keeps one current row and an unbroken line of corrections."""

from __future__ import annotations

import threading
from decimal import Decimal

import pytest
from django.db import connection

from kpi.actions.record import NewMeasurement, record_measurements
from kpi.actions.refusals import Conflict
from kpi.models import Indicator, Measurement, Organisation
from kpi.rules.period import Period
from tests.measurements.factories import make_plan

WRITERS = 4
ROUNDS = 5


@pytest.mark.django_db(transaction=True)
def test_writers_of_the_same_cells_queue_or_are_told() -> None:
    make_plan()
    indicator = Indicator.objects.get(code="A.3").pk
    organisations = list(Organisation.objects.filter(code__in=["ONE", "TWO"]).values_list("pk", flat=True))
    failures: list[Exception] = []
    stored = [0] * WRITERS
    gate = threading.Barrier(WRITERS)

    def write(writer: int) -> None:
        try:
            gate.wait(timeout=30)
            for turn in range(ROUNDS):
                # Half of the writers come from the other end, which would lock rows in opposite order.
                order = organisations if writer % 2 else organisations[::-1]
                rows = [
                    NewMeasurement(
                        indicator, organisation, Period.parse("2024"), Decimal(100 * writer + turn)
                    )
                    for organisation in order
                ]
                try:
                    record_measurements(rows, by=None, origin="imported", approve=True, reason="Ny telling")
                    stored[writer] += 1
                except Conflict:
                    continue
        except Exception as error:  # noqa: BLE001 - handed to the test
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    assert sum(stored) > 0
    for organisation in organisations:
        rows = list(Measurement.objects.filter(organisation_id=organisation).order_by("id"))
        assert len(rows) == sum(stored)
        assert [row.state for row in rows] == ["superseded"] * (len(rows) - 1) + ["current"]
        assert [row.corrects_id for row in rows] == [None, *(row.pk for row in rows[:-1])]
