"""What an organisation has not delivered, as KPIs by period. What is due is checked by tests/rules/test_due.py."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from dashboards.parts.deliveries import Late, late, late_for_all
from kpi.rules.figure import Figure
from kpi.rules.kpi_terms import KpiTerms, OrganisationTerms
from kpi.rules.period import Period

T2 = Period.parse("2026-T2")


def board_with(
    figures: list[str], *, months: int = 4, go_live: int | None = None, measured: bool = True
) -> Any:
    kpi = SimpleNamespace(code="A.1", takes_measurements=measured)
    terms = KpiTerms(
        code="A.1",
        organisations=(OrganisationTerms("ONE", "REG", go_live), OrganisationTerms("REG")),
        reporting_months=months,
    )
    found = [Figure(Period.parse(label), 1) for label in figures]
    return SimpleNamespace(
        as_of=T2,
        terms=SimpleNamespace(kpis=(kpi,), terms={"A.1": terms}),
        series={"A.1": {"ONE": found}},
    )


@pytest.mark.parametrize(
    ("figures", "due"),
    [
        ([], ["2026-T2"]),
        (["2026-T1"], ["2026-T2"]),
        (["2026-T2"], []),
        (["2026-07"], ["2026-T2"]),  # a tertial that lacks its last month is not delivered
        (["2026-08"], []),
        (["2025"], []),  # reported by the year: not late before the next year is over
        (["2024"], ["2025"]),
        (["2026-T3"], ["2026-T2"]),  # a figure from after the period asked for says nothing of it
    ],
)
def test_what_is_late(figures: list[str], due: list[str]) -> None:
    assert [found.period.label for found in late(board_with(figures), "ONE")] == due


def test_nothing_is_due_before_go_live_or_for_what_takes_no_measurements() -> None:
    assert late(board_with([], go_live=T2.end + 1), "ONE") == ()
    assert len(late(board_with([], go_live=T2.end), "ONE")) == 1
    assert late(board_with([], measured=False), "ONE") == ()


def test_what_all_lack_is_said_once() -> None:
    a, b, c = (SimpleNamespace(code=code) for code in "abc")
    year = Period.parse("2025")
    nobody, rest = late_for_all(
        [Late("ONE", T2, (a, b)), Late("TWO", T2, (b, c)), Late("TWO", year, (a,))],  # type: ignore[arg-type]
        organisations=2,
    )
    assert [(found.period, [kpi.code for kpi in found.kpis]) for found in nobody] == [(T2, ["b"])]
    assert [(found.organisation, found.period, [kpi.code for kpi in found.kpis]) for found in rest] == [
        ("ONE", T2, ["a"]),
        ("TWO", T2, ["c"]),
        ("TWO", year, ["a"]),
    ]
