"""The region page as ready text: sentence, counts, matrix, what has changed, and the table of indicators."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.parts.deliveries import late
from dashboards.parts.filters import EVERY, KpiFilter
from dashboards.parts.goals import anchor_of
from dashboards.parts.headline import Run, plan_headline, since_name
from dashboards.parts.legend import Legend, legend_of
from dashboards.parts.movements import MovementGroup, movement_groups
from dashboards.parts.said_once import said_once
from dashboards.parts.tiles import Tally, Tile, tallies, tiles
from dashboards.parts.together import (
    has_colours,
    judged_together,
    red_in_a_part,
)
from dashboards.region.missing import MissingLine, missing_lines
from dashboards.region.table import Column, Group, groups_of
from kpi.models import BenefitGoal, Kpi, Organisation
from kpi.presentation.cell import Cells, status_word
from kpi.presentation.formats import number, period_name
from kpi.presentation.goals import by_goal
from kpi.presentation.links import INDICATORS, Links
from kpi.presentation.organisation_words import OrganisationWords
from kpi.rules.judgement import Judgement
from kpi.rules.summary import count
from kpi.rules.terms import Status
from kpi.selectors.board import Board
from kpi.words.labels import STATUS

OFFERS = ("goal", "status", "organisation", "deadline", "q", "changed", "requirement")
"""The filters that the page has."""


COLUMNS_THAT_FIT = 6
"""More organisations than this, and the tables are scrolled sideways instead of squeezed."""


LINES_SHOWN = 8
"""How many lines of what is missing stand open."""


@dataclass(frozen=True)
class Sign:
    """One status in the matrix, with the KPI it is for."""

    status: Status
    title: str


@dataclass(frozen=True)
class MatrixCell:
    """All statuses of one goal for one organisation: one link, with everything it shows as its name."""

    column: Column
    url: str
    name: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class MatrixRow:
    """One goal across the organisations."""

    code: str
    name: str
    url: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class ColumnTotal:
    """The counts of all KPIs for one organisation."""

    column: Column
    tallies: tuple[Tally, ...]


@dataclass(frozen=True)
class RegionPage:
    """Everything the template shows."""

    is_wide: bool
    kicker: str
    headline: tuple[Run, ...]
    tiles: tuple[Tile, ...]
    columns: tuple[Column, ...]
    matrix: tuple[MatrixRow, ...]
    totals: tuple[ColumnTotal, ...]
    total_label: str
    legend: Legend
    movements: tuple[MovementGroup, ...]
    missing: tuple[MissingLine, ...]
    missing_folded: tuple[MissingLine, ...]
    missing_count: str
    chosen: KpiFilter
    shown: str
    shown_columns: tuple[Column, ...]
    said_once: tuple[str, ...]
    groups: tuple[Group, ...]
    is_narrowed: bool
    unfiltered_url: str
    downloads: tuple[tuple[str, str], ...]


def region_filter(query: QueryDict, board: Board) -> KpiFilter:
    """The page's filters as the address has them."""
    return KpiFilter(query, board=board, offers=OFFERS)


def region_page(board: Board, chosen: KpiFilter, *, links: Links) -> RegionPage:
    """The page for a judged plan. One query where filters are chosen."""
    terms = board.terms
    cells = Cells(board, links)
    lates = [due for one in terms.without_parts for due in late(board, one.code)]
    missing = missing_lines(lates, board, links=links)
    columns = tuple(_column(cells, organisation) for organisation in terms.shown_together)
    shown_columns = _shown_columns(columns, chosen)
    once = said_once(cells, terms.shown_together)
    whose = {"organisation": terms.subject.code} if terms.subject else {}

    def counted(status: Status) -> str:
        return links.overview(status=status.value, anchor=INDICATORS, **whose)

    return RegionPage(
        is_wide=len(columns) > COLUMNS_THAT_FIT,
        kicker=_kicker(board, cells.words),
        headline=plan_headline(board),
        tiles=tiles(
            count(judged_together(board, board.now)),
            count(judged_together(board, board.earlier)),
            since=since_name(board.as_of),
            url_of=counted,
            words=cells.words,
            red_in_a_part=red_in_a_part(board),
        )
        if has_colours(board)
        else (),
        columns=columns,
        matrix=tuple(_matrix_row(cells, goal, kpis, columns, chosen) for goal, kpis in by_goal(terms.kpis)),
        totals=tuple(ColumnTotal(column, tallies(count(board.of(column.code)))) for column in columns)
        if has_colours(board)
        else (),
        total_label=ngettext("%(count)s måleindikator", "Alle %(count)s måleindikatorer", len(terms.kpis))
        % {"count": number(len(terms.kpis))},
        legend=legend_of(board),
        movements=movement_groups(cells, terms.shown_together),
        missing=missing[:LINES_SHOWN],
        missing_folded=missing[LINES_SHOWN:],
        missing_count=number(sum(len(due.kpis) for due in lates)),
        chosen=chosen,
        shown=_shown_text(chosen, len(terms.kpis)),
        shown_columns=shown_columns,
        said_once=once.sentences,
        groups=groups_of(cells, chosen.kpis, shown_columns, once),
        is_narrowed=bool(chosen.query()),
        unfiltered_url=links.overview(anchor=INDICATORS),
        downloads=_downloads(chosen, links),
    )


def _kicker(board: Board, words: OrganisationWords) -> str:
    """Whose statuses come first on the page, and as of when."""
    subject, period = board.terms.subject, period_name(board.as_of)
    if subject is not None and subject != board.terms.whole:
        return _("%(name)s per %(period)s") % {"name": subject.title, "period": period}
    if subject is None:
        return words.put(_("%(the_parts)s per %(period)s"), period=period)
    return words.put(_("%(the_whole)s per %(period)s"), period=period)


def _column(cells: Cells, organisation: Organisation) -> Column:
    is_whole = organisation == cells.board.terms.whole
    is_region = is_whole and cells.words.is_region
    return Column(
        code=organisation.code,
        label=cells.words.label(organisation),
        short=_("Region") if is_region else organisation.code,
        note=_("vektet eller sum") if is_whole else organisation.title,
        url=cells.links.organisation(organisation.code),
        is_whole=is_whole,
    )


def _shown_columns(columns: tuple[Column, ...], chosen: KpiFilter) -> tuple[Column, ...]:
    """A chosen part is shown beside the whole; otherwise all are, since the whole is made of its parts."""
    wholes = [column.code for column in columns if column.is_whole]
    if chosen.chosen_organisation in (EVERY, *wholes):
        return columns
    return tuple(column for column in columns if column.is_whole or column.code == chosen.chosen_organisation)


def _shown_text(chosen: KpiFilter, total: int) -> str:
    """How many KPIs are shown, and whose status was asked for: `4 av 49 vises: rød i minst én organisasjon`."""
    words: dict[str, object] = {"shown": len(chosen.kpis), "total": total}
    if chosen.chosen_status is None:
        return _("%(shown)s av %(total)s vises") % words
    words["status"] = str(STATUS[chosen.chosen_status]).lower()
    if chosen.chosen_organisation == EVERY:
        return _("%(shown)s av %(total)s vises: %(status)s i minst én organisasjon") % words
    words["organisation"] = chosen.chosen_organisation
    return _("%(shown)s av %(total)s vises: %(status)s i %(organisation)s") % words


def _matrix_row(
    cells: Cells,
    goal: BenefitGoal,
    kpis: list[Kpi],
    columns: tuple[Column, ...],
    chosen: KpiFilter,
) -> MatrixRow:
    board, links = cells.board, cells.links
    anchor = anchor_of(goal)
    # A filtered table may be without the goal: the link then goes to the whole one.
    here = links.overview(anchor=anchor) if chosen.query() else f"#{anchor}"
    row = []
    for column in columns:
        judged = [board.now[kpi.code, column.code] for kpi in kpis]
        words = cells.words_about(column.code)
        row.append(
            MatrixCell(
                column=column,
                url=here if column.is_whole else links.organisation(column.code, anchor=anchor),
                name=_("%(goal)s, %(organisation)s: %(statuses)s")
                % {
                    "goal": goal.name,
                    "organisation": column.label,
                    "statuses": ", ".join(_status_in_words(judgement, words) for judgement in judged),
                },
                signs=tuple(
                    Sign(judgement.status, _status_in_words(judgement, words)) for judgement in judged
                ),
            )
        )
    return MatrixRow(goal.code, goal.name, here, tuple(row))


def _status_in_words(judgement: Judgement, words: OrganisationWords) -> str:
    return f"{judgement.kpi} {status_word(judgement, words).lower()}"


def _downloads(chosen: KpiFilter, links: Links) -> tuple[tuple[str, str], ...]:
    """The register's files, with the same filters: the register has all that this page has."""
    return tuple(
        (label, links.register(**chosen.query(), format=code))
        for label, code in (("Excel", "xlsx"), ("CSV", "csv"))
    )
