"""All KPIs of a plan judged for its organisations, or some of them, as of a period and as of the period before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

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
    """The judgements by KPI code and organisation code. `earlier` is as of the period before `as_of`. A board of some
    organisations holds the cells of these alone."""

    terms: PlanTerms
    as_of: Period
    now: dict[Cell, Judgement]
    earlier: dict[Cell, Judgement]
    series: dict[str, Series]

    def change(self, cell: Cell) -> Change:
        """The change in the judged value since the period before."""
        direction = self.terms.terms[cell[0]].direction
        return change(self.now[cell], self.earlier[cell], direction, decimals=self._decimals[cell[0]])

    @cached_property
    def _decimals(self) -> dict[str, int]:
        """How many decimals of each KPI's values are shown."""
        return {kpi.code: kpi.decimals for kpi in self.terms.kpis}

    def status_change(self, cell: Cell) -> Verdict | None:
        """Whether the colour has become better or worse since the period before."""
        return status_change(self.now[cell], self.earlier[cell])

    def of(self, organisation: str) -> list[Judgement]:
        """One organisation's judgements in plan order."""
        return [self.now[kpi.code, organisation] for kpi in self.terms.kpis]


def board(
    terms: PlanTerms,
    *,
    as_of: Period,
    preliminary: bool = False,
    organisations: Collection[str] | None = None,
) -> Board:
    """Judge a plan, for the organisations with these codes or for all. Two queries beside those that read the terms,
    whatever the size, and none when the same was judged in the same state of the register.

    What is judged is the same as on a board of all; a trust's judgement needs no other's figures, the region's needs
    those of all its trusts, so these are then read too. The board is shared by all who ask, so nobody changes it.
    """
    only = None if organisations is None else frozenset(organisations)
    if terms.stamp is None:
        return _judge(terms, as_of, preliminary, only)
    return _kept(_State(terms.stamp, terms), as_of, preliminary, only)


@dataclass(frozen=True, slots=True)
class _State:
    """The terms of a plan, told from others by the name of their state alone."""

    stamp: str
    terms: PlanTerms = field(compare=False)


@lru_cache(maxsize=16)
def _kept(state: _State, as_of: Period, preliminary: bool, organisations: frozenset[str] | None) -> Board:
    return _judge(state.terms, as_of, preliminary, organisations)


def _judge(terms: PlanTerms, as_of: Period, preliminary: bool, organisations: frozenset[str] | None) -> Board:
    series = figures_of(terms, as_of=as_of, preliminary=preliminary, organisations=organisations)
    before = as_of.previous()
    now: dict[Cell, Judgement] = {}
    earlier: dict[Cell, Judgement] = {}
    for code, kpi in terms.terms.items():
        for judged, period in ((now, as_of), (earlier, before)):
            judged.update(
                judgements(
                    kpi, series[code], as_of=period, preliminary=preliminary, organisations=organisations
                )
            )
    return Board(terms, as_of, now, earlier, series)


def judgements(
    kpi: KpiTerms,
    series: Series,
    *,
    as_of: Period,
    preliminary: bool = False,
    organisations: Collection[str] | None = None,
) -> dict[Cell, Judgement]:
    """One KPI judged for each organisation, in plan order; or for those of `organisations` alone."""
    judged = judge_all(kpi, series, as_of=as_of, preliminary=preliminary, organisations=organisations)
    return {(kpi.code, code): judgement for code, judgement in judged.items()}
