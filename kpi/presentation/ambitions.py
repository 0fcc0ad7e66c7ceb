"""Ambitions and requirements in few words, for tables. How they are calculated with is the matter of `kpi.rules`."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from django.utils.translation import gettext as _

from kpi.models import Kpi
from kpi.presentation.formats import EN_DASH, MINUS, exact_number, value_with_unit, with_percent
from kpi.rules.ambition import Ambition, Requirement
from kpi.rules.terms import AmbitionKind, Comparison, Unit


def ambition_text(ambition: Ambition, kpi: Kpi) -> str:
    """An ambition in words: `93,3 %`, `80 % reduksjon`, `0 tilfeller`, `forbedring`, `avventes`."""
    kind, value = ambition.kind, ambition.value
    match kind:
        case AmbitionKind.ZERO:
            return value_with_unit(0, kpi, exact=True) if kpi.unit == Unit.PERCENT else _("0 tilfeller")
        case AmbitionKind.LEVEL:
            return _("ikke satt") if value is None else value_with_unit(value, kpi, exact=True)
        case AmbitionKind.REDUCTION | AmbitionKind.REDUCTION_RANGE:
            return (
                _("ikke satt")
                if value is None
                else _("%(percent)s reduksjon") % {"percent": _percent(ambition)}
            )
        case AmbitionKind.INCREASE:
            return (
                _("ikke satt") if value is None else _("%(percent)s økning") % {"percent": _percent(ambition)}
            )
        case AmbitionKind.IMPROVEMENT:
            return _("forbedring")
        case AmbitionKind.REQUIREMENT:
            return _("nasjonalt krav")
        case AmbitionKind.PENDING:
            return _("avventes")
        case AmbitionKind.NONE:
            return _("ikke satt")
    assert_never(kind)


def level_text(value: Fraction, kpi: Kpi) -> str:
    """A value to reach in words, where only the figure of an ambition of another kind is told: `93,3 %`."""
    return ambition_text(Ambition(AmbitionKind.LEVEL, value), kpi)


def ambition_mark(ambition: Ambition, kpi: Kpi) -> str:
    """An ambition as short as it can be, for several in a row: `85 %`, `−80 %`, `0 tilfeller`, `–` when not set."""
    kind, value = ambition.kind, ambition.value
    if value is not None:
        match kind:
            case AmbitionKind.LEVEL:
                return with_percent(exact_number(value)) if kpi.unit == Unit.PERCENT else exact_number(value)
            case AmbitionKind.REDUCTION | AmbitionKind.REDUCTION_RANGE:
                return MINUS + _percent(ambition)
            case AmbitionKind.INCREASE:
                return "+" + _percent(ambition)
    return EN_DASH if ambition.rules.is_blank else ambition_text(ambition, kpi)


def requirement_text(requirement: Requirement, kpi: Kpi) -> str:
    """A requirement in words: `Krav: minst 70 %`, and `Krav: ingen` where nothing is allowed."""
    limit = value_with_unit(requirement.limit, kpi, exact=True)
    if requirement.comparison == Comparison.AT_MOST and requirement.limit == 0:
        return _("Krav: ingen")
    if requirement.comparison == Comparison.AT_LEAST:
        return _("Krav: minst %(limit)s") % {"limit": limit}
    return _("Krav: høyst %(limit)s") % {"limit": limit}


def _percent(ambition: Ambition) -> str:
    """A change's percentage, or both ends of a range: `20–30 %`."""
    low = exact_number(ambition.value or 0)
    span = low if ambition.high is None else f"{low}{EN_DASH}{exact_number(ambition.high)}"
    return with_percent(span)
