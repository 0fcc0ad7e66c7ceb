"""The closed vocabularies of the judgement, and what each word means. No rules here.

The values are part of the commands' contract: they are stored, exported and read by scripts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Which way is an improvement; for `neutral`, neither way is."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Aggregation(StrEnum):
    """How a whole's value comes from its parts' (column `regional_value`)."""

    SUM = "sum"
    WEIGHTED = "weighted"


class OverTime(StrEnum):
    """What is judged: the figure itself, or the sum of a whole year."""

    LEVEL = "level"
    YEAR_SUM = "year_sum"


class Unit(StrEnum):
    """What a KPI counts in."""

    PERCENT = "percent"
    COUNT = "count"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MINUTES = "minutes"
    NOK = "nok"


class AmbitionKind(StrEnum):
    """What sort of promise an ambition is (plan chapter 4)."""

    LEVEL = "level"
    REDUCTION = "reduction"
    REDUCTION_RANGE = "reduction_range"
    INCREASE = "increase"
    ZERO = "zero"
    IMPROVEMENT = "improvement"
    REQUIREMENT = "requirement"
    PENDING = "pending"
    NONE = "none"


class BaselineKind(StrEnum):
    """What the plan prints in a baseline cell."""

    VALUE = "value"
    NONE = "none"
    PENDING = "pending"
    BLANK = "blank"
    REGIONAL = "regional"


class Qualifier(StrEnum):
    """How exact a measured figure is, and why there is none."""

    EXACT = "exact"
    ABOUT = "about"
    LESS_THAN = "less_than"
    MORE_THAN = "more_than"
    NOT_PUBLISHED = "not_published"
    SUPPRESSED = "suppressed"
    TEXT = "text"

    @property
    def has_value(self) -> bool:
        """Whether a figure goes with it; for `less_than` and `more_than` that is the bound."""
        return self not in (Qualifier.NOT_PUBLISHED, Qualifier.SUPPRESSED, Qualifier.TEXT)


JUDGED_QUALIFIERS = frozenset({Qualifier.EXACT, Qualifier.ABOUT})
"""Those whose figures are judged and summed."""


class ComparesWith(StrEnum):
    """What an improvement is an improvement on."""

    BASELINE = "baseline"
    PREVIOUS = "previous"


class Status(StrEnum):
    """The RAG status. `none` is a status of its own, never a colour."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"


class Reason(StrEnum):
    """Why there is no colour; the first that applies, in this order."""

    NO_MEASUREMENT = "no_measurement"
    INCOMPLETE_YEAR = "incomplete_year"
    NO_COLOUR_RULE = "no_colour_rule"
    INCOMPLETE_REGION = "incomplete_region"
    NO_AMBITION = "no_ambition"
    AMBITION_PENDING = "ambition_pending"
    BASELINE_JUST_SET = "baseline_just_set"
    NO_BASELINE = "no_baseline"


class Flag(StrEnum):
    """What a reader must know beside the colour, in the order flags are listed."""

    FIRST_MEASUREMENT_IS_BASELINE = "first_measurement_is_baseline"
    BEFORE_GO_LIVE = "before_go_live"
    STALE = "stale"
    PRELIMINARY = "preliminary"
    PARTIAL_COVERAGE = "partial_coverage"
    UNWEIGHTED = "unweighted"
    AMBITION_NOT_ADOPTED = "ambition_not_adopted"
    GREEN_WITHOUT_PROGRESS = "green_without_progress"
    WORSE_THAN_BASELINE = "worse_than_baseline"
    REQUIREMENT_NOT_MET = "requirement_not_met"
    SOURCE_INCONSISTENT = "source_inconsistent"


class Basis(StrEnum):
    """Whose ambition sets the colour."""

    REGIONAL = "regional"
    OWN = "own"
    IMPROVEMENT = "improvement"
    NONE = "none"


class RegionalRule(StrEnum):
    """How a common ambition comes from the parts' (plan section 7.1)."""

    MEAN = "mean"
    MEDIAN = "median"
    LOWEST = "lowest"
    HIGHEST = "highest"
    REQUIREMENT = "requirement"


class WhenPending(StrEnum):
    """What a common ambition does while a part has set none."""

    WAIT = "wait"
    AVAILABLE = "available"


class Comparison(StrEnum):
    """Which side of a requirement's limit is the right one."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


class ThresholdBasis(StrEnum):
    """What thresholds are limits of: the share of the ambition, or the value itself."""

    SHARE = "share"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure stands: the document, its section, and the footnotes that belong to it."""

    document: str = ""
    section: str = ""
    footnote: str = ""
