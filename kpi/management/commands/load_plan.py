"""`manage.py load_plan`: loads benefits plans from their files. The work is done by `kpi.files.plan.load`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from kpi.files.plan.findings import PlanRefused
from kpi.files.plan.load import LoadedPlan, load_plans

PLANS = Path(settings.BASE_DIR) / "fixtures"
MARK = "plan.csv"
WORKBOOKS = (".xlsx", ".xlsm")


class Command(BaseCommand):
    """Load plans; twice changes nothing."""

    help = (
        "Loads benefits plans from folders of CSV files, or from workbooks with a sheet for each of these files "
        "(docs/plan-format.md), all or nothing. Every fault is listed "
        "with file, record and field. Measurements are not touched."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument(
            "files",
            nargs="*",
            metavar="FILE",
            help=(
                "a plan's folder, or any CSV file in it, or a plan's workbook "
                f"(default: every folder in fixtures/ that holds {MARK})"
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        plans = _plans(options["files"]) if options["files"] else _all_plans()
        with translation.override("en"):
            try:
                loaded = load_plans(plans)
            except PlanRefused as refusal:
                count = len(refusal.findings)
                raise CommandError(
                    f"Nothing was stored: {count} {'fault' if count == 1 else 'faults'} in the plan's files.\n{refusal}"
                ) from None
        for plan in loaded:
            self._report(plan)

    def _report(self, plan: LoadedPlan) -> None:
        name = f"{plan.title} {plan.version}".strip()
        if not plan.changed:
            self.stdout.write(f"{name} ({plan.folder.name}): nothing changed.")
            return
        self.stdout.write(f"{name} ({plan.folder.name}):")
        for change in plan.changes:
            if change.any:
                self.stdout.write(
                    f"  {change.label}: {change.created} created, {change.changed} changed, {change.removed} removed"
                )


def _plans(files: list[str]) -> list[Path]:
    """The plans' folders and workbooks that the arguments name, each once."""
    plans: dict[Path, None] = {}
    for name in files:
        path = Path(name)
        if not path.exists():
            raise CommandError(
                f"{name}: there is no such file or folder; give a plan's folder, a file in it, or a workbook."
            )
        alone = path.is_dir() or path.suffix.lower() in WORKBOOKS
        plans[(path if alone else path.parent).resolve()] = None
    return list(plans)


def _all_plans() -> list[Path]:
    folders = sorted(path.parent for path in PLANS.glob(f"*/{MARK}"))
    if not folders:
        raise CommandError(f"No folder in {PLANS.name}/ holds a {MARK}; give the plan's folder.")
    return folders
