"""`load_real_figures`: loads the measured figures of reports that lie in `fixtures/` beside the plans."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from kpi.files.real_figures import load_real_figures
from kpi.management.measurement_files import outcome, take_in


class Command(BaseCommand):
    """Load the reports' figures; twice changes nothing."""

    help = "Loads the measured figures in fixtures/*/measurements.csv as approved, with their source."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        for path in sorted(Path(settings.BASE_DIR, "fixtures").glob("*/measurements.csv")):
            recorded = take_in(self, str(path), load_real_figures)
            self.stdout.write(f"{path.parent.name}: {outcome(recorded)}")
