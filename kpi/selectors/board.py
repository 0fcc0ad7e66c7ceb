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
from kpi.selectors.kept import KeptBeside
from kpi.selectors.plan_terms import PlanTerms

Cell = tuple[str, str]
"""KPI code and organisation code."""
Judged = tuple[dict[Cell, Judgement], dict[Cell, Judgement]]
"""One KPI's judgements as of a period, and as of the period before."""

_JUDGED = KeptBeside[Judged](size=2048)


@dataclass(frozen=True)
class Board:
    """The judgements by KPI code and organisation code. `earlier` is as of the period before `as_of`. A board of some
    organisations holds the cells of these alone."""

    terms: PlanTerms
    as_of: Period
    now: dict[Cell, Judgement]
    earlier: dict[Cell, Judgement]
    series: dict[str, Series]
    by_kpi: dict[str, Judged] = field(default_factory=dict)
    """Each KPI's part of `now` and of `earlier`: the very same objects as last where nothing of the KPI has changed."""

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
    return _kept(_State(terms.stamp.state, terms), as_of, preliminary, only)


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
    by_kpi = {
        code: _judge_kpi(terms, code, series[code], as_of, preliminary, organisations) for code in terms.terms
    }
    now: dict[Cell, Judgement] = {}
    earlier: dict[Cell, Judgement] = {}
    for now_of_kpi, earlier_of_kpi in by_kpi.values():
        now.update(now_of_kpi)
        earlier.update(earlier_of_kpi)
    return Board(terms, as_of, now, earlier, series, by_kpi)


def _judge_kpi(
    terms: PlanTerms,
    code: str,
    series: Series,
    as_of: Period,
    preliminary: bool,
    organisations: frozenset[str] | None,
) -> Judged:
    """One KPI as of both periods. What it was judged to be on the same terms and figures, it is judged to be again."""

    def judge() -> Judged:
        now, earlier = (
            judgements(
                terms.terms[code],
                series,
                as_of=period,
                preliminary=preliminary,
                organisations=organisations,
            )
            for period in (as_of, as_of.previous())
        )
        return now, earlier

    if terms.stamp is None:
        return judge()
    return _JUDGED.answer((terms.stamp.terms, code, as_of, preliminary, organisations), series, judge)


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
