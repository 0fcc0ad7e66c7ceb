"""Removing prerequisites and changes that nobody has followed up. What people have entered is never removed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from kpi.models import Responsibility, Undertaking


@transaction.atomic
def remove_undertakings(undertakings: Iterable[Undertaking]) -> None:
    """Delete undertakings, and the rows that only say who is responsible. Raises ProtectedError, and deletes nothing,
    where somebody has entered an owner, a deadline, a status or a note."""
    ids = [undertaking.pk for undertaking in undertakings]
    Responsibility.objects.bare().filter(undertaking__in=ids).delete()
    Undertaking.objects.filter(pk__in=ids).delete()
