"""The register's rows as the rules take them: exact fractions, vocabularies and sources."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from kpi.models import Ambition, Baseline, Kpi, RegionalAmbition, RequirementLimit, Threshold
from kpi.models.source import Sourced
from kpi.rules import ambition as rules
from kpi.rules.regional_ambition import RegionalTerms
from kpi.rules.status import Thresholds
from kpi.rules.terms import (
    Aggregation,
    AmbitionKind,
    BaselineKind,
    ComparesWith,
    Comparison,
    Direction,
    OverTime,
    RegionalRule,
    Source,
    ThresholdBasis,
    Unit,
    WhenPending,
)

REPORTING_MONTHS = {
    "continuous": 1,
    "month": 1,
    "quarter": 3,
    "tertial": 4,
    "half_year": 6,
    "year": 12,
    "two_years": 24,
}


def source_of(row: Sourced) -> Source:
    """The source of a record. The document goes by its key, so that no query is made per record."""
    return Source(str(row.document_id or ""), row.section, row.footnote)


def baseline_terms(row: Baseline) -> rules.GivenBaseline:
    """A baseline as the plan gives it."""
    return rules.GivenBaseline(
        BaselineKind(row.kind),
        _fraction(row.value),
        row.year,
        row.calculated_with,
        row.valid_from,
        source_of(row),
    )


def ambition_terms(row: Ambition | RegionalAmbition) -> rules.Ambition:
    """An organisation's own ambition, or the one adopted for a whole."""
    high = row.value_high if isinstance(row, Ambition) else None
    return rules.Ambition(
        AmbitionKind(row.kind), _fraction(row.value), _fraction(high), row.valid_from, source_of(row)
    )


def requirement_terms(row: RequirementLimit) -> rules.Requirement:
    """A requirement's limit, with the requirement's name. Read the requirement along (`select_related`)."""
    return rules.Requirement(
        Comparison(row.comparison), Fraction(row.limit), row.valid_from, source_of(row), row.requirement.name
    )


def thresholds_terms(row: Threshold) -> Thresholds:
    """Where green and yellow begin."""
    return Thresholds(
        Fraction(row.green),
        Fraction(row.yellow),
        ThresholdBasis(row.basis),
        row.valid_from,
        source_of(row),
    )


def kpi_own_terms(kpi: Kpi) -> dict[str, Any]:
    """A KPI's own terms, as arguments of KpiTerms. One without an indicator has none, and one whose document leaves
    them open lacks some; the defaults then say nothing of it."""
    return {
        "direction": Direction(kpi.direction or Direction.NEUTRAL),
        "unit": Unit(kpi.unit or Unit.COUNT),
        "aggregation": Aggregation(kpi.aggregation or Aggregation.WEIGHTED),
        "over_time": OverTime(kpi.over_time or OverTime.LEVEL),
        "reporting_months": REPORTING_MONTHS.get(kpi.frequency, 4),
        "compares_with": ComparesWith(kpi.compares_with),
        "regional": RegionalTerms(
            RegionalRule(kpi.regional_rule) if kpi.regional_rule else None,
            kpi.regional_decimals,
            WhenPending(kpi.regional_when_pending or WhenPending.WAIT),
        ),
    }


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
