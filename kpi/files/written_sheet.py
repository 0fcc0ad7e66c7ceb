"""A workbook's sheet as it is to be written: columns, rows and what stands above them. Which library writes it is the
matter of `kpi.files.workbook_writing`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """A cell of a workbook: a text that is never calculated, or a number with the format it is shown in."""

    value: str | int | float
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class WrittenColumn:
    """A column of a workbook's sheet. `note` shows where one points at the heading; cells offer the `choices`."""

    heading: str
    width: int
    note: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet: what stands above the heading, the columns, and the rows under them.

    `frozen` columns stay in sight, and so does the heading. In an `all_text` sheet whatever is typed stays a text.
    """

    name: str
    columns: Sequence[WrittenColumn]
    rows: Iterable[Sequence[WrittenCell | None]]
    title: str = ""
    notes: Sequence[str] = ()
    frozen: int = 0
    filters: bool = False
    all_text: bool = False
    wraps: bool = False
