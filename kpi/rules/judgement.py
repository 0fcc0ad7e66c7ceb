"""A KPI judged for one organisation: which figure, against what, with what result and why.

`judge` does a trust, `judge_region` the region. Both are total: any figures give a Judgement, never an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from kpi.rules.ambition import Ambition, Baseline, Requirement, Target, in_force, target_of
from kpi.rules.attainment import attainment, is_better, progress
from kpi.rules.baseline import region_baseline, region_go_live, trust_baseline
from kpi.rules.figure import Figure, Reading, latest_reading, previous_reading, visible
from kpi.rules.kpi_terms import KpiTerms, OrganisationTerms
from kpi.rules.period import Period
from kpi.rules.regional import RegionalReading, RegionalSeries
from kpi.rules.regional_ambition import CalculatedAmbition, calculate
from kpi.rules.status import STANDARD, Thresholds, colour, improvement_colour
from kpi.rules.terms import (
    CHANGES,
    Aggregation,
    AmbitionKind,
    Basis,
    ComparesWith,
    Flag,
    Reason,
    Status,
)

NO_AMBITION = Ambition(AmbitionKind.NONE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status and everything it rests on, unrounded.

    `ambition` is the one that sets the colour, `own` the organisation's own; `compared_with` is what an improvement
    was held against. For the region `regional` tells how its value came about and `calculated` its calculated ambition.
    """

    kpi: str
    organisation: str
    as_of: Period
    status: Status
    reason: Reason | None
    flags: tuple[Flag, ...] = ()
    period: Period | None = None
    value: Fraction | None = None
    reading: Reading | None = None
    regional: RegionalReading | None = None
    baseline: Baseline | None = None
    ambition: Ambition = NO_AMBITION
    basis: Basis = Basis.NONE
    target: Target | None = None
    compared_with: Fraction | None = None
    attainment: Fraction | None = None
    progress: Fraction | None = None
    own: Ambition = NO_AMBITION
    own_target: Target | None = None
    own_attainment: Fraction | None = None
    requirement: Requirement | None = None
    thresholds: Thresholds = STANDARD
    calculated: CalculatedAmbition | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The trusts without a figure for the region's period."""
        return self.regional.missing if self.regional else ()


@dataclass(slots=True)
class _Case:
    """What is common to a trust and the region when the reading, baseline and ambition have been settled."""

    terms: KpiTerms
    unit: OrganisationTerms
    as_of: Period
    period: Period | None = None
    value: Fraction | None = None
    approved: bool = True
    reading: Reading | None = None
    regional: RegionalReading | None = None
    no_value: Reason | None = None
    baseline: Baseline | None = None
    previous: Fraction | None = None
    own: Ambition = NO_AMBITION
    ambition: Ambition = NO_AMBITION
    basis: Basis = Basis.NONE
    target: Target | None = None
    calculated: CalculatedAmbition | None = None
    requirement: Requirement | None = None
    notes: list[Flag] = field(default_factory=list)

    @property
    def is_region(self) -> bool:
        return self.unit is self.terms.region

    @property
    def day(self) -> date:
        """The day whose rules hold: the last of the figure's period, or of the period asked for."""
        return (self.period or self.as_of).last_day


def judge(
    terms: KpiTerms,
    unit: OrganisationTerms,
    figures: Sequence[Figure],
    *,
    as_of: Period,
    preliminary: bool = False,
) -> Judgement:
    """Judge one trust's figures (`figures`: those in force, one per period and state of approval) as of a period.

    Example: P-2.1, STO, 21.65 % in 2026-T2, adopted regional ambition 43.3 %: attainment 1/2, green.
    """
    shown = visible(figures, until=as_of.end, preliminary=preliminary)
    reading = latest_reading(shown, terms.over_time)
    case = _Case(terms, unit, as_of, reading=reading)
    if reading is None:
        case.no_value = Reason.INCOMPLETE_YEAR if shown else Reason.NO_MEASUREMENT
    else:
        case.period, case.value, case.approved = reading.period, reading.value, reading.approved
        if terms.compares_with == ComparesWith.PREVIOUS:
            before = previous_reading(shown, terms.over_time, reading)
            case.previous = before.value if before else None
    case.baseline = trust_baseline(terms, unit, figures, until=as_of.end, day=case.day)
    case.requirement = in_force(terms.requirements, case.day)
    case.own = in_force(unit.ambitions, case.day) or NO_AMBITION
    adopted = _adopted(terms, case.day)
    case.ambition = adopted or case.own
    case.basis = Basis.REGIONAL if adopted else Basis.OWN
    case.target = _target(case, case.ambition)
    return _decide(case)


def judge_region(
    terms: KpiTerms,
    figures: Mapping[str, Sequence[Figure]],
    *,
    as_of: Period,
    preliminary: bool = False,
) -> Judgement:
    """Judge the region on its trusts' figures and its own (`figures`: organisation code to figures in force).

    Example: F.1 in 2025 with STO 40, HNT 9 and HMR 14 is 63; from 60 towards 66 that is 1/2, green, with the flag
    that the ambition is calculated and not adopted.
    """
    series = _regional_series(terms, figures, as_of, preliminary=preliminary)
    reading = series.latest()
    case = _Case(terms, terms.region, as_of, regional=reading)
    if reading is None:
        codes = [terms.region.code, *(part.code for part in terms.parts)]
        any_figure = any(
            visible(figures.get(code, ()), until=as_of.end, preliminary=preliminary) for code in codes
        )
        case.no_value = Reason.INCOMPLETE_YEAR if any_figure else Reason.NO_MEASUREMENT
    else:
        case.period, case.value, case.approved = reading.period, reading.value, reading.approved
        case.reading = reading.reported
        if terms.compares_with == ComparesWith.PREVIOUS:
            before = series.latest(before=reading.period.start)
            case.previous = before.value if before and not before.missing else None
        if reading.missing and terms.aggregation == Aggregation.WEIGHTED:
            case.notes.append(Flag.PARTIAL_COVERAGE)
        if reading.unweighted:
            case.notes.append(Flag.UNWEIGHTED)
    approved = _regional_series(terms, figures, as_of, preliminary=False) if preliminary else series
    case.baseline = region_baseline(terms, approved, day=case.day)
    case.requirement = in_force(terms.requirements, case.day)
    case.calculated = calculated_ambition(terms, figures, as_of=as_of, day=case.day)
    adopted = _adopted(terms, case.day)
    if adopted is None:
        case.notes.append(Flag.AMBITION_NOT_ADOPTED)
    case.basis = Basis.REGIONAL
    if adopted is None and case.calculated.is_sum:
        value = case.calculated.value
        case.ambition = Ambition(case.calculated.kind)
        case.target = None if value is None else Target(value, case.calculated.high)
    else:
        case.ambition = adopted or Ambition(case.calculated.kind, case.calculated.value, case.calculated.high)
        case.target = _target(case, case.ambition)
    case.own = case.ambition
    return _decide(case)


def calculated_ambition(
    terms: KpiTerms, figures: Mapping[str, Sequence[Figure]], *, as_of: Period, day: date
) -> CalculatedAmbition:
    """The regional ambition from the trusts' ambitions in force on `day`, with the baselines a sum needs."""
    ambitions, baselines = {}, {}
    for part in terms.parts:
        ambition = in_force(part.ambitions, day) or NO_AMBITION
        ambitions[part.code] = ambition
        if ambition.kind in CHANGES:
            held = trust_baseline(terms, part, figures.get(part.code, ()), until=as_of.end, day=day)
            baselines[part.code] = held.value if held else None
    return calculate(
        ambitions,
        terms.regional,
        aggregation=terms.aggregation,
        requirement=in_force(terms.requirements, day),
        baselines=baselines,
    )


def _regional_series(
    terms: KpiTerms, figures: Mapping[str, Sequence[Figure]], as_of: Period, *, preliminary: bool
) -> RegionalSeries:
    def seen(code: str) -> list[Figure]:
        return visible(figures.get(code, ()), until=as_of.end, preliminary=preliminary)

    return RegionalSeries(
        {part.code: seen(part.code) for part in terms.parts},
        seen(terms.region.code),
        aggregation=terms.aggregation,
        over_time=terms.over_time,
        unit=terms.unit,
    )


def _adopted(terms: KpiTerms, day: date) -> Ambition | None:
    """The regional ambition that has been decided; one that is still awaited is none."""
    adopted = in_force(terms.adopted, day)
    return None if adopted is None or adopted.kind in (AmbitionKind.PENDING, AmbitionKind.NONE) else adopted


def _target(case: _Case, ambition: Ambition) -> Target | None:
    baseline = case.baseline.value if case.baseline else None
    return target_of(ambition, baseline=baseline, requirement=case.requirement)


def _reason(case: _Case) -> Reason | None:
    """The first reason, in the order of the vocabulary, why there can be no colour."""
    if case.no_value is not None or case.period is None:
        return case.no_value or Reason.NO_MEASUREMENT
    kind = case.ambition.kind
    compares = kind in CHANGES or kind == AmbitionKind.IMPROVEMENT
    if (
        case.regional is not None
        and case.regional.missing
        and (compares or case.terms.aggregation == Aggregation.SUM)
    ):
        return Reason.INCOMPLETE_REGION
    if kind == AmbitionKind.NONE:
        return Reason.NO_AMBITION
    if kind == AmbitionKind.PENDING or (kind == AmbitionKind.REQUIREMENT and case.requirement is None):
        return Reason.AMBITION_PENDING
    if kind == AmbitionKind.IMPROVEMENT and case.terms.compares_with == ComparesWith.PREVIOUS:
        return Reason.NO_BASELINE if case.previous is None else None
    if compares:
        if _shares_months_with_baseline(case):
            return Reason.BASELINE_JUST_SET
        if case.baseline is None or (kind in CHANGES and case.target is None):
            return Reason.NO_BASELINE
    elif case.target is None:
        return Reason.AMBITION_PENDING
    return None


def _shares_months_with_baseline(case: _Case) -> bool:
    """Whether the judged figure is, or lies in part within, the measurement that became the baseline."""
    first = case.baseline.reading if case.baseline else None
    return first is not None and case.period is not None and first.period.overlaps(case.period)


def _decide(case: _Case) -> Judgement:
    reason = _reason(case)
    thresholds = in_force(case.terms.thresholds, case.day) or STANDARD
    basis = _basis(case)
    baseline = case.baseline.value if case.baseline else None
    direction = case.terms.direction
    value, kind = case.value, case.ambition.kind
    attained = gone = own_attained = None
    compared_with = None
    status = Status.NONE
    own_target = case.target if case.is_region else _target(case, case.own)
    if reason is None and value is not None:
        gone = progress(
            value, target=case.target.value if case.target else None, baseline=baseline, direction=direction
        )
        if kind == AmbitionKind.IMPROVEMENT:
            previous = case.terms.compares_with == ComparesWith.PREVIOUS
            compared_with = case.previous if previous else baseline
            assert compared_with is not None  # _reason has said so
            status = improvement_colour(
                value, compared_with, requirement=case.requirement, direction=direction
            )
        else:
            assert case.target is not None  # _reason has said so
            attained = attainment(
                value, target=case.target.value, baseline=baseline, kind=kind, direction=direction
            )
            status = colour(
                value, attained, thresholds=thresholds, requirement=case.requirement, direction=direction
            )
    just_set = case.own.kind in CHANGES and _shares_months_with_baseline(case)
    if value is not None and own_target is not None and not case.is_region and not just_set:
        own_attained = attainment(
            value, target=own_target.value, baseline=baseline, kind=case.own.kind, direction=direction
        )
    return Judgement(
        kpi=case.terms.code,
        organisation=case.unit.code,
        as_of=case.as_of,
        status=status,
        reason=reason,
        flags=() if reason else _flags(case, status),
        period=case.period,
        value=value,
        reading=case.reading,
        regional=case.regional,
        baseline=case.baseline,
        ambition=case.ambition,
        basis=basis,
        target=case.target,
        compared_with=compared_with,
        attainment=attained,
        progress=gone,
        own=case.own,
        own_target=own_target,
        own_attainment=own_attained,
        requirement=case.requirement,
        thresholds=thresholds,
        calculated=case.calculated,
    )


def _basis(case: _Case) -> Basis:
    kind = case.ambition.kind
    if kind in (AmbitionKind.NONE, AmbitionKind.PENDING):
        return Basis.NONE
    return Basis.IMPROVEMENT if kind == AmbitionKind.IMPROVEMENT else case.basis


def _flags(case: _Case, status: Status) -> tuple[Flag, ...]:
    """What must be said beside the colour, in the order of the vocabulary."""
    flags = set(case.notes)
    period, value, baseline = case.period, case.value, case.baseline
    assert period is not None  # a colour has a figure
    assert value is not None
    go_live = region_go_live(case.terms) if case.is_region else case.unit.go_live
    if go_live is not None and period.start < go_live:
        flags.add(Flag.BEFORE_GO_LIVE)
    if case.as_of.end - period.end > 2 * case.terms.reporting_months:
        flags.add(Flag.STALE)
    if not case.approved:
        flags.add(Flag.PRELIMINARY)
    if baseline is not None:
        if baseline.from_measurement:
            flags.add(Flag.FIRST_MEASUREMENT_IS_BASELINE)
        itself = baseline.reading is not None and baseline.reading.period == period
        if (
            status == Status.GREEN
            and not itself
            and not is_better(value, baseline.value, case.terms.direction)
        ):
            flags.add(Flag.GREEN_WITHOUT_PROGRESS)
        if is_better(baseline.value, value, case.terms.direction):
            flags.add(Flag.WORSE_THAN_BASELINE)
    if case.requirement is not None and not case.requirement.is_met(value):
        flags.add(Flag.REQUIREMENT_NOT_MET)
    if case.unit.inconsistent:
        flags.add(Flag.SOURCE_INCONSISTENT)
    return tuple(flag for flag in Flag if flag in flags)
