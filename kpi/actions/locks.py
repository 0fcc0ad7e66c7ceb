"""Letting those who write the same things queue. On SQLite there is one writer at a time anyhow."""

from __future__ import annotations

from django.db import connection

PLANS = 4_710_001
"""The number of the lock that whoever stores plans holds. Arbitrary, but the same in all processes."""


def queue_for_plans() -> None:
    """Wait until nobody else stores a plan, and keep others waiting until this transaction ends.

    Taken before anything is read, so that two loads at once never store a mixture.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PLANS])
