"""Whether the rows of a revision make sense, so that what is stored can be written to a plan's files and loaded again.

What one term must be is decided in `kpi.rules.term_checks`, which the files ask too. Here stands what a row must be to
the plan it revises.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.models import (
    Ambition,
    Baseline,
    Kpi,
    Organisation,
    PlanMember,
    RegionalAmbition,
    RequirementLimit,
    Threshold,
)
from kpi.models.revision import Dated
from kpi.rules.term_checks import (
    Fault,
    Measured,
    ambition_faults,
    baseline_faults,
    limit_faults,
    regional_ambition_faults,
    threshold_faults,
)
from kpi.rules.terms import AmbitionKind, BaselineKind


def faults_of(row: Dated) -> Iterator[Fault]:
    """What is wrong with a new row whose values are known words and numbers, by field, with what to do."""
    measured = _measured(getattr(row, "kpi", None))
    match row:
        case Baseline():
            yield from baseline_faults(
                row.kind,
                row.value,
                measured,
                is_calculated_with=row.calculated_with,
                needs_year=row.role == Baseline.CONTEXT,
                year=row.year,
            )
            if row.kind == BaselineKind.REGIONAL:
                yield from _no_baseline_above(row)
        case Ambition():
            yield from ambition_faults(row.kind, row.value, row.value_high, measured)
            yield from _no_requirement(row)
            if _has_parts(row) and not _is_part(row):
                yield "organisation", "this is the whole; give its ambition as a regional ambition"
        case RegionalAmbition():
            yield from regional_ambition_faults(row.kind, row.value, measured, complement=row.complement)
            yield from _no_requirement(row)
            if not _has_parts(row):
                yield "organisation", "it has no parts; give its ambition as its own"
        case RequirementLimit():
            if measured is None:
                yield "kpi", "it has no indicator, so no requirement can bind it"
            yield from limit_faults(row.comparison, row.limit, measured)
        case Threshold():
            is_of_a_kpi = row.kpi is not None
            yield from threshold_faults(row.basis, row.green, row.yellow, measured, is_of_a_kpi=is_of_a_kpi)


def _measured(kpi: Kpi | None) -> Measured | None:
    indicator = None if kpi is None else kpi.indicator
    if kpi is None or indicator is None:
        return None
    return Measured(kpi.code, indicator.unit, indicator.direction, indicator.below_zero)


def _no_requirement(row: Ambition | RegionalAmbition) -> Iterator[Fault]:
    """Whoever points to a requirement has one."""
    if row.kind == AmbitionKind.REQUIREMENT and not RequirementLimit.objects.filter(kpi=row.kpi).exists():
        yield "kind", "there is no requirement's limit for the KPI; add it or choose another kind"


def _no_baseline_above(row: Baseline) -> Iterator[Fault]:
    """What points to the baseline of the whole has one to point to, and is a part of something."""
    above = dict(PlanMember.objects.filter(plan=row.kpi.plan).values_list("organisation_id", "part_of_id"))
    wholes: list[int] = []
    whole = above.get(row.organisation_id)
    while whole is not None and whole not in wholes:
        wholes.append(whole)
        whole = above.get(whole)
    if not wholes:
        yield "kind", "this is the whole's own row; write its figure with the kind value, or another kind"
        return
    given = Baseline.objects.filter(kpi=row.kpi, organisation_id__in=wholes, kind=BaselineKind.VALUE)
    if not given.exists():
        codes = Organisation.objects.filter(pk__in=wholes).order_by("code").values_list("code", flat=True)
        yield (
            "kind",
            f"{' or '.join(codes)} has no baseline figure for this KPI; give it with the kind value first",
        )


def _has_parts(row: Ambition | RegionalAmbition) -> bool:
    return PlanMember.objects.filter(plan=row.kpi.plan, part_of=row.organisation).exists()


def _is_part(row: Ambition | RegionalAmbition) -> bool:
    members = PlanMember.objects.filter(plan=row.kpi.plan, organisation=row.organisation)
    return members.exclude(part_of=None).exists()
