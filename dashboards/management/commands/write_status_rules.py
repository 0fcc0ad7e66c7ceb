"""`manage.py write_status_rules`: docs/status-rules.md from the rules, or a check that it is up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboards.rules.document import document

PAGE = Path("docs") / "status-rules.md"


class Command(BaseCommand):
    help = "Writes docs/status-rules.md from the rules; with --check only says whether it is up to date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; exit 1 when the page is out of date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / PAGE
        text = document()
        current = path.read_text(encoding="utf-8") if path.exists() else None
        if current == text:
            self.stdout.write(f"{PAGE} is up to date.")
            return
        if options["check"]:
            raise CommandError(
                f"{PAGE} is out of date. Write it anew with: python manage.py write_status_rules"
            )
        path.write_text(text, encoding="utf-8")
        self.stdout.write(f"{PAGE} is written.")
