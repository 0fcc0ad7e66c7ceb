"""`manage.py remove_demo`: removes the demo figures. The work is done by `kpi.trial.remove_demo`."""

from typing import Any

from django.core.management.base import BaseCommand

from kpi.models import User
from kpi.trial.remove_demo import remove_demo_measurements


class Command(BaseCommand):
    """Remove the demo figures."""

    help = "Removes all demo figures. What people have given stays, and so do the demo users."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        count = remove_demo_measurements(by=None)
        self.stdout.write(f"{count} demo figures removed.")
        users = User.objects.filter(is_demo=True, is_active=True).count()
        if users:
            self.stdout.write(f"The {users} demo users stay; they can sign in only while DEBUG is on.")
