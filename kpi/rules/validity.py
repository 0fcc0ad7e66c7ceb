"""Whether a figure can be a measurement of a KPI at all: faults are codes; the words are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction

from kpi.rules.number import decimals_of, rounded
from kpi.rules.period import Period
from kpi.rules.terms import Qualifier, Unit

__all__ = [
    "DECIMALS",
    "LARGEST",
    "Fault",
    "FieldFault",
    "Qualifier",
    "faults_of",
    "fraction_faults",
    "period_faults",
]


class Fault(StrEnum):
    """What is wrong with a figure."""

    NEGATIVE = "negative"
    NOT_FINITE = "not_finite"
    TOO_LARGE = "too_large"
    TOO_MANY_DECIMALS = "too_many_decimals"
    TOO_MANY_DIGITS = "too_many_digits"
    SHARE_ABOVE_100 = "share_above_100"
    NOT_WHOLE = "not_whole"
    NUMERATOR_ALONE = "numerator_alone"
    DENOMINATOR_ZERO = "denominator_zero"
    NUMERATOR_ABOVE_DENOMINATOR = "numerator_above_denominator"
    FRACTION_DOES_NOT_GIVE_VALUE = "fraction_does_not_give_value"
    FRACTION_NOT_EXPECTED = "fraction_not_expected"
    PERIOD_NOT_BEGUN = "period_not_begun"
    VALUE_MISSING = "value_missing"
    VALUE_NOT_EXPECTED = "value_not_expected"


LARGEST = Decimal(10) ** 12
DECIMALS = 6
_WITHOUT_ROUNDING = Context(prec=60)
DIGITS = 15
"""As many as every database gives back as they were stored: with more, the same figure twice would be a correction."""


@dataclass(frozen=True, slots=True)
class FieldFault:
    """A fault and the field it is about: `value`, `numerator`, `denominator` or `period`."""

    field: str
    fault: Fault


def faults_of(
    value: Decimal | None,
    *,
    unit: Unit,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    qualifier: Qualifier = Qualifier.EXACT,
    below_zero: bool = False,
) -> list[FieldFault]:
    """All that is wrong with a value and its numerator and denominator; an empty list when nothing is.

    Shares lie in 0-100 and counts are whole. Nothing is negative, save the value of an indicator that has values
    `below_zero`; such a share may be above 100 too, since it is a change. Numerator over denominator (times 100 for a
    share) rounded to the value's decimals must be the value, unless that is only a bound or about right. A figure that
    is not published, suppressed or a text has no numbers at all.
    Examples: 58.0 % with 1257 of 2168 is right, 58.1 % is not; a share of 130 and a count of 2.5 are refused; -18.9 %
    is right for an indicator with values below zero.
    """
    if not qualifier.has_value:
        given = (("value", value), ("numerator", numerator), ("denominator", denominator))
        return [FieldFault(field, Fault.VALUE_NOT_EXPECTED) for field, number in given if number is not None]
    if value is None:
        return [FieldFault("value", Fault.VALUE_MISSING)]
    faults = [*_number_faults("value", value, below_zero=below_zero)]
    if not faults:
        if unit == Unit.PERCENT and value > 100 and not below_zero:
            faults.append(FieldFault("value", Fault.SHARE_ABOVE_100))
        if unit == Unit.COUNT and value != value.to_integral_value():
            faults.append(FieldFault("value", Fault.NOT_WHOLE))
    for field, number in (("numerator", numerator), ("denominator", denominator)):
        if number is not None:
            faults.extend(_number_faults(field, number, below_zero=False))
    if faults:
        return faults
    faults = fraction_faults(unit, numerator, denominator, below_zero=below_zero)
    if faults or qualifier != Qualifier.EXACT or numerator is None or denominator is None:
        return faults
    return _value_faults(value, unit, numerator, denominator)


def _number_faults(field: str, number: Decimal, *, below_zero: bool) -> list[FieldFault]:
    if not number.is_finite():
        return [FieldFault(field, Fault.NOT_FINITE)]
    if number < 0 and not below_zero:
        return [FieldFault(field, Fault.NEGATIVE)]
    if abs(number) >= LARGEST:
        return [FieldFault(field, Fault.TOO_LARGE)]
    if decimals_of(number) > DECIMALS:
        return [FieldFault(field, Fault.TOO_MANY_DECIMALS)]
    if digits_of(number) > DIGITS:
        return [FieldFault(field, Fault.TOO_MANY_DIGITS)]
    return []


def digits_of(number: Decimal) -> int:
    """The digits that are stored: zeros at the end of the decimals are not, and those in front are none.

    >>> digits_of(Decimal("0012.340"))
    4
    """
    return len(number.normalize(_WITHOUT_ROUNDING).as_tuple().digits)


def fraction_faults(
    unit: Unit, numerator: Decimal | None, denominator: Decimal | None, *, below_zero: bool = False
) -> list[FieldFault]:
    """What keeps a numerator and a denominator from being those of a figure in `unit`, whatever its value.

    Examples: a numerator of 12 alone, 12 of 0, 12 of 10 for a share, and either of them for a count.
    """
    if numerator is None and denominator is None:
        return []
    if unit == Unit.COUNT:
        return [
            FieldFault("numerator" if numerator is not None else "denominator", Fault.FRACTION_NOT_EXPECTED)
        ]
    if denominator is None:
        return [FieldFault("numerator", Fault.NUMERATOR_ALONE)]
    if denominator == 0:
        return [FieldFault("denominator", Fault.DENOMINATOR_ZERO)]
    is_share = unit == Unit.PERCENT and not below_zero
    if is_share and numerator is not None and numerator > denominator:
        return [FieldFault("numerator", Fault.NUMERATOR_ABOVE_DENOMINATOR)]
    return []


def _value_faults(value: Decimal, unit: Unit, numerator: Decimal, denominator: Decimal) -> list[FieldFault]:
    worked_out = Fraction(numerator) / Fraction(denominator) * (100 if unit == Unit.PERCENT else 1)
    # Half-way cases may have been rounded either way where the figure was made.
    step = Fraction(1, 10 ** decimals_of(value))
    if (
        rounded(worked_out, decimals_of(value)) != Fraction(value)
        and abs(worked_out - Fraction(value)) * 2 != step
    ):
        return [FieldFault("value", Fault.FRACTION_DOES_NOT_GIVE_VALUE)]
    return []


def is_over(period: Period, today: date) -> bool:
    """Whether the period's last day has passed. Until then a figure for it can only be for a part.

    >>> is_over(Period.parse("2026"), date(2026, 11, 27))
    False
    """
    return period.last_day < today


def period_faults(period: Period, *, today: Period) -> list[FieldFault]:
    """A figure can be given for a period that has begun, not for one in the future; a year to date for months that
    have. `today` is the current month."""
    if (period.end if period.to_date else period.start) > today.start:
        return [FieldFault("period", Fault.PERIOD_NOT_BEGUN)]
    return []
