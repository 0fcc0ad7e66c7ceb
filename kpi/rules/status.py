"""From attainment to a RAG status: the limits, and what an improvement is worth (plan section 7.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpi.rules.ambition import Requirement
from kpi.rules.direction import is_better
from kpi.rules.terms import Direction, Source, Status, ThresholdBasis


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where green and yellow begin: shares of the ambition (0.50 and 0.25), or values in the KPI's unit."""

    green: Fraction = Fraction(1, 2)
    yellow: Fraction = Fraction(1, 4)
    basis: ThresholdBasis = ThresholdBasis.SHARE
    valid_from: date | None = None
    source: Source = Source()


STANDARD = Thresholds()
"""The regional plan's own limits (section 7.2), for examples. A plan without limits has no colours."""


def colour(
    value: Fraction,
    attained: Fraction,
    *,
    thresholds: Thresholds,
    requirement: Requirement | None,
    direction: Direction,
) -> Status:
    """The colour of a value whose ambition has a target. A figure on a border belongs to the better side; with a
    requirement green is met, neither more nor less.

    Examples: 0.50 is green and 0.4999 yellow; SP-1.1 at 62 % is 0.67 of the ambition and yellow, since
    70 % is required.
    """
    if requirement is not None:
        if requirement.is_met(value):
            return Status.GREEN
        return (
            Status.YELLOW
            if _reaches(value, attained, thresholds.yellow, thresholds, direction)
            else Status.RED
        )
    if _reaches(value, attained, thresholds.green, thresholds, direction):
        return Status.GREEN
    return (
        Status.YELLOW if _reaches(value, attained, thresholds.yellow, thresholds, direction) else Status.RED
    )


def _reaches(
    value: Fraction, attained: Fraction, limit: Fraction, thresholds: Thresholds, direction: Direction
) -> bool:
    if thresholds.basis == ThresholdBasis.VALUE:
        return not is_better(limit, value, direction)
    return attained >= limit


def improvement_colour(
    value: Fraction, compared_with: Fraction, *, requirement: Requirement | None, direction: Direction
) -> Status:
    """Green when better than what it is compared with, yellow when equal, red when worse."""
    if requirement is not None and requirement.is_met(value):
        return Status.GREEN
    if is_better(value, compared_with, direction):
        return Status.GREEN if requirement is None else Status.YELLOW
    return Status.YELLOW if value == compared_with else Status.RED
