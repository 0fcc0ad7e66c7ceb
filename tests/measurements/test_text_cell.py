"""Periods, codes and texts as spreadsheets and word processors leave them."""

from __future__ import annotations

from datetime import datetime

import pytest

from kpi.files.characters import odd_characters, plain, visible
from kpi.files.lines import ErrorCell, in_short, is_blank
from kpi.files.text_cell import as_code, as_period_text, as_text, is_storable


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2026-03", "2026-03"),
        (" 2026-T1 ", "2026-T1"),
        (2026.0, "2026"),
        (datetime(2026, 3, 1), "2026-03"),  # noqa: DTZ001 - workbooks know no time zones
        ("mar.26", "2026-03"),
        ("Mai-26", "2026-05"),
        ("May-26", "2026-05"),
        ("okt.26", "2026-10"),
        ("Oct-26", "2026-10"),
        ("des.26", "2026-12"),
        ("01.03.2026", "2026-03"),
        ("1.3.2026", "2026-03"),
        ("01.03.26", "2026-03"),
        ("2026-03-01", "2026-03"),
        ("2026-03-01 00:00:00", "2026-03"),
        ("2026-03-01T00:00:00", "2026-03"),
        ("2026\N{NON-BREAKING HYPHEN}03", "2026-03"),
        ("2026\N{EN DASH}T1\N{ZERO WIDTH SPACE}", "2026-T1"),
    ],
)
def test_the_first_day_of_a_month_is_the_month(cell: object, period: str) -> None:
    assert as_period_text(cell) == period  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell",
    [
        "02.03.2026",
        "2026-03-02",
        "03/01/2026",
        "2026-03-01 12:00:00",
        "26.okt",
        "xyz.26",
        "mars 2026",
        "1.2026",
    ],
)
def test_other_dates_are_left_as_they_are(cell: str) -> None:
    assert as_period_text(cell) == cell


def test_a_day_within_a_month_is_no_period() -> None:
    assert as_period_text(datetime(2026, 3, 2)) == "2026-03-02"  # noqa: DTZ001
    assert as_period_text(datetime(2026, 3, 1, 12)) == "2026-03-01 12:00:00"  # noqa: DTZ001


def test_text_of_cells() -> None:
    assert [as_text(cell) for cell in (None, " a ", 5.0, 5.5, ErrorCell("#N/A"))] == [
        "",
        "a",
        "5",
        "5.5",
        "#N/A",
    ]


def test_text_that_no_database_holds() -> None:
    assert is_storable("a\tb\nc – ✓ 😀")
    assert not any(is_storable(text) for text in ("a\x00b", "\x1b[31m", "\ud800"))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("P\N{NON-BREAKING HYPHEN}2.1", "P-2.1"),
        ("P\N{HYPHEN}2.1", "P-2.1"),
        ("P\N{EN DASH}2.1", "P-2.1"),
        ("P\N{MINUS SIGN}2.1", "P-2.1"),
        ("P\N{SOFT HYPHEN}-2.1", "P-2.1"),
        ("\N{ZERO WIDTH SPACE}P-2.1\N{LEFT-TO-RIGHT MARK}", "P-2.1"),
        ("\N{NO-BREAK SPACE}P-2.1\N{NO-BREAK SPACE}", "P-2.1"),
        ("A\N{COMBINING RING ABOVE}S", "ÅS"),
        ("\N{CYRILLIC CAPITAL LETTER ER}-2.1", "\N{CYRILLIC CAPITAL LETTER ER}-2.1"),
    ],
)
def test_a_code_is_plain(written: str, code: str) -> None:
    assert as_code(written) == plain(written) == code


def test_what_nobody_sees_is_blank() -> None:
    assert is_blank("\N{ZERO WIDTH SPACE} \N{NO-BREAK SPACE}")
    assert visible("a\N{ZERO WIDTH SPACE}b\N{RIGHT-TO-LEFT OVERRIDE}") == "ab"


def test_characters_that_look_like_others_have_names() -> None:
    assert odd_characters("P-2.1 ÆØÅ") == ""
    assert odd_characters("\N{CYRILLIC CAPITAL LETTER ER}-2.1") == (
        "«\N{CYRILLIC CAPITAL LETTER ER}» (CYRILLIC CAPITAL LETTER ER)"
    )
    assert odd_characters("\ue000αβγδ").endswith(" …")
    assert "U+E000" in odd_characters("\ue000")


def test_a_message_shows_what_a_terminal_would_obey() -> None:
    assert in_short("a\x1b[31m\nb") == r"a\x1b[31m b"
