"""`manage.py load_plan`: loads benefits plans from their files. The work is done by `kpi.files.plan.load`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from kpi.actions.plan_records import TableChange
from kpi.files.plan.findings import PlanRefused
from kpi.files.plan.load import LoadedPlan, load_plans
from kpi.words.labels import REASON, STATUS

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
            "--dry-run", action="store_true", help="tell what would change, and store nothing"
        )
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
                loaded = load_plans(plans, dry_run=options["dry_run"], judge=True)
            except PlanRefused as refusal:
                count = len(refusal.findings)
                raise CommandError(
                    f"Nothing was stored: {count} {'fault' if count == 1 else 'faults'} in the plan's files.\n{refusal}"
                ) from None
        for plan in loaded:
            self._report(plan)
            for question in plan.questions:
                self.stdout.write(f"  ? {question}")
        if options["dry_run"]:
            self.stdout.write("dry run: nothing stored")

    def _report(self, plan: LoadedPlan) -> None:
        name = f"{plan.title} {plan.version}".strip()
        if not plan.changed:
            self.stdout.write(f"{name} ({plan.folder.name}): nothing changed.")
            return
        self.stdout.write(f"{name} ({plan.folder.name}):")
        is_new = bool(plan.changes) and any(
            change.label == "plans" and change.created for change in plan.changes
        )
        for change in plan.changes:
            if not change.any:
                continue
            self.stdout.write(
                f"  {change.label}: {change.created} created, {change.changed} changed, {change.removed} removed"
            )
            if not is_new:
                self._list(change)
        for (kpi, organisation), (before, after) in sorted(plan.statuses.items()):
            self.stdout.write(f"  {kpi} {organisation}: {_status(before)} → {_status(after)}")

    def _list(self, change: TableChange) -> None:
        """What became of each record, for a plan that was there before."""
        for record in change.new_records:
            self.stdout.write(f"    {record}: new")
        for record in change.gone_records:
            self.stdout.write(f"    {record}: removed")
        for field in change.fields:
            self.stdout.write(f"    {field.record}, {field.field}: {field.before} → {field.after}")
        if change.moved:
            self.stdout.write(f"    order: {change.moved} have another place among the rows")


def _status(code: str) -> str:
    """A status, or the reason for none, as the interface calls it."""
    labels = {**STATUS, **REASON}
    return str(labels[code]).lower()


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
