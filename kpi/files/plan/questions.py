"""What the files say that may well be a slip and cannot be told from what is meant: asked about, never refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kpi.files.plan.reading import PlanFiles

LONGEST = 20
"""Years from a plan's date to a deadline or a go-live before it is asked about (our reading)."""


def questions_of(files: PlanFiles) -> list[str]:
    """A sentence for each deadline that lies before the plan, or so far after it that a digit may be wrong; and for
    each go-live that far from it.

    Example: a deadline of 2072 in a plan of December 2024 lies 48 years after it.
    """
    (plan,) = files.rows["plan"]
    day = plan["date"]
    return [*_go_lives(files, day), *_deadlines(files, day)] if isinstance(day, date) else []


def _go_lives(files: PlanFiles, day: date) -> Iterator[str]:
    for row in files.rows["members"]:
        month = row["go_live"]
        if not isinstance(month, date) or abs(month.year - day.year) <= LONGEST:
            continue
        lies = f"{abs(month.year - day.year)} years {'after' if month > day else 'before'}"
        yield (
            f"{files.file(row.table)} line {row.line}, {row.record}, go_live: {month:%Y-%m} lies {lies} the plan's own "
            f"date ({day.isoformat()}). Is the year right?"
        )


def _deadlines(files: PlanFiles, day: date) -> Iterator[str]:
    for row in files.rows["ambitions"]:
        year = row["deadline"]
        if not isinstance(year, int) or 0 <= year - day.year <= LONGEST:
            continue
        away = year - day.year
        lies = f"lies {away} years after" if away > 0 else "lies before"
        yield (
            f"{files.file(row.table)} line {row.line}, {row.record}, deadline: {year} {lies} the plan's own date "
            f"({day.isoformat()}). Is the year right?"
        )
