"""The triggers that change the register's stamps: made after `migrate`, on SQLite and PostgreSQL.

Triggers, and not the actions, because nothing that writes may be forgotten: a command, an administrator's own SQL,
another process. They are made after every `migrate` and not by a migration, because a table that Django makes anew on
SQLite loses its triggers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections

FIGURES = ("kpi_measurement", "kpi_printedfigure")
"""What belongs to the plans whose KPIs use the row's indicator."""
NO_PART_OF_IT = ("kpi_user", "kpi_roleassignment", "kpi_registerstamp")
"""Tables that begin so say nothing of what a plan promises or what was measured."""
PREFIX = "stamp_"


def make_triggers(using: str = "default", **_signal: Any) -> None:
    """Make the triggers that are missing, and give a register without a stamp its first."""
    connection = connections[using]
    statements = _WRITERS.get(connection.vendor)
    if statements is None or FIGURES[0] not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        there = names_there(using)
        for name, sql in statements():
            if name not in there:
                cursor.execute(sql)
        cursor.execute(_FIRST[connection.vendor])


def triggers_stand(using: str = "default") -> bool:
    """Whether every trigger is there: else nothing may be kept. One query."""
    statements = _WRITERS.get(connections[using].vendor)
    if statements is None:
        return False
    return {name for name, _sql in statements() if name.startswith(PREFIX)} <= names_there(using)


def names_there(using: str) -> set[str]:
    """The names of the triggers in the database."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled = 'O'"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()}


def _tables() -> list[str]:
    """The tables of everything that a plan's pages rest on but its figures."""
    models = apps.get_app_config("kpi").get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models}
    return sorted(table for table in tables - set(FIGURES) if not table.startswith(NO_PART_OF_IT))


def _on_sqlite() -> Iterator[tuple[str, str]]:
    """Deleted and inserted, not replaced: in a trigger the outer statement decides what a conflict leads to."""
    for event in ("INSERT", "UPDATE", "DELETE"):
        for table in _tables():
            name = f"{PREFIX}{table}_{event.lower()}"
            yield (
                name,
                f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" BEGIN '
                "DELETE FROM kpi_registerstamp WHERE plan_key = 0; "
                "INSERT INTO kpi_registerstamp (plan_key, word) VALUES (0, hex(randomblob(16))); END",
            )
        rows = {"INSERT": ("NEW",), "UPDATE": ("NEW", "OLD"), "DELETE": ("OLD",)}[event]
        written = ", ".join(f"{row}.indicator_id" for row in rows)
        plans = f"SELECT plan_id FROM kpi_kpi WHERE indicator_id IN ({written})"
        for table in FIGURES:
            name = f"{PREFIX}{table}_{event.lower()}"
            yield (
                name,
                f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" BEGIN '
                f"DELETE FROM kpi_registerstamp WHERE plan_key IN ({plans}); "
                "INSERT INTO kpi_registerstamp (plan_key, word) "
                f"SELECT DISTINCT plan_id, hex(randomblob(16)) FROM ({plans} GROUP BY plan_id); END",
            )


def _on_postgresql() -> Iterator[tuple[str, str]]:
    """Once for each statement, however many rows it writes. A TRUNCATE, which names no rows, changes every stamp."""
    changed = "ON CONFLICT (plan_key) DO UPDATE SET word = excluded.word"
    yield (
        "function of terms",
        "CREATE OR REPLACE FUNCTION gevinst_stamp_terms() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"INSERT INTO kpi_registerstamp (plan_key, word) VALUES (0, gen_random_uuid()) {changed}; "
        "RETURN NULL; END $$",
    )
    yield (
        "function of figures",
        "CREATE OR REPLACE FUNCTION gevinst_stamp_figures() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "INSERT INTO kpi_registerstamp (plan_key, word) SELECT plan_id, gen_random_uuid() FROM ("
        "SELECT DISTINCT plan_id FROM kpi_kpi WHERE indicator_id IN (SELECT indicator_id FROM changed) "
        f"ORDER BY plan_id) AS plans {changed}; "
        "RETURN NULL; END $$",
    )
    for table in _tables():
        name = f"{PREFIX}{table}"
        yield (
            name,
            f'CREATE TRIGGER "{name}" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION gevinst_stamp_terms()",
        )
    for table in FIGURES:
        # A transition table serves one event; what a row was and what it became are two.
        for name, event, rows in (
            (f"{PREFIX}{table}_insert", "INSERT", "NEW"),
            (f"{PREFIX}{table}_update", "UPDATE", "NEW"),
            (f"{PREFIX}{table}_update_old", "UPDATE", "OLD"),
            (f"{PREFIX}{table}_delete", "DELETE", "OLD"),
        ):
            yield (
                name,
                f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" REFERENCING {rows} TABLE AS changed '
                "FOR EACH STATEMENT EXECUTE FUNCTION gevinst_stamp_figures()",
            )
        name = f"{PREFIX}{table}_truncate"
        yield (
            name,
            f'CREATE TRIGGER "{name}" AFTER TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION gevinst_stamp_terms()",
        )


_WRITERS = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
_FIRST = {
    "sqlite": "INSERT OR IGNORE INTO kpi_registerstamp (plan_key, word) VALUES (0, hex(randomblob(16)))",
    "postgresql": "INSERT INTO kpi_registerstamp (plan_key, word) VALUES (0, gen_random_uuid()) "
    "ON CONFLICT (plan_key) DO NOTHING",
}
