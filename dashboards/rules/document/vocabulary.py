"""What each code of the judgement means, in one English sentence each, for docs/status-rules.md.

The Norwegian words that pages show stand in kpi.words.labels. A test fails when a code has no description here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kpi.rules.change import NotComparable, Verdict
from kpi.rules.counting import Counts
from kpi.rules.outcome import Outcome
from kpi.rules.period import PeriodKind
from kpi.rules.terms import (
    Aggregation,
    AmbitionKind,
    BaselineKind,
    Basis,
    ComparesWith,
    Comparison,
    Direction,
    Flag,
    OverTime,
    Qualifier,
    Reason,
    RegionalRule,
    Status,
    ThresholdBasis,
    Unit,
    WhenPending,
)
from kpi.rules.validity import DECIMALS, LARGEST, Fault

DESCRIPTIONS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Status: {
        Status.GREEN: "Satisfactory: at least half of the ambition is reached, or the requirement is met.",
        Status.YELLOW: "Not satisfactory: between a quarter and half of the ambition is reached.",
        Status.RED: "Far from it: less than a quarter of the ambition is reached.",
        Status.NONE: "No colour can be given, and the reason is told. Never shown as zero, red or green.",
    },
    Reason: {
        Reason.NO_MEASUREMENT: "No approved figure has ended by the period asked for.",
        Reason.INCOMPLETE_YEAR: "There are figures, but they cover no whole year; for a whole, none of its parts has "
        "a whole year.",
        Reason.NO_COLOUR_RULE: "The plan has no thresholds in force, or neither a higher nor a lower value is better.",
        Reason.INCOMPLETE_REGION: "A sum, a change or an improvement for a whole that lacks a part's figure.",
        Reason.NO_AMBITION: "The plan sets no ambition here.",
        Reason.AMBITION_PENDING: "The ambition is awaited, or it is a requirement that is not in force.",
        Reason.BASELINE_JUST_SET: "A change or an improvement whose figure shares months with the very measurement "
        "that became the baseline.",
        Reason.NO_BASELINE: "A change or an improvement with nothing to be compared with.",
    },
    Flag: {
        Flag.FIRST_MEASUREMENT_IS_BASELINE: "The plan gives no baseline, so the first measurement serves as one.",
        Flag.BEFORE_GO_LIVE: "The figure's period begins before the organisation's go-live.",
        Flag.STALE: "The figure ended more than two of the KPI's reporting periods before the end of the period "
        "asked for.",
        Flag.PRELIMINARY: "The figure, or a part of it, is not approved. Only where such figures are asked for.",
        Flag.PARTIAL_COVERAGE: "A whole's share or average without all its parts, here or further down; the missing "
        "ones are named.",
        Flag.UNWEIGHTED: "A whole's share or average that is the plain mean, for want of denominators.",
        Flag.AMBITION_NOT_ADOPTED: "A whole is judged by an ambition that is calculated from its parts' and not "
        "adopted.",
        Flag.GREEN_WITHOUT_PROGRESS: "Green, yet no better than a baseline that is not itself this figure.",
        Flag.WORSE_THAN_BASELINE: "Worse than the baseline, whatever the colour.",
        Flag.REQUIREMENT_NOT_MET: "A national requirement is in force and not met.",
        Flag.SOURCE_INCONSISTENT: "The plan's own figures here are known not to fit together; a note says how.",
    },
    AmbitionKind: {
        AmbitionKind.LEVEL: "A value to reach.",
        AmbitionKind.REDUCTION: "A decrease from the baseline, in per cent.",
        AmbitionKind.REDUCTION_RANGE: "A decrease between two percentages. The lower end counts; the upper end is "
        "shown as the stretch.",
        AmbitionKind.INCREASE: "An increase from the baseline, in per cent.",
        AmbitionKind.ZERO: "No cases.",
        AmbitionKind.IMPROVEMENT: "Better than it was, without a number.",
        AmbitionKind.REQUIREMENT: "The national requirement in force.",
        AmbitionKind.PENDING: "The plan says that the ambition will come.",
        AmbitionKind.NONE: "The plan's cell is blank.",
    },
    BaselineKind: {
        BaselineKind.VALUE: "A figure is printed.",
        BaselineKind.NONE: "The plan says that there is no baseline.",
        BaselineKind.PENDING: "The plan says that the baseline will come.",
        BaselineKind.BLANK: "The plan's cell is blank.",
        BaselineKind.REGIONAL: "The printed figure is for the whole region, not for this trust.",
    },
    Basis: {
        Basis.REGIONAL: "A common ambition, adopted or calculated.",
        Basis.OWN: "The organisation's own ambition.",
        Basis.IMPROVEMENT: "An improvement, the organisation's own or a common one.",
        Basis.NONE: "No ambition is set (yet).",
    },
    RegionalRule: {
        RegionalRule.MEAN: "The mean of the parts' ambitions.",
        RegionalRule.MEDIAN: "The middle one; of two, the point midway between them.",
        RegionalRule.LOWEST: "The lowest.",
        RegionalRule.HIGHEST: "The highest.",
        RegionalRule.REQUIREMENT: "The national requirement in force, whatever the parts have set.",
    },
    WhenPending: {
        WhenPending.WAIT: "While one part has set none, the common ambition is pending too.",
        WhenPending.AVAILABLE: "Those that are set are used.",
    },
    Comparison: {
        Comparison.AT_MOST: "Met at the limit and below.",
        Comparison.AT_LEAST: "Met at the limit and above.",
    },
    PeriodKind: {
        PeriodKind.MONTH: "A month, `2026-03`.",
        PeriodKind.TERTIAL: "Four months, `2026-T1`.",
        PeriodKind.QUARTER: "Three months, `2026-Q1`; judged where the KPI is reported by quarters.",
        PeriodKind.HALF_YEAR: "Six months, `2026-H1`; judged where the KPI is reported by half-years.",
        PeriodKind.YEAR: "A year, `2026`.",
        PeriodKind.TO_DATE: "The year so far, `2026-01/2026-08`; shown and never judged, not even as a tertial.",
    },
    Qualifier: {
        Qualifier.EXACT: "The figure as measured; judged and summed.",
        Qualifier.ABOUT: "About this figure; judged and summed.",
        Qualifier.LESS_THAN: "Below this figure, which is shown and not judged.",
        Qualifier.MORE_THAN: "Above this figure, which is shown and not judged.",
        Qualifier.NOT_PUBLISHED: "Not published yet; there is no figure.",
        Qualifier.SUPPRESSED: "Withheld, as where few people could be recognised; there is no figure.",
        Qualifier.TEXT: "Given in words only; there is no figure.",
    },
    ThresholdBasis: {
        ThresholdBasis.SHARE: "The limits are shares of the ambition.",
        ThresholdBasis.VALUE: "The limits are values in the KPI's own unit.",
    },
    Unit: {
        Unit.PERCENT: "A share, 0 to 100.",
        Unit.COUNT: "A whole number, without numerator and denominator.",
        Unit.DAYS: "An average in days.",
        Unit.WORKING_DAYS: "An average in working days.",
        Unit.MINUTES: "An average in minutes.",
        Unit.NOK: "An average in kroner.",
    },
    Direction: {
        Direction.HIGHER: "A higher value is better.",
        Direction.LOWER: "A lower value is better.",
        Direction.NEUTRAL: "Neither is better: the value is shown and has no colour.",
    },
    Aggregation: {
        Aggregation.SUM: "A whole's value is the sum of its parts'.",
        Aggregation.WEIGHTED: "A whole's value is its parts' mean, pooled or weighted by the denominators where all "
        "have them.",
    },
    OverTime: {
        OverTime.LEVEL: "The figure itself is judged.",
        OverTime.YEAR_SUM: "The sum of a whole year is judged.",
    },
    ComparesWith: {
        ComparesWith.BASELINE: "An improvement is compared with the baseline.",
        ComparesWith.PREVIOUS: "An improvement is compared with the figure before, one that ended before this one "
        "began.",
    },
    Outcome: {
        Outcome.REACHED: "Attainment 1 or more; for an improvement, green.",
        Outcome.PARTLY_REACHED: "Attainment 0.5 or more; for a whole also when at least one part has reached it.",
        Outcome.NOT_REACHED: "There is a colour or an attainment, and neither applies.",
        Outcome.UNKNOWN: "There is neither colour nor attainment to go by.",
    },
    Verdict: {
        Verdict.BETTER: "The value has moved the right way.",
        Verdict.WORSE: "The value has moved the wrong way.",
        Verdict.UNCHANGED: "The value is the same.",
    },
    Counts: {
        Counts.ALONE: "As it is.",
        Counts.IN_YEAR: "As a part of the sum of twelve months.",
        Counts.LONGER_FIRST: "Not: a figure for a longer period ends at the same time.",
        Counts.YEAR_NOT_WHOLE: "Not yet: some of the twelve months up to its end have no figure.",
        Counts.KIND_NOT_JUDGED: "Never: figures of this kind of period are shown only.",
    },
    NotComparable: {
        NotComparable.NO_VALUE: "There is no figure now.",
        NotComparable.NO_EARLIER: "There is no figure to compare with.",
        NotComparable.SAME_FIGURE: "Nothing new has come: it is the same figure.",
        NotComparable.OTHER_LENGTH: "The periods are of different lengths.",
        NotComparable.OTHER_PARTS: "A whole's values are made of different parts, or one of them was reported.",
    },
    Fault: {
        Fault.NEGATIVE: "A number below zero, where the indicator has no such values.",
        Fault.NOT_FINITE: "Not a number that can be calculated with.",
        Fault.TOO_LARGE: f"A number of {int(LARGEST):,} or more.",
        Fault.TOO_MANY_DECIMALS: f"More than {DECIMALS} decimals.",
        Fault.TOO_MANY_DIGITS: "More than fifteen digits, before and after the point together.",
        Fault.SHARE_ABOVE_100: "A share above 100 per cent, where the indicator has no values below zero.",
        Fault.NOT_WHOLE: "A count that is not a whole number.",
        Fault.NUMERATOR_ALONE: "A numerator without a denominator.",
        Fault.DENOMINATOR_ZERO: "A denominator of zero.",
        Fault.NUMERATOR_ABOVE_DENOMINATOR: "A share's numerator above its denominator.",
        Fault.FRACTION_DOES_NOT_GIVE_VALUE: "Numerator over denominator, rounded to the value's decimals, is not the "
        "value.",
        Fault.FRACTION_NOT_EXPECTED: "A numerator or denominator on a count.",
        Fault.PERIOD_NOT_BEGUN: "A period that has not begun; for the year to date, months that have not.",
        Fault.VALUE_MISSING: "No value, where the qualifier asks for one.",
        Fault.VALUE_NOT_EXPECTED: "A number beside a qualifier that says there is none to give.",
    },
}

AMBITIONS: Mapping[AmbitionKind, tuple[str, str, str]] = {
    AmbitionKind.LEVEL: (
        "`85%`, `5`, `3 virkedager`",
        "the value",
        "higher is better: x / T; lower is better: T / x",
    ),
    AmbitionKind.REDUCTION: ("`80% reduksjon`", "b · (1 − r)", "(b − x) / (b − T)"),
    AmbitionKind.REDUCTION_RANGE: ("`20-30%`", "b · (1 − lower end)", "(b − x) / (b − T)"),
    AmbitionKind.INCREASE: ("`10% økning`", "b · (1 + r)", "(b − x) / (b − T)"),
    AmbitionKind.ZERO: ("`ingen tilfeller`, `0%`", "0", "(b − x) / b"),
    AmbitionKind.IMPROVEMENT: ("`Forbedring`", "none", "none; better, equal or worse"),
    AmbitionKind.REQUIREMENT: ("`iht. nasjonale krav`", "the limit of the requirement", "as for a level"),
    AmbitionKind.PENDING: ("`Avventes`", "none yet", "none"),
    AmbitionKind.NONE: ("blank", "none", "none"),
}
"""Each kind as the plan prints it, its target T and its attainment, from the value x and the baseline b."""
