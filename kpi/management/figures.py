"""How the commands that load printed figures go through a folder."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kpi.files.printed_figures import FILE, load_figures
from kpi.management.measurement_files import outcome, take_in
from kpi.models import Plan


def load_folder(command: BaseCommand, folder: Path) -> None:
    """Load a folder's printed figures, and say what became of them; a folder without any is nothing to load."""
    path = folder / FILE
    if not path.exists():
        command.stdout.write(f"{folder.name}: no {FILE}, so nothing to load")
        return
    recorded = take_in(command, str(path), partial(load_figures, plan=_plan_of(folder)))
    command.stdout.write(f"{folder.name}: {outcome(recorded)}")


def _plan_of(folder: Path) -> Plan | None:
    """The plan whose files lie in the folder; None for a folder of figures alone."""
    path = folder / "plan.csv"
    if not path.exists():
        return None
    with path.open(encoding="utf-8-sig", newline="") as file:
        codes = [row.get("code", "") for row in csv.DictReader(file, delimiter=";")]
    plan = Plan.objects.filter(code__in=codes).first()
    if plan is None:
        raise CommandError(
            f"{folder.name}: the plan {', '.join(codes)} is not in the register; run load_plan first."
        )
    return plan
