"""The region page as ready text: sentence, counts, matrix, what has changed, and the table of indicators."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from dashboards.parts.deliveries import late
from dashboards.parts.filters import FilterForm, Filters, deadlines_of, filter_form, passes, shown_text
from dashboards.parts.goals import anchor_of, by_goal
from dashboards.parts.headline import Run, region_headline, since_name
from dashboards.parts.legend import Legend, legend_of
from dashboards.parts.promises import Promise, common_deadline, deadline_text, promise_of, unit_note
from dashboards.parts.sparks import row_of_sparks
from dashboards.parts.tiles import Tally, Tile, tallies, tally_text, tiles
from dashboards.region.missing import MissingLine, missing_lines
from dashboards.region.movements import MovementGroup, movement_groups
from kpi.models import BenefitGoal, Kpi, Organisation
from kpi.presentation.cells import Cell, cell_of, status_word
from kpi.presentation.formats import number
from kpi.presentation.links import INDICATORS, Links
from kpi.rules.judgement import Judgement
from kpi.rules.summary import count
from kpi.rules.terms import Flag, Status
from kpi.selectors.board import Board
from kpi.words.labels import FLAG

ABOUT_THE_KPI = {Flag.FIRST_MEASUREMENT_IS_BASELINE, Flag.BEFORE_GO_LIVE, Flag.SOURCE_INCONSISTENT}
"""Flags that tell what a light rests on rather than how an organisation does."""


COLUMNS_THAT_FIT = 6
"""More organisations than this, and the tables are scrolled sideways instead of squeezed."""


LINES_SHOWN = 8
"""How many lines of what is missing stand open."""


@dataclass(frozen=True)
class Column:
    """An organisation as a column heading; `short` is for a phone, where it stands in each cell."""

    code: str
    label: str
    short: str
    note: str
    url: str
    is_region: bool


@dataclass(frozen=True)
class Sign:
    """One light in the matrix, with the KPI it is for."""

    status: Status
    title: str


@dataclass(frozen=True)
class MatrixCell:
    """All lights of one goal for one organisation: one link, with everything it shows as its name."""

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
class TableCell:
    """A KPI's cell in one organisation's column."""

    column: Column
    cell: Cell


@dataclass(frozen=True)
class KpiRow:
    """A KPI across the organisations."""

    code: str
    name: str
    unit: str
    url: str
    promise: Promise
    notes: tuple[str, ...]
    is_measured: bool
    cells: tuple[TableCell, ...]


@dataclass(frozen=True)
class Group:
    """A goal's heading and rows in the table; `tallies` are the region's."""

    code: str
    name: str
    anchor: str
    deadline: str
    note: str
    tallies: tuple[Tally, ...]
    rows: tuple[KpiRow, ...]


@dataclass(frozen=True)
class RegionPage:
    """Everything the template shows."""

    is_wide: bool
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
    form: FilterForm
    filters: Filters
    shown: str
    shown_columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    unfiltered_url: str
    downloads: tuple[tuple[str, str], ...]


def region_page(board: Board, filters: Filters, *, links: Links) -> RegionPage:
    """The page for a judged plan."""
    terms = board.terms
    lates = [due for trust in terms.parts for due in late(board, trust.code)]
    missing = missing_lines(lates, board, links=links)
    columns = tuple(_column(board, organisation, links) for organisation in terms.organisations)
    shown = [kpi for kpi in terms.kpis if passes(filters, board, kpi)]
    region = count(board.of(terms.lead.code))
    earlier = count(board.earlier[kpi.code, terms.lead.code] for kpi in terms.kpis)
    shown_columns = _shown_columns(columns, filters, terms.lead)

    def counted(status: Status) -> str:
        return links.overview(status=status.value, organisation=terms.lead.code, anchor=INDICATORS)

    return RegionPage(
        is_wide=len(columns) > COLUMNS_THAT_FIT,
        headline=region_headline(board),
        tiles=tiles(region, earlier, since=since_name(board.as_of), url_of=counted),
        columns=columns,
        matrix=tuple(
            _matrix_row(board, goal, kpis, columns, filters, links) for goal, kpis in by_goal(terms.kpis)
        ),
        totals=tuple(ColumnTotal(column, tallies(count(board.of(column.code)))) for column in columns),
        total_label=_("Alle %(count)s måleindikatorer") % {"count": len(terms.kpis)},
        legend=legend_of(board),
        movements=movement_groups(board, terms.organisations, links=links),
        missing=missing[:LINES_SHOWN],
        missing_folded=missing[LINES_SHOWN:],
        missing_count=number(sum(len(due.kpis) for due in lates)),
        form=filter_form(filters, board),
        filters=filters,
        shown=shown_text(filters, len(shown), len(terms.kpis)),
        shown_columns=shown_columns,
        groups=tuple(_group(board, goal, kpis, shown_columns, links) for goal, kpis in by_goal(shown)),
        unfiltered_url=links.overview(anchor=INDICATORS),
        downloads=_downloads(filters, links),
    )


def _column(board: Board, organisation: Organisation, links: Links) -> Column:
    is_region = organisation == board.terms.lead
    return Column(
        code=organisation.code,
        label=_("Regionen") if is_region else organisation.code,
        short=_("Region") if is_region else organisation.code,
        note=_("vektet eller sum") if is_region else organisation.title,
        url=links.organisation(organisation.code),
        is_region=is_region,
    )


def _shown_columns(columns: tuple[Column, ...], filters: Filters, region: Organisation) -> tuple[Column, ...]:
    """A chosen trust is shown beside the region; otherwise all are, since the region is made of its trusts."""
    if filters.organisation is None or filters.organisation == region:
        return columns
    return tuple(column for column in columns if column.is_region or column.code == filters.organisation.code)


def _matrix_row(
    board: Board,
    goal: BenefitGoal,
    kpis: list[Kpi],
    columns: tuple[Column, ...],
    filters: Filters,
    links: Links,
) -> MatrixRow:
    anchor = anchor_of(goal)
    # A filtered table may not hold the goal: the link then goes to the whole one.
    here = links.overview(anchor=anchor) if filters.any_chosen else f"#{anchor}"
    cells = []
    for column in columns:
        judged = [board.now[kpi.code, column.code] for kpi in kpis]
        cells.append(
            MatrixCell(
                column=column,
                url=here if column.is_region else links.organisation(column.code, anchor=anchor),
                name=_("%(goal)s, %(organisation)s: %(lights)s")
                % {
                    "goal": goal.name,
                    "organisation": column.label,
                    "lights": ", ".join(_light_in_words(judgement) for judgement in judged),
                },
                signs=tuple(Sign(judgement.status, _light_in_words(judgement)) for judgement in judged),
            )
        )
    return MatrixRow(goal.code, goal.name, here, tuple(cells))


def _light_in_words(judgement: Judgement) -> str:
    return f"{judgement.kpi} {status_word(judgement).lower()}"


def _group(
    board: Board,
    goal: BenefitGoal,
    kpis: list[Kpi],
    columns: tuple[Column, ...],
    links: Links,
) -> Group:
    region = count(board.now[kpi.code, board.terms.lead.code] for kpi in kpis)
    deadline = common_deadline(deadlines_of(board, kpi, Filters()) for kpi in kpis)
    return Group(
        code=goal.code,
        name=goal.name,
        anchor=anchor_of(goal),
        deadline=deadline_text([deadline] if deadline else []),
        note=_("Regionen: %(counts)s") % {"counts": tally_text(region)},
        tallies=tallies(region),
        rows=tuple(_row(board, kpi, columns, links, deadline_said=bool(deadline)) for kpi in kpis),
    )


def _row(
    board: Board,
    kpi: Kpi,
    columns: tuple[Column, ...],
    links: Links,
    *,
    deadline_said: bool,
) -> KpiRow:
    sparks = row_of_sparks(board.terms.terms[kpi.code], board.series[kpi.code], board.as_of)
    common = _common_flags(board, kpi)
    cells = []
    for column in columns:
        organisation = board.terms.organisation(column.code)
        assert organisation is not None  # columns are made from the plan's organisations
        cell = cell_of(board, kpi, organisation, links)
        flags = tuple(flag for flag in cell.flags if flag.code not in common)
        cells.append(TableCell(column, replace(cell, flags=flags, spark=sparks.get(column.code))))
    return KpiRow(
        code=kpi.code,
        name=kpi.name,
        unit=unit_note(kpi),
        url=links.kpi(kpi.code),
        promise=promise_of(board, kpi, deadline_said=deadline_said),
        notes=_notes(board, kpi, common),
        is_measured=any(given.cell.value for given in cells),
        cells=tuple(cells),
    )


def _common_flags(board: Board, kpi: Kpi) -> frozenset[Flag]:
    """Flags said once, under the KPI's name, since they hold for each of its lights (or for the KPI as a whole)."""
    lit = [
        set(board.now[kpi.code, organisation.code].flags)
        for organisation in board.terms.organisations
        if board.now[kpi.code, organisation.code].status != Status.NONE
    ]
    shared = set.intersection(*lit) & ABOUT_THE_KPI if lit else set()
    if _trusts_start_from_their_first(board, kpi):
        shared.add(Flag.FIRST_MEASUREMENT_IS_BASELINE)
    if getattr(kpi, "is_inconsistent", False):
        shared.add(Flag.SOURCE_INCONSISTENT)
    return frozenset(shared)


def _notes(board: Board, kpi: Kpi, common: frozenset[Flag]) -> tuple[str, ...]:
    """The common flags in words. Where the region has a baseline of its own, the trusts' is told of them alone."""
    region = board.now[kpi.code, board.terms.lead.code]
    of_trusts = region.status != Status.NONE and Flag.FIRST_MEASUREMENT_IS_BASELINE not in region.flags
    return tuple(
        _("foretakenes første måling er nullpunkt")
        if of_trusts and flag == Flag.FIRST_MEASUREMENT_IS_BASELINE
        else str(FLAG[flag])
        for flag in Flag
        if flag in common
    )


def _trusts_start_from_their_first(board: Board, kpi: Kpi) -> bool:
    """Whether each lit trust's baseline is its first measurement while the region has a given one (as for B.1)."""
    region = board.now[kpi.code, board.terms.lead.code]
    if region.baseline is None or region.baseline.from_measurement:
        return False
    lit = [
        judgement
        for judgement in (board.now[kpi.code, trust.code] for trust in board.terms.parts)
        if judgement.status != Status.NONE
    ]
    return bool(lit) and all(Flag.FIRST_MEASUREMENT_IS_BASELINE in judgement.flags for judgement in lit)


def _downloads(filters: Filters, links: Links) -> tuple[tuple[str, str], ...]:
    """The register's exports, with the filters that the register knows by the same names."""
    known = ("goal", "status", "organisation", "deadline", "q")
    kept = {name: value for name, value in filters.query().items() if name in known}
    return tuple(
        (label, links.register(**kept, format=code)) for label, code in (("Excel", "xlsx"), ("CSV", "csv"))
    )
