"""The register as a file: a row for each KPI and organisation, with figures as figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from dashboards.register.rows import ambition_words
from kpi.files.export import Value, norwegian_csv, norwegian_workbook
from kpi.presentation.cells import flags_of
from kpi.presentation.formats import period_name
from kpi.selectors.register import Entry
from kpi.words.labels import DIRECTION, FREQUENCY, ORIGIN, OVER_TIME, REASON, STATUS, UNIT, Labels


@dataclass(frozen=True)
class Export:
    """A table with what stands above it. `notes` say what the figures are: plan, period, organisation, demo."""

    title: str
    notes: Sequence[str]
    header: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True)
class _Column:
    heading: str
    width: int
    value: Callable[[Entry], Value]


def register_export(
    entries: Sequence[Entry],
    *,
    title: str,
    notes: Sequence[str],
    origins: Mapping[tuple[str, str], tuple[str, ...]],
) -> Export:
    """The cells as a table. Shares and attainments are per cent, as 0 to 100."""
    columns = _columns(origins)
    return Export(
        title=title,
        notes=notes,
        header=[column.heading for column in columns],
        widths=[column.width for column in columns],
        rows=[[column.value(entry) for column in columns] for entry in entries],
    )


def as_csv(export: Export) -> bytes:
    """The table alone, so that programs can read it."""
    return norwegian_csv(export.header, export.rows)


def as_xlsx(export: Export) -> bytes:
    """A sheet with the notes above, a frozen heading with filters, and real numbers."""
    return norwegian_workbook(
        _("Register"),
        export.header,
        export.rows,
        title=export.title,
        notes=export.notes,
        widths=export.widths,
    )


def _columns(origins: Mapping[tuple[str, str], tuple[str, ...]]) -> list[_Column]:
    def origin(entry: Entry) -> str:
        held = origins.get((entry.kpi.code, entry.organisation.code), ())
        return ", ".join(str(ORIGIN[code]) for code in held)

    return [
        _Column(_("Kode"), 9, lambda entry: entry.kpi.code),
        _Column(_("Måleindikator"), 46, lambda entry: entry.kpi.name),
        _Column(_("Organisasjon"), 13, lambda entry: entry.organisation.code),
        _Column(_("Organisasjonens navn"), 24, lambda entry: entry.organisation.title),
        _Column(_("Mål"), 7, lambda entry: entry.kpi.goal.code),
        _Column(_("Målets navn"), 26, lambda entry: entry.kpi.goal.name),
        _Column(_("Delmål"), 8, lambda entry: entry.kpi.sub_goal.code if entry.kpi.sub_goal else ""),
        _Column(_("Delmålets navn"), 36, lambda entry: entry.kpi.sub_goal.name if entry.kpi.sub_goal else ""),
        _Column(_("Status"), 13, lambda entry: str(STATUS[entry.judgement.status])),
        _Column(_("Grunn uten status"), 22, _reason),
        _Column(_("Verdi"), 11, lambda entry: entry.judgement.value),
        _Column(_("Enhet"), 11, lambda entry: _label(UNIT, entry.kpi.unit)),
        _Column(_("Periode"), 17, _period),
        _Column(_("Måloppnåelse (%)"), 13, lambda entry: _percent(entry.judgement.attainment)),
        _Column(_("Framgang fra nullpunkt (%)"), 13, lambda entry: _percent(entry.judgement.progress)),
        _Column(_("Nullpunkt"), 11, _baseline),
        _Column(_("Ambisjon"), 24, ambition_words),
        _Column(_("Målverdi"), 11, _target),
        _Column(_("Frist"), 9, _deadline),
        _Column(_("Flagg"), 34, lambda entry: ", ".join(flag.text for flag in flags_of(entry.judgement))),
        _Column(_("Retning"), 16, lambda entry: _label(DIRECTION, entry.kpi.direction)),
        _Column(_("Rapporteres"), 14, lambda entry: _label(FREQUENCY, entry.kpi.frequency)),
        _Column(_("Vurderes på"), 24, lambda entry: _label(OVER_TIME, entry.kpi.over_time)),
        _Column(_("Tallets opphav"), 20, origin),
        _Column(_("Vist per"), 15, lambda entry: period_name(entry.judgement.as_of)),
    ]


def _label(labels: Labels, code: str) -> str:
    return str(labels[code]) if code else ""


def _reason(entry: Entry) -> str:
    reason = entry.judgement.reason
    return str(REASON[reason]) if reason else ""


def _period(entry: Entry) -> str:
    period = entry.judgement.period
    return period_name(period) if period else ""


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
