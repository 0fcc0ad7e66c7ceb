"""A plan written as its own files: the same bytes as those it was loaded from, with the register's revisions added."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.models import F, Model, QuerySet

from kpi.files.plan.columns import Codes, Column, Month
from kpi.files.plan.table import Table
from kpi.files.plan.tables import TABLES
from kpi.models import Plan, PlanMember, Revision

SEPARATOR = ";"


def write_plan_files(plan: Plan, folder: Path) -> list[Path]:
    """Write the plan into `folder`, which is made when it is missing; gives the files in the order of their tables.

    A file whose table is empty is left out unless a plan must have it. Files of the plan that are no longer needed are
    removed, so that loading the folder gives the same plan.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in TABLES:
        path = folder / table.file
        rows = list(_rows(table, plan))
        if not rows and table.optional:
            path.unlink(missing_ok=True)
            continue
        path.write_text(as_csv(table.column_names, rows), encoding="utf-8", newline="")
        written.append(path)
    return written


def as_csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Rows as a plan's file has them: semicolons, quotes only where they are needed, one line feed after each line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _rows(table: Table, plan: Plan) -> Iterator[list[str]]:
    for record in _records(table, plan):
        values = _values(table, record)
        yield [_cell(column, values[column.name]) for column in table.columns]


def _records(table: Table, plan: Plan) -> Iterable[Model]:
    """The plan's records of a table, in the order of its files."""
    rows = table.model._default_manager.all()
    if table.shared:
        listed = plan.listed.get(table.name, [])
        by_code = {record.code: record for record in rows.filter(code__in=listed)}  # type: ignore[attr-defined]
        return [by_code[code] for code in listed if code in by_code]
    if table.name == "plan":
        return [plan]
    if table.name == "revisions":
        return rows.filter(plan=plan, origin=Revision.REGISTER)
    names = {field.name for field in table.model._meta.get_fields()}
    way = "plan" if "plan" in names else "kpi__plan" if "kpi" in names else "goal__plan"
    rows = rows.filter(**{way: plan})
    return _dated(rows, names, plan) if table.is_dated else rows.order_by("position", "pk")


def _dated(rows: QuerySet[Any], names: set[str], plan: Plan) -> list[Any]:
    """Dated records: in printed order where they have one, else KPI by KPI, the organisations in plan order; of one
    cell by the day they are valid from, the files' before the register's."""
    places = dict(PlanMember.objects.filter(plan=plan).values_list("organisation_id", "position"))
    first = ("position",) if "position" in names else (F("kpi__position").asc(nulls_first=True),)
    found = list(rows.select_related("revision", "kpi").order_by(*first, "pk"))
    printed: dict[tuple[Any, ...], int] = {}
    for record in found:
        # A revision made in the register has no place of its own in the print: it follows the row it revises.
        cell = (record.kpi_id, getattr(record, "organisation_id", None))
        printed[cell] = max(printed.get(cell, 0), getattr(record, "position", 0))

    def place(record: Any) -> tuple[Any, ...]:
        revision = record.revision
        return (
            printed[record.kpi_id, getattr(record, "organisation_id", None)],
            -1 if record.kpi is None else record.kpi.position,
            places.get(getattr(record, "organisation_id", 0), 0),
            getattr(record, "role", ""),
            (getattr(record, "year", None) or 0) if getattr(record, "role", "") == "context" else 0,
            revision.valid_from or date.min,
            revision.origin,
            revision.made_at.timestamp() if revision.made_at else 0,
            revision.pk,
        )

    return sorted(found, key=place)


def _values(table: Table, record: Model) -> Mapping[str, Any]:
    values = {}
    for column in table.columns:
        if column.name == "valid_from" and table.is_dated:
            values[column.name] = record.valid_from if _is_of_files(record) else None  # type: ignore[attr-defined]
        elif column.name == "revision":
            values[column.name] = None if _is_of_files(record) else record.revision  # type: ignore[attr-defined]
        elif isinstance(column, Codes):
            values[column.name] = _listed(table, record, column)
        else:
            values[column.name] = getattr(record, column.name)
    return values


def _is_of_files(record: Any) -> bool:
    return bool(record.revision.origin == Revision.FILE)


def _listed(table: Table, record: Model, column: Codes) -> list[str]:
    """The codes of a list, in the order they were written in, else in the plan's order."""
    related = getattr(record, column.name)
    through = related.through
    key = "code"
    if any(field.name == "position" for field in through._meta.get_fields()):
        return list(
            related.through.objects.filter(**{related.source_field_name: record})
            .order_by("position", "pk")
            .values_list(f"{related.target_field_name}__{key}", flat=True)
        )
    return list(
        through.objects.filter(**{related.source_field_name: record})
        .order_by("pk")
        .values_list(f"{related.target_field_name}__{key}", flat=True)
    )


def _cell(column: Column, value: Any) -> str:
    """A value as the file has it; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list):
        return ",".join(value)
    if isinstance(value, date):
        return f"{value:%Y-%m}" if isinstance(column, Month) else value.isoformat()
    return str(getattr(value, "code", value))
