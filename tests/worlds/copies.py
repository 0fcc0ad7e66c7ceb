"""Fills the register with what takes long to make: really once in a process, and from then on by copying the rows.

A plan that is loaded takes a seventh of a second and its copy a few milliseconds. The rows are the database's own, so a
copy is what was made, to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connection

# What `migrate` fills; the same in every register.
MADE_WITH_THE_TABLES = {
    *("django_content_type", "auth_permission", "django_migrations"),
    "kpi_registerstamp",  # and its triggers change it
}

Rows = list[tuple[Any, ...]] | bytes
_kept: dict[tuple[str, int], dict[str, Rows]] = {}


def filled(name: str, make: Callable[[], object]) -> None:
    """Fill the empty register with what `make` makes, within a transaction. The name stands for it in this process, as
    long as the rows it refers to are those that the tables were made with: emptying the database numbers them anew."""
    key = name, hash(tuple(Permission.objects.order_by("pk").values_list("pk", "content_type", "codename")))
    if key in _kept:
        for table, rows in _kept[key].items():
            _write(table, rows)
        return
    for table in tables():
        assert not read(table), f"{name} is made in an empty register, but there are rows in {table}"
    make()
    _kept[key] = {table: rows for table in tables() if (rows := read(table))}


def tables() -> Iterable[str]:
    """The tables that registers differ in."""
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models} - MADE_WITH_THE_TABLES)


def read(table: str) -> Rows:
    """All rows of a table, in the database's own form."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_quoted(table)} TO STDOUT") as copy:
                return b"".join(copy)
        return cursor.execute(f"SELECT * FROM {_quoted(table)}").fetchall()  # noqa: S608


def _write(table: str, rows: Rows) -> None:
    with connection.cursor() as cursor:
        if isinstance(rows, bytes):
            with cursor.copy(f"COPY {_quoted(table)} FROM STDIN") as copy:
                copy.write(rows)
        else:
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {_quoted(table)} VALUES ({places})", rows)  # noqa: S608


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)
