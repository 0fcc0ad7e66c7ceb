"""`manage.py export_status`: every KPI's judgement for every organisation, unrounded, for scripts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kpi.management.output import FORMATS, USUAL_PLAN, plain_number, write_csv, write_json
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
        parser.add_argument("--format", choices=FORMATS, default="json")
        parser.add_argument("--plan", default=USUAL_PLAN, help=f"code of the plan (default: {USUAL_PLAN})")

    def handle(self, *args: Any, **options: Any) -> None:
        as_of = _period(options["as_of"])
        terms = plan_terms(options["plan"])
        if terms is None:
            raise CommandError("No such plan in the register. Load one with: python manage.py load_plan")
        only = options["organisation"]
        if only is not None and terms.organisation(only) is None:
            known = ", ".join(organisation.code for organisation in terms.organisations)
            raise CommandError(f"Unknown organisation {only!r}: the plan covers {known}.")
        judged = board(terms, as_of=as_of, organisations=None if only is None else [only])
        rows = [status_row(judgement) for judgement in judged.now.values()]
        if options["format"] == "json":
            write_json(self.stdout, rows)
        else:
            write_csv(self.stdout, [{**row, "flags": " ".join(row["flags"])} for row in rows], COLUMNS)


def status_row(judgement: Judgement) -> dict[str, Any]:
    """One judgement as the contract's columns; numbers unrounded, whole ones as integers, null where there is none."""
    return {
        "kpi": judgement.kpi,
        "organisation": judgement.organisation,
        "period": judgement.period.label if judgement.period else None,
        "value": plain_number(judgement.value),
        "baseline": plain_number(judgement.baseline.value if judgement.baseline else None),
        "target": plain_number(judgement.target.value if judgement.target else None),
        "basis": judgement.basis.value,
        "attainment": plain_number(judgement.attainment),
        "progress": plain_number(judgement.progress),
        "status": judgement.status.value,
        "reason": judgement.reason.value if judgement.reason else None,
        "flags": [flag.value for flag in judgement.flags],
    }


def _period(text: str | None) -> Period:
    if text is None:
        return Period.of(timezone.localdate(), MONTH)
    try:
        return Period.parse(text)
    except PeriodError as error:
        raise CommandError(f"{text!r} is not a period: write 2026, 2026-T2 or 2026-03.") from error
