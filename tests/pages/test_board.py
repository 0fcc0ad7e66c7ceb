"""A board of some organisations says what the board of all says of them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kpi.rules.period import Period
from kpi.selectors.board import Board, board
from kpi.selectors.plan_terms import PlanTerms, plan_terms

T2 = Period.parse("2026-T2")


def terms_now() -> PlanTerms:
    terms = plan_terms("regional")
    assert terms is not None
    return terms


@pytest.mark.django_db
@pytest.mark.parametrize("world", ["everything"], indirect=True)
@pytest.mark.parametrize("preliminary", [False, True])
def test_some_organisations_are_judged_as_among_all(world: str, preliminary: bool) -> None:
    terms = terms_now()

    def judged(*codes: str) -> Board:
        return board(terms, as_of=T2, preliminary=preliminary, organisations=codes or None)

    every = judged()
    assert {status.value for status in (judgement.status for judgement in every.now.values())} == {
        "green",
        "yellow",
        "red",
        "none",
    }
    for codes in (("STO",), ("HMR", "HNT"), ("HMN",), ("HMN", "STO")):
        some = judged(*codes)
        assert some.now == {cell: found for cell, found in every.now.items() if cell[1] in codes}
        assert some.earlier == {cell: found for cell, found in every.earlier.items() if cell[1] in codes}
        assert list(some.now) == [cell for cell in every.now if cell[1] in codes]


@pytest.mark.django_db
@pytest.mark.parametrize("world", ["everything"], indirect=True)
def test_a_trusts_board_reads_no_others_figures(world: str) -> None:
    terms = terms_now()
    with CaptureQueriesContext(connection) as queries:
        some = board(terms, as_of=T2, organisations=["STO"])
    assert len(queries) <= 2
    assert {code for series in some.series.values() for code, figures in series.items() if figures} == {"STO"}
    assert board(terms, as_of=T2, organisations=["OUS"]).now == {}
