"""What the demo's story is told in: lines for KPIs, courses for organisations. No figures are made here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Measure(StrEnum):
    """What a line's figures are made of."""

    SHARE = "share"  # percent of the cases, with numerator and denominator
    AVERAGE = "average"  # so much per case, with numerator and denominator
    PLAIN = "plain"  # an average or a share of which only the result is known
    FLOW = "flow"  # events, whose months add up
    STOCK = "stock"  # how many there are at the end of a period


class Rhythm(StrEnum):
    """Which periods a line is delivered for."""

    MONTHS = "months"
    MONTHS_AND_TERTIALS = "months_and_tertials"  # the tertial is made of its months
    TERTIALS = "tertials"


@dataclass(frozen=True, slots=True)
class Course:
    """Where an organisation's figures start and where they have come to; the way between is made up.

    `start` is January 2023, `before` and `last` are the two last complete tertials. Of a flow they are sums of twelve
    months: of 2023, and up to the end of each of those tertials. `cases` is a usual denominator: a month's, or a
    tertial's where only tertials are delivered. Nothing is delivered before `since`. With `until`, a tertial, nothing
    is delivered after it, and it is the one `last` is for.
    """

    start: float
    before: float
    last: float
    cases: int = 0
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """Single figures, by period: surveys, registers and accounts, and what the region reports itself."""

    values: Mapping[str, float]
    cases: int = 0
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One KPI's story. In the KPI's unit: `noise` is the usual difference between one month and the next, `dip` what
    the months after go-live are off by at the worst, `july` what the summer is. Of a flow they are shares of a month.
    """

    kpi: str
    measure: Measure
    courses: Mapping[str, Course | Given]
    rhythm: Rhythm = Rhythm.MONTHS_AND_TERTIALS
    noise: float = 0
    dip: float = 0
    july: float = 0
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell that was first given another value, and why it was put right."""

    kpi: str
    organisation: str
    period: str
    first_value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """All of it, for the plan with the code `plan`. Figures that end after `approved_until` wait for approval;
    `waiting` names the courses that wait from an earlier month on, as (KPI, organisation) to month."""

    plan: str
    lines: tuple[Line, ...]
    corrections: tuple[Correction, ...] = ()
    approved_until: str = "2026-08"
    waiting: Mapping[tuple[str, str], str] = field(default_factory=dict)
