"""A plan written as its own files: the same bytes as those it was loaded from, with the register's revisions added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import F, Model, QuerySet

from kpi.actions.record_links import Links
from kpi.files.plan.columns import Value
from kpi.files.plan.table import Table
from kpi.files.plan.tables import TABLES
from kpi.files.plan.writing import write_plan_csv
from kpi.models import Plan, PlanMember, Revision
from kpi.rules.plain_text import as_cell
from kpi.selectors.shared_records import shared_by

Shared = Mapping[str, Sequence[str]]
"""What the plan shares with others: table name to codes, in the order of its files."""


def write_plan_files(plan: Plan, folder: Path) -> list[Path]:
    """Write the plan into `folder`, which is made when it is missing; gives the files in the order of their tables.

    A file whose table is empty is left out unless a plan must have it. Files of the plan that are no longer needed are
    removed, so that loading the folder gives the same plan.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    shared = shared_by([plan])
    for table in TABLES:
        path = folder / table.file
        rows = list(_rows(table, plan, shared))
        if not rows and table.optional:
            path.unlink(missing_ok=True)
            continue
        path.write_bytes(write_plan_csv(rows, table.columns))
        written.append(path)
    return written


def _rows(table: Table, plan: Plan, shared: Shared) -> Iterator[Mapping[str, Value]]:
    records = list(_records(table, plan, shared))
    lists = {name: Links(table.model, name).of({record.pk for record in records}) for name in table.lists}
    for record in records:
        values = _values(table, record)
        for name, links in lists.items():
            values[name] = tuple(link.code for link in links.get(record.pk, {}).values())
        yield {column.name: _plain(values[column.name]) for column in table.columns}


def _records(table: Table, plan: Plan, shared: Shared) -> Iterable[Model]:
    """The plan's records of a table, in the order of its files."""
    rows = table.model._default_manager.select_related(*table.references)
    if table.shared:
        by_code = {record.code: record for record in rows}  # type: ignore[attr-defined]
        return [by_code[code] for code in shared[table.name]]
    if table.name == "plan":
        return [plan]
    if table.name == "revisions":
        return rows.filter(plan=plan, origin=Revision.REGISTER)
    names = {field.name for field in table.model._meta.get_fields()}
    way = "plan" if "plan" in names else "kpi__plan" if "kpi" in names else "goal__plan"
    rows = rows.filter(**{way: plan})
    return _dated(rows, names, plan, shared) if table.is_dated else rows.order_by("position", "pk")


def _dated(rows: QuerySet[Any], names: set[str], plan: Plan, shared: Shared) -> list[Any]:
    """Dated records: in printed order where they have one, else KPI by KPI, the organisations in plan order, the
    categories as listed; of one cell by the day they are valid from, the files' before the register's."""
    listed = {code: place for place, code in enumerate(shared["categories"], start=1)}
    places = dict(PlanMember.objects.filter(plan=plan).values_list("organisation_id", "position"))
    first = ("position",) if "position" in names else (F("kpi__position").asc(nulls_first=True),)
    found = list(rows.order_by(*first, "pk"))
    printed: dict[tuple[Any, ...], int] = {}
    for record in found:
        if record.revision.origin == Revision.FILE:
            printed.setdefault(_dated_cell(record), getattr(record, "position", 0))

    def place(record: Any) -> tuple[Any, ...]:
        revision = record.revision
        cell = _dated_cell(record)
        return (
            # A revision made in the register has no place of its own in the print: it follows the row it revises, or
            # comes after all that is printed.
            "position" in names and cell not in printed,
            printed.get(cell, 0),
            -1 if record.kpi is None else record.kpi.position,
            places.get(getattr(record, "organisation_id", 0), 0),
            record.requirement.position if "requirement" in names else 0,
            listed[record.category.code] if "category" in names and record.category else 0,
            getattr(record, "role", ""),
            (getattr(record, "year", None) or 0) if getattr(record, "role", "") == "context" else 0,
            revision.valid_from or date.min,
            revision.origin,
            revision.made_at.timestamp() if revision.made_at else 0,
            revision.pk,
        )

    return sorted(found, key=place)


def _dated_cell(record: Any) -> tuple[int | None, int | None]:
    return record.kpi_id, getattr(record, "organisation_id", None)


def _values(table: Table, record: Model) -> dict[str, Any]:
    """The record's values by column, but for lists. A term has its day where the files made it, else its revision."""
    values = {name: getattr(record, name) for name in table.column_names if name not in table.lists}
    if table.is_dated:
        values["valid_from" if values["revision"].origin == Revision.REGISTER else "revision"] = None
    return values


def _plain(value: Any) -> Value:
    """A field's value as the columns know it: a record goes by its code, and a text is such as a cell can have. What
    somebody typed on the administration pages may run over several lines, or hold characters that nobody sees."""
    plain: Value = getattr(value, "code", value)
    return as_cell(plain) if isinstance(plain, str) else plain
