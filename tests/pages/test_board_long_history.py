"""What is left unread of a long history changes no answer of a board."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kpi.models import Plan, PlanMember
from kpi.rules.judgement import Judgement
from kpi.rules.period import Period
from kpi.selectors.board import board, judgements
from kpi.selectors.figures import whole_history
from kpi.selectors.plan_terms import PlanTerms, plan_terms

T2 = Period.parse("2026-T2")
Measure = Callable[..., None]


def terms_now() -> PlanTerms:
    terms = plan_terms("regional")
    assert terms is not None
    return terms


def from_all_figures(terms: PlanTerms, as_of: Period) -> dict[tuple[str, str], Judgement]:
    """Every cell judged on every figure there is."""
    history = whole_history(terms, until=as_of)
    judged: dict[tuple[str, str], Judgement] = {}
    for code, kpi in terms.terms.items():
        judged |= judgements(kpi, history[code], as_of=as_of)
    return judged


# The first figures of a share without a given baseline, long before the windows that are read begin.
EARLY = [
    ("P-2.1", trust, f"{year}-T{part}", str(10 + place + part))
    for place, trust in enumerate(("STO", "HNT", "HMR"))
    for year in (2018, 2019, 2023, 2026)
    for part in (1, 2)
]


@pytest.mark.parametrize(
    "go_live",
    [
        {"STO": date(2023, 1, 1), "HNT": date(2023, 1, 1), "HMR": date(2023, 1, 1)},
        {"STO": None, "HNT": date(2023, 1, 1), "HMR": date(2023, 1, 1)},
        {"STO": None, "HNT": None, "HMR": date(2025, 9, 1)},
        {"STO": date(2019, 1, 1), "HNT": date(2023, 1, 1), "HMR": date(2025, 1, 1)},
        {"STO": date(2023, 1, 1), "HNT": date(2023, 1, 1), "HMR": date(2023, 1, 1), "HMN": date(2018, 1, 1)},
        {"STO": None, "HNT": None, "HMR": None},
    ],
    ids=["alike", "one blank", "two blank", "different", "the region earlier", "all blank"],
)
def test_what_is_read_of_a_long_history_changes_no_answer(
    plan: Plan, measure: Measure, go_live: dict[str, date | None]
) -> None:
    measure(*EARLY)
    for code, day in go_live.items():
        PlanMember.objects.filter(organisation__code=code).update(go_live=day)
    terms = terms_now()
    wanted = from_all_figures(terms, T2)
    assert board(terms, as_of=T2).now == wanted
    for code in ("STO", "HNT", "HMN"):
        some = board(terms, as_of=T2, organisations=[code]).now
        assert some == {cell: found for cell, found in wanted.items() if cell[1] == code}
