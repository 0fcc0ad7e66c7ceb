"""All KPIs of a plan judged for all its organisations as of a period, and as of the period before."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.rules.change import Change, Verdict, change, status_change
from kpi.rules.judgement import Judgement, judge_all
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import Period
from kpi.selectors.figures import Series, figures_of
from kpi.selectors.plan_terms import PlanTerms

Cell = tuple[str, str]
"""KPI code and organisation code."""


@dataclass(frozen=True)
class Board:
    """The judgements by KPI code and organisation code. `earlier` is as of the period before `as_of`."""

    terms: PlanTerms
    as_of: Period
    now: dict[Cell, Judgement]
    earlier: dict[Cell, Judgement]
    series: dict[str, Series]

    def change(self, cell: Cell) -> Change:
        """The change in the judged value since the period before."""
        return change(self.now[cell], self.earlier[cell], self.terms.terms[cell[0]].direction)

    def status_change(self, cell: Cell) -> Verdict | None:
        """Whether the colour has become better or worse since the period before."""
        return status_change(self.now[cell], self.earlier[cell])

    def of(self, organisation: str) -> list[Judgement]:
        """One organisation's judgements in plan order."""
        return [self.now[kpi.code, organisation] for kpi in self.terms.kpis]


def board(terms: PlanTerms, *, as_of: Period, preliminary: bool = False) -> Board:
    """Judge a whole plan. Two queries beside those that read the terms, whatever the size."""
    series = figures_of(terms, as_of=as_of, preliminary=preliminary)
    before = as_of.previous()
    now: dict[Cell, Judgement] = {}
    earlier: dict[Cell, Judgement] = {}
    for kpi in terms.kpis:
        kpi_terms = terms.terms[kpi.code]
        now.update(judgements(kpi_terms, series[kpi.code], as_of=as_of, preliminary=preliminary))
        earlier.update(judgements(kpi_terms, series[kpi.code], as_of=before, preliminary=preliminary))
    return Board(terms, as_of, now, earlier, series)


def judgements(
    terms: KpiTerms, series: Series, *, as_of: Period, preliminary: bool = False
) -> dict[Cell, Judgement]:
    """One KPI judged for each organisation, in plan order."""
    judged = judge_all(terms, series, as_of=as_of, preliminary=preliminary)
    return {(terms.code, code): judgement for code, judgement in judged.items()}
