"""Whether a figure can be a measurement of a KPI at all: faults are codes; the words are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kpi.rules.period import Period
from kpi.rules.regional_ambition import rounded
from kpi.rules.terms import Unit


class Fault(StrEnum):
    """What is wrong with a figure."""

    NEGATIVE = "negative"
    NOT_FINITE = "not_finite"
    TOO_LARGE = "too_large"
    TOO_MANY_DECIMALS = "too_many_decimals"
    SHARE_ABOVE_100 = "share_above_100"
    NOT_WHOLE = "not_whole"
    NUMERATOR_ALONE = "numerator_alone"
    DENOMINATOR_ZERO = "denominator_zero"
    NUMERATOR_ABOVE_DENOMINATOR = "numerator_above_denominator"
    FRACTION_DOES_NOT_GIVE_VALUE = "fraction_does_not_give_value"
    FRACTION_NOT_EXPECTED = "fraction_not_expected"
    PERIOD_NOT_BEGUN = "period_not_begun"


LARGEST = Decimal(10) ** 12
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class FieldFault:
    """A fault and the field it is about: `value`, `numerator`, `denominator` or `period`."""

    field: str
    fault: Fault


def faults_of(
    value: Decimal,
    *,
    unit: Unit,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
) -> list[FieldFault]:
    """All that is wrong with a value and its numerator and denominator; an empty list when nothing is.

    Shares lie in 0-100, counts are whole, nothing is negative, and numerator over denominator (times 100 for a
    share) rounded to the value's decimals must be the value. Examples: 58.0 % with 1257 of 2168 is right, 58.1 % is
    not; a share of 130 and a count of 2.5 are refused.
    """
    faults = [*_number_faults("value", value)]
    if not faults:
        if unit == Unit.PERCENT and value > 100:
            faults.append(FieldFault("value", Fault.SHARE_ABOVE_100))
        if unit == Unit.COUNT and value != value.to_integral_value():
            faults.append(FieldFault("value", Fault.NOT_WHOLE))
    for field, number in (("numerator", numerator), ("denominator", denominator)):
        if number is not None:
            faults.extend(_number_faults(field, number))
    if faults:
        return faults
    return _fraction_faults(value, unit, numerator, denominator)


def _number_faults(field: str, number: Decimal) -> list[FieldFault]:
    if not number.is_finite():
        return [FieldFault(field, Fault.NOT_FINITE)]
    if number < 0:
        return [FieldFault(field, Fault.NEGATIVE)]
    if number >= LARGEST:
        return [FieldFault(field, Fault.TOO_LARGE)]
    if decimals_of(number) > DECIMALS:
        return [FieldFault(field, Fault.TOO_MANY_DECIMALS)]
    return []


def _fraction_faults(
    value: Decimal, unit: Unit, numerator: Decimal | None, denominator: Decimal | None
) -> list[FieldFault]:
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
    if numerator is None:
        return []
    if unit == Unit.PERCENT and numerator > denominator:
        return [FieldFault("numerator", Fault.NUMERATOR_ABOVE_DENOMINATOR)]
    worked_out = Fraction(numerator) / Fraction(denominator) * (100 if unit == Unit.PERCENT else 1)
    # Half-way cases may have been rounded either way where the figure was made.
    step = Fraction(1, 10 ** decimals_of(value))
    if (
        rounded(worked_out, decimals_of(value)) != Fraction(value)
        and abs(worked_out - Fraction(value)) * 2 != step
    ):
        return [FieldFault("value", Fault.FRACTION_DOES_NOT_GIVE_VALUE)]
    return []


def decimals_of(number: Decimal) -> int:
    """How many decimals a number is written with. Example: 58.0 has one."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def period_faults(period: Period, *, today: Period) -> list[FieldFault]:
    """A figure can be given for a period that has begun, not for one in the future. `today` is the current month."""
    if period.start > today.start:
        return [FieldFault("period", Fault.PERIOD_NOT_BEGUN)]
    return []
