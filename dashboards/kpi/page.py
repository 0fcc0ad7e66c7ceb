"""A KPI's page: the finding, a card per organisation, the explanation of one of them, charts, figures and history."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dashboards.kpi.address import WHY, YEAR_ON_YEAR, Address
from dashboards.kpi.charts import ChartView, charts, has_own_scales
from dashboards.kpi.definition import Entry, PrintedRow, definition, printed_rows
from dashboards.kpi.finding import finding
from dashboards.kpi.history import HistoryTable, history_table
from dashboards.kpi.table import LENGTH_CODES, FiguresTable, TableChoices, figures_table
from dashboards.parts.goals import anchor_of
from kpi.models import Kpi, Organisation
from kpi.presentation.cell import Cell, Cells
from kpi.presentation.explain.answer import title
from kpi.presentation.explain.parts import PLAN_LANGUAGE, Explanation, Text
from kpi.presentation.explain.words import Words
from kpi.presentation.explanation import explain
from kpi.presentation.formats import period_name
from kpi.presentation.links import Links
from kpi.presentation.organisation_words import OrganisationWords
from kpi.rules.judgement import Judgement
from kpi.rules.period import YEAR, Period
from kpi.rules.series import KpiSeries
from kpi.rules.terms import OverTime
from kpi.selectors.board import Board, judgements
from kpi.selectors.figures import Series
from kpi.selectors.kpi_facts import kpi_facts
from kpi.selectors.kpi_history import kpi_history, plan_roles
from kpi.selectors.plan_terms import PlanTerms


@dataclass(frozen=True)
class Card:
    """One organisation's status: the figure with its unit, the change, the flags, and the way to why."""

    organisation: str
    name: str
    cell: Cell
    applies_to: str
    since: str
    question: str
    question_name: str
    url: str
    fragment_url: str
    is_chosen: bool


@dataclass(frozen=True)
class Crumb:
    """A step of the way to this page; the sub-goal has none of its own."""

    label: str
    url: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Empty:
    """What stands where there is nothing to draw."""

    title: str
    text: str


@dataclass(frozen=True)
class KpiPage:
    """All that the page shows, as ready text."""

    code: str
    name: str
    crumbs: tuple[Crumb, ...]
    finding: tuple[Text, ...]
    cards: tuple[Card, ...]
    explanation: Explanation
    charts: tuple[ChartView, ...]
    chart_note: str
    table: FiguresTable | None
    history: HistoryTable
    definition: tuple[Entry, ...]
    printed: tuple[PrintedRow, ...]
    takes_measurements: bool
    empty: Empty
    enter_url: str
    csv_url: str
    year_on_year_url: str
    misread: tuple[str, ...]


def kpi_page(
    terms: PlanTerms,
    kpi: Kpi,
    series: Series,
    *,
    as_of: Period,
    preliminary: bool,
    address: Address,
    links: Links,
) -> KpiPage:
    """The page of `kpi` as of a period. Its own queries are nine, however many figures there are."""
    kpi_terms = terms.terms[kpi.code]
    now = judgements(kpi_terms, series, as_of=as_of, preliminary=preliminary)
    earlier = judgements(kpi_terms, series, as_of=as_of.previous(), preliminary=preliminary)
    board = Board(terms, as_of, now, earlier, {kpi.code: series})
    cells = Cells(board, links)
    chosen = address.get("organisation") or terms.first.code
    by_code = {organisation.code: now[kpi.code, organisation.code] for organisation in terms.organisations}
    facts = kpi_facts(terms, kpi.code, series=series, judged=now.values(), about=[by_code[chosen]])
    laid_out = KpiSeries(kpi_terms, series, until=as_of.end, preliminary=preliminary)
    first_words, words = Words(by_code[terms.first.code], kpi, facts), cells.words
    changes = {organisation.code: board.change((kpi.code, organisation.code)) for organisation in terms.parts}
    history_of = [one for one in terms.organisations if address.get("history") in ("", one.code)]
    history = history_table(
        kpi_history(kpi, history_of, until=as_of.last_day, page=address.get("page")),
        kpi,
        terms.organisations,
        words=words,
        chosen=address.get("history"),
        address=address,
    )
    return KpiPage(
        code=kpi.code,
        name=kpi.name,
        crumbs=_crumbs(kpi, links, words.overview),
        finding=finding(
            kpi,
            first_words if terms.subject else None,
            [by_code[part.code] for part in terms.parts if part != terms.subject],
            changes,
            words,
        ),
        cards=tuple(
            _card(cells, kpi, organisation, Words(by_code[organisation.code], kpi, facts), address, chosen)
            for organisation in terms.organisations
        ),
        explanation=explain(by_code[chosen], kpi, facts),
        charts=()
        if laid_out.is_empty
        else charts(
            kpi, terms.organisations, laid_out, series, by_code, facts, words, preliminary=preliminary
        ),
        chart_note=_chart_note(laid_out, words),
        table=None
        if laid_out.is_empty
        else figures_table(
            kpi,
            terms.organisations,
            laid_out,
            series,
            by_code,
            words,
            TableChoices(
                address,
                links,
                length=LENGTH_CODES.get(address.get("length")),
                fractions=bool(address.get("fractions")),
                every_period=bool(address.get("periods")),
            ),
            preliminary=preliminary,
        ),
        history=history,
        definition=definition(kpi, facts, plan_roles(terms), first_words, words),
        printed=printed_rows(kpi, terms.organisations, facts, first_words, words),
        takes_measurements=kpi.takes_measurements,
        empty=_empty(kpi, as_of, some=history.total > 0),
        enter_url=links.enter(kpi=kpi.code, organisation=chosen) if kpi.takes_measurements else "",
        csv_url=links.kpi_file(kpi.code),
        year_on_year_url=links.kpi_file(kpi.code, YEAR_ON_YEAR),
        misread=address.misread,
    )


def _crumbs(kpi: Kpi, links: Links, overview_name: str) -> tuple[Crumb, ...]:
    lang = PLAN_LANGUAGE if get_language() != PLAN_LANGUAGE else ""
    goal = Crumb(f"{kpi.goal.code} {kpi.goal.name}", links.overview(anchor=anchor_of(kpi.goal)), lang)
    found = [Crumb(overview_name, links.overview()), goal]
    if kpi.sub_goal is not None:
        found.append(Crumb(f"{kpi.sub_goal.code} {kpi.sub_goal.name}", lang=lang))
    return tuple(found)


def _empty(kpi: Kpi, as_of: Period, *, some: bool) -> Empty:
    """What stands where the charts would; `some` where figures were reported that none of them shows."""
    until = {"period": period_name(as_of)}
    if not kpi.takes_measurements:
        text = _("Planen beskriver noe som skal lages, ikke et tall som kan følges over tid.")
        return Empty(_("Dette måles ikke"), text)
    if some:
        text = _(
            "Det som er levert til og med %(period)s, gjelder hittil i år eller en annen periode enn den som "
            "rapporteres, eller er ikke et eksakt tall. Det står i endringshistorikken."
        )
        return Empty(_("Ingen tall som kan vurderes"), text % until)
    return Empty(_("Ingen målinger ennå"), _("Ingen tall er registrert til og med %(period)s.") % until)


def _card(
    cells: Cells, kpi: Kpi, organisation: Organisation, words: Words, address: Address, chosen: str
) -> Card:
    code = organisation.code
    cell, judgement, as_of = cells.of(kpi, code), words.judgement, cells.board.as_of
    is_elsewhere = judgement.period is not None and judgement.period != as_of
    return Card(
        organisation=code,
        name=cells.words.title(organisation),
        cell=cell,
        applies_to=_("Gjelder %(period)s") % {"period": cell.period_name} if is_elsewhere else "",
        since=_since(cells.board.earlier[kpi.code, code]) if cell.verdict else "",
        question=_short_question(judgement),
        question_name=title(words),
        url=address.with_(WHY, organisation=code),
        fragment_url=address.query(organisation=code),
        is_chosen=code == chosen,
    )


def _since(earlier: Judgement) -> str:
    return _("siden %(period)s") % {"period": period_name(earlier.period)} if earlier.period else ""


def _short_question(judgement: Judgement) -> str:
    names = {
        "green": _("Hvorfor grønn?"),
        "yellow": _("Hvorfor gul?"),
        "red": _("Hvorfor rød?"),
        "none": _("Hvorfor ingen status?"),
    }
    return names[judgement.status.value]


def _chart_note(laid_out: KpiSeries, words: OrganisationWords) -> str:
    """How the charts are to be read."""
    part = any(value.missing for code in laid_out.codes for value in laid_out.reported(code).values())
    notes = [
        _lines_note(laid_out),
        words.put(_("Åpne punkter er regnet uten alle %(the_parts)s.")) if part else "",
    ]
    return " ".join(note for note in notes if note)


def _lines_note(laid_out: KpiSeries) -> str:
    if laid_out.terms.over_time == OverTime.YEAR_SUM:
        if laid_out.lengths == [YEAR]:
            return _("Hver organisasjon har sin egen skala.")
        return _(
            "Linjen er summen av tolv måneder, som vurderes. Søylene er tallene slik de er levert. "
            "Hver organisasjon har sin egen skala."
        )
    if len(laid_out.lengths) > 1:
        return _(
            "Den tykke linjen er tallene som vurderes nå, den tynne er tall for andre periodelengder. Samme skala."
        )
    return "" if has_own_scales(laid_out) else _("Samme skala i alle.")
