"""Which baseline is used: the plan's figure, or the measurement that takes its place (plan chapter 4, footnote 2)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from kpi.rules.ambition import Baseline, in_force
from kpi.rules.figure import JudgedFigure
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.terms import Aggregation
from kpi.rules.values import Values, WholeValue


def baseline_of(terms: KpiTerms, code: str, approved: Values, *, day: date) -> Baseline | None:
    """An organisation's baseline on `day`, from what has been approved.

    The plan's own figure; for a whole else what its parts' given ones come to (sum or plain mean), when all have one;
    else the first measurement from go-live on, for a whole the first that lacks no part.
    Example: SP.1's 1064, 239 and 1041 are 2344 for the region.
    """
    given = _given(terms, code, day)
    if given is not None:
        return given
    first = approved.first_complete(code, since=terms.go_live_of(code))
    if first is None:
        return None
    judged = _whole_as_judged(first) if isinstance(first, WholeValue) else first
    return Baseline(first.value, judged_figure=judged)


def _given(terms: KpiTerms, code: str, day: date) -> Baseline | None:
    own = in_force(terms.organisation(code).baselines, day)
    if own is not None and own.usable is not None:
        return Baseline(own.usable, source=own.source, year=own.year)
    parts = terms.parts_of(code)
    found = [_given(terms, part.code, day) for part in parts]
    given = [baseline for baseline in found if baseline is not None]
    if not parts or len(given) < len(parts):
        return None
    total = sum((baseline.value for baseline in given), Fraction(0))
    return Baseline(
        total if terms.aggregation == Aggregation.SUM else total / len(given),
        source=given[0].source,
        calculated_from=tuple(part.code for part in parts),
        part_values=tuple(baseline.value for baseline in given),
    )


def _whole_as_judged(value: WholeValue) -> JudgedFigure:
    return value.reported or JudgedFigure(value.period, value.value, value.figures)
