"""Which of two values is the better. Every comparison in the rules goes through here."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from kpi.rules.terms import Direction


def is_better(a: Fraction, b: Fraction, direction: Direction) -> bool:
    """Whether `a` is strictly better than `b`; never where neither way is better."""
    match direction:
        case Direction.HIGHER:
            return a > b
        case Direction.LOWER:
            return a < b
        case Direction.NEUTRAL:
            return False
    assert_never(direction)
