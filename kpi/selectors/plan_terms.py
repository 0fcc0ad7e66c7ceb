"""A plan's KPIs with the terms they are judged on, read whole in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Exists, OuterRef, Q

from kpi.models import (
    Ambition,
    Baseline,
    Inconsistency,
    Kpi,
    Organisation,
    Plan,
    RegionalAmbition,
    Requirement,
    ScopeMember,
    Threshold,
)
from kpi.models.source import Sourced
from kpi.rules import ambition as rules
from kpi.rules.kpi_terms import KpiTerms, OrganisationTerms
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

REPORTING_MONTHS = {"month": 1, "tertial": 4, "year": 12}


@dataclass(frozen=True)
class PlanTerms:
    """A plan as the judgement needs it. `kpis` are in plan order; `terms` and `ambitions` go by KPI code, the latter
    further by organisation code (the rows now in the register, for what is shown beside the figures)."""

    plan: Plan
    region: Organisation
    trusts: tuple[Organisation, ...]
    kpis: tuple[Kpi, ...]
    terms: dict[str, KpiTerms]
    ambitions: dict[str, dict[str, list[Ambition]]] = field(default_factory=dict)

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """The trusts in plan order, then the region."""
        return (*self.trusts, self.region)

    def kpi(self, code: str) -> Kpi | None:
        return next((kpi for kpi in self.kpis if kpi.code == code), None)

    def organisation(self, code: str) -> Organisation | None:
        return next((held for held in self.organisations if held.code == code), None)


def plan_terms(plan_code: str | None = None, *, kpi_code: str | None = None) -> PlanTerms | None:
    """The terms of the plan with this code, or of the first plan; None when there is no such plan.

    `kpi_code` narrows it to one KPI. Seven queries whatever the plan's size.
    """
    members = _members(plan_code, kpi_code)
    if not members:
        return None
    plan = members[0].plan
    region = next((member for member in members if member.role == ScopeMember.REGION), None)
    parts = [member for member in members if member.role == ScopeMember.PART]
    region_organisation = region.organisation if region else plan.region
    chosen: dict[str, Any] = {"kpi__plan": plan}
    if kpi_code is not None:
        chosen["kpi__code"] = kpi_code
    kpis = tuple(_kpis(plan, kpi_code))
    baselines = _by_cell(Baseline.objects.filter(**chosen, role=Baseline.BASELINE))
    ambitions = _by_cell(_ambitions(chosen))
    adopted = _by_kpi(RegionalAmbition.objects.filter(**chosen).order_by("position", "pk"))
    requirements = _by_kpi(Requirement.objects.filter(**chosen).order_by("pk"))
    thresholds = _thresholds(plan)
    codes = {member.organisation_id: member.organisation.code for member in members}
    terms: dict[str, KpiTerms] = {}
    for kpi in kpis:
        wholly_inconsistent: bool = kpi.is_inconsistent  # type: ignore[attr-defined]

        def of(
            organisation: Organisation,
            go_live: date | None,
            part_of: str | None = None,
            common: tuple[rules.Ambition, ...] = (),
            kpi: Kpi = kpi,
            wholly: bool = wholly_inconsistent,
        ) -> OrganisationTerms:
            cell = (kpi.pk, organisation.pk)
            held = ambitions.get(cell, [])
            return OrganisationTerms(
                code=organisation.code,
                part_of=part_of,
                go_live=None if go_live is None else go_live.year * 12 + go_live.month - 1,
                baselines=tuple(_baseline(row) for row in baselines.get(cell, [])),
                ambitions=tuple(_ambition(row) for row in held),
                adopted=common,
                inconsistent=wholly or any(row.is_inconsistent for row in held),
            )

        terms[kpi.code] = KpiTerms(
            code=kpi.code,
            organisations=(
                *(of(part.organisation, part.go_live, region_organisation.code) for part in parts),
                of(
                    region_organisation,
                    region.go_live if region else None,
                    None,
                    tuple(_ambition(row) for row in adopted.get(kpi.pk, [])),
                ),
            ),
            requirements=tuple(_requirement(row) for row in requirements.get(kpi.pk, [])),
            thresholds=thresholds.get(kpi.pk) or thresholds.get(None, ()),
            **_kpi_terms(kpi),
        )
    own: dict[str, dict[str, list[Ambition]]] = {kpi.code: {} for kpi in kpis}
    by_pk = {kpi.pk: kpi.code for kpi in kpis}
    for (kpi_id, organisation_id), rows in ambitions.items():
        if organisation_id in codes and kpi_id in by_pk:
            own[by_pk[kpi_id]][codes[organisation_id]] = rows
    return PlanTerms(
        plan, region_organisation, tuple(member.organisation for member in parts), kpis, terms, own
    )


def _members(plan_code: str | None, kpi_code: str | None) -> list[ScopeMember]:
    if plan_code is not None:
        plans = Plan.objects.filter(code=plan_code)
    elif kpi_code is not None:
        plans = Plan.objects.filter(kpis__code=kpi_code)
    else:
        plans = Plan.objects.filter(pk__in=Plan.objects.order_by("pk").values("pk")[:1])
    return list(
        ScopeMember.objects.filter(plan__in=plans)
        .select_related("plan", "plan__region", "organisation")
        .order_by("position")
    )


def _kpis(plan: Plan, kpi_code: str | None) -> list[Kpi]:
    everywhere = Inconsistency.objects.filter(kpis=OuterRef("pk"), organisations=None)
    kpis = (
        Kpi.objects.filter(plan=plan)
        .select_related("goal", "sub_goal")
        .annotate(is_inconsistent=Exists(everywhere))
        .order_by("position")
    )
    return list(kpis if kpi_code is None else kpis.filter(code=kpi_code))


def _ambitions(chosen: dict[str, Any]) -> Any:
    here = Inconsistency.objects.filter(kpis=OuterRef("kpi"), organisations=OuterRef("organisation"))
    return Ambition.objects.filter(**chosen).annotate(is_inconsistent=Exists(here))


def _by_cell(rows: Any) -> dict[tuple[int, int], list[Any]]:
    held: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in rows.order_by("pk"):
        held[row.kpi_id, row.organisation_id].append(row)
    return held


def _by_kpi(rows: Any) -> dict[int, list[Any]]:
    held: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        held[row.kpi_id].append(row)
    return held


def _thresholds(plan: Plan) -> dict[int | None, tuple[Thresholds, ...]]:
    """The limits by KPI, and under None the plan's own, which hold for a KPI until its own limits begin."""
    held: dict[int | None, list[Thresholds]] = defaultdict(list)
    for row in Threshold.objects.filter(Q(plan=plan)).order_by("pk"):
        held[row.kpi_id].append(
            Thresholds(
                Fraction(row.green),
                Fraction(row.yellow),
                ThresholdBasis(row.basis),
                row.valid_from,
                source_of(row),
            )
        )
    general = held.get(None, [])
    return {
        kpi_id: tuple(rows) if kpi_id is None else (*_until_own(general, rows), *rows)
        for kpi_id, rows in held.items()
    }


def _until_own(general: list[Thresholds], own: list[Thresholds]) -> list[Thresholds]:
    """The plan's limits that come before a KPI's first own ones; none where its own hold from the beginning."""
    starts = [row.valid_from for row in own if row.valid_from is not None]
    if len(starts) < len(own):
        return []
    first = min(starts)
    return [row for row in general if row.valid_from is None or row.valid_from < first]


def source_of(row: Sourced) -> Source:
    """The source of a record. The document goes by its key, so that no query is made per record."""
    return Source(str(row.document_id or ""), row.section, row.footnote)


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _baseline(row: Baseline) -> rules.GivenBaseline:
    return rules.GivenBaseline(
        BaselineKind(row.kind),
        _fraction(row.value),
        row.year,
        row.calculated_with,
        row.valid_from,
        source_of(row),
    )


def _ambition(row: Ambition | RegionalAmbition) -> rules.Ambition:
    high = row.value_high if isinstance(row, Ambition) else None
    return rules.Ambition(
        AmbitionKind(row.kind), _fraction(row.value), _fraction(high), row.valid_from, source_of(row)
    )


def _requirement(row: Requirement) -> rules.Requirement:
    return rules.Requirement(
        Comparison(row.comparison), Fraction(row.limit), row.valid_from, source_of(row), row.name
    )


def _kpi_terms(kpi: Kpi) -> dict[str, Any]:
    """A KPI's own terms. One that takes no measurements has none; the defaults then say nothing of it."""
    return {
        "direction": Direction(kpi.direction or Direction.HIGHER),
        "unit": Unit(kpi.unit or Unit.COUNT),
        "aggregation": Aggregation(kpi.regional_value or Aggregation.WEIGHTED),
        "over_time": OverTime(kpi.over_time or OverTime.LEVEL),
        "reporting_months": REPORTING_MONTHS.get(kpi.frequency, 4),
        "compares_with": ComparesWith(kpi.compares_with),
        "regional": RegionalTerms(
            RegionalRule(kpi.regional_rule) if kpi.regional_rule else None,
            kpi.regional_decimals,
            WhenPending(kpi.regional_when_pending or WhenPending.WAIT),
        ),
    }


def usable_everywhere(organisations: Sequence[OrganisationTerms]) -> bool:
    """Whether each has a given baseline to calculate with, in every version."""
    return all(
        organisation.baselines and all(row.usable is not None for row in organisation.baselines)
        for organisation in organisations
    )
