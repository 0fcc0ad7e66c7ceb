"""`manage.py export_plan`: every baseline and ambition as the plan gives them, for scripts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kpi.management.output import FORMATS, plain_number, write_csv, write_json
from kpi.management.plans import add_plan_argument, chosen_plan
from kpi.presentation.citations import cite
from kpi.selectors.plan_cells import PlanCell, plan_cells

COLUMNS = (
    "kpi",
    "organisation",
    "name",
    "baseline_kind",
    "baseline",
    "baseline_year",
    "ambition_kind",
    "ambition",
    "ambition_high",
    "deadline",
    "condition",
    "source",
)


class Command(BaseCommand):
    """Export a plan's cells."""

    help = (
        "Exports the baseline and the ambition of every KPI for each trust, by the revisions in force today."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument("--format", choices=FORMATS, default="json")
        add_plan_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        cells = plan_cells(chosen_plan(options["plan"]), day=timezone.localdate())
        rows = [plan_row(cell) for cell in cells or ()]
        if options["format"] == "json":
            write_json(self.stdout, rows)
        else:
            write_csv(self.stdout, rows, COLUMNS)


def plan_row(cell: PlanCell) -> dict[str, Any]:
    """One cell as the contract's columns; null where the plan gives nothing."""
    baseline, ambition = cell.baseline, cell.ambition
    return {
        "kpi": cell.kpi.code,
        "organisation": cell.organisation.code,
        "name": cell.kpi.printed_name,
        "baseline_kind": baseline.kind if baseline else "blank",
        "baseline": plain_number(baseline.value) if baseline else None,
        "baseline_year": baseline.year if baseline else None,
        "ambition_kind": ambition.kind if ambition else "none",
        "ambition": plain_number(ambition.value) if ambition else None,
        "ambition_high": plain_number(ambition.value_high) if ambition else None,
        "deadline": ambition.deadline if ambition else None,
        "condition": (ambition.condition or None) if ambition else None,
        "source": cite(baseline, ambition),
    }
