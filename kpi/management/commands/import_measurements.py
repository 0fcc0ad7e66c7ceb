"""`import_measurements`: takes in a CSV or XLSX file of measurements, all of it or nothing."""

import argparse
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kpi.files.import_measurements import import_measurements
from kpi.management.measurement_files import corrections, outcome, take_in
from kpi.management.plans import chosen_plan
from kpi.rules.correction import LONGEST_TEXT


class Command(BaseCommand):
    """Import a file of measurements."""

    help = (
        "Imports measurements from a CSV or XLSX file with the columns kpi, organisation, period and value, and "
        "optionally numerator, denominator, comment, plan, category and qualifier. If any row is bad, all faults are "
        "listed as `row N, column: reason` and nothing is stored."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The command's own arguments."""
        parser.add_argument("file", metavar="FILE", help="the CSV or XLSX file")
        parser.add_argument("--dry-run", action="store_true", help="check and count, but store nothing")
        parser.add_argument(
            "--approve",
            action="store_true",
            help="store the figures as approved, so that they set the status",
        )
        parser.add_argument(
            "--plan", metavar="CODE", help="the plan whose KPIs are meant where a row names none"
        )
        parser.add_argument(
            "--reason", metavar="TEXT", default="", help="why figures are corrected, if any are"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        reason = options["reason"].strip()
        if len(reason) > LONGEST_TEXT:
            raise CommandError(f"--reason has {len(reason)} characters; write it in at most {LONGEST_TEXT}.")
        action = partial(
            import_measurements,
            by=None,
            approve=options["approve"],
            dry_run=options["dry_run"],
            plan="" if options["plan"] is None else chosen_plan(options["plan"]),
            reason=reason,
        )
        imported = take_in(self, options["file"], action)
        self.stdout.write(outcome(imported.recorded))
        for line in corrections(imported.corrections):
            self.stdout.write(line)
        for sheet in imported.unread_sheets:
            self.stdout.write(f"not read, as it holds no table: sheet {sheet}")
        if options["dry_run"]:
            self.stdout.write("dry run: nothing stored")
