"""Which ambition an organisation is judged against: the adopted one, its own, or one calculated from its parts'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from kpi.rules.ambition import NO_AMBITION, Ambition, Requirement, Target, in_force, target_of
from kpi.rules.baseline import baseline_of
from kpi.rules.figure import Figure
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import Period
from kpi.rules.regional_ambition import CalculatedAmbition, calculate
from kpi.rules.terms import Basis
from kpi.rules.values import Values, values_of


@dataclass(frozen=True, slots=True)
class Governing:
    """The ambition that sets the colour.

    `adopted_by` is the organisation whose adopted ambition it is, itself or one that it is a part of, None for any
    other. `own` is the organisation's own, which may set no colour. `calculated` is what the parts' come to, for an
    organisation that has parts, whether it governs or stands beside another; `is_calculated` says which.
    """

    ambition: Ambition
    basis: Basis
    own: Ambition
    adopted_by: str | None = None
    calculated: CalculatedAmbition | None = None
    is_calculated: bool = False

    def target(self, *, baseline: Fraction | None, requirement: Requirement | None) -> Target | None:
        """The governing ambition as an absolute value in the KPI's unit; None without one (yet)."""
        if self.is_calculated and self.calculated is not None and self.calculated.is_sum:
            return self.calculated.as_target
        return target_of(self.ambition, baseline=baseline, requirement=requirement)


def governing_ambition(terms: KpiTerms, code: str, approved: Values, *, day: date) -> Governing:
    """What an organisation is judged against on `day`.

    The nearest adopted ambition from the organisation itself upwards; else its own; else, for one with parts, what is
    calculated from theirs. One that is still awaited or blank gives way to the next of these; but where the parts have
    set nothing either, an own ambition that is awaited stays awaited (our reading).
    """
    own = in_force(terms.organisation(code).ambitions, day) or NO_AMBITION
    calculated = calculated_for(terms, code, approved, day=day) if terms.is_whole(code) else None
    adopted = adopted_for(terms, code, day=day)
    if adopted is not None:
        adopted_by, ambition = adopted
        return Governing(ambition, _basis(ambition, Basis.REGIONAL), own, adopted_by, calculated)
    nothing_calculated = calculated is None or calculated.rules.is_blank
    if calculated is None or own.is_set or (nothing_calculated and own.rules.is_awaited):
        return Governing(own, _basis(own, Basis.OWN), own, calculated=calculated)
    ambition = calculated.as_ambition
    return Governing(
        ambition, _basis(ambition, Basis.REGIONAL), own, calculated=calculated, is_calculated=True
    )


def adopted_for(terms: KpiTerms, code: str, *, day: date) -> tuple[str, Ambition] | None:
    """The nearest adopted ambition in force from an organisation upwards, with whose it is; None without one.

    One that is itself still awaited is none.
    """
    for organisation in terms.upwards(code):
        adopted = in_force(organisation.adopted, day)
        if adopted is not None and adopted.is_set:
            return organisation.code, adopted
    return None


def calculated_ambition(
    terms: KpiTerms, code: str, series: Mapping[str, Sequence[Figure]], *, as_of: Period, day: date
) -> CalculatedAmbition:
    """What the ambitions of an organisation's parts in force on `day` come to, with the baselines that approved
    figures (`series`, organisation code to figures) give as of a period."""
    approved = values_of(terms, series, until=as_of.end, preliminary=False)
    return calculated_for(terms, code, approved, day=day)


def calculated_for(terms: KpiTerms, code: str, approved: Values, *, day: date) -> CalculatedAmbition:
    """As `calculated_ambition`, from values already read."""
    ambitions: dict[str, Ambition] = {}
    baselines: dict[str, Fraction | None] = {}
    sums: dict[str, CalculatedAmbition] = {}
    for part in terms.parts_of(code):
        ambitions[part.code], of_its_parts = _ambition_of_part(terms, part.code, approved, day)
        if of_its_parts is not None and of_its_parts.is_sum:
            sums[part.code] = of_its_parts
        elif ambitions[part.code].rules.is_change:
            baseline = baseline_of(terms, part.code, approved, day=day)
            baselines[part.code] = baseline.value if baseline else None
    found = calculate(
        ambitions,
        terms.regional,
        aggregation=terms.aggregation,
        requirement=in_force(terms.requirements, day),
        baselines=baselines,
        sums=sums,
    )
    return replace(found, inputs=tuple(ambitions.items()))


def _ambition_of_part(
    terms: KpiTerms, code: str, approved: Values, day: date
) -> tuple[Ambition, CalculatedAmbition | None]:
    """What a part itself brings to its whole's ambition, and where that is calculated the calculation: adopted for it,
    its own, or from its own parts. What has been adopted further up is what the calculation is compared with."""
    organisation = terms.organisation(code)
    for versions in (organisation.adopted, organisation.ambitions):
        ambition = in_force(versions, day)
        if ambition is not None and ambition.is_set:
            return ambition, None
    own = in_force(organisation.ambitions, day) or NO_AMBITION
    if not terms.is_whole(code):
        return own, None
    calculated = calculated_for(terms, code, approved, day=day)
    if calculated.rules.is_blank:
        return own, None
    return calculated.as_ambition, calculated


def _basis(ambition: Ambition, whose: Basis) -> Basis:
    if not ambition.is_set:
        return Basis.NONE
    return Basis.IMPROVEMENT if ambition.rules.compares else whose
