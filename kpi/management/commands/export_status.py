"""`manage.py export_status`: every KPI's judgement for every organisation, unrounded, for scripts."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kpi.rules.judgement import Judgement
from kpi.rules.period import MONTH, Period, PeriodError
from kpi.selectors.board import board
from kpi.selectors.plan_terms import plan_terms

COLUMNS = (
    "kpi",
    "organisation",
    "period",
    "value",
    "baseline",
    "target",
    "basis",
    "attainment",
    "progress",
    "status",
    "reason",
    "flags",
)


class Command(BaseCommand):
    help = "Exports the status of every KPI for each trust and the region."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--as-of", help="period to judge as of: 2026, 2026-T2 or 2026-03 (default: this month)"
        )
        parser.add_argument("--organisation", help="code of the one organisation to export")
        parser.add_argument("--format", choices=("json", "csv"), default="json")
        parser.add_argument("--plan", help="code of the plan (default: the first)")

    def handle(self, *args: Any, **options: Any) -> None:
        as_of = _period(options["as_of"])
        terms = plan_terms(options["plan"])
        if terms is None:
            raise CommandError("No such plan in the register. Load one with: python manage.py load_plan")
        only = options["organisation"]
        if only is not None and terms.organisation(only) is None:
            known = ", ".join(held.code for held in terms.organisations)
            raise CommandError(f"Unknown organisation {only!r}: the plan covers {known}.")
        judged = board(terms, as_of=as_of)
        rows = [
            status_row(judged.now[kpi.code, held.code])
            for kpi in terms.kpis
            for held in terms.organisations
            if only in (None, held.code)
        ]
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        writer = csv.DictWriter(self.stdout, fieldnames=COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({**row, "flags": " ".join(row["flags"])})


def status_row(judgement: Judgement) -> dict[str, Any]:
    """One judgement as the contract's columns; numbers unrounded, whole ones as integers, null where there is none."""
    return {
        "kpi": judgement.kpi,
        "organisation": judgement.organisation,
        "period": judgement.period.label if judgement.period else None,
        "value": _number(judgement.value),
        "baseline": _number(judgement.baseline.value if judgement.baseline else None),
        "target": _number(judgement.target.value if judgement.target else None),
        "basis": judgement.basis.value,
        "attainment": _number(judgement.attainment),
        "progress": _number(judgement.progress),
        "status": judgement.status.value,
        "reason": judgement.reason.value if judgement.reason else None,
        "flags": [flag.value for flag in judgement.flags],
    }


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def _period(text: str | None) -> Period:
    if text is None:
        return Period.of(timezone.localdate(), MONTH)
    try:
        return Period.parse(text)
    except PeriodError as error:
        raise CommandError(f"{text!r} is not a period: write 2026, 2026-T2 or 2026-03.") from error
