"""`manage.py load_demo_users`: makes the demo's users. The work is done by `kpi.trial.demo_users`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kpi.trial.demo_users import NotForDemo, load_demo_users


class Command(BaseCommand):
    """Make the demo's users; twice changes nothing."""

    help = "Makes the demo's users, whose passwords are public. Only where DEBUG is on."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        try:
            users = load_demo_users()
        except NotForDemo as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{len(users.made)} demo users made, {len(users.kept)} were there already.")
        for name in users.taken:
            self.stdout.write(f"“{name}” is the name of a real user, who was left alone.")
