"""The worked examples of how a status is decided: which indicator, which figures, and what the rules say of them.

The page (`kinds.py`) and the document (`document/`) put the same examples into their own words. Only inputs stand here;
every result comes from the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from dashboards.rules import indicators as plan
from dashboards.rules.indicators import REGION, Indicator
from kpi.rules.figure import Figure
from kpi.rules.judgement import Judgement, judge
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import Period
from kpi.rules.status import STANDARD, Thresholds

Reported = Mapping[str, Mapping[str, str]]
"""Organisation to period to value."""


@dataclass(frozen=True)
class Case:
    """An organisation, what it and the others have reported, and the period it is seen from. `kind` is the row of the
    page's table of ambitions that it is an example in; empty for the document alone."""

    organisation: str
    reported: Reported
    as_of: str
    kind: str = ""


@dataclass(frozen=True)
class Group:
    """Cases of one indicator. `again` tells a second group of the same indicator apart."""

    indicator: Indicator
    cases: tuple[Case, ...]
    again: str = ""

    @property
    def name(self) -> str:
        """What the group is called: `P-2.1`, or `P-2.1 (old figures and early ones)`."""
        code = self.indicator.terms.code
        return f"{code} ({self.again})" if self.again else code


@dataclass(frozen=True)
class Example:
    """A case of a group, and what it comes to."""

    group: Group
    case: Case
    judgement: Judgement


@lru_cache(maxsize=16)
def examples(thresholds: Thresholds = STANDARD) -> tuple[Example, ...]:
    """Every case judged, in the order of GROUPS; with the limits of another plan or day where these are given."""
    return tuple(
        Example(group, case, _judge(replace(group.indicator.terms, thresholds=(thresholds,)), case))
        for group in GROUPS
        for case in group.cases
    )


def _judge(terms: KpiTerms, case: Case) -> Judgement:
    figures = {
        code: [Figure(Period.parse(period), Fraction(value)) for period, value in own.items()]
        for code, own in case.reported.items()
    }
    return judge(terms, case.organisation, figures, as_of=Period.parse(case.as_of))


def _one(organisation: str, period: str, value: str, kind: str = "", *, as_of: str = "") -> Case:
    return Case(organisation, {organisation: {period: value}}, as_of or period, kind)


def _sto(as_of: str, kind: str = "", **values: str) -> Case:
    """STO with figures of several periods: `p2023_T1="1.8"`."""
    reported = {name[1:].replace("_", "-"): value for name, value in values.items()}
    return Case("STO", {"STO": reported}, as_of, kind)


def _region(period: str, **values: str) -> Case:
    return Case(REGION, {code: {period: value} for code, value in values.items()}, period)


GROUPS = (
    Group(
        plan.P_2_1,
        (
            _one("STO", "2025-T1", "21.65", "level-higher"),
            _one("STO", "2025-T1", "21.6", "level-higher"),
            _one("HNT", "2025-T1", "20"),
        ),
    ),
    Group(
        plan.S_1_1,
        (
            _one("STO", "2025-T1", "50", "requirement"),
            _one("STO", "2025-T1", "56", "requirement"),
            _one("STO", "2025-T1", "200.1", "requirement"),
        ),
    ),
    Group(
        plan.S_1_3,
        (_one("STO", "2025-T1", "5"), _one("STO", "2025-T1", "20"), _one("STO", "2025-T1", "20.1")),
    ),
    Group(
        plan.SP_1,
        (
            _one("STO", "2024", "638", "reduction"),
            _one("STO", "2024", "700", "reduction"),
            _one("STO", "2024-T1", "638"),
            _sto("2024", p2024_T1="212", p2024_T2="213", p2024_T3="213"),
            _one("HMR", "2024", "521", "zero"),
            _region("2024", STO="638", HNT="130", HMR="500"),
            _region("2024", STO="638", HMR="500"),
        ),
    ),
    Group(
        plan.SP_1_1,
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
        (
            _one("STO", "2025", "73.2", "first-day"),
            _one("STO", "2025", "76.6"),
            _region("2025", STO="75", HMR="78"),
        ),
    ),
    Group(
        plan.F_1,
        (
            _one("STO", "2025", "40", "increase"),
            _one("STO", "2025", "39", "increase"),
            _one("STO", "2025", "38", "increase"),
            _one("HNT", "2025", "9"),
            _one("HMR", "2025", "14"),
            _region("2025", STO="40", HNT="9", HMR="14"),
        ),
    ),
    Group(
        plan.DH_2_1,
        (_one("STO", "2025-T1", "12", "pending"), _region("2025-T1", STO="12", HNT="3", HMR="5")),
    ),
    Group(
        plan.F_1_1,
        (
            _one("STO", "2024", "120"),
            _sto("2025", p2024="120", p2025="126"),
            _one("HMR", "2024", "40"),
        ),
    ),
    Group(
        plan.S_1_4,
        (
            _one("STO", "2023-T1", "1.8"),
            _sto("2025-T1", p2023_T1="1.8", p2025_T1="0.9"),
            _sto("2025-T1", p2023_T1="1.8", p2025_T1="0"),
        ),
    ),
    Group(
        plan.P_1,
        (
            _one("STO", "2025", "42", "improvement"),
            _one("STO", "2025", "41", "improvement"),
            _one("STO", "2025", "40.9", "improvement"),
        ),
    ),
    Group(
        plan.S_1,
        (
            _sto("2025-T1", "reduction-range", p2023_T1="1000", p2025_T1="900"),
            _sto("2025-T1", "reduction-range", p2023_T1="1000", p2025_T1="950"),
            _sto("2025-T1", p2023_T1="1000", p2025_T1="800"),
            _sto("2025-T1", p2023_T1="1000", p2025_T1="1010"),
        ),
    ),
    Group(
        plan.SP_3_1,
        (
            _one("STO", "2025-T1", "3"),
            _one("STO", "2025-T1", "10", "level-lower"),
            _one("STO", "2025-T1", "12", "level-lower"),
            _one("STO", "2025-T1", "20.1", "level-lower"),
        ),
    ),
    Group(
        plan.P_2_1,
        (
            _one("STO", "2025-T1", "30", as_of="2025-12"),
            _one("STO", "2025-T1", "30", as_of="2026-01"),
            _one("STO", "2022-T3", "30"),
        ),
        again="old figures and early ones",
    ),
)
