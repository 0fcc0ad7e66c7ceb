"""What stands around a figure that is not exact: `<1 %`, `>99 %`, `ca. 5`, or a word in a column of its own."""

from __future__ import annotations

import re

from kpi.files.characters import plain
from kpi.files.lines import Cell

EXACT, LESS_THAN, MORE_THAN, ABOUT = "exact", "less_than", "more_than", "about"
WITH_VALUE = (EXACT, LESS_THAN, MORE_THAN, ABOUT)
WITHOUT_VALUE = ("not_published", "suppressed", "text")
"""The figure was due and looked for, but there is no number."""
QUALIFIERS = (*WITH_VALUE, *WITHOUT_VALUE)

_SIGNS = {"<": LESS_THAN, ">": MORE_THAN, "ca.": ABOUT, "ca": ABOUT, "~": ABOUT, "≈": ABOUT}
_QUALIFIED = re.compile(r"(?P<sign><|>|~|≈|ca\.?(?=[\s0-9]))\s*(?P<rest>.+)", re.IGNORECASE)


def split_qualifier(cell: Cell) -> tuple[str | None, Cell]:
    """What a value's cell says around its number, and the number's part of it; None when it says nothing.

    Examples: `<1 %` is `less_than` and `1 %`; `ca. 5` is `about` and `5`; `58` is None and `58`.
    """
    if not isinstance(cell, str):
        return None, cell
    match = _QUALIFIED.fullmatch(plain(cell))
    if match is None:
        return None, cell
    return _SIGNS[match["sign"].lower()], match["rest"]
