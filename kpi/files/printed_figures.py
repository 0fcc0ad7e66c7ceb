"""The printed figures of documents: `figures.csv`, read into the register and written again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kpi.actions.printed_figures import NewPrintedFigure, record_printed_figures
from kpi.actions.record import Recorded
from kpi.actions.refusals import Refused
from kpi.files.import_measurements import to_record, where_they_stand
from kpi.files.lookup import lookup
from kpi.files.measurements import OPTIONAL, PRINTED, read_measurements
from kpi.files.writing import written_csv
from kpi.models import Document, Plan, PrintedFigure
from kpi.selectors.measurable import measurable
from kpi.selectors.measurement_rows import printed_figures_of

FILE = "figures.csv"
COLUMNS = (
    "kpi",
    "organisation",
    "category",
    "period",
    "value",
    "qualifier",
    "numerator",
    "denominator",
    "printed",
    "place",
    "counts",
    "comment",
    "note",
    "document",
    "section",
    "footnote",
)


def load_figures(file: BinaryIO, *, plan: Plan | None = None) -> Recorded:
    """Record a document's figures as approved, each with where it stands, and return what became of them.

    A figure that was loaded before is left alone, also where somebody has corrected it since. `plan` is the plan whose
    files hold the figures. Raises as `import_measurements` does.
    """
    documents = dict(Document.objects.values_list("code", "id"))
    plans = set(Plan.objects.values_list("code", flat=True))
    codes = lookup(measurable(), plans=plans, documents=documents, indicators_first=True)
    read = read_measurements(file, codes, optional=(*OPTIONAL, *PRINTED))
    if read.findings:
        raise Refused(read.findings)
    rows = [NewPrintedFigure(to_record(row), row.place, row.counts, row.note) for row in read.rows]
    try:
        return record_printed_figures(rows, plan=plan)
    except Refused as refused:
        counting = [row for row in read.rows if row.counts]
        raise Refused(where_they_stand(refused.findings, counting)) from refused


def write_figures(plan: Plan, folder: Path) -> list[Path]:
    """Write the plan's printed figures into `folder`: those of its own files, and those of other documents that count
    in it. No file where there are none."""
    path = folder / FILE
    rows = list(_rows(plan))
    if not rows:
        path.unlink(missing_ok=True)
        return []
    path.write_bytes(written_csv([COLUMNS, *rows], line_end="\n", mark=False))
    return [path]


def _rows(plan: Plan) -> Iterator[list[str]]:
    found = printed_figures_of([plan]).select_related(
        "indicator", "organisation", "category", "document", "measurement"
    )
    for figure in sorted(found, key=_in_the_file):
        measured = figure.measurement
        yield [
            figure.indicator.code,
            figure.organisation.code,
            figure.category.code if figure.category else "",
            figure.period.label,
            _number(figure.value),
            "" if figure.qualifier == "exact" else figure.qualifier,
            _number(measured.numerator if measured else None),
            _number(measured.denominator if measured else None),
            figure.printed,
            figure.place,
            "yes" if figure.counts else "no",
            measured.comment if measured else "",
            figure.note,
            figure.document.code if figure.document else "",
            figure.section,
            figure.footnote,
        ]


def _in_the_file(figure: PrintedFigure) -> tuple[object, ...]:
    """The plan's own first, as they stand; then document by document."""
    document = figure.document.code if figure.document and not figure.is_own else ""  # type: ignore[attr-defined]
    return not figure.is_own, document, figure.position, figure.pk  # type: ignore[attr-defined]


def _number(value: object) -> str:
    return "" if value is None else f"{value.normalize():f}"  # type: ignore[attr-defined]
