"""Loading the measured figures of a report that lies beside the plans in `fixtures/`."""

from __future__ import annotations

from typing import BinaryIO

from django.db import transaction

from kpi.actions.new_measurement import Cell
from kpi.actions.record import Recorded, record_measurements
from kpi.actions.refusals import Refused
from kpi.files.import_measurements import to_record
from kpi.files.lookup import lookup
from kpi.files.measurements import OPTIONAL, PRINTED, read_measurements
from kpi.models import Document, Measurement
from kpi.selectors.measurable import measurable


def load_real_figures(file: BinaryIO) -> Recorded:
    """Record a report's figures as approved, with document and section, and return what became of them.

    A figure that was loaded before is left alone, also where somebody has corrected it since. Raises as
    `import_measurements` does.
    """
    documents = dict(Document.objects.values_list("code", "id"))
    read = read_measurements(file, lookup(measurable(), documents=documents), optional=(*OPTIONAL, *PRINTED))
    if read.findings:
        raise Refused(read.findings)
    with transaction.atomic():
        loaded = _loaded()
        rows = [row for row in map(to_record, read.rows) if (row.cell, row.value) not in loaded]
        recorded = record_measurements(rows, by=None, origin=Measurement.REPORT, approve=True)
    return Recorded(
        new=recorded.new,
        corrected=recorded.corrected,
        approved=recorded.approved,
        unchanged=recorded.unchanged + len(read.rows) - len(rows),
    )


def _loaded() -> set[tuple[Cell, object]]:
    """Each figure that ever came from a report, as cell and value."""
    rows = Measurement.objects.filter(origin=Measurement.REPORT).only(
        "kpi_id", "organisation_id", "period_start", "months", "value"
    )
    return {((row.kpi_id, row.organisation_id, row.period), row.value) for row in rows}
