"""Numbers, days and periods as each language writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from kpi.presentation import formats
from kpi.rules.period import Period

NBSP = "\N{NO-BREAK SPACE}"


def written() -> list[str]:
    return [
        formats.number(Decimal("-1234.5"), 1),
        formats.percent(Decimal("93.3")),
        formats.share(Decimal("0.855")),
        formats.day(date(2024, 12, 4)),
        formats.short_day(date(2024, 12, 4)),
        formats.clock(datetime(2024, 12, 4, 9, 5, tzinfo=UTC)),
        formats.period_name(Period.parse("2026-T2")),
        formats.short_period(Period.parse("2026-T2")),
        formats.period_name(Period.parse("2026-03")),
        formats.listed(["STO", "HNT", "HMR"]),
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "nb",
            [
                f"−1{NBSP}234,5",
                f"93,3{NBSP}%",
                f"86{NBSP}%",
                "4. desember 2024",
                "04.12.2024",
                "09.05",
                "2. tertial 2026",
                "2. tert. 2026",
                "mars 2026",
                "STO, HNT og HMR",
            ],
        ),
        (
            "en",
            [
                "−1,234.5",
                "93.3%",
                "86%",
                "4 December 2024",
                "04/12/2024",
                "09:05",
                "tertial 2 of 2026",
                "T2 2026",
                "March 2026",
                "STO, HNT and HMR",
            ],
        ),
    ],
)
def test_each_language_writes_in_its_own_way(language, expected):
    with translation.override(language):
        assert written() == expected


@pytest.mark.parametrize(
    ("label", "name", "short"),
    [
        ("2026-03", "mars 2026", "mars 2026"),
        ("2026-T3", "3. tertial 2026", "3. tert. 2026"),
        ("2026-Q1", "1. kvartal 2026", "1. kv. 2026"),
        ("2026-Q4", "4. kvartal 2026", "4. kv. 2026"),
        ("2026-H2", "2. halvår 2026", "2. halvår 2026"),
        ("2026", "2026", "2026"),
        ("2026-01/2026-08", "januar–august 2026", "jan.–aug. 2026"),
        ("2026-01/2026-04", "januar–april 2026", "jan.–apr. 2026"),
    ],
)
def test_every_kind_of_period_in_words(label: str, name: str, short: str) -> None:
    period = Period.parse(label)
    assert (formats.period_name(period), formats.short_period(period)) == (name, short)


def test_a_whole_year_that_is_not_of_the_calendar_tells_both_years() -> None:
    year = Period(2024 * 12 + 8, 12)
    assert formats.period_name(year) == "september 2024–august 2025"


def test_the_last_letters_come_last() -> None:
    names = ["Åpne", "Øvelse", "Ære", "zoom", "Zink", "aksept"]
    assert sorted(names, key=formats.in_norwegian_order) == [
        "aksept",
        "Zink",
        "zoom",
        "Ære",
        "Øvelse",
        "Åpne",
    ]
