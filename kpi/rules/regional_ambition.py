"""The common ambition calculated from the parts' (plan section 7.1). Nothing here reads an adopted figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median
from typing import assert_never

from kpi.rules.ambition import Ambition, Requirement, Target, target_of
from kpi.rules.kinds import Kind, kind_of
from kpi.rules.number import rounded
from kpi.rules.terms import Aggregation, AmbitionKind, Direction, RegionalRule, WhenPending

ALL = Fraction(100)
"""What zero is among reductions, in percent."""


@dataclass(frozen=True, slots=True)
class RegionalTerms:
    """How a KPI's common ambition is worked out. `rule` None is the standard way for KPIs that section 7.1 leaves
    out; `decimals` None leaves the figure unrounded."""

    rule: RegionalRule | None = None
    decimals: int | None = None
    when_pending: WhenPending = WhenPending.WAIT


@dataclass(frozen=True, slots=True)
class CalculatedAmbition:
    """A common ambition worked out from the parts'.

    For a level `value` is in the KPI's unit. For a change it is the percentage, but where `is_sum` it is the target
    itself: the sum of the parts' `targets` (None when a part lacks the baseline its target is counted from). `inputs`
    are the parts' ambitions that went in, each adopted for it, its own, or calculated from parts of its own.
    """

    kind: AmbitionKind
    value: Fraction | None = None
    high: Fraction | None = None
    is_sum: bool = False
    targets: tuple[tuple[str, Target | None], ...] = ()
    inputs: tuple[tuple[str, Ambition], ...] = field(default=(), compare=False)

    @property
    def rules(self) -> Kind:
        """All that the rules know of an ambition of this kind."""
        return kind_of(self.kind)

    @property
    def as_ambition(self) -> Ambition:
        """The same as an ambition; a sum of targets has no figure of its own there."""
        return Ambition(self.kind) if self.is_sum else Ambition(self.kind, self.value, self.high)

    @property
    def as_target(self) -> Target | None:
        """The target that a sum of targets is; None for any other, or while it cannot be summed."""
        return Target(self.value, self.high) if self.is_sum and self.value is not None else None


def calculate(
    ambitions: Mapping[str, Ambition],
    terms: RegionalTerms,
    *,
    aggregation: Aggregation,
    requirement: Requirement | None = None,
    baselines: Mapping[str, Fraction | None] | None = None,
    sums: Mapping[str, CalculatedAmbition] | None = None,
) -> CalculatedAmbition:
    """The common ambition from the parts' `ambitions` (organisation code to ambition) by the KPI's rule.

    `baselines` are what the parts' changes are counted from; `sums` are the parts whose ambition is itself a sum of
    targets, calculated from parts of their own.
    Examples: 95, 95 and 90 % by mean with one decimal is 93.3; 85, 95 and 95 by mean in whole percent is 92;
    80, 80 and pending by the mean of those available is 80; SP.1's reductions of 80 % of 1064 and 95 % of 239
    and none of 1041 come to 212.8 + 11.95 + 0 = 224.75.
    """
    if terms.rule == RegionalRule.REQUIREMENT:
        if requirement is None:
            return CalculatedAmbition(AmbitionKind.PENDING)
        return CalculatedAmbition(AmbitionKind.REQUIREMENT, requirement.limit)
    given = list(ambitions.values())
    if all(ambition.rules.is_blank for ambition in given):
        return CalculatedAmbition(AmbitionKind.NONE)
    chosen = {code: ambition for code, ambition in ambitions.items() if ambition.is_set}
    waits = terms.rule is None or terms.when_pending == WhenPending.WAIT
    if not chosen or (waits and len(chosen) < len(given)):
        return CalculatedAmbition(AmbitionKind.PENDING)
    kinds = list({ambition.kind: ambition.rules for ambition in chosen.values()}.values())
    if len(kinds) == 1 and kinds[0].compares:
        return CalculatedAmbition(kinds[0].code)
    if len(kinds) == 1 and kinds[0].follows_requirement and requirement is not None:
        return CalculatedAmbition(kinds[0].code, requirement.limit)
    if not all(kind.is_level or kind.is_change for kind in kinds):
        return CalculatedAmbition(AmbitionKind.PENDING)  # nothing common can be made of unlike promises
    if aggregation == Aggregation.SUM and terms.rule is None:
        return _sum_of_targets(chosen, kinds, baselines or {}, sums or {})
    if all(kind.is_level for kind in kinds):
        return _common_level(list(chosen.values()), kinds, terms)
    return _common_change(list(chosen.values()), kinds, terms)


def _sum_of_targets(
    ambitions: Mapping[str, Ambition],
    kinds: Sequence[Kind],
    baselines: Mapping[str, Fraction | None],
    sums: Mapping[str, CalculatedAmbition],
) -> CalculatedAmbition:
    changes = [kind.code for kind in kinds if kind.is_change]
    kind = next((code for code in AmbitionKind if code in changes), _level_kind(kinds))
    targets = {
        code: sums[code].as_target
        if code in sums
        else target_of(ambition, baseline=baselines.get(code), requirement=None)
        for code, ambition in ambitions.items()
    }
    found = [target for target in targets.values() if target is not None]
    shown = tuple(targets.items())
    if len(found) < len(targets):
        return CalculatedAmbition(kind, None, is_sum=True, targets=shown)
    total = sum((target.value for target in found), Fraction(0))
    stretch = None
    if any(target.stretch is not None for target in found):
        ends = [target.value if target.stretch is None else target.stretch for target in found]
        stretch = sum(ends, Fraction(0))
    return CalculatedAmbition(kind, total, stretch, is_sum=True, targets=shown)


def _level_kind(kinds: Sequence[Kind]) -> AmbitionKind:
    """Zero where all promise zero, else a level."""
    return AmbitionKind.ZERO if all(kind.is_zero for kind in kinds) else AmbitionKind.LEVEL


def _common_level(
    ambitions: Sequence[Ambition], kinds: Sequence[Kind], terms: RegionalTerms
) -> CalculatedAmbition:
    decimals = 1 if terms.rule is None else terms.decimals
    values = [Fraction(ambition.value or 0) for ambition in ambitions]
    return CalculatedAmbition(
        _level_kind(kinds), rounded(by_rule(values, terms.rule or RegionalRule.MEAN), decimals)
    )


def _common_change(
    ambitions: Sequence[Ambition], kinds: Sequence[Kind], terms: RegionalTerms
) -> CalculatedAmbition:
    """The common percentage, on the whole's baseline. Zero counts as a reduction of all of it; a level beside
    changes, or an increase beside reductions, has no common percentage yet."""
    ways = {kind.way for kind in kinds}
    if ways not in ({Direction.LOWER}, {Direction.HIGHER}):
        return CalculatedAmbition(AmbitionKind.PENDING)
    rule = terms.rule or RegionalRule.MEAN
    low = [as_percentage(ambition) for ambition in ambitions]
    value = rounded(by_rule(low, rule), terms.decimals)
    ranged = next((kind.code for kind in kinds if kind.has_high), None)
    if ranged is not None:
        high = [least if a.high is None else a.high for a, least in zip(ambitions, low, strict=True)]
        return CalculatedAmbition(ranged, value, rounded(by_rule(high, rule), terms.decimals))
    return CalculatedAmbition(
        AmbitionKind.INCREASE if ways == {Direction.HIGHER} else AmbitionKind.REDUCTION, value
    )


def as_percentage(ambition: Ambition) -> Fraction:
    """An ambition's size among changes, in percent. Example: zero is a reduction of 100 %."""
    return Fraction(ambition.value or 0) if ambition.rules.is_change else ALL


def by_rule(values: Sequence[Fraction], rule: RegionalRule) -> Fraction:
    """The one figure that `rule` makes of one or more values. Example: the median of 90, 85 and 85 is 85."""
    match rule:
        case RegionalRule.MEDIAN:
            return median(values)
        case RegionalRule.LOWEST:
            return min(values)
        case RegionalRule.HIGHEST:
            return max(values)
        case RegionalRule.MEAN | RegionalRule.REQUIREMENT:
            return sum(values, Fraction(0)) / len(values)
    assert_never(rule)
