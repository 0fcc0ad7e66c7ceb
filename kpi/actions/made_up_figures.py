"""Figures that nobody has measured: taking them away again, and remembering whether a plan's demo is loaded."""

from __future__ import annotations

from django.db import connection, transaction

from kpi.models import Measurement, Plan

LOADED, REMOVED = "loaded", "removed"


def remove_figures(origin: str) -> int:
    """Delete every figure of an origin and return how many there were. What has been entered in place of one stays as
    it is, and no longer names the one it corrected."""
    with transaction.atomic():
        Measurement.objects.filter(corrects__origin=origin).update(corrects=None)
        with connection.cursor() as cursor:
            # Past the model, which would read every row first to look for what refers to it.
            cursor.execute("DELETE FROM kpi_measurement WHERE origin = %s", [origin])
            return int(cursor.rowcount)


def remember_demo(plan: Plan, state: str) -> None:
    """Whether the plan's demo figures are LOADED or REMOVED, so that they are loaded once."""
    plan.demo = state
    plan.save(update_fields=["demo"])
