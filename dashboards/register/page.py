"""The register page as ready text, and what its files hold. The address decides both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.parts.filters import EVERY, KpiFilter, misread_text
from dashboards.register.export import Export, register_export
from dashboards.register.rows import row_of
from dashboards.register.table import (
    Choice,
    RegisterTable,
    TableChoices,
    per_page_choices,
    read_table_choices,
    register_table,
    sort_choices,
)
from kpi.models import Measurement
from kpi.presentation.cell import Cells
from kpi.presentation.formats import day, number, period_name
from kpi.presentation.organisation_words import words_of
from kpi.presentation.page_context import PageContext
from kpi.selectors.board import Board
from kpi.selectors.register import Entry, entries, measurements_behind
from kpi.words.labels import STATUS

OFFERS = ("goal", "status", "organisation", "deadline", "unit", "frequency", "q", "changed", "requirement")
"""The filters that the page has: all that the region page has, so that its files can be the register's."""
FORMATS = {"xlsx": "Excel", "csv": "CSV"}


@dataclass(frozen=True)
class RegisterPage:
    """Everything the template shows. `page_numbers` are those of the pagination, with gaps."""

    lead: str
    chosen: KpiFilter
    table: RegisterTable
    page_numbers: list[int | str]
    per_page: tuple[Choice, ...]
    sorts: tuple[Choice, ...]
    every_column: bool
    shown: str
    misread: tuple[str, ...]
    downloads: tuple[tuple[str, str], ...]
    download_note: str
    unfiltered_url: str


def read_format(query: QueryDict) -> str:
    """The file asked for: `xlsx` or `csv`; empty for the page itself."""
    wanted = query.get("format", "")
    return wanted if wanted in FORMATS else ""


def register_page(board: Board, query: QueryDict, context: PageContext) -> RegisterPage:
    """The page for a judged plan. One query where filters are chosen."""
    subject = board.terms.subject
    usual = subject.code if subject else EVERY
    chosen = KpiFilter(query, board=board, offers=OFFERS, organisation=usual, every_level=True)
    choices = read_table_choices(query)
    shown = _shown_entries(board, chosen)
    cells = Cells(board, context.links)
    table = register_table(
        [row_of(entry, cells) for entry in shown],
        choices,
        organisation=chosen.chosen_organisation,
        plan_language=context.plan_language,
    )
    misread = [*chosen.misread, *choices.misread]
    if query.get("format") and not read_format(query):
        misread.append(misread_text(_("Filformat"), query.get("format", "")))
    return RegisterPage(
        lead=_lead(board),
        chosen=chosen,
        table=table,
        page_numbers=list(table.paginator.get_elided_page_range(table.page.number)),
        per_page=per_page_choices(choices.per_page),
        sorts=sort_choices(table, choices.sort),
        every_column=choices.every_column,
        shown=_shown(board, chosen),
        misread=tuple(misread),
        downloads=_downloads(chosen, context),
        download_note=_download_note(board, chosen, len(shown)),
        unfiltered_url=_unfiltered(chosen, choices, context),
    )


def export_of(board: Board, query: QueryDict, context: PageContext) -> Export:
    """What a file has: the filtered KPIs for the organisation in the address, or for all when none stands there.

    Two queries.
    """
    chosen = KpiFilter(query, board=board, offers=OFFERS, organisation=EVERY, every_level=True)
    shown = _shown_entries(board, chosen)
    figures = measurements_behind(entry.judgement for entry in shown)
    notes = [*_notes(board, context), _shown(board, chosen)]
    if any(figure.origin == Measurement.DEMO for behind in figures.values() for figure in behind):
        notes.append(
            _("Demodata: målinger merket demo er oppdiktet. Mål, nullpunkt og ambisjoner er fra planen.")
        )
    if chosen.misread:
        words = {"filters": ", ".join(chosen.misread)}
        notes.append(_("Disse filtrene ble ikke forstått og er ikke brukt: %(filters)s") % words)
    cells = Cells(board, context.links, figures)
    return register_export(shown, cells, title=_("Gevinstregister"), notes=notes)


def _shown_entries(board: Board, chosen: KpiFilter) -> list[Entry]:
    """The cells of the KPIs let through, for the organisations that are shown, in plan order."""
    kept = {kpi.pk for kpi in chosen.kpis}
    return [
        entry
        for entry in entries(board)
        if entry.kpi.pk in kept and chosen.chosen_organisation in (EVERY, entry.organisation.code)
    ]


def file_name(board: Board, extension: str) -> str:
    """A name that says what it is: `register-regional-2026-T2.xlsx`."""
    plan = slugify(board.terms.plan.code) or "plan"
    return f"register-{plan}-{board.as_of.label}.{extension}"


def _notes(board: Board, context: PageContext) -> list[str]:
    """What the figures of a file are: the plan, the period, how far they go."""
    plan = board.terms.plan
    source = {"title": plan.title, "version": plan.version, "date": day(plan.date) if plan.date else ""}
    shown = {"period": period_name(board.as_of), "figures": context.figures_until}
    notes = [
        _("Plan: %(title)s, versjon %(version)s (%(date)s)") % source,
        _("Vist per %(period)s. %(figures)s") % shown
        if context.figures_until
        else _("Vist per %(period)s") % shown,
    ]
    if context.as_of.misread:
        words = {"text": context.as_of.misread, "period": context.as_of.text}
        notes.append(_("Perioden «%(text)s» ble ikke forstått. Filen er vist per %(period)s.") % words)
    if context.preliminary:
        notes.append(_("Foreløpige tall er med."))
    return notes


def _lead(board: Board) -> str:
    count = len(board.terms.kpis)
    return ngettext(
        "%(count)s måleindikator i %(plan)s, med det den lover og det som er målt.",
        "%(count)s måleindikatorer i %(plan)s, med det de lover og det som er målt.",
        count,
    ) % {"count": number(count), "plan": board.terms.plan.title}


def _shown(board: Board, chosen: KpiFilter) -> str:
    """How many KPIs are shown, for whom, and whose status was asked for."""
    values: dict[str, Any] = {
        "shown": len(chosen.kpis),
        "total": len(board.terms.kpis),
        "who": _who(board, chosen),
    }
    if chosen.chosen_status is None:
        return (
            ngettext(
                "%(shown)s av %(total)s måleindikator, vist for %(who)s",
                "%(shown)s av %(total)s måleindikatorer, vist for %(who)s",
                values["total"],
            )
            % values
        )
    values["status"] = str(STATUS[chosen.chosen_status]).lower()
    if chosen.chosen_organisation == EVERY:
        sentence = ngettext(
            "%(shown)s av %(total)s måleindikator: %(status)s i minst én organisasjon",
            "%(shown)s av %(total)s måleindikatorer: %(status)s i minst én organisasjon",
            values["total"],
        )
    else:
        sentence = ngettext(
            "%(shown)s av %(total)s måleindikator: %(status)s for %(who)s",
            "%(shown)s av %(total)s måleindikatorer: %(status)s for %(who)s",
            values["total"],
        )
    return sentence % values


def _who(board: Board, chosen: KpiFilter) -> str:
    code = chosen.chosen_organisation
    if code == EVERY:
        return _("alle organisasjoner")
    words = words_of(board.terms)
    return _("regionen") if words.is_region and code == words.whole_code else code


def _downloads(chosen: KpiFilter, context: PageContext) -> tuple[tuple[str, str], ...]:
    """The files with the same rows as the table, all its pages."""
    kept = {**chosen.query(), "organisation": chosen.chosen_organisation}
    return tuple((label, context.links.register(**kept, format=code)) for code, label in FORMATS.items())


def _download_note(board: Board, chosen: KpiFilter, rows: int) -> str:
    values = {"rows": number(rows), "who": _who(board, chosen)}
    if chosen.chosen_organisation == EVERY:
        return (
            ngettext(
                "Filen har %(rows)s rad: én for hver måleindikator og organisasjon, med alle kolonner.",
                "Filen har %(rows)s rader: én for hver måleindikator og organisasjon, med alle kolonner.",
                rows,
            )
            % values
        )
    return (
        ngettext(
            "Filen har %(rows)s rad for %(who)s, med alle kolonner. Velg «Alle, en rad for hver» under "
            "Organisasjon for å få med alle.",
            "Filen har %(rows)s rader for %(who)s, med alle kolonner. Velg «Alle, en rad for hver» under "
            "Organisasjon for å få med alle.",
            rows,
        )
        % values
    )


def _unfiltered(chosen: KpiFilter, choices: TableChoices, context: PageContext) -> str:
    """The page without filters: what is shown of each KPI, and for whom, stays as it is."""
    kept = {name: text for name, text in chosen.query().items() if name == "organisation"}
    return context.links.register(**kept, **choices.kept())
