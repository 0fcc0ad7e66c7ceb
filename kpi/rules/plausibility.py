"""Whether a value lies so far from the series that it may be a slip. It is warned of, never refused."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from statistics import median

FEWEST = 3
"""With fewer earlier values there is no series to be far from."""
SPREADS = 3
"""How many times the spread so far a value may lie from the middle (our reading)."""


LATEST = 2
SLIP = 5
"""How many times the latest values, or what part of them, is taken for a decimal separator at the wrong place (our
reading): halfway to ten, on the scale of such slips."""


def is_slip(value: Fraction, earlier: Sequence[Fraction]) -> bool:
    """Whether `value` looks like the latest values with the decimal separator elsewhere: ten times, or a hundredth.

    `earlier` is in time order. A value within one unit of the latest, and zero, are no slips.
    Examples: 2.16 after 8, 15 and 21.6 is; 12 is not, nor is 1.1 after 0.2.
    """
    latest = earlier[-LATEST:]
    if len(latest) < LATEST or value <= 0 or min(latest) <= 0 or any(abs(value - one) <= 1 for one in latest):
        return False
    return value >= SLIP * max(latest) or value * SLIP <= min(latest)


def is_unusual(value: Fraction, earlier: Sequence[Fraction]) -> bool:
    """Whether `value` lies far outside `earlier`, values of periods of the same length.

    Far is more than three times the spread so far from their median; a spread under a tenth of the median counts as
    that tenth. Example: after 77 100, 79 200 and 81 600, the value 7 470 is unusual and 72 000 is not.
    """
    if len(earlier) < FEWEST:
        return False
    middle = median(earlier)
    spread = max(max(earlier) - min(earlier), abs(middle) / 10)
    return abs(value - middle) > SPREADS * spread
