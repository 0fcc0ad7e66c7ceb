"""The worked examples of docs/status-rules.md: which indicator, which figures, and what each group shows.

Only inputs stand here. Every result on the page comes from the rules when the page is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from dashboards.rules import document_indicators as plan
from dashboards.rules.document_indicators import REGION, Indicator
from kpi.rules.figure import Figure
from kpi.rules.judgement import Judgement, judge
from kpi.rules.period import Period

Held = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Case:
    """One row: an organisation and what it and the others have reported, by organisation and period."""

    organisation: str
    held: Held
    as_of: str


@dataclass(frozen=True)
class Group:
    """Cases of one indicator, and what they show; `again` tells a second group of the same indicator apart."""

    indicator: Indicator
    shows: str
    cases: tuple[Case, ...]
    again: str = ""


def judged(indicator: Indicator, case: Case) -> Judgement:
    """What the rules say of a case."""
    figures = {
        code: [Figure(Period.parse(period), Fraction(value)) for period, value in own.items()]
        for code, own in case.held.items()
    }
    as_of = Period.parse(case.as_of)
    return judge(indicator.terms, case.organisation, figures, as_of=as_of)


def _one(organisation: str, period: str, value: str, as_of: str | None = None) -> Case:
    return Case(organisation, {organisation: {period: value}}, as_of or period)


def _region(period: str, **values: str) -> Case:
    return Case(REGION, {code: {period: value} for code, value in values.items()}, period)


GROUPS = (
    Group(
        plan.P_2_1,
        "A border belongs to the better side: 21.65 is exactly half of the adopted 43.3. HNT's 20 is two thirds of its "
        "own ambition of 30, but the thresholds are regional, so the adopted ambition sets the colour for every trust.",
        (_one("STO", "2025-T1", "21.6"), _one("STO", "2025-T1", "21.65"), _one("HNT", "2025-T1", "20")),
    ),
    Group(
        plan.S_1_1,
        "A requirement decides green alone: 56 days is 0.89 of the ambition, far above half, and still yellow.",
        (_one("STO", "2025-T1", "56"), _one("STO", "2025-T1", "50"), _one("STO", "2025-T1", "200.1")),
    ),
    Group(
        plan.S_1_3,
        "Yellow begins at a quarter of the ambition, here at 20 per cent passed: 5 / 20 = 0.25. The plan prints the "
        "regional ambition as 95 per cent kept, which is read as at most 5 per cent passed.",
        (_one("STO", "2025-T1", "5"), _one("STO", "2025-T1", "20"), _one("STO", "2025-T1", "20.1")),
    ),
    Group(
        plan.SP_1,
        "A count is judged by a whole year. The year's 638 is just past half of the way from 1064 to 212.8; the same "
        "638 for one tertial says nothing about a year. The region's target is the sum of the trusts' targets, "
        "212.8 + 11.95 + 0; with a trust missing the part-sum is shown and has no colour.",
        (
            _one("STO", "2024", "638"),
            _one("STO", "2024-T1", "638"),
            Case("STO", {"STO": {"2024-T1": "212", "2024-T2": "213", "2024-T3": "213"}}, "2024"),
            _one("HMR", "2024", "521"),
            _region("2024", STO="638", HNT="130", HMR="500"),
            _region("2024", STO="638", HMR="500"),
        ),
    ),
    Group(
        plan.SP_1_1,
        "The real figures of the second tertial of 2019 (annual report 2019). All are at or above half of 92, and "
        "yellow, since the requirement of 70 per cent is not met. The region's 51 was reported as such and goes before "
        "the trusts' plain mean.",
        (
            _one("STO", "2019-T2", "46"),
            _one("HNT", "2019-T2", "62"),
            _one("HMR", "2019-T2", "49"),
            _region("2019-T2", STO="46", HNT="62", HMR="49", HMN="51"),
            _one("STO", "2025-T1", "70"),
        ),
    ),
    Group(
        plan.K_1,
        "Share of the ambition alone flatters: the baseline itself is green on day one. Progress from the baseline, "
        "here nought, stands beside it, and the flag says so. A regional mean without a trust keeps its colour and "
        "says who is missing.",
        (_one("STO", "2025", "73.2"), _one("STO", "2025", "76.6"), _region("2025", STO="75", HMR="78")),
    ),
    Group(
        plan.F_1,
        "Increases are counted from the baseline, so HNT, which stands where it began, has reached nothing. The region "
        "goes from 60 to 66 and is at 63: exactly half.",
        (
            _one("STO", "2025", "40"),
            _one("HNT", "2025", "9"),
            _one("HMR", "2025", "14"),
            _region("2025", STO="40", HNT="9", HMR="14"),
        ),
    ),
    Group(
        plan.DH_2_1,
        "No value gives a colour while the ambition is awaited.",
        (_one("STO", "2025-T1", "12"), _region("2025-T1", STO="12", HNT="3", HMR="5")),
    ),
    Group(
        plan.F_1_1,
        "Without a printed baseline the first whole year becomes one, and cannot be held against itself. The next "
        "calendar year can, since it shares no month with the first. HMR's ambition is awaited, which comes before "
        "that.",
        (
            _one("STO", "2024", "120"),
            Case("STO", {"STO": {"2024": "120", "2025": "126"}}, "2025"),
            _one("HMR", "2024", "40"),
        ),
    ),
    Group(
        plan.S_1_4,
        "The printed baselines are counts while the indicator is a share, so the first percentage is the baseline. "
        "Half of the way to zero is not enough for green: the requirement is zero.",
        (
            _one("STO", "2023-T1", "1.8"),
            Case("STO", {"STO": {"2023-T1": "1.8", "2025-T1": "0.9"}}, "2025-T1"),
            Case("STO", {"STO": {"2023-T1": "1.8", "2025-T1": "0"}}, "2025-T1"),
        ),
    ),
    Group(
        plan.P_1,
        "An improvement has no number to reach: better than the baseline is green, equal is yellow, worse is red.",
        (_one("STO", "2025", "42"), _one("STO", "2025", "41"), _one("STO", "2025", "40.9")),
    ),
    Group(
        plan.S_1,
        "A range is reached at its lower end: 20 per cent off 1000 is 800, and 700 is the stretch.",
        (
            Case("STO", {"STO": {"2023-T1": "1000", "2025-T1": "900"}}, "2025-T1"),
            Case("STO", {"STO": {"2023-T1": "1000", "2025-T1": "800"}}, "2025-T1"),
            Case("STO", {"STO": {"2023-T1": "1000", "2025-T1": "1010"}}, "2025-T1"),
        ),
    ),
    Group(
        plan.SP_3_1,
        "Where lower is better, half of the ambition is reached at twice the level. This is lenient, the more so "
        "here, where the baseline is already better than the ambition; the flags say what the colour does not.",
        (_one("STO", "2025-T1", "3"), _one("STO", "2025-T1", "10"), _one("STO", "2025-T1", "20.1")),
    ),
    Group(
        plan.P_2_1,
        "Tertial figures go stale when more than eight months have passed since they ended; and a figure from before "
        "go-live is judged, says so, and is no baseline.",
        (
            _one("STO", "2025-T1", "30", "2025-12"),
            _one("STO", "2025-T1", "30", "2026-01"),
            _one("STO", "2022-T3", "30"),
        ),
        again="old figures and early ones",
    ),
)
