"""`manage.py write_plan_format`: docs/plan-format.md from the tables of a plan's files, or a check of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kpi.files.plan.format_document import document

PAGE = Path("docs") / "plan-format.md"


class Command(BaseCommand):
    """Write the page, or check it."""

    help = (
        "Writes docs/plan-format.md from the files' tables; with --check only says whether it is up to date."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing; exit 1 when the page is out of date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        path = Path(settings.BASE_DIR) / PAGE
        text = document()
        current = path.read_text(encoding="utf-8") if path.exists() else None
        if current == text:
            self.stdout.write(f"{PAGE} is up to date.")
            return
        if options["check"]:
            raise CommandError(
                f"{PAGE} is out of date. Write it anew with: python manage.py write_plan_format"
            )
        path.write_text(text, encoding="utf-8")
        self.stdout.write(f"{PAGE} is written.")
