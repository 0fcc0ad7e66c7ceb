"""Where the colours begin, in the KPI's own unit: for the bands of a chart and for what it takes to turn green."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kpi.rules.attainment import value_at
from kpi.rules.judgement import Judgement
from kpi.rules.terms import Direction, ThresholdBasis


@dataclass(frozen=True, slots=True)
class Limits:
    """The worst value that is still green, and the worst that is still yellow; None where no value answers."""

    green: Fraction | None
    yellow: Fraction | None


def fixed_points(judgement: Judgement, direction: Direction) -> tuple[Fraction, ...]:
    """What a judged figure must not be taken for unless it is: where colours begin, the baseline, the target, and what
    an improvement was compared with. Beside them it is shown with as many decimals as tell it apart.

    Example: 43.04 beside a baseline of 43 is not shown as 43,0.
    """
    limits = limits_of(judgement, direction)
    points = (
        limits.green,
        limits.yellow,
        judgement.baseline.value if judgement.baseline else None,
        judgement.target.value if judgement.target else None,
        judgement.compared_with,
    )
    return tuple(point for point in points if point is not None)


def limits_of(judgement: Judgement, direction: Direction) -> Limits:
    """The limits a judgement was made by, as values; none where the plan has no colours.

    Examples: SP-1.1 with 70 % required and 92 % adopted: green from 70, yellow from 23. SP-3.1 with 5 days, lower is
    better: green to 10, yellow to 20. An improvement has one limit, what it is compared with: that value itself is
    yellow and what is better is green (from the requirement's limit, where there is one).
    """
    thresholds, target = judgement.thresholds, judgement.target
    if thresholds is None or direction == Direction.NEUTRAL:
        return Limits(None, None)
    if judgement.ambition.rules.compares:
        base = judgement.compared_with
        required = judgement.requirement.limit if judgement.requirement and base is not None else base
        return Limits(required, base)
    green: Fraction | None
    yellow: Fraction | None
    if thresholds.basis == ThresholdBasis.VALUE:
        green, yellow = thresholds.green, thresholds.yellow
    elif target is None:
        return Limits(None, None)
    else:
        baseline = judgement.baseline.value if judgement.baseline else None

        def at(share: Fraction) -> Fraction | None:
            return value_at(
                share,
                target=target.value,
                baseline=baseline,
                kind=judgement.ambition.kind,
                direction=direction,
            )

        green, yellow = at(thresholds.green), at(thresholds.yellow)
    if judgement.requirement is not None:
        green = judgement.requirement.limit
    return Limits(green, yellow)
