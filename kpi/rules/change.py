"""What has changed between two judgements of the same KPI and organisation. No words and no arrows here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from kpi.rules.direction import is_better
from kpi.rules.judgement import Judgement
from kpi.rules.number import rounded
from kpi.rules.terms import Direction, Status
from kpi.rules.values import WholeValue

ORDER = {Status.RED: 0, Status.YELLOW: 1, Status.GREEN: 2}


class Verdict(StrEnum):
    """What a change means."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"


class NotComparable(StrEnum):
    """Why no change is given."""

    NO_VALUE = "no_value"
    NO_EARLIER = "no_earlier"
    SAME_FIGURE = "same_figure"
    OTHER_LENGTH = "other_length"
    OTHER_PARTS = "other_parts"


@dataclass(frozen=True, slots=True)
class Change:
    """The difference in the KPI's unit (now less earlier) and its verdict, or why there is none to give. Where neither
    way is better a difference has no verdict."""

    difference: Fraction | None
    verdict: Verdict | None
    why_not: NotComparable | None = None


def change(
    now: Judgement, earlier: Judgement, direction: Direction, *, decimals: int | None = None
) -> Change:
    """The change in the judged value. Only like is compared with like: periods of the same length, sums and means
    over the same parts. Values that are the same with so many `decimals`, those that are shown, have not changed.
    Examples: 57.1 % then 58.0 % where higher is better is +0.9, better; 57.96 then 58.04 is unchanged with one
    decimal."""
    if now.value is None or now.period is None:
        return Change(None, None, NotComparable.NO_VALUE)
    if earlier.value is None or earlier.period is None:
        return Change(None, None, NotComparable.NO_EARLIER)
    if now.period == earlier.period:
        return Change(None, None, NotComparable.SAME_FIGURE)
    if now.period.months != earlier.period.months:
        return Change(None, None, NotComparable.OTHER_LENGTH)
    if _made_of(now) != _made_of(earlier):
        return Change(None, None, NotComparable.OTHER_PARTS)
    difference = now.value - earlier.value
    looks_alike = decimals is not None and rounded(now.value, decimals) == rounded(earlier.value, decimals)
    if difference == 0 or looks_alike:
        return Change(Fraction(0), Verdict.UNCHANGED)
    if direction == Direction.NEUTRAL:
        return Change(difference, None)
    better = is_better(now.value, earlier.value, direction)
    return Change(difference, Verdict.BETTER if better else Verdict.WORSE)


def status_change(now: Judgement, earlier: Judgement) -> Verdict | None:
    """Whether the colour itself has become better or worse; None when either has no colour or both are the same."""
    if now.status == earlier.status or Status.NONE in (now.status, earlier.status):
        return None
    return Verdict.BETTER if ORDER[now.status] > ORDER[earlier.status] else Verdict.WORSE


def is_moved_by_terms(now: Judgement, earlier: Judgement, direction: Direction) -> bool:
    """Whether a colour is another because the figure is compared with something else now: it has become worse with a
    figure that is not worse, or better with one that is not better.

    Example: 45 % was green while green began at 40; from the day it begins at 50 the same 45 % is yellow.
    """
    verdict = status_change(now, earlier)
    if verdict is None or now.value is None or earlier.value is None:
        return False
    if verdict == Verdict.WORSE:
        return not is_better(earlier.value, now.value, direction)
    return not is_better(now.value, earlier.value, direction)


def _made_of(judgement: Judgement) -> tuple[str, ...] | None:
    """The parts in a whole's value, as far down as they go; None for a figure that an organisation reported itself."""
    whole = judgement.from_parts
    return None if whole is None or whole.reported else tuple(sorted(_codes(whole)))


def _codes(whole: WholeValue) -> list[str]:
    codes: list[str] = []
    for code, part in whole.parts.items():
        calculated = isinstance(part, WholeValue) and part.reported is None
        codes += _codes(part) if isinstance(part, WholeValue) and calculated else [code]
    return codes
