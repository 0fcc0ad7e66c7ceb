"""Numbers as people write them in Norwegian tables, made exact. Whether a number suits its KPI is decided elsewhere."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal

from kpi.files.characters import plain
from kpi.files.lines import Cell, ErrorCell, PercentCell, UnclearCell, YearCell
from kpi.rules.validity import DECIMALS, LARGEST
from kpi.words.fault_codes import CellFault


class UnreadableCell(Exception):
    """The cell cannot be read as a number."""

    def __init__(self, fault: CellFault) -> None:
        self.fault = fault
        super().__init__(fault)


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number and how it was written: with a percent sign behind it, and in a way that might mean thousands."""

    value: Decimal
    percent: bool = False
    maybe_thousands: bool = field(default=False, compare=False)
    """One to three digits, a point or a comma, and exactly three digits: `1.257` may be 1257. Where a whole number is
    expected, nobody but the writer knows."""


_NUMBER = re.compile(
    r"(?P<sign>[+-]?) ?(?P<whole>[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:[.,](?P<decimals>[0-9]+))?"
)
_MAYBE_THOUSANDS = re.compile(r"[+-]? ?[1-9][0-9]{0,2}[.,][0-9]{3}")
_TWO_SEPARATORS = re.compile(r"[+-]? ?[0-9][0-9 ]*(?:[.,][0-9 ]+){2,}")


def read_number(cell: Cell) -> WrittenNumber:
    """The number in a cell with content. Raises UnreadableCell.

    Examples: `1 234,5` and `1234.5` are 1234.5, `58 %` is 58 with a percent sign, and so is a workbook's 0.58 that is
    shown as 58 %; a workbook's 21.599999999999998 is 21.6. `1.234,5` is refused, since the point may be meant either
    way.
    """
    if isinstance(cell, ErrorCell):
        raise UnreadableCell(cell.fault)
    if isinstance(cell, UnclearCell):
        raise UnreadableCell(CellFault.UNCLEAR_FORMAT)
    if isinstance(cell, PercentCell):
        return WrittenNumber(exact(cell.number, shift=2), percent=True)
    if isinstance(cell, date | time | timedelta | YearCell):
        raise UnreadableCell(CellFault.DATE_FOR_NUMBER)
    if isinstance(cell, bool) or cell is None:
        raise UnreadableCell(CellFault.NOT_A_NUMBER)
    if isinstance(cell, str):
        return _from_text(cell)
    number = exact(cell)
    return WrittenNumber(number, maybe_thousands=_MAYBE_THOUSANDS.fullmatch(str(number)) is not None)


def _from_text(cell: str) -> WrittenNumber:
    text = plain(cell)
    percent = text.endswith("%")
    if percent:
        text = text[:-1].strip()
    match = _NUMBER.fullmatch(text)
    if match is None:
        two = _TWO_SEPARATORS.fullmatch(text)
        raise UnreadableCell(CellFault.TWO_SEPARATORS if two else CellFault.NOT_A_NUMBER)
    whole = match["whole"].replace(" ", "")
    return WrittenNumber(
        _plain_zero(Decimal(f"{match['sign']}{whole}.{match['decimals'] or ''}")),
        percent,
        maybe_thousands=_MAYBE_THOUSANDS.fullmatch(text) is not None,
    )


def exact(number: int | float, *, shift: int = 0) -> Decimal:
    """The number that a workbook was given, times ten to the power of `shift`.

    Workbooks hold binary fractions, which are a little off from the sixteenth digit on and carry no zeros at the end.
    Example: 21.599999999999998 is 21.6.
    """
    if isinstance(number, int):
        return Decimal(number)
    in_cell = Decimal(repr(number)).scaleb(shift)
    if not math.isfinite(number) or abs(in_cell) >= LARGEST:
        return in_cell
    rounded = round(in_cell, DECIMALS)
    return _plain_zero(
        rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()
    )


def _plain_zero(number: Decimal) -> Decimal:
    """Zero without a minus sign."""
    return abs(number) if number == 0 else number
