"""`load_real_figures`: loads the measured figures of the annual report for 2019."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from kpi.management.figures import load_folder

FOLDER = "annual-report-2019"


class Command(BaseCommand):
    """Load the report's figures; twice changes nothing."""

    help = f"Loads the measured figures of fixtures/{FOLDER} as approved, with their source."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        load_folder(self, Path(settings.BASE_DIR, "fixtures", FOLDER))
