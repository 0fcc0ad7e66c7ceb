"""The register page as ready text, and what its files hold. The address decides both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.forms import Form
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.register.export import Export, register_export
from dashboards.register.filter import EVERY, SHOWN_LENGTH, RegisterFilter
from dashboards.register.rows import RegisterRow, row_of
from dashboards.register.table import (
    Choice,
    RegisterTable,
    per_page_choices,
    read_table_choices,
    register_table,
    sort_choices,
)
from kpi.models import Measurement
from kpi.presentation.formats import day, number, period_name
from kpi.presentation.links import Links
from kpi.presentation.page_context import PageContext
from kpi.rules.terms import Status
from kpi.selectors.board import Board
from kpi.selectors.register import origins
from kpi.words.labels import STATUS

FORMATS = {"xlsx": "Excel", "csv": "CSV"}


@dataclass(frozen=True)
class RegisterPage:
    """Everything the template shows. `page_numbers` are those of the pagination, with gaps."""

    lead: str
    form: Form
    table: RegisterTable
    rows: Page[RegisterRow]
    page_numbers: list[int | str]
    per_page: tuple[Choice, ...]
    sorts: tuple[Choice, ...]
    every_column: bool
    is_filtered: bool
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
    """The page for a judged plan. One query."""
    chosen = RegisterFilter(query, board=board, default_organisation=board.terms.lead.code)
    table_choices = read_table_choices(query)
    entries = chosen.shown
    rows = [
        row_of(entry, region=board.terms.lead, as_of=board.as_of, links=context.links) for entry in entries
    ]
    table, page = register_table(rows, table_choices, organisation=chosen.chosen_organisation)
    misread = [*chosen.misread, *table_choices.misread]
    if query.get("format") and not read_format(query):
        misread.append(
            _("%(filter)s: «%(text)s»")
            % {"filter": _("Filformat"), "text": _printable(query.get("format", ""))}
        )
    return RegisterPage(
        lead=_lead(board),
        form=chosen.form,
        table=table,
        rows=page,
        page_numbers=list(page.paginator.get_elided_page_range(page.number)),
        per_page=per_page_choices(table_choices.per_page),
        sorts=sort_choices(table, table_choices.sort),
        every_column=table_choices.every_column,
        is_filtered=chosen.is_filtered,
        shown=_shown(board, chosen, len({entry.kpi.pk for entry in entries})),
        misread=tuple(misread),
        downloads=_downloads(query, chosen, context.links),
        download_note=_download_note(board, chosen, len(entries)),
        unfiltered_url=_unfiltered(query, context.links),
    )


def export_of(board: Board, query: QueryDict, context: PageContext) -> Export:
    """What a file holds: the filtered KPIs for the organisation in the address, or for all when none stands there.

    Two queries.
    """
    chosen = RegisterFilter(query, board=board, default_organisation=EVERY)
    entries = chosen.shown
    behind = origins(entry.judgement for entry in entries)
    notes = [*_notes(board, context), _shown(board, chosen, len({entry.kpi.pk for entry in entries}))]
    if any(Measurement.DEMO in held for held in behind.values()):
        notes.append(
            _("Demodata: målinger merket demo er oppdiktet. Mål, nullpunkt og ambisjoner er fra planen.")
        )
    if chosen.misread:
        words = {"filters": ", ".join(chosen.misread)}
        notes.append(_("Disse filtrene ble ikke forstått og er ikke brukt: %(filters)s") % words)
    return register_export(entries, title=_("Gevinstregister"), notes=notes, origins=behind)


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


def _shown(board: Board, chosen: RegisterFilter, shown: int) -> str:
    """How many KPIs are shown, for whom, and whose light was asked for."""
    values: dict[str, Any] = {"shown": shown, "total": len(board.terms.kpis), "who": _who(board, chosen)}
    status = chosen.form.cleaned_data.get("status")
    if not status:
        return _("%(shown)s av %(total)s måleindikatorer, vist for %(who)s") % values
    values["status"] = str(STATUS[Status(status)]).lower()
    if chosen.chosen_organisation == EVERY:
        return _("%(shown)s av %(total)s måleindikatorer: %(status)s i minst én organisasjon") % values
    return _("%(shown)s av %(total)s måleindikatorer: %(status)s for %(who)s") % values


def _who(board: Board, chosen: RegisterFilter) -> str:
    code = chosen.chosen_organisation
    if code == EVERY:
        return _("alle organisasjoner")
    return _("regionen") if code == board.terms.lead.code else code


def _downloads(query: QueryDict, chosen: RegisterFilter, links: Links) -> tuple[tuple[str, str], ...]:
    """The files with the same rows as the table, all its pages."""
    found = []
    for code, label in FORMATS.items():
        kept = query.copy()
        for name in ("sort", "page", "per_page", "columns"):
            kept.pop(name, None)
        kept["organisation"] = chosen.chosen_organisation
        kept["format"] = code
        found.append((label, links.register(**{name: str(kept[name]) for name in kept})))
    return tuple(found)


def _download_note(board: Board, chosen: RegisterFilter, rows: int) -> str:
    values = {"rows": number(rows), "who": _who(board, chosen)}
    if chosen.chosen_organisation == EVERY:
        return (
            _("Filene får %(rows)s rader: én for hver måleindikator og organisasjon, med alle kolonner.")
            % values
        )
    return (
        _(
            "Filene får %(rows)s rader for %(who)s, med alle kolonner. Velg «Alle, en rad for hver» under "
            "Organisasjon for å få med alle."
        )
        % values
    )


def _unfiltered(query: QueryDict, links: Links) -> str:
    kept = query.copy()
    for name in list(kept):
        if name not in ("as_of", "preliminary", "columns", "per_page", "organisation"):
            kept.pop(name)
    return links.register(**{name: str(kept[name]) for name in kept})


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())[:SHOWN_LENGTH]
