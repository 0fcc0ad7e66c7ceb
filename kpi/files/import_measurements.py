"""Importing a file of measurements: all of it or nothing. How it is read stands in `kpi.files.measurements`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from django.db import transaction

from kpi.actions.record import NewMeasurement, Recorded, record_measurements
from kpi.actions.refusals import Finding, Refused
from kpi.files.lookup import lookup
from kpi.files.measurements import ReadMeasurement, read_measurements
from kpi.models import Measurement, Plan, User
from kpi.selectors.measurable import measurable


@dataclass(frozen=True, slots=True)
class ReadCorrection:
    """Another figure for a filled cell: its place in the file, the field, and what stood in the register before."""

    line: int
    sheet: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file's rows, the figures that were corrected, and the names of its sheets that hold no table."""

    recorded: Recorded
    corrections: tuple[ReadCorrection, ...] = ()
    unread_sheets: tuple[str, ...] = ()


def import_measurements(
    file: BinaryIO,
    *,
    by: User | None,
    approve: bool,
    dry_run: bool = False,
    plan: str = "",
    reason: str = "",
) -> Imported:
    """Record the measurements in a CSV or XLSX file, and return what became of them; `dry_run` stores nothing.

    `plan` is the plan whose KPIs are meant where a row names none; `reason` is why figures are corrected. Raises
    UnreadableFile when it is no such file, Refused with every fault of every row, PermissionDenied or Conflict; then
    nothing is stored.
    """
    plans = set(Plan.objects.values_list("code", flat=True))
    read = read_measurements(file, lookup(measurable(), plans=plans, plan=plan))
    if read.findings:
        raise Refused(read.findings)
    rows = [to_record(row) for row in read.rows]
    try:
        with transaction.atomic():
            recorded = record_measurements(
                rows, by=by, origin=Measurement.IMPORTED, approve=approve, reason=reason
            )
            if dry_run:
                transaction.set_rollback(True)
    except Refused as refused:
        raise Refused(where_they_stand(refused.findings, read.rows)) from refused
    corrections = tuple(
        ReadCorrection(row.line, row.sheet, correction.field, correction.old, correction.new)
        for correction in recorded.corrections
        for row in (read.rows[correction.place - 1],)
    )
    return Imported(recorded, corrections, tuple(read.unread))


def to_record(row: ReadMeasurement) -> NewMeasurement:
    """A row that was read, as a measurement to record."""
    return NewMeasurement(
        indicator_id=row.indicator_id,
        organisation_id=row.organisation_id,
        category_id=row.category_id,
        period=row.period,
        value=row.value,
        qualifier=row.qualifier,
        numerator=row.numerator,
        denominator=row.denominator,
        comment=row.comment,
        printed=row.printed,
        document_id=row.document_id,
        section=row.section,
        footnote=row.footnote,
    )


def where_they_stand(findings: Sequence[Finding], rows: Sequence[ReadMeasurement]) -> list[Finding]:
    """Findings about the rows given, from 1, as findings about the file's lines and sheets."""
    return [
        replace(finding, line=rows[finding.line - 1].line, sheet=rows[finding.line - 1].sheet)
        if finding.line
        else finding
        for finding in findings
    ]
