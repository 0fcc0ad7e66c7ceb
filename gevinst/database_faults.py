"""What a fault of the database means to those who run the system. Who is told, and how, is decided elsewhere.

Django gives every fault one of a few classes, which do not tell a database that is gone from one that only lacks a
table. The databases themselves do: SQLite by name, PostgreSQL by code.
"""

from enum import StrEnum

from django.db import Error


class DatabaseFault(StrEnum):
    """Why the database did not do what it was asked."""

    ABSENT = "absent"
    NOT_MIGRATED = "migrations_missing"
    READ_ONLY = "read_only"
    BUSY = "busy"
    FULL = "full"
    OTHER = "faulty"


SQLITE_NAMES = {
    "SQLITE_CANTOPEN": DatabaseFault.ABSENT,
    "SQLITE_READONLY": DatabaseFault.READ_ONLY,
    "SQLITE_BUSY": DatabaseFault.BUSY,
    "SQLITE_LOCKED": DatabaseFault.BUSY,
    "SQLITE_FULL": DatabaseFault.FULL,
}
"""By the beginning of the name that SQLite gives the fault."""

POSTGRESQL_CODES = {
    "08": DatabaseFault.ABSENT,  # the connection broke
    "28": DatabaseFault.ABSENT,  # the user is not let in
    "3D": DatabaseFault.ABSENT,  # there is no such database
    "57P": DatabaseFault.ABSENT,  # the server is going down or coming up
    "42P01": DatabaseFault.NOT_MIGRATED,
    "42703": DatabaseFault.NOT_MIGRATED,
    "25006": DatabaseFault.READ_ONLY,  # a standby, or a server that was set so
    "42501": DatabaseFault.READ_ONLY,  # the user may not write
    "40": DatabaseFault.BUSY,
    "55P03": DatabaseFault.BUSY,
    "57014": DatabaseFault.BUSY,  # waited too long
    "53": DatabaseFault.FULL,
}
"""By the beginning of PostgreSQL's code (the documentation's appendix A)."""

REMEDIES = {
    DatabaseFault.ABSENT: (
        "The database does not answer, or is not there: check DATABASE_URL and that the database is running. "
        "`python manage.py migrate` makes a new SQLite database in a folder that is there."
    ),
    DatabaseFault.NOT_MIGRATED: (
        "The database has no tables yet, or older ones: run `python manage.py migrate` first."
    ),
    DatabaseFault.READ_ONLY: (
        "The database can be read but not written: give the user of DATABASE_URL the right to write to it "
        "(for SQLite, to the file and its folder), or name the server that takes writes."
    ),
    DatabaseFault.BUSY: "The database is busy with another's work: wait for it to finish, and run this again.",
    DatabaseFault.FULL: "The database has no room left, on the disk or for one more connection: make room.",
    DatabaseFault.OTHER: "The database refused what it was asked. `--traceback` shows where.",
}
"""What to do about each, for whoever runs a command."""


def fault_of(error: Error) -> DatabaseFault:
    """The kind of fault behind one of Django's database errors."""
    cause = error.__cause__ or error
    name = getattr(cause, "sqlite_errorname", "")
    if name:
        if name == "SQLITE_ERROR" and str(cause).startswith(("no such table", "no such column")):
            return DatabaseFault.NOT_MIGRATED
        return _by_beginning(SQLITE_NAMES, name) or DatabaseFault.OTHER
    code = getattr(cause, "sqlstate", None)
    if code:
        return _by_beginning(POSTGRESQL_CODES, code) or DatabaseFault.OTHER
    # PostgreSQL's driver gives no code where there is no server to give one.
    lost = type(cause).__module__.startswith("psycopg") and type(cause).__name__ in LOST_CONNECTIONS
    return DatabaseFault.ABSENT if lost else DatabaseFault.OTHER


LOST_CONNECTIONS = {"OperationalError", "InterfaceError", "ConnectionTimeout"}


def in_a_sentence(error: Error) -> str:
    """The fault and its remedy for whoever runs a command: one line, with what the database said in brackets."""
    fault = fault_of(error)
    said = str(error).strip().partition("\n")[0]
    # A row that was refused is part of what the database says of it: that is people's data, not the operator's.
    detail = type(error).__name__ if fault is DatabaseFault.OTHER else said
    return f"{REMEDIES[fault]} ({detail})"


def _by_beginning(table: dict[str, DatabaseFault], text: str) -> DatabaseFault | None:
    return next((fault for beginning, fault in table.items() if text.startswith(beginning)), None)
