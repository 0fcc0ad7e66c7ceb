"""Masses of made-up figures for load tests: storing them and taking them away, with the units made for them.

Written past `kpi.actions.record` and the models, which check and compare each row: a million rows must not take an
hour. The database's own constraints apply here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection

from kpi.models import Measurement, Organisation

Row = tuple[Any, ...]
"""A measurement as the database takes it, in the order of `COLUMNS`."""

BATCH = 10_000
"""Rows kept in memory at a time."""
COLUMNS = (
    "id",
    "indicator_id",
    "organisation_id",
    "first_day",
    "last_day",
    "value",
    "numerator",
    "denominator",
    "state",
    "entered_at",
    "approved_at",
    "corrects_id",
    "period_kind",
    "qualifier",
    "origin",
    "section",
    "footnote",
    "comment",
    "printed",
    "reason",
)
THE_SAME_IN_ALL = ("month", "exact", Measurement.LOAD_TEST, "", "", "", "", "")
"""What every row has in the last columns, from `period_kind` on."""


def make_units(named: Iterable[tuple[str, str]], parents: Sequence[int]) -> list[int]:
    """Make units by code and name, in turn below the organisations `parents`, and return their ids."""
    units = Organisation.objects.bulk_create(
        Organisation(code=code, name=name, kind="unit", parent_id=parents[place % len(parents)])
        for place, (code, name) in enumerate(named)
    )
    return [unit.pk for unit in units]


def store_rows(rows: Iterable[Row]) -> int:
    """Store rows with ids of their own, batch by batch, and return how many. In one transaction of the caller's."""
    rest = iter(rows)
    stored = 0
    with connection.cursor() as cursor:
        while batch := list(islice(rest, BATCH)):
            _store(cursor, batch)
            stored += len(batch)
        for statement in connection.ops.sequence_reset_sql(no_style(), [Measurement]):
            cursor.execute(statement)
    return stored


def _store(cursor: Any, batch: list[Row]) -> None:
    columns = ", ".join(COLUMNS)
    if connection.vendor == "postgresql":
        # Many times as fast there as one statement after the other.
        with cursor.copy(f"COPY kpi_measurement ({columns}) FROM STDIN") as copy:
            for row in batch:
                copy.write_row(row)
    else:
        places = ", ".join(["%s"] * len(COLUMNS))
        statement = f"INSERT INTO kpi_measurement ({columns}) VALUES ({places})"  # noqa: S608 – constants
        cursor.executemany(statement, batch)


def remove_units(codes: str) -> int:
    """Remove the units whose code begins with `codes`, and return how many there were."""
    units = Organisation.objects.filter(code__startswith=codes, kind="unit")
    count = units.count()
    units.delete()
    return count
