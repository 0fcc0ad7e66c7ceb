"""Every kind of ambition: one record each, with all that the rules know of it (plan chapter 4).

A new kind is a new code in `AmbitionKind` and a record here. The type checker names the places that must have a record
and words for it; everything else asks the record what the kind aims at, never which kind it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
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


class Aim(Enum):
    """What an ambition aims at: all that differs between kinds beside their formulas follows from it."""

    LEVEL = "a value of the KPI itself"
    ZERO = "no cases: the value zero, whatever figure stands beside it"
    CHANGE = "a percentage of the baseline"
    BETTER = "a value that is better than another: there is no figure to reach"
    REQUIREMENT = "the limit of the requirement in force"
    AWAITED = "an ambition that the plan says will come"
    NOTHING = "the plan's cell is blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of ambition. Every field is asked for, so that a new record says everything.

    `has_high` is whether an upper figure stands beside it.
    `way` is the way it goes among changes when several are made one: reductions and zero down, increases up.
    `suits` are the directions it makes sense for, `below_zero` whether it does where an indicator has values below
    zero: there a percentage of the baseline, a share of a level and a zero to reach have no meaning.
    `share` and `value_at` are None where no share of the ambition is reckoned.
    """

    code: AmbitionKind
    aim: Aim
    has_high: bool
    way: Direction | None
    suits: frozenset[Direction]
    below_zero: bool
    target: TargetRule
    share: ShareRule | None
    value_at: ValueRule | None

    @property
    def is_set(self) -> bool:
        """Whether anything is promised (yet)."""
        return self.aim not in (Aim.AWAITED, Aim.NOTHING)

    @property
    def is_awaited(self) -> bool:
        """Whether the plan says that an ambition will come."""
        return self.aim is Aim.AWAITED

    @property
    def is_blank(self) -> bool:
        """Whether the plan says nothing."""
        return self.aim is Aim.NOTHING

    @property
    def is_level(self) -> bool:
        """Whether the figure is a value of the KPI itself."""
        return self.aim in (Aim.LEVEL, Aim.ZERO)

    @property
    def is_zero(self) -> bool:
        """Whether the figure can only be zero."""
        return self.aim is Aim.ZERO

    @property
    def is_change(self) -> bool:
        """Whether the figure is a percentage of the baseline."""
        return self.aim is Aim.CHANGE

    @property
    def has_value(self) -> bool:
        """Whether a figure stands beside it: in the KPI's unit for a level, in percent for a change."""
        return self.is_level or self.is_change

    @property
    def compares(self) -> bool:
        """Whether the value is only better than, equal to or worse than another."""
        return self.aim is Aim.BETTER

    @property
    def follows_requirement(self) -> bool:
        """Whether what is to be reached is the limit of the requirement in force."""
        return self.aim is Aim.REQUIREMENT

    @property
    def can_be_adopted(self) -> bool:
        """Whether it can be adopted for a whole in common (the regional plan's table 7.1 has no others)."""
        return self.aim in (Aim.LEVEL, Aim.REQUIREMENT, Aim.AWAITED)

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

_ANY = frozenset(Direction)
_EITHER_WAY = frozenset({Direction.HIGHER, Direction.LOWER})
_LOWER, _HIGHER = frozenset({Direction.LOWER}), frozenset({Direction.HIGHER})

LEVEL = Kind(
    code=AmbitionKind.LEVEL,
    aim=Aim.LEVEL,
    has_high=False,
    way=None,
    suits=_ANY,
    below_zero=False,
    target=_the_figure,
    share=_share_of_level,
    value_at=_level_at,
)
REDUCTION = Kind(
    code=AmbitionKind.REDUCTION,
    aim=Aim.CHANGE,
    has_high=False,
    way=Direction.LOWER,
    suits=_LOWER,
    below_zero=False,
    target=_below,
    share=_share_of_change,
    value_at=_change_at,
)
REDUCTION_RANGE = Kind(
    code=AmbitionKind.REDUCTION_RANGE,
    aim=Aim.CHANGE,
    has_high=True,
    way=Direction.LOWER,
    suits=_LOWER,
    below_zero=False,
    target=_below,
    share=_share_of_change,
    value_at=_change_at,
)
INCREASE = Kind(
    code=AmbitionKind.INCREASE,
    aim=Aim.CHANGE,
    has_high=False,
    way=Direction.HIGHER,
    suits=_HIGHER,
    below_zero=False,
    target=_above,
    share=_share_of_increase,
    value_at=_change_at,
)
NO_CASES = Kind(
    code=AmbitionKind.ZERO,
    aim=Aim.ZERO,
    has_high=False,
    way=Direction.LOWER,
    suits=_LOWER,
    below_zero=False,
    target=_zero,
    share=_share_of_level,
    value_at=_level_at,
)
IMPROVEMENT = Kind(
    code=AmbitionKind.IMPROVEMENT,
    aim=Aim.BETTER,
    has_high=False,
    way=None,
    suits=_EITHER_WAY,
    below_zero=True,
    target=_none_yet,
    share=None,
    value_at=None,
)
REQUIREMENT = Kind(
    code=AmbitionKind.REQUIREMENT,
    aim=Aim.REQUIREMENT,
    has_high=False,
    way=None,
    suits=_EITHER_WAY,
    below_zero=False,
    target=_the_limit,
    share=_share_of_level,
    value_at=_level_at,
)
PENDING = Kind(
    code=AmbitionKind.PENDING,
    aim=Aim.AWAITED,
    has_high=False,
    way=None,
    suits=_ANY,
    below_zero=True,
    target=_none_yet,
    share=None,
    value_at=None,
)
NOT_SET = Kind(
    code=AmbitionKind.NONE,
    aim=Aim.NOTHING,
    has_high=False,
    way=None,
    suits=_ANY,
    below_zero=True,
    target=_none_yet,
    share=None,
    value_at=None,
)


@cache
def kind_of(code: AmbitionKind) -> Kind:
    """The record of a kind, asked for in every cell of a page."""
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
