"""How a figure counts in what its organisation is judged by, as of its own period."""

from fractions import Fraction

import pytest

from kpi.rules.counting import Counts, counts_of
from kpi.rules.figure import Figure, JudgedFigure, YearSums
from kpi.rules.period import Period


def figure(period: str, value: int = 10) -> Figure:
    return Figure(Period.parse(period), value)


def judged(*figures: Figure) -> JudgedFigure:
    return JudgedFigure(figures[0].period, Fraction(figures[0].value), figures)


@pytest.mark.parametrize(
    ("given", "read", "months", "counts"),
    [
        ("2026-T2", judged(figure("2026-T2")), 4, Counts.ALONE),
        ("2026-08", judged(figure("2026-T2")), 4, Counts.LONGER_FIRST),
        ("2026-T2", None, 4, Counts.YEAR_NOT_WHOLE),
        ("2026-T2", judged(figure("2025")), 4, Counts.YEAR_NOT_WHOLE),
        ("2026-Q2", judged(figure("2026-06")), 4, Counts.KIND_NOT_JUDGED),
        ("2026-Q2", judged(figure("2026-Q2")), 3, Counts.ALONE),
        ("2026-01/2026-08", judged(figure("2026-T2")), 4, Counts.KIND_NOT_JUDGED),
    ],
)
def test_a_figure_and_what_is_read(
    given: str, read: JudgedFigure | None, months: int, counts: Counts
) -> None:
    assert counts_of(figure(given), read, reporting_months=months) is counts


def test_a_part_of_a_year() -> None:
    year = [figure("2025-T3", 241), figure("2026-T1", 204), figure("2026-T2", 300)]
    whole = YearSums(year).at(Period.parse("2026-T2").end)
    assert counts_of(year[-1], whole, reporting_months=4) is Counts.IN_YEAR
    assert counts_of(figure("2026-08", 45), whole, reporting_months=4) is Counts.LONGER_FIRST
