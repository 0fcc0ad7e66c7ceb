"""The register's cells, one for each KPI and organisation, with what the list and its exports say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from kpi.models import Ambition, Kpi, Measurement, Organisation, Plan
from kpi.rules.ambition import in_force
from kpi.rules.figure import Figure
from kpi.rules.judgement import Judgement
from kpi.selectors.board import Board


@dataclass(frozen=True)
class Entry:
    """One KPI for one organisation, judged. `places` are the KPI's and the organisation's in the plan."""

    kpi: Kpi
    organisation: Organisation
    judgement: Judgement
    deadlines: tuple[int, ...]
    places: tuple[int, int]


def kpis_of(plan: Plan) -> QuerySet[Kpi]:
    """A plan's KPIs, for filtering."""
    return Kpi.objects.filter(plan=plan).select_related("indicator").order_by("position")


def entries(board: Board) -> list[Entry]:
    """Every cell of a judged plan, KPI by KPI, the trusts in plan order and then the region. No queries."""
    return [
        Entry(
            kpi,
            organisation,
            board.now[kpi.code, organisation.code],
            deadlines_of(board, kpi, organisation.code),
            (row, column),
        )
        for row, kpi in enumerate(board.terms.kpis)
        for column, organisation in enumerate(board.terms.organisations)
    ]


def ambition_of(board: Board, kpi: Kpi, organisation: str) -> Ambition | None:
    """The row of the register with an organisation's own ambition, as in force at the end of the board's period."""
    return in_force(board.terms.ambitions[kpi.code].get(organisation, []), board.as_of.last_day)


def deadlines_of(board: Board, kpi: Kpi, organisation: str) -> tuple[int, ...]:
    """The years an organisation's ambition shall be reached, each once; a whole's are its own, else those of all its
    parts."""
    found = board.terms.organisation(organisation)
    parts = board.terms.parts_of(found) if found is not None else ()
    if parts and not board.terms.ambitions[kpi.code].get(organisation):
        return tuple(sorted({year for part in parts for year in deadlines_of(board, kpi, part.code)}))
    rows = [ambition_of(board, kpi, organisation)]
    return tuple(sorted({row.deadline for row in rows if row is not None and row.deadline is not None}))


def measurements_behind(judged: Iterable[Judgement]) -> dict[tuple[str, str], tuple[Measurement, ...]]:
    """The measurements that each judged value is made of, with their documents: by KPI and organisation code.

    One query, none without figures.
    """
    refs = {
        (judgement.kpi, judgement.organisation): [
            figure.ref for figure in figures_behind(judgement) if isinstance(figure.ref, int)
        ]
        for judgement in judged
    }
    wanted = {ref for of_cell in refs.values() for ref in of_cell}
    rows = Measurement.objects.filter(pk__in=wanted).select_related("document") if wanted else ()
    known = {row.pk: row for row in rows}
    return {place: tuple(known[ref] for ref in of_cell if ref in known) for place, of_cell in refs.items()}


def figures_behind(judgement: Judgement) -> list[Figure]:
    """The figures a judged value is made of: the organisation's own, or those of the region's trusts."""
    if judgement.judged_figure is not None:
        return list(judgement.judged_figure.figures)
    return list(judgement.from_parts.figures) if judgement.from_parts else []
