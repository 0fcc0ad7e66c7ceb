"""`manage.py seed_load`: makes data for load tests, or takes them away. The work is done by `kpi.trial.seed_load`."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kpi.management.plans import add_plan_argument, chosen_plan
from kpi.trial.seed_load import SeedRefused, remove_load, seed_load


class Command(BaseCommand):
    """Make data for load tests."""

    help = (
        "Makes units with months of made-up figures, to see how the system bears large amounts. "
        "Not for a register in use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument("--organisations", type=int, default=0, metavar="N", help="units to make")
        parser.add_argument(
            "--months", type=int, default=0, metavar="M", help="months per indicator and unit, up to this one"
        )
        parser.add_argument(
            "--corrections", type=int, default=0, metavar="K", help="superseded rows per figure (default: 0)"
        )
        parser.add_argument(
            "--scope", action="store_true", help="also M months for the plan's own trusts and region"
        )
        add_plan_argument(parser)
        parser.add_argument("--remove", action="store_true", help="take all load-test data away instead")
        parser.add_argument("--yes", action="store_true", help="do it although DEBUG is off")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        if not settings.DEBUG and not options["yes"]:
            raise CommandError("DEBUG is off, so this may be a register in use. Add --yes if it is not.")
        makes_something = options["organisations"] or options["scope"]
        if not options["remove"] and not (makes_something and options["months"]):
            raise CommandError("Say how much: --organisations N or --scope, and --months M; or --remove.")
        started = time.monotonic()
        try:
            if options["remove"]:
                done, what = remove_load(), "removed"
            else:
                done = seed_load(
                    chosen_plan(options["plan"]),
                    organisations=options["organisations"],
                    months=options["months"],
                    corrections=options["corrections"],
                    scope=options["scope"],
                )
                what = "made"
        except SeedRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        seconds = time.monotonic() - started
        self.stdout.write(f"{done.rows} rows and {done.units} units {what} in {seconds:.1f} seconds.")
