"""The cells of a row that hold its figure: value, numerator, denominator, and how exact the value is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from kpi.files.lines import Cell, in_short, is_blank
from kpi.files.number import UnreadableCell, WrittenNumber, read_number
from kpi.files.qualifier import split_qualifier
from kpi.files.text_cell import as_code
from kpi.rules.number import rounded
from kpi.rules.terms import Qualifier, Unit
from kpi.rules.validity import FieldFault, faults_of, fraction_faults
from kpi.words.fault_codes import CellFault, RowFault

WHOLE_UNITS = (Unit.COUNT, Unit.NOK)
"""Units whose figures have no three decimals: `1.064` is a count of a thousand, or a sum of kroner."""
PARTS = ("numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Figures:
    """A row's figure. The value is None where the qualifier says that there is none, and where it is faulty."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT


@dataclass(slots=True)
class FigureReader:
    """Reads one row's figure for a KPI in `unit` (None when it is not known), and gathers what is wrong with it.

    Without `with_qualifier` every figure is exact, and signs such as `<` are no part of a number. With `decimals` an
    empty value is worked out from numerator and denominator, rounded to so many.
    """

    unit: Unit | None
    below_zero: bool = False
    with_qualifier: bool = True
    decimals: int | None = None
    faults: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)
    """Column, fault, and what the sentence about it needs."""

    def read(self, cells: Mapping[str, Cell]) -> Figures:
        """The figure in the cells `value`, `numerator`, `denominator` and `qualifier`."""
        qualifier = self._qualifier(cells["qualifier"]) if self.with_qualifier else None
        if qualifier is not None and not qualifier.has_value:
            for column in ("value", *PARTS):
                if not is_blank(cells[column]):
                    self._add(column, RowFault.FIGURE_BESIDE_QUALIFIER, cells[column], qualifier=qualifier)
            return Figures(qualifier=qualifier)
        value_cell = cells["value"]
        if self.with_qualifier:
            written, value_cell = split_qualifier(value_cell)
            if written and qualifier not in (None, written):
                self._add("qualifier", RowFault.QUALIFIER_DISAGREES, cells["value"])
            qualifier = qualifier or written
        parts = {column: self._number(column, cells[column]) for column in PARTS}
        value = self._worked_out(**parts) if is_blank(value_cell) else self._number("value", value_cell)
        self._check_values({"value": value, **parts}, qualifier or Qualifier.EXACT)
        if is_blank(value_cell) and value is None and not self._faulty_parts():
            self._add("value", RowFault.BLANK, value_cell)
        return Figures(value, parts["numerator"], parts["denominator"], qualifier or Qualifier.EXACT)

    def _qualifier(self, cell: Cell) -> Qualifier | None:
        if is_blank(cell):
            return None
        code = as_code(cell)
        if code not in tuple(Qualifier):
            self._add("qualifier", RowFault.QUALIFIER_UNKNOWN, cell, words=", ".join(Qualifier))
            return None
        return Qualifier(code)

    def _number(self, column: str, cell: Cell) -> Decimal | None:
        if is_blank(cell):
            return None
        try:
            number = read_number(cell)
        except UnreadableCell as error:
            self._add(column, error.fault, cell)
            return None
        if number.percent and (column in PARTS or self.unit not in (Unit.PERCENT, None)):
            self._add(column, RowFault.PERCENT_SIGN, cell)
        elif number.maybe_thousands and (column in PARTS or self.unit in WHOLE_UNITS):
            self._add(column, CellFault.MAYBE_THOUSANDS, cell, whole=_without_point(number))
        return number.value

    def _worked_out(self, numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
        """The value that numerator and denominator give, where they are to give one and can."""
        if (
            self.decimals is None
            or self.unit in (Unit.COUNT, None)
            or numerator is None
            or denominator is None
        ):
            return None
        if min(numerator, denominator) < 0 or self._fraction_faults(numerator, denominator):
            return None
        factor = 100 if self.unit == Unit.PERCENT else 1
        exact = rounded(Fraction(numerator) / Fraction(denominator) * factor, self.decimals)
        step = Decimal(1).scaleb(-self.decimals)
        return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(step)

    def _fraction_faults(self, numerator: Decimal | None, denominator: Decimal | None) -> list[FieldFault]:
        return fraction_faults(self.unit or Unit.NOK, numerator, denominator, below_zero=self.below_zero)

    def _check_values(self, numbers: Mapping[str, Decimal | None], qualifier: Qualifier) -> None:
        """Each number by itself, and all of them together where nothing is wrong with any."""
        value = numbers["value"]
        if value is None or self.unit is None or self.faults:
            faulty = {column for column, _fault, _values in self.faults}
            for column, number in numbers.items():
                # A unit that asks nothing more of a number than that it can be stored.
                if number is not None and column not in faulty:
                    signed = self.below_zero and column == "value"
                    for found in faults_of(number, unit=Unit.NOK, below_zero=signed):
                        self._add(column, found.fault, None)
            if self.decimals is not None and self.unit is not None and not self.faults:
                # The value is to come of the two of them: then what keeps it from that is what must be said.
                for found in self._fraction_faults(numbers["numerator"], numbers["denominator"]):
                    self._add(found.field, found.fault, None)
            return
        for found in faults_of(
            value,
            unit=self.unit,
            numerator=numbers["numerator"],
            denominator=numbers["denominator"],
            qualifier=qualifier,
            below_zero=self.below_zero,
        ):
            self._add(found.field, found.fault, None)

    def _faulty_parts(self) -> bool:
        """Whether something is wrong with numerator or denominator, where the value was to come of them."""
        return self.decimals is not None and any(column in PARTS for column, _fault, _values in self.faults)

    def _add(self, column: str, fault: str, cell: Cell, /, **values: object) -> None:
        shown = {} if cell is None else {"cell": in_short(cell)}
        self.faults.append((column, fault, {**shown, **values}))


def _without_point(number: WrittenNumber) -> str:
    return str(number.value).replace(".", "")
