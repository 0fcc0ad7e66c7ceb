"""How far a value has come: the share of the ambition reached (plan section 7.2), and the way from the baseline."""

from __future__ import annotations

from fractions import Fraction

from kpi.rules.terms import CHANGES, AmbitionKind, Direction

ONE, ZERO = Fraction(1), Fraction(0)


def is_better(a: Fraction, b: Fraction, direction: Direction) -> bool:
    """Whether `a` is strictly better than `b`."""
    return a > b if direction == Direction.HIGHER else a < b


def attainment(
    value: Fraction, *, target: Fraction, baseline: Fraction | None, kind: AmbitionKind, direction: Direction
) -> Fraction:
    """The share of the ambition that is reached: 1 is all of it, negative is the wrong way for a change.

    `value`, `target` and `baseline` are in the KPI's unit. Changes need a baseline (ValueError without one).
    Examples: P-2.1 21.65 of 43.3 % is 1/2; S-1.1 56 days against 50 is 50/56; SP.1 STO 638 from 1064 towards
    212.8 is 426/851.2; S-1.4 0.9 % from 1.8 % towards 0 is 1/2.
    """
    if kind in CHANGES:
        if baseline is None:
            raise ValueError("a change is measured from a baseline")
        return _change(value, target, baseline, kind, direction)
    if direction == Direction.HIGHER:
        return value / target if target > 0 else ONE
    if target > 0:
        return ONE if value <= 0 else target / value
    if baseline is not None and baseline > 0:
        return (baseline - value) / baseline
    return ONE if value <= 0 else ZERO


def _change(
    value: Fraction, target: Fraction, baseline: Fraction, kind: AmbitionKind, direction: Direction
) -> Fraction:
    if is_better(target, baseline, direction):
        return (baseline - value) / (baseline - target)
    # Nothing to gain (a change of nought, or from nought): an increase asks for more than nought, the rest
    # for no worse than the target.
    if kind == AmbitionKind.INCREASE and direction == Direction.HIGHER and target == 0:
        return ONE if value > 0 else ZERO
    return ZERO if is_better(target, value, direction) else ONE


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

    None where no single value answers (a target of nought with no baseline to come from, or a share of nought).
    Examples: half of 43.3 % is 21.65 %; half of 5 days, where lower is better, is 10 days.
    """
    if kind in CHANGES or (target == 0 and direction == Direction.LOWER):
        if baseline is None or not is_better(target, baseline, direction):
            return None
        return baseline - share * (baseline - target)
    if direction == Direction.HIGHER:
        return share * target if target > 0 else None
    return target / share if share > 0 else None
