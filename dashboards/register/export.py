"""The register as a file: a row for each KPI and organisation, with figures as figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dashboards.register.rows import ambition_words
from kpi.files.export import Value, norwegian_workbook
from kpi.presentation.cell import Cell, Cells
from kpi.presentation.formats import period_name
from kpi.selectors.register import Entry
from kpi.words.labels import DIRECTION, FREQUENCY, OVER_TIME, UNIT, label_of

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class Export:
    """A frame with what stands above it. `notes` say what the figures are: plan, period, organisation, demo; `widths`
    are those of the columns, in characters."""

    title: str
    notes: Sequence[str]
    widths: Sequence[int]
    frame: DataFrame


@dataclass(frozen=True)
class _Column:
    heading: str
    width: int
    value: Callable[[Entry, Cell], Value]


def register_export(entries: Sequence[Entry], cells: Cells, *, title: str, notes: Sequence[str]) -> Export:
    """The cells as a table. Shares and attainments are per cent, as 0 to 100."""
    from kpi.frames import table  # pandas, which pages do without

    columns = _columns(cells)
    shown = [(entry, cells.of(entry.kpi, entry.organisation.code)) for entry in entries]
    return Export(
        title=title,
        notes=notes,
        widths=[column.width for column in columns],
        frame=table(
            {column.heading: [column.value(entry, cell) for entry, cell in shown] for column in columns}
        ),
    )


def as_csv(export: Export) -> bytes:
    """The table alone, so that programs can read it."""
    from kpi.frames import csv_of

    return csv_of(export.frame)


def as_xlsx(export: Export) -> bytes:
    """A sheet with the notes above, a frozen heading with filters, and real numbers."""
    return norwegian_workbook(
        _("Register"),
        [str(heading) for heading in export.frame.columns],
        export.frame.itertuples(index=False, name=None),
        title=export.title,
        notes=export.notes,
        widths=export.widths,
    )


def _columns(cells: Cells) -> list[_Column]:
    """Figures are taken from the judgement, unrounded; words from the cell that pages show."""

    def shown_as_of(entry: Entry) -> str:
        period = period_name(entry.judgement.as_of)
        return (
            _("%(period)s, med foreløpige tall") % {"period": period} if cells.links.preliminary else period
        )

    def ambition(entry: Entry, _cell: Cell) -> str:
        return ambition_words(entry, cells.words_about(entry.organisation.code))

    return [
        _Column(_("Kode"), 9, lambda entry, cell: entry.kpi.code),
        _Column(_("Måleindikator"), 46, lambda entry, cell: entry.kpi.name),
        _Column(_("Organisasjon"), 13, lambda entry, cell: entry.organisation.code),
        _Column(_("Organisasjonens navn"), 24, lambda entry, cell: entry.organisation.title),
        _Column(_("Mål"), 7, lambda entry, cell: entry.kpi.goal.code),
        _Column(_("Målets navn"), 26, lambda entry, cell: entry.kpi.goal.name),
        _Column(_("Delmål"), 8, lambda entry, cell: entry.kpi.sub_goal.code if entry.kpi.sub_goal else ""),
        _Column(
            _("Delmålets navn"), 36, lambda entry, cell: entry.kpi.sub_goal.name if entry.kpi.sub_goal else ""
        ),
        _Column(_("Status"), 13, lambda entry, cell: cell.colour),
        _Column(_("Grunn uten status"), 22, lambda entry, cell: cell.reason),
        _Column(_("Verdi"), 11, lambda entry, cell: entry.judgement.value),
        _Column(_("Enhet"), 11, lambda entry, cell: label_of(UNIT, entry.kpi.unit)),
        _Column(_("Periode"), 17, lambda entry, cell: cell.period_name),
        _Column(_("Måloppnåelse (%)"), 13, lambda entry, cell: _percent(entry.judgement.attainment)),
        _Column(_("Framgang fra nullpunkt (%)"), 13, lambda entry, cell: _percent(entry.judgement.progress)),
        _Column(_("Nullpunkt"), 11, lambda entry, cell: _baseline(entry)),
        _Column(_("Ambisjon"), 24, ambition),
        _Column(_("Målverdi"), 11, lambda entry, cell: _target(entry)),
        _Column(_("Frist"), 9, lambda entry, cell: _deadline(entry)),
        _Column(_("Flagg"), 34, lambda entry, cell: ", ".join(flag.text for flag in cell.flags)),
        _Column(_("Retning"), 16, lambda entry, cell: label_of(DIRECTION, entry.kpi.direction)),
        _Column(_("Rapporteres"), 14, lambda entry, cell: label_of(FREQUENCY, entry.kpi.frequency)),
        _Column(_("Vurderes på"), 24, lambda entry, cell: label_of(OVER_TIME, entry.kpi.over_time)),
        _Column(_("Tallets opphav"), 20, lambda entry, cell: cell.source),
        _Column(_("Vist per"), 15, lambda entry, cell: shown_as_of(entry)),
    ]


def _percent(share: Fraction | None) -> Fraction | None:
    return None if share is None else share * 100


def _baseline(entry: Entry) -> Fraction | None:
    baseline = entry.judgement.baseline
    return baseline.value if baseline else None


def _target(entry: Entry) -> Fraction | None:
    target = entry.judgement.target
    return target.value if target else None


def _deadline(entry: Entry) -> Value:
    if len(entry.deadlines) == 1:
        return entry.deadlines[0]
    return "/".join(str(year) for year in entry.deadlines)
