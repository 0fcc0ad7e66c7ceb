"""`manage.py export_register`: everything the register holds of its plans, as one object of lists."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kpi.management.plans import chosen_plan
from kpi.selectors.register_lists import register_lists


class Command(BaseCommand):
    """Export the register."""

    help = (
        "Exports plans, organisations, goals, indicators, KPIs, measurements and the rest as one JSON object of lists, "
        "ordered as printed; a list is empty where the plans have nothing of the kind."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument(
            "--plan", action="append", metavar="CODE", help="only this plan; may be given several times"
        )
        parser.add_argument("--format", choices=("json",), default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        codes = options["plan"]
        lists = register_lists(None if codes is None else [chosen_plan(code) for code in codes])
        self.stdout.write(json.dumps(lists, ensure_ascii=False, indent=2))
