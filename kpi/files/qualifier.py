"""What stands around a figure that is not exact: `<1 %`, `>99 %`, `ca. 5`, or a word in a column of its own."""

from __future__ import annotations

import re

from kpi.files.characters import plain
from kpi.files.lines import Cell
from kpi.rules.terms import Qualifier

_SIGNS = {
    "<": Qualifier.LESS_THAN,
    ">": Qualifier.MORE_THAN,
    "ca.": Qualifier.ABOUT,
    "ca": Qualifier.ABOUT,
    "~": Qualifier.ABOUT,
    "≈": Qualifier.ABOUT,
}
_QUALIFIED = re.compile(r"(?P<sign><|>|~|≈|ca\.?(?=[\s0-9]))\s*(?P<rest>.+)", re.IGNORECASE)


def split_qualifier(cell: Cell) -> tuple[Qualifier | None, Cell]:
    """What a value's cell says around its number, and the number's part of it; None when it says nothing.

    Examples: `<1 %` is `less_than` and `1 %`; `ca. 5` is `about` and `5`; `58` is None and `58`.
    """
    if not isinstance(cell, str):
        return None, cell
    match = _QUALIFIED.fullmatch(plain(cell))
    if match is None:
        return None, cell
    return _SIGNS[match["sign"].lower()], match["rest"]
