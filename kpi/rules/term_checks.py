"""Whether one term of a plan makes sense: a promise, a baseline, an ambition, a requirement's limit, thresholds.

Asked of a plan's files, and through them of whatever is stored in the register (`kpi.files.plan.stored`). Each function
yields what is wrong, by field, with what to do; a figure that could not be read is given as None and passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kpi.rules.kinds import Kind, kind_of
from kpi.rules.terms import AmbitionKind, BaselineKind, Comparison, Direction, ThresholdBasis, Unit

Fault = tuple[str, str]
"""The field, and a sentence."""

RIGHT_DIRECTION = {Comparison.AT_MOST: Direction.LOWER, Comparison.AT_LEAST: Direction.HIGHER}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a KPI measures, as far as its terms must suit it. `direction` is empty where it is not known."""

    kpi: str
    unit: str
    direction: str
    below_zero: bool


def figure_needed(field: str, value: object, *, needed: bool, kind: str) -> Iterator[Fault]:
    """The figure is there when the kind needs it, and only then."""
    if needed and value is None:
        yield field, f"the cell is empty; the kind {kind} needs a figure here"
    elif not needed and value is not None:
        yield field, f"the kind {kind} has no figure here; empty the cell or choose another kind"


def change_faults(
    kind: Kind, low: Decimal | None, high: Decimal | None, fields: tuple[str, str]
) -> Iterator[Fault]:
    """A change is of more than zero, a reduction of at most everything, and a range runs upwards. `fields` are the
    names of the two figures."""
    if not kind.is_change:
        return
    for field, value in zip(fields, (low, high), strict=True):
        if value is None:
            continue
        if kind.way == Direction.LOWER and not 0 < value <= 100:
            yield (
                field,
                f"a reduction of {value} % cannot be; write the percentage, above 0 and at most 100",
            )
        elif kind.way == Direction.HIGHER and value <= 0:
            yield field, "an increase must be above 0 %"
    if kind.has_high and low is not None and high is not None and low >= high:
        yield fields[1], f"the range does not run upwards; {high} must be above {low}"


def value_faults(field: str, value: Decimal | None, measured: Measured | None) -> Iterator[Fault]:
    """A share lies in 0 to 100, a count is whole, and nothing is negative unless the indicator can be."""
    if measured is None or value is None:
        return
    if value < 0 and not measured.below_zero:
        yield field, f"{value} is negative, and the indicator has no values below zero"
    elif measured.unit == Unit.PERCENT and value > 100 and not measured.below_zero:
        yield field, f"{value} is not a share; the KPI is in percent, so write 0 to 100"
    elif measured.unit == Unit.COUNT and value != value.to_integral_value():
        yield (
            field,
            f"{value} is not a whole number; the KPI is a count, so write digits alone, such as 1064",
        )


def promise_faults(kind_code: str, low: Decimal | None, high: Decimal | None) -> Iterator[Fault]:
    """A goal's promise has the figures its kind needs."""
    kind = kind_of(AmbitionKind(kind_code))
    yield from figure_needed("promise_low", low, needed=kind.has_value, kind=kind.code)
    yield from figure_needed("promise_high", high, needed=kind.has_high, kind=kind.code)
    yield from change_faults(kind, low, high, ("promise_low", "promise_high"))


def limit_faults(comparison: str, limit: Decimal | None, measured: Measured | None) -> Iterator[Fault]:
    """A requirement's limit points the way that is better."""
    if measured is None:
        return
    right = RIGHT_DIRECTION.get(Comparison(comparison)) if comparison else None
    if right and measured.direction not in (right, ""):
        yield (
            "comparison",
            f"{comparison} suits a KPI where {right} is better, and {measured.kpi} is not; correct one of them",
        )
    yield from value_faults("limit", limit, measured)


def baseline_faults(
    kind: str | None,
    value: Decimal | None,
    measured: Measured | None,
    *,
    is_calculated_with: bool,
    needs_year: bool,
    year: object,
) -> Iterator[Fault]:
    """A baseline has a figure when its kind is one; `kind` None could not be read. A further figure (`needs_year`)
    says which year it is of."""
    if kind is not None:
        yield from figure_needed("value", value, needed=kind == BaselineKind.VALUE, kind=kind)
    if needs_year and year is None:
        yield "year", "the cell is empty; a further figure must say which year it is of"
    if is_calculated_with:
        yield from value_faults("value", value, measured)


def ambition_faults(
    kind_code: str, value: Decimal | None, high: Decimal | None, measured: Measured | None
) -> Iterator[Fault]:
    """An ambition has the figures of its kind, and the kind suits what is measured.

    Example: a reduction of 130 % is a fault of `value`, a reduction where higher is better one of `kind`.
    """
    kind = kind_of(AmbitionKind(kind_code))
    yield from figure_needed("value", value, needed=kind.has_value, kind=kind.code)
    yield from figure_needed("value_high", high, needed=kind.has_high, kind=kind.code)
    yield from change_faults(kind, value, high, ("value", "value_high"))
    if kind.is_zero and value:
        yield "value", "the kind zero has the value 0; correct the value or the kind"
    if measured is None:
        return
    if kind.is_level:
        yield from value_faults("value", value, measured)
    if measured.below_zero and not kind.below_zero:
        yield (
            "kind",
            f"{kind.code} does not suit an indicator that has values below zero; write improvement",
        )
    if measured.direction and measured.direction not in kind.suits:
        yield (
            "kind",
            f"{kind.code} needs a KPI where {' or '.join(sorted(kind.suits))} is better, and {measured.kpi} is not; "
            "correct one of them",
        )


def regional_ambition_faults(
    kind: str | None, value: Decimal | None, measured: Measured | None, *, complement: bool
) -> Iterator[Fault]:
    """An adopted ambition has a figure unless it is awaited, and only a share has a complement."""
    if kind is not None:
        yield from figure_needed("value", value, needed=not kind_of(AmbitionKind(kind)).is_awaited, kind=kind)
    if measured is None:
        return
    if complement and measured.unit != Unit.PERCENT:
        yield "complement", f"only a share has a complement, and {measured.kpi} is none; write no"
    yield from value_faults("value", value, measured)


def threshold_faults(
    basis: str,
    green: Decimal | None,
    yellow: Decimal | None,
    measured: Measured | None,
    *,
    is_of_a_kpi: bool,
) -> Iterator[Fault]:
    """Green is stricter than yellow; shares lie in 0 to 1, and values are those of one KPI."""
    if basis == ThresholdBasis.SHARE:
        for field, value in (("green", green), ("yellow", yellow)):
            if value is not None and not 0 <= value <= 1:
                yield field, f"{value} is not a share of the ambition; write 0 to 1, such as 0.50"
        if green is not None and yellow is not None and green <= yellow:
            yield "green", f"green must begin above yellow, which begins at {yellow}"
        return
    if not is_of_a_kpi:
        yield "kpi", "the cell is empty; limits that are values belong to one KPI"
        return
    if measured is None:
        return
    yield from value_faults("green", green, measured)
    yield from value_faults("yellow", yellow, measured)
    if measured.direction not in tuple(Direction):
        yield "kpi", f"{measured.kpi} has no direction, so no value of it is green"
    elif green is not None and yellow is not None:
        stricter = green > yellow if measured.direction == Direction.HIGHER else green < yellow
        if not stricter:
            yield (
                "green",
                f"green must be stricter than yellow, and for {measured.kpi} {measured.direction} is better",
            )
