"""`manage.py plan_template FILE`: an empty workbook for a plan, to be filled in and loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kpi.files.plan.template import plan_template


class Command(BaseCommand):
    """Write the template."""

    help = (
        "Writes an empty XLSX workbook for a plan: a sheet for each of its files, with the columns, what stands in "
        "them, and the words to choose from. Filled in, load_plan takes it."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument(
            "file", metavar="FILE", help="where the workbook is written, such as my-plan.xlsx"
        )
        parser.add_argument(
            "--overwrite", action="store_true", help="replace the file if it is there already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        path = Path(options["file"])
        content = plan_template()
        try:
            with path.open("wb" if options["overwrite"] else "xb") as file:
                file.write(content)
        except FileExistsError:
            raise CommandError(f"{path} is there already; choose another name, or add --overwrite.") from None
        except OSError as error:
            raise CommandError(f"{path} cannot be written ({error.strerror}).") from None
        self.stdout.write(
            f"{path} is written. Fill it in and load it with: python manage.py load_plan {path}"
        )
