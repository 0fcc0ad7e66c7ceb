"""What a fault of the database is taken for, and the sentence that whoever runs a command gets."""

import sqlite3

import pytest
from django.db import DatabaseError, Error, IntegrityError, InterfaceError, OperationalError, ProgrammingError
from psycopg import InterfaceError as DriverInterfaceError
from psycopg import OperationalError as DriverOperationalError
from psycopg import errors

from gevinst.database_faults import REMEDIES, DatabaseFault, fault_of, in_a_sentence


def raised(kind: type[Error], cause: BaseException, said: str = "") -> Error:
    """A fault as Django raises it."""
    error = kind(said or str(cause))
    error.__cause__ = cause
    return error


def from_sqlite(name: str, said: str = "") -> Error:
    cause = sqlite3.OperationalError(said)
    cause.sqlite_errorname = name
    return raised(OperationalError, cause)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (from_sqlite("SQLITE_CANTOPEN"), "absent"),
        (from_sqlite("SQLITE_READONLY_DIRECTORY"), "read_only"),
        (from_sqlite("SQLITE_BUSY"), "busy"),
        (from_sqlite("SQLITE_FULL"), "full"),
        (from_sqlite("SQLITE_ERROR", "no such table: kpi_plan"), "migrations_missing"),
        (from_sqlite("SQLITE_ERROR", "no such column: kpi_plan.kind"), "migrations_missing"),
        (from_sqlite("SQLITE_ERROR", 'near "SELCT": syntax error'), "faulty"),
        (from_sqlite("SQLITE_CORRUPT"), "faulty"),
        (raised(OperationalError, DriverOperationalError("connection refused")), "absent"),
        (raised(InterfaceError, DriverInterfaceError("the connection is closed")), "absent"),
        (raised(OperationalError, errors.AdminShutdown("terminating connection")), "absent"),
        (raised(OperationalError, errors.ConnectionFailure("lost")), "absent"),
        (raised(OperationalError, errors.InvalidPassword("no")), "absent"),
        (
            raised(ProgrammingError, errors.UndefinedTable('relation "kpi_plan" does not exist')),
            "migrations_missing",
        ),
        (raised(ProgrammingError, errors.UndefinedColumn("column does not exist")), "migrations_missing"),
        (raised(DatabaseError, errors.ReadOnlySqlTransaction("read-only transaction")), "read_only"),
        (raised(ProgrammingError, errors.InsufficientPrivilege("permission denied")), "read_only"),
        (raised(OperationalError, errors.LockNotAvailable("lock")), "busy"),
        (raised(OperationalError, errors.DeadlockDetected("deadlock")), "busy"),
        (raised(OperationalError, errors.DiskFull("no space left")), "full"),
        (raised(IntegrityError, errors.UniqueViolation("duplicate key")), "faulty"),
        (ProgrammingError("of Django's own"), "faulty"),
    ],
    ids=lambda value: "" if isinstance(value, str) else type(value.__cause__ or value).__name__,
)
def test_what_a_fault_is(error, fault):
    assert fault_of(error) == fault


def test_every_fault_has_its_remedy():
    assert set(REMEDIES) == set(DatabaseFault)


def test_the_sentence_is_one_line_with_what_the_database_said():
    error = raised(OperationalError, DriverOperationalError("connection refused\n\tIs the server running?"))
    sentence = in_a_sentence(error)
    assert sentence.startswith("The database does not answer")
    assert sentence.endswith("(connection refused)")
    assert "\n" not in sentence


def test_rows_that_were_refused_are_not_repeated():
    said = 'duplicate key value violates unique constraint "username"\nDETAIL: Key (username)=(kari) already exists.'
    sentence = in_a_sentence(raised(IntegrityError, errors.UniqueViolation(said), said))
    assert "kari" not in sentence
    assert sentence.endswith("(IntegrityError)")
