"""Whether one figure counts in what is judged, and if not, why: what a coordinator must know before saving it."""

from __future__ import annotations

from enum import StrEnum

from kpi.rules.figure import Figure, JudgedFigure, judged


class Counts(StrEnum):
    """How a figure counts in the judgement as of its own period."""

    ALONE = "alone"
    IN_YEAR = "in_year"
    """As a part of a whole year's sum."""
    LONGER_FIRST = "longer_first"
    """Not: a figure for a longer period ends at the same time."""
    YEAR_NOT_WHOLE = "year_not_whole"
    """Not yet: the twelve months up to its end are not all covered."""
    KIND_NOT_JUDGED = "kind_not_judged"
    """Never: of a kind of period that is shown only."""


def counts_of(figure: Figure, whole: JudgedFigure | None, *, reporting_months: int) -> Counts:
    """How `figure` counts in `whole`, what its organisation is judged by as of the figure's own period.

    Examples: 300 for 2026-T2 counts in 745 for September 2025 to August 2026; 45 for August 2026 does not where the
    tertial has a figure, since the longer period goes first; 4 500 for January alone does not count yet.
    """
    if not judged([figure], reporting_months=reporting_months):
        return Counts.KIND_NOT_JUDGED
    if whole is None or whole.period.end < figure.period.end:
        return Counts.YEAR_NOT_WHOLE
    if figure not in whole.figures:
        return Counts.LONGER_FIRST
    return Counts.ALONE if whole.period == figure.period else Counts.IN_YEAR
