"""Which baseline is used: the plan's figure, or the measurement that takes its place (plan chapter 4, footnote 2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from kpi.rules.ambition import Baseline, in_force
from kpi.rules.figure import Figure, Reading, first_reading, visible
from kpi.rules.kpi_terms import KpiTerms, OrganisationTerms
from kpi.rules.regional import RegionalSeries
from kpi.rules.terms import Aggregation


def trust_baseline(
    terms: KpiTerms, unit: OrganisationTerms, figures: Sequence[Figure], *, until: int, day: date
) -> Baseline | None:
    """The plan's figure, else the first approved reading from go-live on."""
    given = in_force(unit.baselines, day)
    if given is not None and given.usable is not None:
        return Baseline(given.usable, source=given.source, year=given.year)
    first = first_reading(visible(figures, until=until), terms.over_time, since=unit.go_live)
    return Baseline(first.value, reading=first) if first else None


def region_baseline(terms: KpiTerms, approved: RegionalSeries, *, day: date) -> Baseline | None:
    """The plan's own regional figure, else the trusts' given ones together (sum or plain mean), else the first
    complete regional value from the last trust's go-live on."""
    own = in_force(terms.region.baselines, day)
    if own is not None and own.usable is not None:
        return Baseline(own.usable, source=own.source, year=own.year)
    given = [in_force(part.baselines, day) for part in terms.parts]
    values = [baseline.usable for baseline in given if baseline is not None and baseline.usable is not None]
    if values and len(values) == len(terms.parts):
        total = sum(values, Fraction(0))
        return Baseline(
            total if terms.aggregation == Aggregation.SUM else total / len(values),
            source=given[0].source if given[0] else terms.region.baselines[0].source,
            calculated_from=tuple(part.code for part in terms.parts),
        )
    first = approved.first_complete(since=region_go_live(terms))
    if first is None:
        return None
    parts = tuple(figure for reading in first.parts.values() for figure in reading.parts)
    reading = first.reported or Reading(first.period, first.value, parts)
    return Baseline(first.value, reading=reading)


def region_go_live(terms: KpiTerms) -> int | None:
    """The month from which the region counts as live: its own, else the last trust's."""
    if terms.region.go_live is not None:
        return terms.region.go_live
    known = [part.go_live for part in terms.parts if part.go_live is not None]
    return max(known, default=None)
