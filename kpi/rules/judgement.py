"""A KPI judged for one organisation: which figure, against what, with what result and why.

`judge` does one organisation, `judge_all` every one of a plan. Both are total: any figures give a Judgement, never an
error.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpi.rules.ambition import NO_AMBITION, Ambition, Baseline, Requirement, Target, in_force, target_of
from kpi.rules.attainment import attainment, progress
from kpi.rules.baseline import baseline_of
from kpi.rules.case import Case, day_of, flags_of, obstacle, reason_of
from kpi.rules.figure import Figure, JudgedFigure, visible
from kpi.rules.governing_ambition import governing_ambition
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import Period
from kpi.rules.regional_ambition import CalculatedAmbition
from kpi.rules.status import Thresholds, colour, improvement_colour
from kpi.rules.terms import Basis, ComparesWith, Direction, Flag, OverTime, Reason, Status
from kpi.rules.values import Value, WholeValue, is_complete, values_of


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status and everything it rests on, unrounded.

    `ambition` is the one that sets the colour, `own` the organisation's own, `adopted_by` whose adopted ambition it is
    where it is one; `compared_with` is what an improvement was compared with. For an organisation with parts
    `from_parts` tells how its value came about and `calculated` what its parts' ambitions come to. `thresholds` are
    None where the plan has none in force.
    """

    kpi: str
    organisation: str
    as_of: Period
    status: Status
    reason: Reason | None
    flags: tuple[Flag, ...] = ()
    period: Period | None = None
    value: Fraction | None = None
    judged_figure: JudgedFigure | None = None
    from_parts: WholeValue | None = None
    baseline: Baseline | None = None
    ambition: Ambition = NO_AMBITION
    basis: Basis = Basis.NONE
    adopted_by: str | None = None
    target: Target | None = None
    compared_with: Fraction | None = None
    attainment: Fraction | None = None
    progress: Fraction | None = None
    own: Ambition = NO_AMBITION
    own_target: Target | None = None
    own_attainment: Fraction | None = None
    requirement: Requirement | None = None
    thresholds: Thresholds | None = None
    calculated: CalculatedAmbition | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts without a (complete) value for the period."""
        return self.from_parts.missing if self.from_parts else ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """Everyone below without a value for the period, as far down as they can be named."""
        return self.from_parts.lacking if self.from_parts else ()


def judge(
    terms: KpiTerms,
    code: str,
    series: Mapping[str, Sequence[Figure]],
    *,
    as_of: Period,
    preliminary: bool = False,
) -> Judgement:
    """Judge one organisation as of a period, by its own figures and those of all below it.

    `series` is organisation code to figures in force: one per period, and one more where a correction waits for
    approval.
    Examples: P-2.1, STO, 21.65 % in 2026-T2, adopted regional ambition 43.3 %: attainment 1/2, green. F.1 for the
    region in 2025, with STO 40, HNT 9 and HMR 14, is 63; from 60 towards 66 that is 1/2, green, with the flag that the
    ambition is calculated and not adopted.
    """
    return _Judge(terms, series, as_of, preliminary).judge(code)


def judge_all(
    terms: KpiTerms,
    series: Mapping[str, Sequence[Figure]],
    *,
    as_of: Period,
    preliminary: bool = False,
    organisations: Collection[str] | None = None,
) -> dict[str, Judgement]:
    """Every organisation judged, or those of `organisations` alone, by code in plan order. Each figure is looked at
    once, whatever the levels."""
    one = _Judge(terms, series, as_of, preliminary)
    return {
        organisation.code: one.judge(organisation.code)
        for organisation in terms.organisations
        if organisations is None or organisation.code in organisations
    }


class _Judge:
    def __init__(
        self, terms: KpiTerms, series: Mapping[str, Sequence[Figure]], as_of: Period, preliminary: bool
    ) -> None:
        self._terms, self._series, self._as_of = terms, series, as_of
        self._preliminary = preliminary
        self._shown = values_of(terms, series, until=as_of.end, preliminary=preliminary)
        self._approved = (
            values_of(terms, series, until=as_of.end, preliminary=False) if preliminary else self._shown
        )

    def judge(self, code: str) -> Judgement:
        terms, as_of = self._terms, self._as_of
        value = self._shown.latest(code)
        day = day_of(value, as_of)
        baseline = baseline_of(terms, code, self._approved, day=day)
        governing = governing_ambition(terms, code, self._approved, day=day)
        requirement = in_force(terms.requirements, day)
        return _decide(
            Case(
                terms=terms,
                organisation=terms.organisation(code),
                as_of=as_of,
                value=value,
                no_value=None if value else self._no_value(code),
                previous=self._previous(code, value),
                baseline=baseline,
                governing=governing,
                target=governing.target(
                    baseline=baseline.value if baseline else None, requirement=requirement
                ),
                requirement=requirement,
                thresholds=in_force(terms.thresholds, day),
            )
        )

    def _previous(self, code: str, value: Value | None) -> Fraction | None:
        """The value before the judged one, sharing no month with it. One that lacks a part is none to compare with."""
        if value is None or self._terms.compares_with != ComparesWith.PREVIOUS:
            return None
        before = self._shown.latest(code, before=value.period.start)
        return before.value if before is not None and is_complete(before) else None

    def _no_value(self, code: str) -> Reason:
        """Why there would be nothing to judge: no figure at all, or figures that make up no whole year."""
        if self._terms.over_time == OverTime.YEAR_SUM and self._has_figures(code):
            return Reason.INCOMPLETE_YEAR
        return Reason.NO_MEASUREMENT

    def _has_figures(self, code: str) -> bool:
        figures = self._series.get(code, ())
        if visible(figures, until=self._as_of.end, preliminary=self._preliminary):
            return True
        return any(self._has_figures(part.code) for part in self._terms.parts_of(code))


def _decide(case: Case) -> Judgement:
    terms, value, governing = case.terms, case.value, case.governing
    reason, compared_with = reason_of(case), None
    share = gone = None
    status = Status.NONE
    can_be_compared = obstacle(case) is None and terms.direction != Direction.NEUTRAL
    if value is not None and can_be_compared:
        gone = progress(
            value.value,
            target=case.target.value if case.target else None,
            baseline=case.baseline.value if case.baseline else None,
            direction=terms.direction,
        )
        compared_with = case.compared_with
        if compared_with is None:
            share = _share(case, case.target, governing.ambition)
        if reason is None and case.thresholds is not None:
            status = _colour(case, value.value, share, compared_with, case.thresholds)
    own, own_target, own_share = _own(case)
    whole = value if isinstance(value, WholeValue) else None
    return Judgement(
        kpi=terms.code,
        organisation=case.organisation.code,
        as_of=case.as_of,
        status=status,
        reason=reason,
        flags=() if reason else flags_of(case, status),
        period=value.period if value else None,
        value=value.value if value else None,
        judged_figure=whole.reported if whole else value if isinstance(value, JudgedFigure) else None,
        from_parts=whole,
        baseline=case.baseline,
        ambition=governing.ambition,
        basis=governing.basis,
        adopted_by=governing.adopted_by,
        target=case.target,
        compared_with=compared_with,
        attainment=share,
        progress=gone,
        own=own,
        own_target=own_target,
        own_attainment=own_share,
        requirement=case.requirement,
        thresholds=case.thresholds,
        calculated=governing.calculated,
    )


def _colour(
    case: Case, value: Fraction, share: Fraction | None, compared_with: Fraction | None, limits: Thresholds
) -> Status:
    direction, requirement = case.terms.direction, case.requirement
    if compared_with is not None:
        return improvement_colour(value, compared_with, requirement=requirement, direction=direction)
    assert share is not None  # nothing stood in the way of one
    return colour(value, share, thresholds=limits, requirement=requirement, direction=direction)


def _own(case: Case) -> tuple[Ambition, Target | None, Fraction | None]:
    """An organisation's own ambition, its target and how much of it is reached; for a whole that has set none, what
    it is judged against. Nothing is reached of a change counted from the judged figure itself."""
    own = case.governing.own
    if case.terms.is_whole(case.organisation.code) and not own.is_set:
        return case.governing.ambition, case.target, None
    baseline = case.baseline.value if case.baseline else None
    target = target_of(own, baseline=baseline, requirement=case.requirement)
    just_set = own.rules.is_change and case.shares_months_with_baseline
    return own, target, None if just_set or case.lacks_a_part(own) else _share(case, target, own)


def _share(case: Case, target: Target | None, ambition: Ambition) -> Fraction | None:
    """The share of an ambition that the value has reached; None without a value, a target or a better way."""
    if case.value is None or target is None or case.terms.direction == Direction.NEUTRAL:
        return None
    return attainment(
        case.value.value,
        target=target.value,
        baseline=case.baseline.value if case.baseline else None,
        kind=ambition.kind,
        direction=case.terms.direction,
    )
