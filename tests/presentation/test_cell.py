"""One cell in words: what region page, trust page, register, files and entry form all show of a judgement."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.models import Measurement
from kpi.presentation.cell import Cell, cell_of
from kpi.presentation.formats import NBSP, limit_in_unit
from kpi.presentation.links import Links
from kpi.rules.change import change
from kpi.rules.figure import Figure
from tests.presentation.cells import judged, kpi_like
from tests.rules.build import figure, terms

LINKS = Links("regional")
SHARE = terms(given="40", adopted="level 80")


def cell(*figures: Figure, as_of: str = "2026-T2", before: str = "2026-T1", links: Links = LINKS) -> Cell:
    """STO's cell for a share of 40 % that shall be 80 %."""
    now, earlier = (judged(SHARE, {"STO": list(figures)}, as_of=period)["STO"] for period in (as_of, before))
    return cell_of(now, kpi_like(SHARE), links, moved=change(now, earlier, SHARE.direction))


def test_what_is_said_of_a_figure_that_has_changed() -> None:
    shown = cell(figure("2026-T1", "30"), figure("2026-T2", "41.25"))
    assert (shown.status, shown.colour, shown.word, shown.reason) == ("green", "Grønn", "Grønn", "")
    assert (shown.value, shown.value_with_unit) == (f"41,3{NBSP}%", f"41,3{NBSP}%")
    assert (shown.period, shown.period_name, shown.told_period) == ("2. tert. 2026", "2. tertial 2026", "")
    assert (shown.arrow, shown.change, shown.verdict, shown.verdict_word) == ("up", "11,3", "better", "bedre")
    assert shown.no_change_because == ""
    assert shown.url == "/plans/regional/kpi/X.1/?organisation=STO&as_of=2026-T2#why"
    assert (shown.asked, shown.description) == ("grønn", "Hvorfor grønn? X.1, STO")


def test_without_a_colour_the_reason_is_the_word() -> None:
    shown = cell()
    assert (shown.status, shown.colour, shown.word, shown.reason) == (
        "none",
        "Ingen status",
        "Ingen måling",
        "Ingen måling",
    )
    assert (shown.value, shown.value_with_unit, shown.period, shown.arrow) == ("", "", "", "")
    assert (shown.no_change_because, shown.flags) == ("", ())
    assert shown.description == "Hvorfor ingen status (ingen måling)? X.1, STO"


@pytest.mark.parametrize(
    ("periods", "told", "arrow", "why_not"),
    [
        (("2026-T1", "2026-T2"), "", "up", ""),
        (("2026-T1", "2026-07"), "juli 2026", "", "Forrige verdi gjelder en periode av en annen lengde."),
        (
            ("2025-T3", "2026-T1"),
            "1. tert. 2026",
            "",
            "",
        ),  # nothing can have changed in a tertial without a figure
        (("2026-T2",), "", "", "Ingen tidligere verdi å sammenligne med."),
    ],
)
def test_a_figure_that_ends_early_says_so_and_what_cannot_be_compared_says_why(
    periods: tuple[str, ...], told: str, arrow: str, why_not: str
) -> None:
    shown = cell(*(figure(period, str(30 + place)) for place, period in enumerate(periods)))
    assert (shown.told_period, shown.arrow, shown.no_change_because) == (told, arrow, why_not)


def test_the_address_carries_on_what_the_page_was_asked() -> None:
    preliminary = Links("regional", preliminary=True)
    shown = cell(figure("2026-T2", "40"), links=preliminary)
    assert shown.url == "/plans/regional/kpi/X.1/?organisation=STO&as_of=2026-T2&preliminary=1#why"


def test_flags_and_source_are_named() -> None:
    judgement = judged(SHARE, {"STO": [figure("2026-T2", "40")]}, as_of="2026-T2")["STO"]
    shown = cell_of(judgement, kpi_like(SHARE), LINKS, figures=[Measurement(origin=Measurement.IMPORTED)])
    assert [(flag.code, flag.text) for flag in shown.flags] == [("green_without_progress", "uten framgang")]
    assert shown.source == "importert fra fil"
    assert cell_of(judgement, kpi_like(SHARE), LINKS).source == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("43.04", "43,04"),  # verge of the baseline: 43,0 would be it
        ("43", "43,0"),
        ("43.26", "43,3"),
        ("40.0004", "40,0004"),  # green begins at 40
        ("39.96", "39,96"),
        ("79.99", "79,99"),
    ],
)
def test_no_value_seems_to_be_what_it_is_compared_with(value: str, shown: str) -> None:
    """With one decimal each would be shown as its baseline, its target or a limit, in another colour than that has."""
    share = terms(given="43", adopted="level 80")
    judgement = judged(share, {"STO": [figure("2026-T2", value)]}, as_of="2026-T2")["STO"]
    assert cell_of(judgement, kpi_like(share, direction="higher"), LINKS).value == f"{shown}{NBSP}%"


@given(
    value=st.decimals("30", "50", places=4),
    baseline=st.decimals("30", "50", places=2),
    kind=st.sampled_from(["improvement", "reduction 20", "level 40"]),
)
def test_what_is_shown_alike_is_alike(value: Decimal, baseline: Decimal, kind: str) -> None:
    share = terms(given=str(baseline), adopted=kind, lower=True)
    judgement = judged(share, {"STO": [figure("2026-T2", str(value))]}, as_of="2026-T2")["STO"]
    kpi = kpi_like(share, direction="lower")
    assert judgement.baseline is not None
    shown = cell_of(judgement, kpi, LINKS).value
    beside = limit_in_unit(judgement.baseline.value, kpi)
    assert (number_in(shown) == number_in(beside)) == (value == baseline)


def number_in(text: str) -> Decimal:
    return Decimal(text.removesuffix("%").strip().replace(",", "."))
