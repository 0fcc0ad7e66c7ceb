"""`migrate`: Django's own, and the only command that makes the file of an SQLite database."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections

from gevinst.environment import sqlite_file


class Command(migrate.Command):
    """Make the file where it is wanted and missing, then migrate."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command. The file must be there before Django's checks, which ask the database what it can do."""
        _make_file(options["database"])
        return super().execute(*args, **options)


def _make_file(alias: str) -> None:
    path = sqlite_file(connections[alias].settings_dict)
    if path is None or path.exists():
        return
    try:
        # An empty file is an empty database. Whoever is neither its owner nor of the group does not read it.
        path.touch(mode=0o640)
    except OSError as error:
        raise CommandError(
            f"No database can be made at {path} ({error.strerror}): check DATABASE_URL."
        ) from None
