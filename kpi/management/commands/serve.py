"""`serve`: the development server, which says last of all where the system is and how to sign in.

For trying the system and for development; in operation a WSGI server loads `gevinst.wsgi`.
"""

import os
from typing import Any

from django.conf import settings
from django.db import Error
from whitenoise.runserver_nostatic.management.commands.runserver import Command as Runserver

from gevinst.database_faults import in_a_sentence


class Command(Runserver):
    """Django's own server with a greeting."""

    help = "Serves the system for a trial or for development, and says how to sign in."

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Keep the reader's eyes on what this command itself has to say."""
        os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
        return super().execute(*args, **options)

    def check_migrations(self) -> None:
        """Stop in a sentence where there is no database to look at."""
        try:
            super().check_migrations()
        except Error as error:
            self.stderr.write(in_a_sentence(error))
            self.stderr.flush()
            # This may run beside the main thread, which watches the files: only so do both end.
            os._exit(1)

    def on_bind(self, server_port: int) -> None:
        """Say where the system is, after all that the server says itself."""
        super().on_bind(server_port)
        host = f"[{self.addr}]" if ":" in self.addr else self.addr
        lines = ["", f"Gevinst: http://{host}:{server_port}/", *_sign_in_lines()]
        self.stdout.write("\n".join(lines))
        # The greeting must be seen at once, also when the output goes to a file.
        self.stdout.flush()


def _sign_in_lines() -> list[str]:
    """How to sign in: the demo users when they exist, otherwise how to make a user."""
    from django.contrib.auth import get_user_model

    from kpi.sign_in import DEMO_SIGN_INS

    present = set(
        get_user_model()
        .objects.filter(username__in=[row.username for row in DEMO_SIGN_INS], is_active=True)
        .values_list("username", flat=True)
    )
    rows = [row for row in DEMO_SIGN_INS if row.username in present]
    if not settings.DEBUG or not rows:
        return ["Sign in with a user of your own; `python manage.py createsuperuser` makes the first one."]
    width = max(len(row.username) for row in rows)
    return [
        "Sign in as one of these (user name, password, who it is):",
        *(f"  {row.username:{width}}  {row.password}  {row.description}" for row in rows),
    ]
