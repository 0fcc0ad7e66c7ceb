"""`manage.py export_status`: every KPI's judgement for every organisation, unrounded, for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kpi.management.output import FORMATS, plain_number, write_json
from kpi.management.plans import add_plan_argument, chosen_plan
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
NUMBERS = ("value", "baseline", "target", "attainment", "progress")


class Command(BaseCommand):
    help = "Exports the status of every KPI for each organisation of a plan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--as-of", help="period to judge as of: 2026, 2026-T2 or 2026-03 (default: this month)"
        )
        parser.add_argument("--organisation", help="code of the one organisation to export")
        parser.add_argument("--format", choices=FORMATS, default="json")
        add_plan_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        as_of = _period(options["as_of"])
        terms = plan_terms(chosen_plan(options["plan"]))
        assert terms is not None  # the plan is there
        only = options["organisation"]
        if only is not None and terms.organisation(only) is None:
            known = ", ".join(organisation.code for organisation in terms.organisations)
            raise CommandError(f"Unknown organisation {only!r}: the plan covers {known}.")
        judged = board(terms, as_of=as_of, organisations=None if only is None else {only})
        judgements = [
            judged.now[kpi.code, organisation.code]
            for kpi in terms.kpis
            for organisation in terms.organisations
            if only in (None, organisation.code)
        ]
        if options["format"] == "json":
            write_json(self.stdout, [status_row(judgement) for judgement in judgements])
        else:
            self.stdout.write(status_csv(judgements))


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


def status_csv(judgements: Sequence[Judgement]) -> str:
    """The same rows under a header, as the frame they make: flags in one cell, nothing where there is nothing."""
    from kpi.frames import status_frame  # pandas takes a second to import, which JSON need not wait for

    frame = status_frame(judgements)[list(COLUMNS)]
    # As texts, since a column of numbers would be one of floats, and 31 become 31.0.
    numbers = frame[list(NUMBERS)].map(lambda value: "" if value is None else str(plain_number(value)))
    written = frame.assign(**numbers, flags=frame["flags"].map(" ".join))
    table: str = written.to_csv(index=False, lineterminator="\n")
    return table


def _period(text: str | None) -> Period:
    if text is None:
        return Period.of(timezone.localdate(), MONTH)
    try:
        return Period.parse(text)
    except PeriodError as error:
        raise CommandError(f"{text!r} is not a period: write 2026, 2026-T2 or 2026-03.") from error
