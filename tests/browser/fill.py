"""Fills a database file for the browser tests: `python -m tests.browser.fill WORLD`, with DATABASE_URL naming the file.

It is a process of its own, so that the database of the tests themselves is left alone. `migrate` as the world makes
the tables and nothing more.
"""

import os
import sys

import django


def main(world: str) -> None:
    """Make the tables or what the world holds; everyone in it gets the same password."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

    from django.core.management import call_command
    from django.db import connections

    from kpi.models import User
    from kpi.sign_in import DEMO_PASSWORD
    from tests.pages.worlds import WORLDS

    if world == "migrate":
        call_command("migrate", verbosity=0)
    else:
        WORLDS[world]()
        for user in User.objects.all():
            user.set_password(DEMO_PASSWORD)
            user.save()
    # What is still in the write-ahead log goes into the file.
    connections.close_all()


if __name__ == "__main__":
    main(sys.argv[1])
