"""Recording what documents print: each figure where it stands, and the one that counts as the cell's measurement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from kpi.actions.new_measurement import Cell, NewMeasurement
from kpi.actions.record import Recorded, record_measurements
from kpi.models import Measurement, Plan, PrintedFigure

MADE_UP = (Measurement.DEMO, Measurement.LOAD_TEST)


@dataclass(frozen=True, slots=True)
class NewPrintedFigure:
    """A figure in a document. `measurement` is what it says, with its source; `counts` whether it is the one of its
    cell that becomes the measurement; `place` tells apart several places in one section."""

    measurement: NewMeasurement
    place: str = ""
    counts: bool = True
    note: str = ""


def record_printed_figures(rows: Sequence[NewPrintedFigure], *, plan: Plan | None) -> Recorded:
    """Record a document's figures, those that count as approved measurements, and say what became of these.

    A figure that was loaded before is left alone, also where somebody has corrected it since, and so is a cell that
    somebody has filled in. `plan` is the plan whose files hold the figures, None for a folder of figures alone. Raises
    as `record_measurements` does.
    """
    counting = [row.measurement for row in rows if row.counts]
    with transaction.atomic():
        kept = _cells_in_use()
        fresh = [row for row in counting if row.cell not in kept]
        recorded = record_measurements(fresh, by=None, origin=Measurement.REPORT, approve=True)
        _record_places(rows, plan)
    return Recorded(
        new=recorded.new,
        corrected=recorded.corrected,
        approved=recorded.approved,
        unchanged=recorded.unchanged + len(counting) - len(fresh),
    )


def _cells_in_use() -> set[Cell]:
    """The cells that hold a measured figure, from a report or from somebody."""
    rows = Measurement.objects.exclude(origin__in=MADE_UP).only(*_CELL_FIELDS)
    return {_cell(row) for row in rows}


_CELL_FIELDS = ("indicator_id", "organisation_id", "category_id", "first_day", "last_day", "period_kind")


def _cell(row: Measurement | PrintedFigure) -> Cell:
    return row.indicator_id, row.organisation_id, row.category_id, row.period


def _record_places(rows: Sequence[NewPrintedFigure], plan: Plan | None) -> None:
    """Keep each figure with its place. What is kept already is left as it is."""
    measured: dict[Cell, int] = {}
    found = Measurement.objects.exclude(origin__in=MADE_UP).only(*_CELL_FIELDS).order_by("-entered_at", "-pk")
    for measurement in found:
        # The one taken from the report, which is the first of the cell; later rows correct it.
        measured[_cell(measurement)] = measurement.pk
    known = {_place(row): row for row in PrintedFigure.objects.all()}
    fresh, changed = [], []
    for position, row in enumerate(rows, start=1):
        given = row.measurement
        figure = PrintedFigure(
            plan=plan,
            measurement_id=measured.get(given.cell) if row.counts else None,
            indicator_id=given.indicator_id,
            organisation_id=given.organisation_id,
            category_id=given.category_id,
            first_day=given.period.first_day,
            last_day=given.period.last_day,
            period_kind=given.period_kind,
            value=given.value,
            qualifier=given.qualifier,
            printed=given.printed,
            document_id=given.document_id,
            section=given.section,
            footnote=given.footnote,
            place=row.place,
            counts=row.counts,
            note=row.note,
            position=position,
        )
        there = known.get(_place(figure))
        if there is None:
            fresh.append(figure)
        elif any(getattr(there, name) != getattr(figure, name) for name in _UPDATED):
            for name in _UPDATED:
                setattr(there, name, getattr(figure, name))
            changed.append(there)
    PrintedFigure.objects.bulk_create(fresh)
    PrintedFigure.objects.bulk_update(changed, _UPDATED)


_UPDATED = ["value", "qualifier", "printed", "footnote", "counts", "note", "position"]


def _place(figure: PrintedFigure) -> tuple[object, ...]:
    return (*_cell(figure), figure.document_id, figure.section, figure.place)
