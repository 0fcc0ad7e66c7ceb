"""The name of a plan's present state, under which what was read of it may be kept in memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.db.models import Q

from kpi.models import Plan, RegisterStamp
from kpi.models.stamp_triggers import triggers_stand


@dataclass(frozen=True, slots=True)
class Stamp:
    """Names that no other state of this or another plan has ever had: `terms` of what is promised, `state` of that and
    of what is measured."""

    terms: str
    state: str


def stamp_of(plan_code: str) -> Stamp | None:
    """The names of a plan's present state.

    Whatever is read after the stamp was, is kept under it at most newer than its name says, never older. None where the
    database changes no stamps, so that nothing may be kept. One query.
    """
    if not _stamps_are_changed(str(connection.settings_dict["NAME"])):
        return None
    plan = Plan.objects.filter(code=plan_code).values("pk")
    rows = RegisterStamp.objects.filter(Q(plan_key=RegisterStamp.EVERY_PLAN) | Q(plan_key__in=plan))
    words = dict(rows.values_list("plan_key", "word"))
    if RegisterStamp.EVERY_PLAN not in words:
        return None
    named = [f"{key}:{word}" for key, word in sorted(words.items())]
    return Stamp(
        terms=f"{plan_code} {words[RegisterStamp.EVERY_PLAN]}",
        state=" ".join([plan_code, *named]),
    )


@lru_cache(maxsize=4)
def _stamps_are_changed(database: str) -> bool:
    """Asked once in a process: who starts before the tables are made keeps nothing."""
    return triggers_stand()
