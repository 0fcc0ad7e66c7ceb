"""docs/status-rules.md as a whole: the words of page.md, tables made from the codes, results made by the rules."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from string import Template

from django.utils import translation
from django.utils.functional import Promise

from dashboards.rules.document.numbers import exact, table
from dashboards.rules.document.vocabulary import AMBITIONS, DESCRIPTIONS
from dashboards.rules.document.worked import (
    borders,
    levels,
    regional_ambitions,
    sum_of_targets,
    worked_examples,
)
from kpi.rules.change import NotComparable, Verdict
from kpi.rules.counting import Counts
from kpi.rules.due import DAYS_TO_REPORT
from kpi.rules.outcome import Outcome
from kpi.rules.period import PeriodKind
from kpi.rules.plausibility import SLIP
from kpi.rules.status import STANDARD
from kpi.rules.summary import CLEARLY_MORE
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
from kpi.rules.validity import Fault
from kpi.words import labels

WORDS = Path(__file__).parent / "page.md"


def document() -> str:
    """The whole page, with the pages' words in bokmål whatever language is active."""
    with translation.override("nb"):
        return Template(WORDS.read_text(encoding="utf-8")).substitute(
            green=exact(STANDARD.green),
            yellow=exact(STANDARD.yellow),
            terms=_terms(),
            period_kinds=_codes(PeriodKind),
            qualifiers=_codes(Qualifier),
            faults=_codes(Fault),
            baseline_kinds=_codes(BaselineKind, labels.BASELINE_KIND),
            ambition_kinds=_ambition_kinds(),
            bases=_codes(Basis),
            statuses=_codes(Status, labels.STATUS),
            threshold_bases=_codes(ThresholdBasis),
            borders=borders(),
            comparisons=_codes(Comparison),
            reasons=_codes(Reason, labels.REASON),
            flags=_codes(Flag, labels.FLAG),
            regional_rules=_codes(RegionalRule, labels.REGIONAL_RULE),
            when_pending=_codes(WhenPending, labels.WHEN_PENDING),
            regional_ambitions=regional_ambitions(),
            sum_of_targets=sum_of_targets(),
            verdicts=_codes(Verdict),
            not_comparable=_codes(NotComparable),
            counts=_codes(Counts),
            slip=SLIP,
            outcomes=_codes(Outcome),
            clearly_more=CLEARLY_MORE,
            days_to_report=DAYS_TO_REPORT,
            levels=levels(),
            worked_examples=worked_examples(),
        )


def _codes(words: type[StrEnum], shown: Mapping[str, str | Promise] | None = None) -> str:
    """A table of a code list: the code, what pages call it (where `shown` is given), and what it means."""
    meanings = DESCRIPTIONS[words]
    if shown is None:
        return table(["code", "meaning"], [[f"`{code}`", meanings[code]] for code in words])
    rows = [[f"`{code}`", str(shown[code]), meanings[code]] for code in words]
    return table(["code", "on the pages", "meaning"], rows)


def _terms() -> str:
    """What stands on every KPI, under the names that the plan's files use."""
    lists = {
        "unit": Unit,
        "direction": Direction,
        "over_time": OverTime,
        "regional_value": Aggregation,
        "compares_with": ComparesWith,
    }
    return table(
        ["column", "code", "meaning"],
        [
            [f"`{column}`", f"`{code}`", DESCRIPTIONS[words][code]]
            for column, words in lists.items()
            for code in words
        ],
    )


def _ambition_kinds() -> str:
    """The kinds of ambition, with how the plan prints them, their target and their attainment."""
    meanings = DESCRIPTIONS[AmbitionKind]
    return table(
        ["code", "on the pages", "in the plan", "meaning", "target T", "attainment"],
        [
            [f"`{kind}`", str(labels.AMBITION_KIND[kind]), printed, meanings[kind], target, attained]
            for kind, (printed, target, attained) in AMBITIONS.items()
        ],
    )
