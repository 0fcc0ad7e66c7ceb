"""Which plan a command means: the one named, else the regional one, else the only one."""

from __future__ import annotations

from django.core.management.base import CommandError, CommandParser

from kpi.models import Plan
from kpi.models.plan import USUAL_PLAN


def add_plan_argument(parser: CommandParser) -> None:
    """`--plan CODE`."""
    parser.add_argument(
        "--plan", metavar="CODE", help=f"code of the plan (default: {USUAL_PLAN}, or the only plan there is)"
    )


def chosen_plan(code: str | None) -> str:
    """The code of the plan meant. CommandError when there is no such plan, or none is named and there are several."""
    codes = list(Plan.objects.order_by("code").values_list("code", flat=True))
    if not codes:
        raise CommandError("There is no plan in the register. Load one with: python manage.py load_plan")
    if code is not None:
        if code not in codes:
            raise CommandError(f"There is no plan {code} in the register; there is {', '.join(codes)}.")
        return code
    if USUAL_PLAN in codes:
        return USUAL_PLAN
    if len(codes) == 1:
        return codes[0]
    raise CommandError(f"There are several plans; name one with --plan: {', '.join(codes)}.")
