"""The adopted regional ambitions beside what the trusts' own ambitions come to by each KPI's rule (plan section 7.1).

The calculated figure is worked out from the inputs alone; the adopted one is only compared with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from kpi.models import Kpi, Organisation, Plan, RegionalAmbition
from kpi.models.revision import LAST_WORD_LAST
from kpi.rules.ambition import NO_AMBITION, Ambition, Requirement, in_force
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.regional_ambition import CalculatedAmbition, RegionalTerms, calculate
from kpi.rules.terms import AmbitionKind, RegionalRule
from kpi.selectors.plan_terms import PlanTerms, plan_terms

WHOLE = Fraction(100)


@dataclass(frozen=True)
class ReconciledAmbition:
    """One adopted regional ambition with what it is made of.

    `inputs` are the trusts' ambitions by organisation code, in plan order; `requirement` is there when it enters.
    Figures are as the plan prints them: for a row printed as the complement both are 100 minus what the KPI measures.
    `calculated` and `adopted` are None where there is no figure; the kinds then say what there is instead.
    """

    kpi: Kpi
    record: RegionalAmbition
    terms: RegionalTerms
    inputs: dict[str, Ambition]
    requirement: Requirement | None
    calculated_kind: AmbitionKind
    calculated: Fraction | None
    adopted_kind: AmbitionKind
    adopted: Fraction | None

    @property
    def agrees(self) -> bool:
        """Whether the rule gives what was adopted: the same figure, or pending on both sides."""
        if self.calculated is None or self.adopted is None:
            return self.calculated is self.adopted and self.calculated_kind == self.adopted_kind
        return self.calculated == self.adopted

    @property
    def is_accounted_for(self) -> bool:
        """Whether the two agree, or the plan's data say why they do not."""
        return self.agrees or bool(self.record.note)

    @property
    def note(self) -> str:
        """The plan's own note, and how the row is read when it is printed as the complement."""
        read = (
            _(
                "Planens tall er 100 minus det indikatoren måler, og det beregnede tallet er regnet om på samme måte."
            )
            if self.record.complement
            else ""
        )
        return " ".join(text for text in (self.record.note, read) if text)


@dataclass(frozen=True)
class Reconciliation:
    """All adopted regional ambitions of a plan in printed order, and the trusts whose ambitions enter."""

    plan: Plan
    trusts: tuple[Organisation, ...]
    rows: list[ReconciledAmbition]

    @property
    def unaccounted(self) -> list[ReconciledAmbition]:
        """The rows that differ without a note."""
        return [row for row in self.rows if not row.is_accounted_for]


def reconciliation(plan_code: str, *, day: date) -> Reconciliation | None:
    """The plan with this code, reconciled by what is in force on `day`; None without such a plan.

    Eight queries whatever the plan's size.
    """
    terms = plan_terms(plan_code)
    return None if terms is None else reconcile(terms, day=day)


def reconcile(terms: PlanTerms, *, day: date) -> Reconciliation:
    """A plan whose terms have been read. One more query."""
    kpis = {kpi.pk: kpi for kpi in terms.kpis}
    versions: dict[tuple[int, int], list[RegionalAmbition]] = {}
    adopted = RegionalAmbition.objects.filter(kpi__plan=terms.plan).select_related("revision", "organisation")
    for row in adopted.order_by(*LAST_WORD_LAST):
        versions.setdefault((row.kpi_id, row.organisation_id), []).append(row)
    in_use = [record for records in versions.values() if (record := in_force(records, day)) is not None]
    rows = [
        _reconciled(kpis[record.kpi_id], record, terms.terms[kpis[record.kpi_id].code], day)
        for record in sorted(in_use, key=lambda record: (record.position, record.pk))
    ]
    return Reconciliation(terms.plan, terms.parts, rows)


def _reconciled(kpi: Kpi, record: RegionalAmbition, terms: KpiTerms, day: date) -> ReconciledAmbition:
    parts = terms.parts_of(record.organisation.code)
    inputs = {part.code: in_force(part.ambitions, day) or NO_AMBITION for part in parts}
    baselines = {part.code: given.usable for part in parts if (given := in_force(part.baselines, day))}
    requirement = in_force(terms.requirements, day)
    calculated = calculate(
        inputs,
        terms.regional,
        aggregation=terms.aggregation,
        requirement=requirement,
        baselines=baselines,
    )
    enters = terms.regional.rule == RegionalRule.REQUIREMENT or any(
        ambition.rules.follows_requirement for ambition in inputs.values()
    )
    adopted_kind = AmbitionKind(record.kind)
    return ReconciledAmbition(
        kpi=kpi,
        record=record,
        terms=terms.regional,
        inputs=inputs,
        requirement=requirement if enters else None,
        calculated_kind=calculated.kind,
        calculated=_as_printed(calculated, complement=record.complement),
        adopted_kind=adopted_kind,
        adopted=None if record.value is None else Fraction(record.value),
    )


def _as_printed(calculated: CalculatedAmbition, *, complement: bool) -> Fraction | None:
    """The calculated figure as the table prints figures; None where the rule gives none to compare with it."""
    is_level = calculated.rules.is_level or calculated.rules.follows_requirement
    is_figure = calculated.is_sum or is_level
    if calculated.value is None or not is_figure:
        return None
    return WHOLE - calculated.value if complement else calculated.value
