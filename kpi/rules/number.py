"""Rounding and decimals, in one place: the published ambitions, the checks of figures and the pages all round alike.

How a number is written (spaces, commas, percent signs) is `kpi.presentation.formats`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

Number = Fraction | Decimal | int


def steps(value: Number, decimals: int) -> int:
    """`value` rounded and counted in steps of its last decimal, halves away from zero.

    Examples: 21.65 to one decimal is 217 steps; -0.5 in whole numbers is -1. In whole numbers alone, since many
    figures stand on a page.
    """
    exact = value if isinstance(value, Fraction) else Fraction(value)
    above, below = abs(exact.numerator) * 10**decimals, exact.denominator
    size: int = (2 * above + below) // (2 * below)
    return size if exact >= 0 else -size


def rounded(value: Fraction, decimals: int | None) -> Fraction:
    """`value` to a number of decimals, halves away from zero; unchanged for None.

    Example: 275/3 in whole percent is 92 (plan section 7.1, SP-1.1: the mean of 85, 95 and 95).
    """
    return value if decimals is None else Fraction(steps(value, decimals), 10**decimals)


def decimals_of(number: Decimal) -> int:
    """How many decimals a number is written with. Example: 58.0 has one."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def decimals_to_write(value: Fraction, *, at_least: int = 0, at_most: int) -> int | None:
    """The fewest decimals that write a number in full, within bounds; None when it has more, or no end.

    Examples: 212.80 takes one; 157/3 takes more than any.
    """
    return next((n for n in range(at_least, at_most + 1) if rounded(value, n) == value), None)


def decimals_to_tell_apart(
    value: Fraction, limits: Sequence[Fraction], *, at_least: int, at_most: int
) -> int | None:
    """The fewest decimals that leave a rounded number on its own side of each limit; None when more are needed. A
    number without an end that is itself a limit is not told apart from it: both are written rounded alike.

    Example: 0.49998 beside 0.5 takes five decimals, since 0.5000 would seem to have reached it.
    """
    if value in limits and decimals_to_write(value, at_most=at_most) is None:
        limits = [limit for limit in limits if limit != value]
    for decimals in range(at_least, at_most + 1):
        shown = rounded(value, decimals)
        if all((shown > limit) == (value > limit) and (shown < limit) == (value < limit) for limit in limits):
            return decimals
    return None
