#!/usr/bin/env python
"""Django's command line for Gevinst. Nothing but the start belongs here.

Settings are read before any command runs, so that a faulty environment gives one sentence and no traceback.
"""

import os
import sys


def main() -> None:
    """Run one management command."""
    # Scripts and files take what commands print: UTF-8, whatever the machine's own encoding is.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gevinst.settings")
    try:
        from django.conf import settings
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed for this Python: run `make run` once, then use .venv/bin/python.")
    try:
        _ = settings.INSTALLED_APPS
    except ImproperlyConfigured as error:
        sys.exit(f"Gevinst cannot start: {error}")
    from django.db import Error

    from gevinst.database_faults import in_a_sentence

    try:
        execute_from_command_line(sys.argv)
    except Error as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(in_a_sentence(error))


if __name__ == "__main__":
    main()
