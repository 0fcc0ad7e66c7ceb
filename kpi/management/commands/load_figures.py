"""`manage.py load_figures`: loads the printed figures of documents, `figures.csv` in folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kpi.files.printed_figures import FILE
from kpi.management.figures import load_folder


class Command(BaseCommand):
    """Load printed figures; twice changes nothing."""

    help = (
        f"Loads the printed figures of documents as approved, with their source: {FILE} in the folders named."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument(
            "folders",
            nargs="*",
            metavar="FOLDER",
            help=f"a folder that may hold {FILE} (default: every folder in fixtures/)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        folders = [Path(name) for name in options["folders"]] or sorted(
            path for path in Path(settings.BASE_DIR, "fixtures").iterdir() if path.is_dir()
        )
        for folder in folders:
            if not folder.is_dir():
                raise CommandError(f"{folder}: there is no such folder.")
        for folder in folders:
            load_folder(self, folder)
