"""Making one table of the register as a plan says: what is new, what differs, what has gone.

Rows that are as they should be are not written. Which rows a plan has, and whether they hold, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import models as db
from django.db.models import Model

from kpi.actions.record_links import Links, batches
from kpi.models.revision import Dated

Ids = Mapping[str, Mapping[Any, int]]
"""The database ids of what is stored, by table and code."""


EMPTY = "(empty)"
"""How a list of changes shows a cell without content."""


class RecordRow(Protocol):
    """One record as it should be: values by column. `record` is its key as people read it."""

    @property
    def record(self) -> str: ...

    @property
    def values(self) -> Mapping[str, Any]: ...

    def __getitem__(self, column: str) -> Any: ...


class RecordTable(Protocol):
    """A table of the register as a plan describes it (see `kpi.files.plan.table.Table`)."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def model(self) -> type[Model]: ...

    @property
    def key(self) -> tuple[str, ...]: ...

    @property
    def shared(self) -> bool: ...

    @property
    def is_dated(self) -> bool: ...

    @property
    def column_names(self) -> Sequence[str]: ...

    @property
    def references(self) -> Mapping[str, str]: ...

    @property
    def lists(self) -> Mapping[str, str]: ...

    def key_of(self, values: Mapping[str, Any]) -> tuple[Any, ...]: ...

    def name_of(self, texts: Mapping[str, str]) -> str: ...

    def as_written(self, column: str, value: Any) -> str: ...


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record that was changed, with the value before and after as text."""

    record: str
    field: str
    before: str
    after: str


@dataclass(slots=True)
class TableChange:
    """How many records of a table were created, changed and removed, and which."""

    label: str
    created: int = 0
    changed: int = 0
    removed: int = 0
    moved: int = 0
    """Records that have another place among the rows."""
    fields: list[FieldChange] = field(default_factory=list)
    new_records: list[str] = field(default_factory=list)
    gone_records: list[str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.created or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class _Field:
    """A column as the model has it: the attribute it fills (`kpi_id` for a reference), the table it leads to, and what
    an empty cell means where the field cannot be empty."""

    column: str
    attribute: str
    target: str
    default: Any
    in_key: bool


def _field(model: type[Model], column: str, target: str, *, in_key: bool) -> _Field:
    found = model._meta.get_field(column)
    assert isinstance(found, db.Field)
    default = None if found.null or target else found.get_default()
    return _Field(column, found.attname, target, default, in_key)


@dataclass(slots=True)
class Records:
    """A table's stored records of one plan, beside the rows that say how they should be."""

    table: RecordTable
    rows: Sequence[RecordRow]
    stored: list[Model]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """Fields with the same value in all rows, such as the plan."""
    at_creation: Mapping[str, Any] = field(default_factory=dict)
    """Fields that are set once, when a record is created."""
    settled: frozenset[str] = frozenset()
    """Codes of shared records whose place among the others another plan has settled."""
    fresh: frozenset[int] = frozenset()
    """Ids of stored records that were created just now, so that filling them in is no change."""
    change: TableChange = field(init=False)
    _fields: tuple[_Field, ...] = field(init=False)
    _has_position: bool = field(init=False)

    def __post_init__(self) -> None:
        self.change = TableChange(self.table.label)
        # Asked of the model once, since there may be thousands of rows.
        names = {field_.name for field_ in self.table.model._meta.get_fields()}
        self._has_position = "position" in names
        references, lists, key = self.table.references, self.table.lists, self.table.key
        self._fields = tuple(
            _field(self.table.model, column, references.get(column, ""), in_key=column in key)
            for column in self.table.column_names
            if column in names and column not in lists
        )

    def write(self, ids: Ids) -> list[Model]:
        """Create and change records, and give them all in the order of the rows."""
        known = self._by_key()
        kept, new, changed, differing = [], [], [], set()
        for position, row in self._placed():
            values = self._values(row, position, ids)
            record = known.get(self._key_of_row(row, ids))
            if record is None:
                record = self.table.model(**{**values, **self.at_creation})
                new.append(record)
                self.change.new_records.append(row.record)
            else:
                if self.table.shared and row["code"] in self.settled:
                    values.pop("position", None)
                fields = self._differences(record, row, values)
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

    def differing(self, ids: Ids) -> list[tuple[RecordRow, str]]:
        """The rows whose stored record says otherwise, with the column. Nothing is written."""
        known = self._by_key()
        found = []
        for position, row in self._placed():
            record = known.get(self._key_of_row(row, ids))
            if record is None:
                continue
            values = self._values(row, position, ids)
            found += [
                (row, name.removesuffix("_id"))
                for name, value in values.items()
                if name not in {"position", *self.fixed} and getattr(record, name) != value
            ]
        return found

    def lacking(self, ids: Ids) -> list[RecordRow]:
        """The rows that no stored record stands for."""
        known = self._by_key()
        return [row for row in self.rows if self._key_of_row(row, ids) not in known]

    def gone(self, ids: Ids) -> list[Model]:
        """The stored records that no row stands for."""
        if self.table.shared:
            return []
        wanted = {self._key_of_row(row, ids) for row in self.rows}
        known = self._by_key()
        return [
            record
            for record in self.stored
            if (key := self._key_of_record(record)) not in wanted or known[key] is not record
        ]

    def remove(self, records: Sequence[Model]) -> None:
        """Delete records, and count them."""
        self.change.gone_records += [self._name_of(record) for record in records]
        self._remove_links([record.pk for record in records])
        for batch in batches([record.pk for record in records]):
            self.table.model._default_manager.filter(pk__in=batch).delete()
        self.change.removed += len(records)

    def _name_of(self, record: Model) -> str:
        """The record's key as its row would give it. Example: `P-1.1/STO` for an ambition."""
        texts = {column: self.table.as_written(column, getattr(record, column)) for column in self.table.key}
        if isinstance(record, Dated) and not record.revision.is_made_here:
            texts["revision"] = ""  # the files' own have no code in them
        return self.table.name_of(texts)

    def _differences(self, record: Model, row: RecordRow, values: Mapping[str, Any]) -> set[str]:
        fields = {name for name, value in values.items() if getattr(record, name) != value}
        self.change.moved += "position" in fields
        for name in sorted(fields - {"position"}):
            column = name.removesuffix("_id")
            before = getattr(record, column)
            after = row.values.get(column, values[name])
            before, after = self.table.as_written(column, before), self.table.as_written(column, after)
            self.change.fields.append(FieldChange(row.record, column, before or EMPTY, after or EMPTY))
        return fields

    def _placed(self) -> Iterator[tuple[int, RecordRow]]:
        """The rows with their place in the file, from 1. Revisions of one record share its place."""
        places: dict[tuple[Any, ...], int] = {}
        for number, row in enumerate(self.rows, start=1):
            if self.table.is_dated:
                key = tuple(row[name] for name in self.table.key if name not in ("valid_from", "revision"))
                yield places.setdefault(key, len(places) + 1), row
            else:
                yield number, row

    def _by_key(self) -> dict[tuple[Any, ...], Model]:
        known: dict[tuple[Any, ...], Model] = {}
        for record in self.stored:
            known.setdefault(self._key_of_record(record), record)
        return known

    def _key_of_record(self, record: Model) -> tuple[Any, ...]:
        """The key as the register knows it; the revision says from when a dated record is valid."""
        values = dict.fromkeys(self.table.key)
        values.update((name.column, getattr(record, name.attribute)) for name in self._fields if name.in_key)
        return self.table.key_of(values)

    def _key_of_row(self, row: RecordRow, ids: Ids) -> tuple[Any, ...]:
        """The same of a row, with ids for codes; an id of None is of something yet to be stored."""
        values = {**row.values}
        for name in self._fields:
            if name.in_key and name.target:
                values[name.column] = _id(ids, name.target, row[name.column])
        if self.table.is_dated:
            values["revision"] = _revision_id(row, ids)
            values["valid_from"] = None
        return self.table.key_of(values)

    def _values(self, row: RecordRow, position: int, ids: Ids) -> dict[str, Any]:
        """What the record's fields should be, by attribute (`kpi_id`)."""
        values: dict[str, Any] = dict(self.fixed)
        if self._has_position:
            values["position"] = position
        for name in self._fields:
            value = row[name.column]
            if name.target:
                value = _id(ids, name.target, value)
            elif value is None:
                value = name.default
            values[name.attribute] = value
        if self.table.is_dated:
            values["revision_id"] = _revision_id(row, ids)
        return values

    def _write_lists(self, records: Sequence[Model], ids: Ids, *, new: Sequence[Model]) -> set[int]:
        """Make the columns that list codes right; gives the ids of records that had others before."""
        touched: set[int] = set()
        created = {record.pk for record in new}
        for column, target in self.table.lists.items():
            links = Links(self.table.model, column)
            present = links.of({record.pk for record in records})
            for row, record in zip(self.rows, records, strict=True):
                wanted = {ids[target][code]: code for code in row[column]}
                before = present.get(record.pk, {})
                if list(before) == list(wanted):
                    continue
                links.change(record.pk, before, wanted)
                if record.pk not in created:
                    touched.add(record.pk)
                    was = ",".join(link.code for link in before.values())
                    self.change.fields.append(
                        FieldChange(row.record, column, was or EMPTY, ",".join(row[column]) or EMPTY)
                    )
            links.write()
        return touched

    def _remove_links(self, record_ids: Sequence[int]) -> None:
        for column in self.table.lists:
            Links(self.table.model, column).remove(record_ids)


def _id(ids: Ids, target: str, code: Any) -> int | None:
    return None if code is None else ids[target].get(code)


def _revision_id(row: RecordRow, ids: Ids) -> int | None:
    """The revision of a dated row: the one made in the register that it names, else the plan's own for its day."""
    if row["revision"] is not None:
        return ids["revisions"].get(row["revision"])
    return ids["days"].get(row["valid_from"])


def _field_name(model: type[Model], attribute: str) -> str:
    return model._meta.get_field(attribute.removesuffix("_id")).name
