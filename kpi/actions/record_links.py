"""The rows that tie a record to others: which a list column has, and making them as it should be, in few statements."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import ManyToManyField, Model

BATCH = 400
"""Ids in one statement, well under what SQLite takes."""


@dataclass(frozen=True, slots=True)
class Link:
    """A row that ties a record to another, with that one's code."""

    pk: int
    code: str


@dataclass(slots=True)
class Links:
    """The rows that tie records to those of a list column. Changes are gathered, and written all at once."""

    model: type[Model]
    column: str
    _gone: list[int] = field(default_factory=list)
    _moved: list[Any] = field(default_factory=list)
    _new: list[Any] = field(default_factory=list)

    def of(self, record_ids: Collection[int]) -> dict[int, dict[int, Link]]:
        """The links by record and by what each leads to, in their order."""
        found: dict[int, dict[int, Link]] = {}
        order = ["position"] if self.is_ordered else []
        rows = self._rows.order_by(*order, "pk").values_list(
            "pk", self._own, self._other, f"{self._relation.m2m_reverse_field_name()}__code"
        )
        for pk, own, other, code in rows:
            if own in record_ids:
                found.setdefault(own, {})[other] = Link(pk, code)
        return found

    def change(self, record_id: int, present: Mapping[int, Link], wanted: Mapping[int, str]) -> None:
        """Note what it takes to get from the links present to those wanted.

        Where a link holds more than its two ends, those that stay are kept; else all are made anew, in their order.
        """
        kept = present if self.is_ordered else {}
        self._gone += [link.pk for id_, link in present.items() if id_ not in wanted or id_ not in kept]
        for place, id_ in enumerate(wanted, start=1):
            values = {"position": place} if self.is_ordered else {}
            if id_ in kept:
                self._moved.append(self._through(pk=kept[id_].pk, **values))
            else:
                self._new.append(self._through(**{self._own: record_id, self._other: id_}, **values))

    def write(self) -> None:
        """Write what was noted."""
        for batch in batches(self._gone):
            self._rows.filter(pk__in=batch).delete()
        if self._moved:
            self._rows.bulk_update(self._moved, ["position"], batch_size=BATCH)
        self._rows.bulk_create(self._new)

    def remove(self, record_ids: Sequence[int]) -> None:
        """Remove all links of some records."""
        for batch in batches(record_ids):
            self._rows.filter(**{f"{self._own}__in": batch}).delete()

    @property
    def is_ordered(self) -> bool:
        """Whether the order of the codes is kept."""
        return any(field_.name == "position" for field_ in self._through._meta.get_fields())

    @property
    def _relation(self) -> ManyToManyField[Any, Any]:
        relation = self.model._meta.get_field(self.column)
        assert isinstance(relation, ManyToManyField)
        return relation

    @property
    def _through(self) -> type[Model]:
        through = self._relation.remote_field.through
        assert through is not None
        return through

    @property
    def _rows(self) -> Any:
        return self._through._default_manager

    @property
    def _own(self) -> str:
        return f"{self._relation.m2m_field_name()}_id"

    @property
    def _other(self) -> str:
        return f"{self._relation.m2m_reverse_field_name()}_id"


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """The ids, as many at a time as one statement takes."""
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
