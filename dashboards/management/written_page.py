"""Commands that write a page of docs/ from the code, or check that it is up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser


class WrittenPage(BaseCommand):
    """A command that writes `page`, a path in the project, with the text of `document`; with --check it only says
    whether the page is up to date, and raises CommandError where it is not."""

    page: Path
    requires_system_checks: list[str] = []

    def document(self) -> str:
        """The whole page, made from the code."""
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing; exit 1 when the page is out of date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        path = Path(settings.BASE_DIR) / self.page
        text = self.document()
        current = path.read_text(encoding="utf-8") if path.exists() else None
        if current == text:
            self.stdout.write(f"{self.page} is up to date.")
            return
        if options["check"]:
            command = type(self).__module__.rpartition(".")[2]
            raise CommandError(f"{self.page} is out of date. Write it anew with: python manage.py {command}")
        path.write_text(text, encoding="utf-8")
        self.stdout.write(f"{self.page} is written.")
