"""What a file of a plan is: its columns, and what tells one record from another. Which files there are: `tables`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models as db

from kpi.files.plan.columns import Code, Codes, Column, Day, Section, Value
from kpi.files.plan.findings import shown
from kpi.models.revision import Dated

SOURCE = (Code("document", of="documents"), Section("section"), Column("footnote"))
DATED = (Day("valid_from"), Code("revision", of="revisions"))
"""From when a row is valid: a day, for what the plan's own versions say, or the revision made in the register."""


@dataclass(frozen=True)
class Table:
    """A file, its columns, and what tells one record from another.

    `key` are the columns that do; `in_key` says which of them count for a given record (a baseline's year only tells
    further years apart). `label` is what the command calls the records. Records of a `shared` table belong to several
    plans, so they are never removed with one. An `optional` file may be missing: the plan has none of these records.
    """

    name: str
    label: str
    model: type[db.Model]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows_needed: int = 0
    one_row: bool = False
    shared: bool = False
    optional: bool = False
    unsaid: str = ""
    """A word of the key that goes without saying when a message names the record."""
    unnamed: str = "without a key"
    """How messages name a record whose key is empty."""
    in_key: Callable[[Mapping[str, Value], str], bool] = field(default=lambda values, column: True)

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @cached_property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def is_dated(self) -> bool:
        """Whether its records belong to revisions."""
        return issubclass(self.model, Dated)

    @cached_property
    def references(self) -> dict[str, str]:
        """The columns with a code of another table, to that table's name."""
        return {c.name: c.of for c in self.columns if isinstance(c, Code) and c.of}

    @cached_property
    def lists(self) -> dict[str, str]:
        """The columns that list codes of another table, to that table's name."""
        return {c.name: c.of for c in self.columns if isinstance(c, Codes)}

    def key_of(self, values: Mapping[str, Value]) -> tuple[Value, ...]:
        """What the record is known by; equal keys are the same record."""
        return tuple(values[name] if self.in_key(values, name) else None for name in self.key)

    def name_of(self, texts: Mapping[str, str]) -> str:
        """The record's key as messages show it, of its cells. Example: `P-1.1/STO` for an ambition."""
        filled: dict[str, Value] = dict(texts)
        parts = [
            texts[name]
            for name in self.key
            if texts[name] not in ("", self.unsaid) and self.in_key(filled, name)
        ]
        return shown("/".join(parts))[1:-1] if parts else self.unnamed

    def as_written(self, column: str, value: Any) -> str:
        """A stored value as the column's cell holds it; a record goes by its code. Example: 2024-01 for a month."""
        if isinstance(value, db.Model):
            return str(value.code)  # type: ignore[attr-defined]
        return self._columns[column].write(value)

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}
