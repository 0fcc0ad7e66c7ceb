"""The register's cells, one for each KPI and organisation, with what the list and its exports say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from kpi.models import Kpi, Measurement, Organisation, Plan
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
            deadlines_of(board, kpi, organisation),
            (row, column),
        )
        for row, kpi in enumerate(board.terms.kpis)
        for column, organisation in enumerate(board.terms.organisations)
    ]


def deadlines_of(board: Board, kpi: Kpi, organisation: Organisation) -> tuple[int, ...]:
    """The years an organisation's ambition shall be reached; a whole's are its own, else those of all its parts."""
    parts = board.terms.parts_of(organisation)
    if parts and not board.terms.ambitions[kpi.code].get(organisation.code):
        return tuple(sorted({year for part in parts for year in deadlines_of(board, kpi, part)}))
    rows = (in_force(board.terms.ambitions[kpi.code].get(organisation.code, []), board.as_of.last_day),)
    return tuple(sorted({row.deadline for row in rows if row is not None and row.deadline is not None}))


def origins(judged: Iterable[Judgement]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Where the figures behind each judgement come from, each origin once: KPI and organisation code to origins.

    One query, none without figures.
    """
    refs = {
        (held.kpi, held.organisation): [
            part.ref for part in figures_behind(held) if isinstance(part.ref, int)
        ]
        for held in judged
    }
    wanted = {ref for held in refs.values() for ref in held}
    known = dict(Measurement.objects.filter(pk__in=wanted).values_list("pk", "origin")) if wanted else {}
    return {cell: tuple(sorted({known[ref] for ref in held if ref in known})) for cell, held in refs.items()}


def figures_behind(judgement: Judgement) -> list[Figure]:
    """The figures a judged value is made of: the organisation's own, or those of the region's trusts."""
    if judgement.reading is not None:
        return list(judgement.reading.figures)
    return list(judgement.from_parts.figures) if judgement.from_parts else []
