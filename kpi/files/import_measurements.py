"""Taking in a file of measurements: all of it or nothing. How it is read stands in `kpi.files.measurements`."""

from __future__ import annotations

from typing import BinaryIO

from django.db import transaction

from kpi.actions.record import Recorded, record_measurements
from kpi.actions.refusals import Refused
from kpi.files.measurements import read_measurements
from kpi.models import Measurement, User
from kpi.selectors.measurable import measurable


def import_measurements(file: BinaryIO, *, by: User | None, approve: bool, dry_run: bool = False) -> Recorded:
    """Record the measurements in a CSV or XLSX file, and return what became of them; `dry_run` stores nothing.

    Raises UnreadableFile when it is no such file, Refused with every fault of every row, PermissionDenied or
    Conflict; then nothing is stored.
    """
    read = read_measurements(file, measurable())
    if read.findings:
        raise Refused(read.findings)
    with transaction.atomic():
        recorded = record_measurements(read.rows, by=by, origin=Measurement.IMPORTED, approve=approve)
        if dry_run:
            transaction.set_rollback(True)
    return recorded
