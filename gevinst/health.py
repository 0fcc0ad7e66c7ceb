"""`/health/`: whether the system can do its work, for machines that ask every few seconds.

It answers before anything that reads a session or a user, so that it neither depends on them nor gives anything away.
"""

from collections.abc import Callable
from functools import cache
from http import HTTPStatus

from django.contrib.auth import get_user_model
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse

from gevinst.database_faults import DatabaseFault, fault_of

ADDRESS = "/health/"
PATIENCE = {"sqlite": {"timeout": 1}, "postgresql": {"connect_timeout": 5}}
"""Seconds to wait for the database, by its kind: whoever asks gives up too, and asks again."""
STATEMENT_PATIENCE = "SET statement_timeout = '5s'"
"""The same for PostgreSQL's answers, which wait where a table is being changed."""


class HealthMiddleware:
    """Answers at one address and passes everything else on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """200 when all is well, else 503; both with one word on the database."""
        if request.path_info != ADDRESS:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return _answer(database_state())


def _answer(fault: DatabaseFault | None) -> HttpResponse:
    # A database that another is writing to is at work, which is what was asked.
    well = fault in (None, DatabaseFault.BUSY)
    return JsonResponse(
        {"status": "ok" if well else "unavailable", "database": "ok" if well else fault},
        status=HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE,
    )


def database_state() -> DatabaseFault | None:
    """What is wrong with the database, or None. Asks over a connection of its own, with little patience."""
    connection = connections[DEFAULT_DB_ALIAS].copy()
    connection.settings_dict["OPTIONS"].update(PATIENCE[connection.vendor])
    try:
        return _asked(connection)
    except Error as error:
        return fault_of(error)
    finally:
        connection.close()


def _asked(connection: BaseDatabaseWrapper) -> DatabaseFault | None:
    users = get_user_model()._meta
    assert users.pk is not None
    assert users.pk.column is not None
    table, key = map(connection.ops.quote_name, (users.db_table, users.pk.column))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(STATEMENT_PATIENCE)
        cursor.execute("SELECT app, name FROM django_migrations")
        if _known_migrations() - set(cursor.fetchall()):
            return DatabaseFault.NOT_MIGRATED
        # No row has this key, so nothing changes; but only a database that takes writes carries it out.
        cursor.execute(f"UPDATE {table} SET {key} = {key} WHERE {key} = -1")  # noqa: S608 (our own names)
    return None


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    """The migrations that this version of the code comes with. They change with the code alone, so once is enough."""
    return frozenset(MigrationLoader(None).disk_migrations)
