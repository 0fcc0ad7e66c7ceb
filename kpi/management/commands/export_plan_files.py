"""`manage.py export_plan_files`: writes a plan as its own files, the register's revisions included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kpi.files.plan.write import write_plan_files
from kpi.files.printed_figures import write_figures
from kpi.management.plans import chosen_plan
from kpi.models import Plan


class Command(BaseCommand):
    """Write a plan's files."""

    help = (
        "Writes a plan into a folder as the files that load_plan reads (docs/plan-format.md), with the revisions that "
        "were made in the register, and with the printed figures that count in it (figures.csv). Loading them with "
        "load_plan and load_figures into an empty register gives the same plan and figures."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument("plan", metavar="PLAN", help="code of the plan")
        parser.add_argument("folder", metavar="FOLDER", help="the folder to write; made when it is missing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        plan = Plan.objects.get(code=chosen_plan(options["plan"]))
        folder = Path(options["folder"])
        if folder.exists() and not folder.is_dir():
            raise CommandError(f"{folder} is a file; name a folder.")
        try:
            written = [*write_plan_files(plan, folder), *write_figures(plan, folder)]
        except OSError as error:
            raise CommandError(f"{folder} cannot be written ({error.strerror}).") from error
        self.stdout.write(f"{plan.title}: {len(written)} files written to {folder}.")
