"""Making one table of the register as a plan's file says: what is new, what differs, what has gone.

Rows that are as they should be are not written. Which rows a plan has, and whether they hold, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models as db
from django.db.models import ManyToManyField, Model

from kpi.files.plan.columns import Codes, Value
from kpi.files.plan.reading import Row
from kpi.files.plan.tables import Table

BATCH = 400
"""Ids in one statement, well under what SQLite takes."""

Ids = Mapping[str, Mapping[Value, int]]
"""The database ids of what is stored, by file and code."""


@dataclass(slots=True)
class TableChange:
    """How many records of a table were created, changed and removed."""

    label: str
    created: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def any(self) -> bool:
        return bool(self.created or self.changed or self.removed)


@dataclass(slots=True)
class Records:
    """A table's stored records of one plan, beside the rows that say how they should be."""

    table: Table
    rows: Sequence[Row]
    stored: list[Model]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """Fields with the same value in all rows, such as the plan."""
    fresh: frozenset[int] = frozenset()
    """Ids of stored records that were created just now, so that filling them in is no change."""
    change: TableChange = field(init=False)

    def __post_init__(self) -> None:
        self.change = TableChange(self.table.label)

    def write(self, ids: Ids) -> list[Model]:
        """Create and change records, and give them all in the order of the rows."""
        held = self._held(ids)
        kept, new, changed, differing = [], [], [], set()
        for position, row in enumerate(self.rows, start=1):
            values = self._values(row, position, ids)
            record = held.get(self._key_of_row(row, ids))
            if record is None:
                record = self.table.model(**values)
                new.append(record)
            else:
                fields = {name for name, value in values.items() if getattr(record, name) != value}
                if fields:
                    for name in fields:
                        setattr(record, name, values[name])
                    changed.append(record)
                    differing |= fields
            kept.append(record)
        manager = self.table.model._default_manager
        manager.bulk_create(new)
        if changed:
            manager.bulk_update(changed, sorted(_field_name(self.table.model, name) for name in differing))
        linked = self._write_lists(kept, ids, new=new)
        self.change.created = len(new) + len(self.fresh)
        self.change.changed = len(({record.pk for record in changed} | linked) - self.fresh)
        return kept

    def gone(self, ids: Ids) -> list[Model]:
        """The stored records that no row stands for."""
        if self.table.shared:
            return []
        wanted = {self._key_of_row(row, ids) for row in self.rows}
        held = self._held(ids)
        return [
            record
            for record in self.stored
            if (key := self._key_of_record(record)) not in wanted or held[key] is not record
        ]

    def remove(self, records: Sequence[Model]) -> None:
        """Delete records, and count them."""
        for batch in _batches([record.pk for record in records]):
            self.table.model._default_manager.filter(pk__in=batch).delete()
        self.change.removed += len(records)

    def _held(self, ids: Ids) -> dict[tuple[Any, ...], Model]:
        held: dict[tuple[Any, ...], Model] = {}
        for record in self.stored:
            held.setdefault(self._key_of_record(record), record)
        return held

    def _key_of_record(self, record: Model) -> tuple[Any, ...]:
        values = {name: getattr(record, _attribute(self.table.model, name)) for name in self.table.key}
        return self.table.key_of(values)

    def _key_of_row(self, row: Row, ids: Ids) -> tuple[Any, ...]:
        """The key as the register knows it, with ids for codes; an id of None is of something yet to be stored."""
        values = dict(row.values)
        for column in self.table.columns:
            target = getattr(column, "of", "")
            if column.name in self.table.key and target and not isinstance(column, Codes):
                values[column.name] = _id(ids, target, row[column.name])
        return self.table.key_of(values)

    def _values(self, row: Row, position: int, ids: Ids) -> dict[str, Any]:
        """What the record's fields should be, by attribute (`kpi_id`)."""
        model = self.table.model
        names = {field.name for field in model._meta.get_fields()}
        values: dict[str, Any] = dict(self.fixed)
        if "position" in names:
            values["position"] = position
        for column in self.table.columns:
            if column.name not in names or isinstance(column, Codes):
                continue
            value: Any = row[column.name]
            target = getattr(column, "of", "")
            field_ = model._meta.get_field(column.name)
            assert isinstance(field_, db.Field)
            if value is None and not field_.null:
                value = field_.get_default()
            values[_attribute(model, column.name)] = _id(ids, target, value) if target else value
        return values

    def _write_lists(self, records: Sequence[Model], ids: Ids, *, new: Sequence[Model]) -> set[int]:
        """Make the columns that hold several codes right; gives the ids of records that had others before."""
        touched: set[int] = set()
        created = {record.pk for record in new}
        for column in self.table.columns:
            if not isinstance(column, Codes):
                continue
            relation = self.table.model._meta.get_field(column.name)
            assert isinstance(relation, ManyToManyField)
            through = relation.remote_field.through
            assert through is not None
            own, other = f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"
            links = through._default_manager
            held: dict[int, set[int]] = {record.pk: set() for record in records}
            for own_id, other_id in links.values_list(own, other):
                if own_id in held:
                    held[own_id].add(other_id)
            wrong, right = [], []
            for row, record in zip(self.rows, records, strict=True):
                codes = row[column.name]
                assert isinstance(codes, tuple)
                wanted = [_id(ids, column.of, code) for code in codes]
                if set(wanted) != held[record.pk]:
                    wrong.append(record.pk)
                    right += [through(**{own: record.pk, other: id_}) for id_ in wanted]
            for batch in _batches(wrong):
                links.filter(**{f"{own}__in": batch}).delete()
            links.bulk_create(right)
            touched |= set(wrong) - created
        return touched


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _id(ids: Ids, target: str, code: Value) -> int | None:
    return None if code is None else ids[target].get(code)


def _attribute(model: type[Model], name: str) -> str:
    """The attribute a column fills: `kpi_id` for a reference, else the column's own name."""
    found = model._meta.get_field(name)
    return found.attname if isinstance(found, db.ForeignKey) else name


def _field_name(model: type[Model], attribute: str) -> str:
    return model._meta.get_field(attribute.removesuffix("_id")).name
