"""The outcome at the deadline that the rules propose; a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from kpi.rules.judgement import Judgement
from kpi.rules.terms import Status


class Outcome(StrEnum):
    """How a benefit ended, in the words of the annual report."""

    REACHED = "reached"
    PARTLY_REACHED = "partly_reached"
    NOT_REACHED = "not_reached"
    UNKNOWN = "unknown"


def is_reached(judgement: Judgement) -> bool:
    """Whether the whole ambition is reached: attainment 1 or more, or for an improvement green."""
    if judgement.ambition.rules.compares:
        return judgement.status == Status.GREEN
    return judgement.attainment is not None and judgement.attainment >= 1


def propose_outcome(judgement: Judgement, parts: Sequence[Judgement] = ()) -> Outcome:
    """The outcome of a KPI for an organisation; for a whole `parts` are its parts' judgements.

    Examples: attainment 1.02 is reached; 0.5 is partly reached; 0.4 with one part of three there is partly reached;
    neither colour nor attainment is unknown.
    """
    if is_reached(judgement):
        return Outcome.REACHED
    if any(is_reached(part) for part in parts):
        return Outcome.PARTLY_REACHED
    if judgement.status == Status.NONE and judgement.attainment is None:
        return Outcome.UNKNOWN
    if judgement.attainment is not None and judgement.attainment >= Fraction(1, 2):
        return Outcome.PARTLY_REACHED
    return Outcome.NOT_REACHED
