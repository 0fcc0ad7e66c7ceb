"""Importing a file of measurements: all of it or nothing. How it is read stands in `kpi.files.measurements`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from django.db import transaction

from kpi.actions.record import NewMeasurement, Recorded, record_measurements
from kpi.actions.refusals import Refused
from kpi.files.lookup import lookup
from kpi.files.measurements import ReadMeasurement, read_measurements
from kpi.models import Measurement, Plan, User
from kpi.selectors.measurable import measurable


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file's rows, and the names of its sheets that hold no table."""

    recorded: Recorded
    unread_sheets: tuple[str, ...] = ()


def import_measurements(file: BinaryIO, *, by: User | None, approve: bool, dry_run: bool = False) -> Imported:
    """Record the measurements in a CSV or XLSX file, and return what became of them; `dry_run` stores nothing.

    Raises UnreadableFile when it is no such file, Refused with every fault of every row, PermissionDenied or
    Conflict; then nothing is stored.
    """
    plans = dict(Plan.objects.values_list("code", "id"))
    read = read_measurements(file, lookup(measurable(), plans=plans))
    if read.findings:
        raise Refused(read.findings)
    rows = [to_record(row) for row in read.rows]
    with transaction.atomic():
        recorded = record_measurements(rows, by=by, origin=Measurement.IMPORTED, approve=approve)
        if dry_run:
            transaction.set_rollback(True)
    return Imported(recorded, tuple(read.unread))


def to_record(row: ReadMeasurement) -> NewMeasurement:
    """A row that was read, as a figure to record."""
    assert row.value is not None
    return NewMeasurement(
        kpi_id=row.kpi_id,
        organisation_id=row.organisation_id,
        period=row.period,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        comment=row.comment,
        printed=row.printed,
        document_id=row.document_id,
        section=row.section,
        footnote=row.footnote,
    )
