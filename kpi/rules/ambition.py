"""Ambitions, requirements and baselines as the plan gives them (chapter 4), and the absolute target they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol, TypeVar

from kpi.rules.figure import JudgedFigure
from kpi.rules.kinds import Kind, kind_of
from kpi.rules.terms import AmbitionKind, BaselineKind, Comparison, Source


class Dated(Protocol):
    """Anything that is in force from a day on; None is from the beginning."""

    @property
    def valid_from(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def in_force(versions: Sequence[D], day: date) -> D | None:
    """The version in force on `day`: the latest that starts on or before it, of equal starts the last one given.

    None when all start later. Whoever gives the versions puts a revision made in the register after the plan's own.
    """
    best: D | None = None
    for version in versions:
        start = version.valid_from
        if start is not None and start > day:
            continue
        if best is None or best.valid_from is None or (start is not None and start >= best.valid_from):
            best = version
    return best


@dataclass(frozen=True, slots=True)
class Ambition:
    """What an organisation wants to reach. `value` is in the KPI's unit, or in percent for a change (80 for 80 %);
    `high` is the upper end of a range."""

    kind: AmbitionKind
    value: Fraction | None = None
    high: Fraction | None = None
    valid_from: date | None = None
    source: Source = Source()

    @property
    def rules(self) -> Kind:
        """All that the rules know of an ambition of this kind."""
        return kind_of(self.kind)

    @property
    def is_set(self) -> bool:
        """Whether anything is promised (yet)."""
        return kind_of(self.kind).is_set


NO_AMBITION = Ambition(AmbitionKind.NONE)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A national requirement: the limit, in the KPI's unit, and which side of it is right."""

    comparison: Comparison
    limit: Fraction
    valid_from: date | None = None
    source: Source = Source()
    name: str = ""

    def is_met(self, value: Fraction) -> bool:
        """The limit itself meets the requirement. Example: 5 % passed meets at most 5 %."""
        return value <= self.limit if self.comparison == Comparison.AT_MOST else value >= self.limit


@dataclass(frozen=True, slots=True)
class GivenBaseline:
    """What the plan prints as baseline. `calculated_with` is False where the figure is context only (S-1.4)."""

    kind: BaselineKind
    value: Fraction | None = None
    year: int | None = None
    calculated_with: bool = True
    valid_from: date | None = None
    source: Source = Source()

    @property
    def usable(self) -> Fraction | None:
        """The figure to calculate with, or None."""
        return self.value if self.kind == BaselineKind.VALUE and self.calculated_with else None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The baseline in use: given by the plan, or the judged figure that became it."""

    value: Fraction
    judged_figure: JudgedFigure | None = None
    source: Source = Source()
    year: int | None = None
    calculated_from: tuple[str, ...] = ()
    """The parts whose baselines it was worked out from."""
    part_values: tuple[Fraction, ...] = ()
    """Those baselines, in the same order."""

    @property
    def from_measurement(self) -> bool:
        return self.judged_figure is not None


@dataclass(frozen=True, slots=True)
class Target:
    """An ambition as an absolute value in the KPI's unit; `stretch` is the far end of a range."""

    value: Fraction
    stretch: Fraction | None = None


def target_of(
    ambition: Ambition, *, baseline: Fraction | None, requirement: Requirement | None
) -> Target | None:
    """The absolute target of an ambition; None where there is none, or none yet.

    Examples: 80 % reduction from 1064 is 212.8; 10 % increase from 38 is 41.8; 20-30 % reduction from 100 is 80
    with stretch 70; a requirement of at most 50 days is 50.
    """
    kind, limit = ambition.rules, requirement.limit if requirement else None
    value = kind.target(ambition.value, baseline, limit)
    if value is None:
        return None
    stretch = None
    if kind.has_high and ambition.high is not None:
        stretch = kind.target(ambition.high, baseline, limit)
    return Target(value, stretch)
