"""Letting those who write the same things queue. On SQLite there is one writer at a time anyhow."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from kpi.models import Kpi, Organisation, RegisterStamp

PLANS = 4_710_001
"""The number of the lock that whoever stores plans holds. Arbitrary, but the same in all processes."""


def queue_for_plans() -> None:
    """Wait until nobody else stores a plan, and keep others waiting until this transaction ends.

    Taken before anything is read, so that two loads at once never store a mixture.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PLANS])


def queue_for_figures(organisations: Collection[int], indicators: Collection[int]) -> None:
    """Let writers of figures for the same organisations queue, always in the same order, so that each sees what the one
    before wrote; and then those whose figures change the stamps of the same plans, which their first write would
    otherwise lock in an order of its own. Both are keys."""
    if connection.vendor != "postgresql":
        return
    theirs = Organisation.objects.select_for_update(no_key=True).filter(pk__in=sorted(organisations))
    list(theirs.order_by("pk").values_list("pk"))
    plans = Kpi.objects.filter(indicator_id__in=sorted(indicators)).values("plan_id")
    stamps = RegisterStamp.objects.select_for_update(no_key=True).filter(plan_key__in=plans)
    list(stamps.order_by("plan_key").values_list("plan_key"))
