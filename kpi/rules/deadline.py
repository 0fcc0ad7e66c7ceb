"""How near a deadline is. A plan gives years; the deadline is the year's last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NEAR = 26
"""Weeks from which on a deadline is said to be near: half a year (our reading)."""
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Deadline:
    """A year and how far away its last day is: `passed`, or in so many whole `weeks`; None where that is far off."""

    year: int
    passed: bool
    weeks: int | None


def deadline_in(year: int, today: date) -> Deadline:
    """A deadline as seen from a day.

    Examples: on 27 November 2026 that of 2025 has passed, that of 2026 is 4 weeks away, that of 2027 is far off.
    """
    days = (date(year, 12, 31) - today).days
    weeks = days // DAYS_OF_A_WEEK
    return Deadline(year, passed=days < 0, weeks=weeks if 0 <= weeks <= NEAR else None)
