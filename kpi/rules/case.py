"""One organisation's case on one KPI, with all that it is judged by. Reasons and flags are read off it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpi.rules.ambition import Ambition, Baseline, Requirement, Target
from kpi.rules.direction import is_better
from kpi.rules.governing_ambition import Governing
from kpi.rules.kpi_terms import KpiTerms, OrganisationTerms
from kpi.rules.period import Period
from kpi.rules.status import Thresholds
from kpi.rules.terms import Aggregation, ComparesWith, Direction, Flag, Reason, Status
from kpi.rules.values import Value, WholeValue, is_complete


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of a case. `value` is what is judged, and without it `no_value` says why; `previous` is the value
    before, where an improvement is compared with that."""

    terms: KpiTerms
    organisation: OrganisationTerms
    as_of: Period
    value: Value | None
    no_value: Reason | None
    previous: Fraction | None
    baseline: Baseline | None
    governing: Governing
    target: Target | None
    requirement: Requirement | None
    thresholds: Thresholds | None

    @property
    def has_colours(self) -> bool:
        """Whether the plan says where colours begin, and one way is better than the other."""
        return self.thresholds is not None and self.terms.direction != Direction.NEUTRAL

    @property
    def compared_with(self) -> Fraction | None:
        """What an improvement is compared with; None for any other ambition."""
        if not self.governing.ambition.rules.compares:
            return None
        if self.terms.compares_with == ComparesWith.PREVIOUS:
            return self.previous
        return self.baseline.value if self.baseline else None

    @property
    def shares_months_with_baseline(self) -> bool:
        """Whether the judged figure is, or lies in part within, the measurement that became the baseline."""
        first = self.baseline.judged_figure if self.baseline else None
        return first is not None and self.value is not None and first.period.overlaps(self.value.period)

    def lacks_a_part(self, ambition: Ambition) -> bool:
        """Whether too much is missing to be compared with an ambition: any part of a sum, or of what is compared."""
        adds_up = self.terms.aggregation == Aggregation.SUM
        incomplete = self.value is not None and not is_complete(self.value)
        return incomplete and (adds_up or ambition.rules.needs_baseline)


def day_of(value: Value | None, as_of: Period) -> date:
    """The day whose rules are used: the last of the figure's period, or of the period asked for."""
    return (value.period if value else as_of).last_day


def reason_of(case: Case) -> Reason | None:
    """The first reason, in the order of the vocabulary, why there can be no colour."""
    if case.value is None:
        return case.no_value
    return obstacle(case) if case.has_colours else Reason.NO_COLOUR_RULE


def obstacle(case: Case) -> Reason | None:
    """What keeps a value from being compared with the ambition at all, colours or not."""
    kind = case.governing.ambition.rules
    if case.value is None:
        return case.no_value
    if case.lacks_a_part(case.governing.ambition):
        return Reason.INCOMPLETE_REGION
    if not kind.is_set:
        return Reason.NO_AMBITION if kind.is_blank else Reason.AMBITION_PENDING
    if kind.needs_baseline:
        against_previous = kind.compares and case.terms.compares_with == ComparesWith.PREVIOUS
        if not against_previous and case.shares_months_with_baseline:
            return Reason.BASELINE_JUST_SET
        found = case.compared_with if kind.compares else case.target if case.baseline else None
        return Reason.NO_BASELINE if found is None else None
    return Reason.AMBITION_PENDING if case.target is None else None


def flags_of(case: Case, status: Status) -> tuple[Flag, ...]:
    """What must be said beside a colour, in the order of the vocabulary."""
    value, baseline, direction = case.value, case.baseline, case.terms.direction
    assert value is not None  # a colour has a figure
    go_live = case.terms.go_live_of(case.organisation.code)
    itself = (
        baseline is not None
        and baseline.judged_figure is not None
        and baseline.judged_figure.period == value.period
    )
    no_better = baseline is not None and not itself and not is_better(value.value, baseline.value, direction)
    raised = {
        Flag.FIRST_MEASUREMENT_IS_BASELINE: baseline is not None and baseline.from_measurement,
        Flag.BEFORE_GO_LIVE: go_live is not None and value.period.start < go_live,
        Flag.STALE: case.as_of.end - value.period.end > 2 * case.terms.reporting_months,
        Flag.PRELIMINARY: not value.approved,
        Flag.PARTIAL_COVERAGE: not is_complete(value),
        Flag.UNWEIGHTED: isinstance(value, WholeValue) and value.unweighted,
        Flag.AMBITION_NOT_ADOPTED: case.governing.is_calculated,
        Flag.GREEN_WITHOUT_PROGRESS: status == Status.GREEN and no_better,
        Flag.WORSE_THAN_BASELINE: baseline is not None and is_better(baseline.value, value.value, direction),
        Flag.REQUIREMENT_NOT_MET: case.requirement is not None and not case.requirement.is_met(value.value),
        Flag.SOURCE_INCONSISTENT: case.organisation.inconsistent,
    }
    return tuple(flag for flag, is_raised in raised.items() if is_raised)
