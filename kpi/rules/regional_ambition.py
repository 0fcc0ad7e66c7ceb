"""The regional ambition calculated from the trusts' (plan section 7.1). Nothing here reads an adopted figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from kpi.rules.ambition import Ambition, Requirement, target_of
from kpi.rules.terms import CHANGES, Aggregation, AmbitionKind, RegionalRule, WhenPending

UNSET = frozenset({AmbitionKind.PENDING, AmbitionKind.NONE})
LEVELS = frozenset({AmbitionKind.LEVEL, AmbitionKind.ZERO})


@dataclass(frozen=True, slots=True)
class RegionalTerms:
    """How a KPI's regional ambition is worked out. `rule` None is the standard way for KPIs that section 7.1 leaves
    out; `decimals` None leaves the figure unrounded."""

    rule: RegionalRule | None = None
    decimals: int | None = None
    when_pending: WhenPending = WhenPending.WAIT


@dataclass(frozen=True, slots=True)
class CalculatedAmbition:
    """A regional ambition worked out from the trusts'.

    For a level `value` is in the KPI's unit. For a change it is the percentage, but where `is_sum` it is the target
    itself: the sum of the trusts' targets (None when a trust lacks the baseline its target is counted from).
    """

    kind: AmbitionKind
    value: Fraction | None = None
    high: Fraction | None = None
    is_sum: bool = False


def calculate(
    ambitions: Mapping[str, Ambition],
    terms: RegionalTerms,
    *,
    aggregation: Aggregation,
    requirement: Requirement | None = None,
    baselines: Mapping[str, Fraction | None] | None = None,
) -> CalculatedAmbition:
    """The regional ambition from the trusts' `ambitions` (organisation code to ambition) by the KPI's rule.

    Examples: 95, 95 and 90 % by mean with one decimal is 93.3; 85, 95 and 95 by mean in whole percent is 92;
    80, 80 and pending by the mean of those available is 80; SP.1's reductions of 80 % of 1064 and 95 % of 239
    and none of 1041 come to 212.8 + 11.95 + 0 = 224.75.
    """
    if terms.rule == RegionalRule.REQUIREMENT:
        if requirement is None:
            return CalculatedAmbition(AmbitionKind.PENDING)
        return CalculatedAmbition(AmbitionKind.REQUIREMENT, requirement.limit)
    given = list(ambitions.values())
    if not given or all(ambition.kind == AmbitionKind.NONE for ambition in given):
        return CalculatedAmbition(AmbitionKind.NONE)
    set_ = [ambition for ambition in given if ambition.kind not in UNSET]
    waits = terms.rule is None or terms.when_pending == WhenPending.WAIT
    if not set_ or (waits and len(set_) < len(given)):
        return CalculatedAmbition(AmbitionKind.PENDING)
    kinds = {ambition.kind for ambition in set_}
    if kinds == {AmbitionKind.IMPROVEMENT}:
        return CalculatedAmbition(AmbitionKind.IMPROVEMENT)
    if kinds == {AmbitionKind.REQUIREMENT} and requirement is not None:
        return CalculatedAmbition(AmbitionKind.REQUIREMENT, requirement.limit)
    if AmbitionKind.IMPROVEMENT in kinds or AmbitionKind.REQUIREMENT in kinds:
        return CalculatedAmbition(AmbitionKind.PENDING)  # nothing common can be made of unlike promises
    if aggregation == Aggregation.SUM and terms.rule is None:
        return _sum_of_targets(ambitions, kinds, baselines or {})
    if kinds <= LEVELS:
        decimals = 1 if terms.rule is None else terms.decimals
        values = [Fraction(ambition.value or 0) for ambition in set_]
        level = rounded(by_rule(values, terms.rule or RegionalRule.MEAN), decimals)
        return CalculatedAmbition(
            AmbitionKind.ZERO if kinds == {AmbitionKind.ZERO} else AmbitionKind.LEVEL, level
        )
    return _common_change(set_, kinds, terms)


def _sum_of_targets(
    ambitions: Mapping[str, Ambition], kinds: set[AmbitionKind], baselines: Mapping[str, Fraction | None]
) -> CalculatedAmbition:
    kind = next((kind for kind in AmbitionKind if kind in kinds and kind in CHANGES), None)
    if kind is None:
        kind = AmbitionKind.ZERO if kinds == {AmbitionKind.ZERO} else AmbitionKind.LEVEL
    total, stretch, has_stretch = Fraction(0), Fraction(0), False
    for code, ambition in ambitions.items():
        if ambition.kind in UNSET:
            continue
        target = target_of(ambition, baseline=baselines.get(code), requirement=None)
        if target is None:
            return CalculatedAmbition(kind, None, is_sum=True)
        total += target.value
        has_stretch = has_stretch or target.stretch is not None
        stretch += target.value if target.stretch is None else target.stretch
    return CalculatedAmbition(kind, total, stretch if has_stretch else None, is_sum=True)


def _common_change(
    set_: Sequence[Ambition], kinds: set[AmbitionKind], terms: RegionalTerms
) -> CalculatedAmbition:
    """The common percentage, on the region's baseline. Zero counts as a reduction of all of it; a level beside
    changes, or an increase beside reductions, has no common percentage yet."""
    reductions = {AmbitionKind.REDUCTION, AmbitionKind.REDUCTION_RANGE, AmbitionKind.ZERO}
    if not (kinds <= reductions or kinds == {AmbitionKind.INCREASE}):
        return CalculatedAmbition(AmbitionKind.PENDING)
    rule = terms.rule or RegionalRule.MEAN
    low = [Fraction(100) if a.kind == AmbitionKind.ZERO else Fraction(a.value or 0) for a in set_]
    value = rounded(by_rule(low, rule), terms.decimals)
    if AmbitionKind.REDUCTION_RANGE in kinds:
        high = [value_ if a.high is None else a.high for a, value_ in zip(set_, low, strict=True)]
        return CalculatedAmbition(
            AmbitionKind.REDUCTION_RANGE, value, rounded(by_rule(high, rule), terms.decimals)
        )
    return CalculatedAmbition(
        AmbitionKind.INCREASE if kinds == {AmbitionKind.INCREASE} else AmbitionKind.REDUCTION, value
    )


def by_rule(values: Sequence[Fraction], rule: RegionalRule) -> Fraction:
    """The one figure that `rule` makes of one or more values. Example: the median of 90, 85 and 85 is 85."""
    if rule == RegionalRule.MEDIAN:
        return median(values)
    if rule == RegionalRule.LOWEST:
        return min(values)
    if rule == RegionalRule.HIGHEST:
        return max(values)
    return sum(values, Fraction(0)) / len(values)


def rounded(value: Fraction, decimals: int | None) -> Fraction:
    """`value` to a number of decimals, halves upwards; unchanged for None. Example: 275/3 in whole percent is 92."""
    if decimals is None:
        return value
    scale = 10**decimals
    return Fraction((value * scale + Fraction(1, 2)).__floor__(), scale)
