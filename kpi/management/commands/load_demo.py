"""`manage.py load_demo`: loads the demo figures. The work is done by `kpi.trial.load_demo`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kpi.trial.load_demo import PlanMissing, load_demo


class Command(BaseCommand):
    """Load the demo figures; twice changes nothing."""

    help = "Loads made-up figures for 2023 to 2026, marked as demo figures. Real figures are never replaced."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing where people have given figures, or where the demo has been removed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        try:
            loaded = load_demo(by=None, if_empty=options["if_empty"])
        except PlanMissing as missing:
            raise CommandError(f"The plan “{missing}” is not loaded; run load_plan first.") from missing
        if loaded.why_not:
            self.stdout.write(f"Nothing changed: {loaded.why_not}.")
            return
        self.stdout.write(f"{loaded.stored} demo figures loaded.")
        for count, why in (
            (loaded.occupied, "their cells hold real figures"),
            (loaded.ahead, "their periods have not begun"),
            (loaded.unknown, "the register has no such indicator or organisation"),
        ):
            if count:
                self.stdout.write(f"{count} left out: {why}.")
