"""`prepare_trial`: makes the database ready before `make run` serves it. Each step is a command of its own.

One process for all of them, since starting Python six times is what would make a second `make run` slow.
"""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from kpi.models import Plan

FIRST_LOADS = (
    ("the regional plan", ["load_plan"]),
    ("the real figures of 2018 and 2019", ["load_real_figures"]),
    ("the demo series", ["load_demo", "--if-empty"]),
)
# Their passwords are public, so they are made for a trial alone.
DEMO_USERS = ("the demo users", ["load_demo_users"])


class Command(BaseCommand):
    """Migrate, compile translations, and fill an empty database."""

    help = "Makes the database ready for a trial; what is in it already stays as it is."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        call_command("migrate", verbosity=0)
        call_command("compile_translations", verbosity=0)
        if Plan.objects.exists():
            # Loading again could undo what people have changed or removed since.
            return
        # All or nothing: a load that was broken off starts afresh the next time.
        loads = (*FIRST_LOADS, DEMO_USERS) if settings.DEBUG else FIRST_LOADS
        with transaction.atomic():
            for what, command in loads:
                self.stdout.write(f"Loading {what} …")
                self.stdout.flush()
                call_command(*command, stdout=self.stdout)
