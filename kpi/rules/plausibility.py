"""Whether a value lies so far from the series that it may be a slip. It is warned of, never refused."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from statistics import median

FEWEST = 3
"""With fewer earlier values there is no series to be far from."""
SPREADS = 3
"""How many times the spread so far a value may lie from the middle (our reading)."""


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
