"""One organisation's page as ready text: statuses, its own ambition beside the regional one, what it answers for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.parts.attainment_bar import Bar, bar_of, limits, share_beside
from dashboards.parts.deliveries import late
from dashboards.parts.filters import KpiFilter
from dashboards.parts.goals import anchor_of
from dashboards.parts.headline import Run, organisation_headline, since_name
from dashboards.parts.movements import MovementGroup, movement_groups
from dashboards.parts.promises import (
    adopted_text,
    common_deadline,
    deadline_note,
    deadline_text,
    unit_note,
)
from dashboards.parts.said_once import SaidOnce, said_once
from dashboards.parts.tiles import Tally, Tile, tallies, tally_text, tiles
from dashboards.parts.together import has_colours
from dashboards.trust.reds import Reds, reds_of
from dashboards.trust.waiting import WaitingGroup, waiting_groups
from kpi.models import BenefitGoal, Kpi, Organisation
from kpi.presentation.ambitions import ambition_mark, ambition_text, level_text, requirement_text
from kpi.presentation.cell import Cell, Cells
from kpi.presentation.formats import exact_number, limit_in_unit, number
from kpi.presentation.goals import by_goal
from kpi.presentation.links import INDICATORS, Links
from kpi.rules.ambition import Ambition
from kpi.rules.judgement import Judgement
from kpi.rules.summary import count
from kpi.rules.terms import Basis, ComparesWith
from kpi.selectors.board import Board
from kpi.selectors.register import ambition_of, deadlines_of
from kpi.selectors.undertakings import Duties, Duty
from kpi.words.labels import STATUS_PLURAL


@dataclass(frozen=True)
class Tab:
    """A link to another organisation's page."""

    code: str
    name: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class DutyGroup:
    """What the organisation answers for under one goal; `summary` counts it."""

    code: str
    name: str
    summary: str
    prerequisites: tuple[Duty, ...]
    changes: tuple[Duty, ...]


@dataclass(frozen=True)
class Row:
    """A KPI with its ambitions. `judged_by` is the regional ambition or what stands in its place; `own` the
    organisation's own (for the region what the trusts' come to) with `own_reached`, the share of it."""

    code: str
    name: str
    unit: str
    url: str
    cell: Cell
    requirement: str
    condition: str
    reached: str
    bar: Bar | None
    baseline: str
    judged_by: str
    is_decided: bool
    own: str
    is_own_muted: bool
    own_reached: str
    deadline: str
    progress: str


@dataclass(frozen=True)
class Group:
    """A goal's heading and rows, and last the KPIs that have neither figure nor ambition."""

    code: str
    name: str
    anchor: str
    deadline: str
    note: str
    tallies: tuple[Tally, ...]
    rows: tuple[Row, ...]
    empty: tuple[Row, ...]


@dataclass(frozen=True)
class TrustPage:
    """Everything the template shows."""

    code: str
    name: str
    is_whole: bool
    has_colours: bool
    tabs: tuple[Tab, ...]
    part_of: Tab | None
    parts: tuple[Tab, ...]
    headline: tuple[Run, ...]
    tiles: tuple[Tile, ...]
    reds: Reds
    movements: tuple[MovementGroup, ...]
    waiting: tuple[WaitingGroup, ...]
    duties: tuple[DutyGroup, ...]
    duty_summary: str
    said_once: tuple[str, ...]
    groups: tuple[Group, ...]
    since: str
    only: str
    misread: tuple[str, ...]
    unfiltered_url: str
    empty_title: str
    empty_action: str


def trust_filter(query: QueryDict, board: Board, organisation: str) -> KpiFilter:
    """The one filter that the page has, as the address has it."""
    return KpiFilter(query, board=board, offers=("status",), organisation=organisation)


def trust_page(
    board: Board,
    organisation: Organisation,
    duties: Duties,
    *,
    links: Links,
    chosen: KpiFilter,
) -> TrustPage:
    """The page of a trust or the region. `chosen` may narrow the table to one status; that takes a query."""
    terms, cells = board.terms, Cells(board, links)
    words, parts = cells.words_about(organisation.code), terms.parts_of(organisation)
    lates = () if parts else late(board, organisation.code)
    judged, once = board.of(organisation.code), said_once(cells, [organisation])
    earlier = count(board.earlier[kpi.code, organisation.code] for kpi in terms.kpis)
    return TrustPage(
        code=organisation.code,
        name=organisation.title,
        is_whole=bool(parts),
        has_colours=has_colours(board),
        tabs=tuple(_tab(cells, other, organisation) for other in terms.shown_together)
        if len(terms.shown_together) > 1
        else (),
        part_of=_part_of(cells, organisation),
        parts=tuple(_tab(cells, part, organisation) for part in parts) if organisation != terms.whole else (),
        headline=organisation_headline(board, organisation.code, late=sum(len(due.kpis) for due in lates)),
        tiles=tiles(
            count(judged),
            earlier,
            since=since_name(board.as_of),
            url_of=lambda counted: links.organisation(
                organisation.code, status=counted.value, anchor=INDICATORS
            ),
            words=words,
        )
        if has_colours(board)
        else (),
        reds=reds_of(cells, organisation),
        movements=movement_groups(cells, [organisation]),
        waiting=waiting_groups(board, organisation.code, lates, words, links=links),
        duties=_duty_groups(duties, terms.kpis),
        duty_summary=_duty_summary(len(duties.prerequisites), len(duties.changes)),
        said_once=once.sentences,
        groups=tuple(_group(cells, goal, kpis, organisation, once) for goal, kpis in by_goal(chosen.kpis)),
        since=since_name(board.as_of),
        only=_("Viser %(count)s av %(total)s: %(status)s.")
        % {
            "count": number(len(chosen.kpis)),
            "total": number(len(terms.kpis)),
            "status": str(STATUS_PLURAL[chosen.chosen_status]).lower(),
        }
        if chosen.chosen_status
        else "",
        misread=chosen.misread,
        unfiltered_url=links.organisation(organisation.code, anchor=INDICATORS),
        empty_title=_("Ingen måleindikatorer har denne statusen"),
        empty_action=_("Vis alle"),
    )


def _tab(cells: Cells, organisation: Organisation, current: Organisation) -> Tab:
    url = cells.links.organisation(organisation.code)
    return Tab(organisation.code, cells.words.title(organisation), url, organisation == current)


def _part_of(cells: Cells, organisation: Organisation) -> Tab | None:
    """What the organisation is a part of, where the tabs do not say it."""
    terms = cells.board.terms
    whole = terms.whole_of(organisation)
    return None if whole is None or organisation in terms.shown_together else _tab(cells, whole, organisation)


def _duty_summary(prerequisites: int, changes: int) -> str:
    """Example: `4 forutsetninger, 3 endringer`."""
    parts = []
    if prerequisites:
        words = ngettext("%(count)s forutsetning", "%(count)s forutsetninger", prerequisites)
        parts.append(words % {"count": number(prerequisites)})
    if changes:
        parts.append(
            ngettext("%(count)s endring", "%(count)s endringer", changes) % {"count": number(changes)}
        )
    return ", ".join(parts)


def _duty_groups(duties: Duties, kpis: tuple[Kpi, ...]) -> tuple[DutyGroup, ...]:
    names = {kpi.goal.code: kpi.goal.name for kpi in kpis}
    codes = dict.fromkeys(duty.goal for duty in (*duties.prerequisites, *duties.changes))
    order = list(names)
    groups = []
    for code in sorted(codes, key=lambda code: order.index(code) if code in names else len(order)):
        prerequisites = tuple(duty for duty in duties.prerequisites if duty.goal == code)
        changes = tuple(duty for duty in duties.changes if duty.goal == code)
        summary = _duty_summary(len(prerequisites), len(changes))
        groups.append(DutyGroup(code, names.get(code, ""), summary, prerequisites, changes))
    return tuple(groups)


def _group(
    cells: Cells, goal: BenefitGoal, kpis: list[Kpi], organisation: Organisation, once: SaidOnce
) -> Group:
    board, code = cells.board, organisation.code
    counts = count(board.now[kpi.code, code] for kpi in kpis)
    deadline = common_deadline(deadlines_of(board, kpi, code) for kpi in kpis)
    rows = [_row(cells, kpi, organisation, once, deadline_said=bool(deadline)) for kpi in kpis]
    bare = [
        row
        for row, kpi in zip(rows, kpis, strict=True)
        if not row.cell.value and _has_no_ambition(board.now[kpi.code, code])
    ]
    return Group(
        code=goal.code,
        name=goal.name,
        anchor=anchor_of(goal),
        deadline=deadline_text([deadline] if deadline else []),
        note=tally_text(counts) if has_colours(board) else "",
        tallies=tallies(counts) if has_colours(board) else (),
        rows=tuple(row for row in rows if row not in bare),
        empty=tuple(bare),
    )


def _has_no_ambition(judgement: Judgement) -> bool:
    return judgement.own.rules.is_blank and judgement.ambition.rules.is_blank


def _row(cells: Cells, kpi: Kpi, organisation: Organisation, once: SaidOnce, *, deadline_said: bool) -> Row:
    board, code = cells.board, organisation.code
    judgement = board.now[kpi.code, code]
    terms = board.terms.terms[kpi.code]
    is_whole = bool(board.terms.parts_of(organisation))
    printed = ambition_of(board, kpi, code)
    borders = limits(judgement, terms.direction) if judgement.attainment is not None else ()
    decided = adopted_text(board, kpi, code)
    own_reached = judgement.own_attainment
    return Row(
        code=kpi.code,
        name=kpi.name,
        unit=unit_note(kpi),
        url=cells.links.kpi(kpi.code),
        cell=once.without(cells.of(kpi, code)),
        requirement=requirement_text(judgement.requirement, kpi) if judgement.requirement else "",
        condition=printed.condition if printed else "",
        reached="" if judgement.attainment is None else share_beside(judgement.attainment, borders),
        bar=bar_of(judgement, terms.direction),
        baseline=_baseline(judgement, kpi),
        judged_by=decided or (_("ikke vedtatt") if is_whole else _instead(judgement)),
        is_decided=bool(decided),
        own=_calculated(judgement, kpi) if is_whole and printed is None else _own(judgement.own, kpi),
        is_own_muted=_is_in_words(judgement.own),
        own_reached="" if own_reached is None else share_beside(own_reached),
        deadline=deadline_note(board, kpi, code, said=deadline_said),
        progress=_progress(judgement),
    )


def _baseline(judgement: Judgement, kpi: Kpi) -> str:
    """What an improvement is compared with, where there is no bar."""
    if not judgement.ambition.rules.compares or judgement.compared_with is None:
        return ""
    apart_from = () if judgement.value is None else (judgement.value,)
    value = limit_in_unit(judgement.compared_with, kpi, apart_from=apart_from)
    if kpi.compares_with == ComparesWith.PREVIOUS:
        return _("forrige %(value)s") % {"value": value}
    return _("nullpunkt %(value)s") % {"value": value}


def _is_in_words(ambition: Ambition) -> bool:
    """Whether it has no figure to reach, and so stands back in the table."""
    return not ambition.is_set or ambition.rules.compares


def _instead(judgement: Judgement) -> str:
    """What stands where there is no decided regional ambition."""
    if judgement.basis == Basis.OWN:
        return _("egen")
    if judgement.basis == Basis.IMPROVEMENT:
        return _("forbedring")
    return ""


def _own(ambition: Ambition, kpi: Kpi) -> str:
    return _("ikke satt") if ambition.rules.is_blank else ambition_mark(ambition, kpi)


def _calculated(judgement: Judgement, kpi: Kpi) -> str:
    """What the trusts' ambitions come to: a sum is an absolute figure, the rest is an ambition of its kind."""
    calculated = judgement.calculated
    if calculated is None:
        return ""
    if calculated.is_sum:
        return "" if calculated.value is None else exact_number(calculated.value)
    if calculated.rules.follows_requirement and calculated.value is not None:
        return level_text(calculated.value, kpi)
    return ambition_text(calculated.as_ambition, kpi)


def _progress(judgement: Judgement) -> str:
    if judgement.progress is None:
        return ""
    return _("under 0") if judgement.progress < 0 else share_beside(judgement.progress)
