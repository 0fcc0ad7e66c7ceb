"""What a workbook's number format makes of the number in a cell: a percentage, a date, a year, or just a number.

The cell holds 0.58 whether it shows 0.58 or 58 %, so the format is part of what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from openpyxl.styles.numbers import BUILTIN_FORMATS

LONGEST_FORMAT = 255
"""Characters; Excel takes no longer ones, and a longer pattern is refused before it comes here."""

_DATES_BY_REGION = frozenset([*range(27, 37), *range(50, 59)])
"""Number formats that are dates in the languages that have them, and that the standard lists without a pattern."""
_QUOTED = re.compile(r'"[^"]*"?|[\\_*].?')
"""Text that is shown as it is, and the space and filling that other characters stand for."""
_BRACKETS = re.compile(r"\[([^\]]*)\]?")
_ELAPSED = re.compile(r"h+|m+|s+")


class Shown(Enum):
    """What the reader of a cell sees."""

    NUMBER = auto()
    PERCENT = auto()
    DATE = auto()
    YEAR = auto()
    UNCLEAR = auto()


def shown_by(format_id: int, pattern: str | None) -> Shown:
    """What a format shows, by its own pattern, else by the number that the standard gives it."""
    if pattern is not None:
        return shown_by_pattern(pattern)
    if format_id in _DATES_BY_REGION:
        return Shown.DATE
    return shown_by_pattern(BUILTIN_FORMATS.get(format_id, "General"))


def shown_by_pattern(pattern: str) -> Shown:
    """What a pattern shows.

    Examples: `0.0%` is a percentage; in `0.0"%"` the sign is text, so the number stands as it is; `yyyy` is a year,
    `mmm.yy` a date. A pattern that is a percentage for some numbers alone is unclear.
    """
    kinds = set(_sections(pattern))
    if kinds & {Shown.DATE, Shown.YEAR}:
        return Shown.YEAR if kinds == {Shown.YEAR} else Shown.DATE
    if len(kinds) > 1:
        return Shown.UNCLEAR
    return kinds.pop() if kinds else Shown.NUMBER


def _sections(pattern: str) -> Iterator[Shown]:
    """What each section of the pattern shows (for numbers above zero, below it, and zero itself); those that show no
    number are left out."""
    for section in _QUOTED.sub("", pattern.lower()).split(";")[:3]:
        elapsed = any(_ELAPSED.fullmatch(inside) for inside in _BRACKETS.findall(section))
        signs = _BRACKETS.sub("", section)
        units = {sign for sign in "ymdhs" if sign in signs}
        if signs.strip() == "general":
            yield Shown.NUMBER
        elif units or elapsed:
            yield Shown.YEAR if units == {"y"} and not elapsed else Shown.DATE
        elif "%" in signs:
            yield Shown.PERCENT if signs.count("%") == 1 else Shown.UNCLEAR
        elif any(sign in signs for sign in "0#?"):
            yield Shown.NUMBER
