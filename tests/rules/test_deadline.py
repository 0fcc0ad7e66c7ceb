"""How near a deadline is, on its last days above all."""

from datetime import date

import pytest

from kpi.rules.deadline import deadline_in


@pytest.mark.parametrize(
    ("year", "today", "passed", "weeks"),
    [
        (2025, date(2026, 1, 1), True, None),
        (2025, date(2025, 12, 31), False, 0),
        (2026, date(2026, 12, 24), False, 1),
        (2026, date(2026, 12, 25), False, 0),
        (2026, date(2026, 11, 27), False, 4),
        (2026, date(2026, 7, 2), False, 26),
        (2026, date(2026, 6, 25), False, None),
        (2027, date(2026, 11, 27), False, None),
    ],
)
def test_a_deadline_seen_from_a_day(year, today, passed, weeks):
    deadline = deadline_in(year, today)
    assert (deadline.passed, deadline.weeks) == (passed, weeks)
