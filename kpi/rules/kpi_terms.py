"""What a KPI is judged by, as the judgement takes it: its own terms, and what a plan sets for each organisation."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.rules.ambition import Ambition, GivenBaseline, Requirement
from kpi.rules.regional_ambition import RegionalTerms
from kpi.rules.status import Thresholds
from kpi.rules.terms import Aggregation, ComparesWith, Direction, OverTime, Unit


@dataclass(frozen=True, slots=True)
class OrganisationTerms:
    """What a plan sets for one organisation on one KPI. `go_live` is the first month of use, counted as in Period;
    None puts no bound. `inconsistent`: the plan's own figures here are known not to fit together."""

    code: str
    go_live: int | None = None
    baselines: tuple[GivenBaseline, ...] = ()
    ambitions: tuple[Ambition, ...] = ()
    inconsistent: bool = False


@dataclass(frozen=True, slots=True)
class KpiTerms:
    """All that a KPI is judged by. `adopted` holds the regional ambitions that have been decided, by validity;
    `parts` are the trusts in plan order."""

    code: str
    region: OrganisationTerms
    parts: tuple[OrganisationTerms, ...]
    direction: Direction = Direction.HIGHER
    unit: Unit = Unit.PERCENT
    aggregation: Aggregation = Aggregation.WEIGHTED
    over_time: OverTime = OverTime.LEVEL
    reporting_months: int = 4
    compares_with: ComparesWith = ComparesWith.BASELINE
    adopted: tuple[Ambition, ...] = ()
    regional: RegionalTerms = RegionalTerms()
    requirements: tuple[Requirement, ...] = ()
    thresholds: tuple[Thresholds, ...] = ()
