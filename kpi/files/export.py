"""Tables written for people: Norwegian CSV and cells that no spreadsheet program takes for a formula. Reading is
done by the other modules here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from kpi.rules.number import rounded

Value = str | int | float | Decimal | Fraction | None

DECIMALS = 6
"""As many as a figure is stored with; an endless one is rounded to so many."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells Excel that the text is UTF-8."""


def harmless(text: str) -> str:
    """A text cell without control characters, and with an apostrophe before what a spreadsheet would calculate.

    Example: `=1+1` becomes `'=1+1`. Figures are never written through here.
    """
    shown = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    # What begins with a control character is taken for what follows it by some programs.
    starts = (
        text[:1] in FORMULA_STARTS
        or shown.lstrip()[:1] in FORMULA_STARTS
        or not (text[:1] or " ").isprintable()
    )
    return f"'{shown}" if starts else shown


def written_number(value: int | float | Decimal | Fraction) -> str:
    """A number with decimal comma, no grouping, and the decimals it needs. Example: 1234.50 is `1234,5`."""
    exact = Fraction(value)
    size = rounded(abs(exact), DECIMALS)
    whole, part = divmod(int(size * 10**DECIMALS), 10**DECIMALS)
    decimals = f"{part:0{DECIMALS}d}".rstrip("0")
    sign = "-" if exact < 0 and size else ""
    return f"{sign}{whole},{decimals}" if decimals else f"{sign}{whole}"


def norwegian_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A table as Excel in Norwegian opens it: semicolons, decimal commas, UTF-8 with its mark."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(text) for text in header])
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else written_number(value)
