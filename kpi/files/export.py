"""Tables written for people: Norwegian figures, and cells that no spreadsheet program takes for a formula. Reading is
done by the other modules here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from kpi.files.writing import written_csv, written_workbook
from kpi.files.written_sheet import WrittenCell, WrittenColumn, WrittenSheet
from kpi.rules.number import rounded

Value = str | int | float | Decimal | Fraction | None

DECIMALS = 6
"""As many as a figure is stored with; an endless one is rounded to so many."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FIGURE = "#,##0.######"


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
    lines = [[harmless(text) for text in header], *([_text(value) for value in row] for row in rows)]
    return written_csv(lines, line_end="\r\n", mark=True)


def norwegian_workbook(
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    title: str,
    notes: Sequence[str],
    widths: Sequence[int],
) -> bytes:
    """A table as a workbook's only sheet: title and notes above, a heading that stays in sight with filters and two
    columns, and figures as figures."""
    columns = [WrittenColumn(harmless(text), width) for text, width in zip(header, widths, strict=True)]
    sheet = WrittenSheet(
        name,
        columns,
        ([_cell(value) for value in row] for row in rows),
        title=harmless(title),
        notes=[harmless(note) for note in notes],
        frozen=2,
        filters=True,
    )
    return written_workbook([sheet])


def _text(value: Value) -> str:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else written_number(value)


def _cell(value: Value) -> WrittenCell | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return WrittenCell(harmless(value))
    number = float(written_number(value).replace(",", "."))
    return WrittenCell(
        int(number) if number.is_integer() else number, "0" if isinstance(value, int) else FIGURE
    )
