"""Every kind of ambition: one record each, with all that the rules know of it (plan chapter 4).

A new kind is a new code in `AmbitionKind` and a record here. The type checker then names the places that must find
words for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from kpi.rules.direction import is_better
from kpi.rules.terms import AmbitionKind, Direction

ZERO, ONE = Fraction(0), Fraction(1)

TargetRule = Callable[[Fraction | None, Fraction | None, Fraction | None], Fraction | None]
"""From an ambition's figure, the baseline and the requirement's limit to the target in the KPI's unit, None without."""
ShareRule = Callable[[Fraction, Fraction, Fraction | None, Direction], Fraction]
"""From a value, the target, the baseline and the direction to the share of the ambition that is reached."""
ValueRule = Callable[[Fraction, Fraction, Fraction | None, Direction], Fraction | None]
"""The inverse: from a share, the target, the baseline and the direction to the value, None where no one answers."""


def _none_yet(_value: Fraction | None, _baseline: Fraction | None, _limit: Fraction | None) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of ambition. `share` and `value_at` are None where no share of the ambition is reckoned.

    `way` is the way it goes among changes when several are made one: reductions and zero down, increases up.
    `suits` are the directions it makes sense for, `below_zero` whether it does where an indicator has values below
    zero: there a percentage of the baseline, a share of a level and a zero to reach have no meaning.
    """

    code: AmbitionKind
    is_set: bool = True
    """Whether anything is promised (yet)."""
    has_value: bool = False
    """Whether a figure stands beside it: in the KPI's unit for a level, in percent for a change."""
    has_high: bool = False
    """Whether there is an upper figure too."""
    is_level: bool = False
    """Whether the figure is a value of the KPI itself."""
    is_change: bool = False
    """Whether the figure is a percentage of the baseline."""
    compares: bool = False
    """Whether the value is only better than, equal to or worse than another: there is no figure to reach."""
    way: Direction | None = None
    suits: frozenset[Direction] = frozenset(Direction)
    below_zero: bool = False
    target: TargetRule = _none_yet
    share: ShareRule | None = None
    value_at: ValueRule | None = None

    @property
    def needs_baseline(self) -> bool:
        """Whether nothing can be judged without something to compare with."""
        return self.is_change or self.compares


# ---- how a target is made ----


def _the_figure(
    value: Fraction | None, _baseline: Fraction | None, _limit: Fraction | None
) -> Fraction | None:
    return value


def _zero(_value: Fraction | None, _baseline: Fraction | None, _limit: Fraction | None) -> Fraction | None:
    return ZERO


def _the_limit(
    _value: Fraction | None, _baseline: Fraction | None, limit: Fraction | None
) -> Fraction | None:
    return limit


def _below(value: Fraction | None, baseline: Fraction | None, _limit: Fraction | None) -> Fraction | None:
    return None if value is None or baseline is None else baseline * (1 - value / 100)


def _above(value: Fraction | None, baseline: Fraction | None, _limit: Fraction | None) -> Fraction | None:
    return None if value is None or baseline is None else baseline * (1 + value / 100)


# ---- how far a value has come, and back again ----


def _share_of_level(
    value: Fraction, target: Fraction, baseline: Fraction | None, direction: Direction
) -> Fraction:
    """P-2.1: 21.65 of 43.3 % is 1/2. S-1.1, lower is better: 50/56. S-1.4: 0.9 % from 1.8 % towards 0 is 1/2."""
    if direction == Direction.HIGHER:
        return value / target if target > 0 else ONE
    if target > 0:
        return ONE if value <= 0 else target / value
    if baseline is not None and baseline > 0:
        return (baseline - value) / baseline
    return ONE if value <= 0 else ZERO


def _level_at(
    share: Fraction, target: Fraction, baseline: Fraction | None, direction: Direction
) -> Fraction | None:
    if direction == Direction.HIGHER:
        return share * target if target > 0 else None
    if target == 0:
        return _change_at(share, target, baseline, direction)
    return target / share if share > 0 else None


def _share_of_change(
    value: Fraction, target: Fraction, baseline: Fraction | None, direction: Direction
) -> Fraction:
    """SP.1 STO: 638 from 1064 towards 212.8 is 426/851.2; negative is the wrong way."""
    if baseline is None:
        raise ValueError("a change is measured from a baseline")
    if is_better(target, baseline, direction):
        return (baseline - value) / (baseline - target)
    # Nothing to gain (a change of 0 %, or from zero): no worse than the target will do.
    return ZERO if is_better(target, value, direction) else ONE


def _share_of_increase(
    value: Fraction, target: Fraction, baseline: Fraction | None, direction: Direction
) -> Fraction:
    """As a change; but an increase from zero asks for more than zero. A target of zero that is not counted from this
    baseline (the sum of the parts' targets, beside a baseline of the whole's own) is reached by any value."""
    if direction == Direction.HIGHER and target == 0 and baseline is not None:
        return ONE if value > 0 or baseline != 0 else ZERO
    return _share_of_change(value, target, baseline, direction)


def _change_at(
    share: Fraction, target: Fraction, baseline: Fraction | None, direction: Direction
) -> Fraction | None:
    if baseline is None or not is_better(target, baseline, direction):
        return None
    return baseline - share * (baseline - target)


# ---- the records ----

_EITHER_WAY = frozenset({Direction.HIGHER, Direction.LOWER})
_LOWER, _HIGHER = frozenset({Direction.LOWER}), frozenset({Direction.HIGHER})

LEVEL = Kind(
    AmbitionKind.LEVEL,
    has_value=True,
    is_level=True,
    target=_the_figure,
    share=_share_of_level,
    value_at=_level_at,
)
REDUCTION = Kind(
    AmbitionKind.REDUCTION,
    has_value=True,
    is_change=True,
    way=Direction.LOWER,
    suits=_LOWER,
    target=_below,
    share=_share_of_change,
    value_at=_change_at,
)
REDUCTION_RANGE = Kind(
    AmbitionKind.REDUCTION_RANGE,
    has_value=True,
    has_high=True,
    is_change=True,
    way=Direction.LOWER,
    suits=_LOWER,
    target=_below,
    share=_share_of_change,
    value_at=_change_at,
)
INCREASE = Kind(
    AmbitionKind.INCREASE,
    has_value=True,
    is_change=True,
    way=Direction.HIGHER,
    suits=_HIGHER,
    target=_above,
    share=_share_of_increase,
    value_at=_change_at,
)
NO_CASES = Kind(
    AmbitionKind.ZERO,
    has_value=True,
    is_level=True,
    way=Direction.LOWER,
    suits=_LOWER,
    target=_zero,
    share=_share_of_level,
    value_at=_level_at,
)
IMPROVEMENT = Kind(AmbitionKind.IMPROVEMENT, compares=True, suits=_EITHER_WAY, below_zero=True)
REQUIREMENT = Kind(
    AmbitionKind.REQUIREMENT,
    suits=_EITHER_WAY,
    target=_the_limit,
    share=_share_of_level,
    value_at=_level_at,
)
PENDING = Kind(AmbitionKind.PENDING, is_set=False, below_zero=True)
NOT_SET = Kind(AmbitionKind.NONE, is_set=False, below_zero=True)


def kind_of(code: AmbitionKind) -> Kind:
    """The record of a kind."""
    return _RECORDS[code]


def _record(code: AmbitionKind) -> Kind:
    match code:
        case AmbitionKind.LEVEL:
            return LEVEL
        case AmbitionKind.REDUCTION:
            return REDUCTION
        case AmbitionKind.REDUCTION_RANGE:
            return REDUCTION_RANGE
        case AmbitionKind.INCREASE:
            return INCREASE
        case AmbitionKind.ZERO:
            return NO_CASES
        case AmbitionKind.IMPROVEMENT:
            return IMPROVEMENT
        case AmbitionKind.REQUIREMENT:
            return REQUIREMENT
        case AmbitionKind.PENDING:
            return PENDING
        case AmbitionKind.NONE:
            return NOT_SET
    assert_never(code)


_RECORDS = {code: _record(code) for code in AmbitionKind}
"""Looked up for every cell of a page."""
