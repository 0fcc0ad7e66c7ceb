"""Writing a plan's own files, so that reading them gives the same records again.

Nothing is made harmless for spreadsheets here: a plan's file says what the plan says. Exports for people are in
`kpi.files.export`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from kpi.files.plan.column import Column, Value
from kpi.files.writing import written_csv


class Record(Protocol):
    """What has a value for each column: a row that was read, or a dictionary."""

    def __getitem__(self, column: str, /) -> Value:
        """The value in a column."""


def write_plan_csv(rows: Iterable[Record], columns: Sequence[Column]) -> bytes:
    """A plan's file in its one canonical form: UTF-8 without a mark, semicolons, `\\n` at the end of each line, numbers
    without zeros that say nothing.

    Example: a row of `code` P-2.1 and `goal` P is the line `P-2.1;P`.
    """
    lines = [[column.name for column in columns], *(written_row(row, columns) for row in rows)]
    return written_csv(lines, line_end="\n", mark=False)


def written_row(row: Record, columns: Sequence[Column]) -> list[str]:
    """A record's cells as they stand in its file."""
    return [column.write(row[column.name]) for column in columns]
