"""How far a value has come: the share of the ambition reached (plan section 7.2), and the way from the baseline."""

from __future__ import annotations

from fractions import Fraction

from kpi.rules.direction import is_better
from kpi.rules.kinds import kind_of
from kpi.rules.terms import AmbitionKind, Direction

__all__ = ["attainment", "is_better", "progress", "value_at"]


def attainment(
    value: Fraction, *, target: Fraction, baseline: Fraction | None, kind: AmbitionKind, direction: Direction
) -> Fraction:
    """The share of the ambition that is reached: 1 is all of it, negative is the wrong way for a change.

    `value`, `target` and `baseline` are in the KPI's unit. ValueError for a change without a baseline, for a kind
    that no share is reckoned of, and where neither direction is better.
    Examples: P-2.1 21.65 of 43.3 % is 1/2; S-1.1 56 days against 50 is 50/56; SP.1 STO 638 from 1064 towards
    212.8 is 426/851.2; S-1.4 0.9 % from 1.8 % towards 0 is 1/2.
    """
    share = kind_of(kind).share
    if share is None or direction == Direction.NEUTRAL:
        raise ValueError(f"no share of the ambition is reckoned: {kind}, {direction}")
    return share(value, target, baseline, direction)


def progress(
    value: Fraction, *, target: Fraction | None, baseline: Fraction | None, direction: Direction
) -> Fraction | None:
    """The share of the way from baseline to target; None unless the target is the better of the two.

    Example: K.1 STO at 73.2 with baseline 73.2 and target 80 is 0 although 0.915 of the ambition is reached.
    """
    if target is None or baseline is None or not is_better(target, baseline, direction):
        return None
    return (value - baseline) / (target - baseline)


def value_at(
    share: Fraction, *, target: Fraction, baseline: Fraction | None, kind: AmbitionKind, direction: Direction
) -> Fraction | None:
    """The value at which `share` of the ambition is reached; the inverse of `attainment`.

    None where no single value answers (a target of zero with no baseline to come from, a share of zero, a kind or
    direction that no share is reckoned for).
    Examples: half of 43.3 % is 21.65 %; half of 5 days, where lower is better, is 10 days.
    """
    inverse = kind_of(kind).value_at
    if inverse is None or direction == Direction.NEUTRAL:
        return None
    return inverse(share, target, baseline, direction)
