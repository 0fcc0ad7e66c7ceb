"""The register as tests compare it before and after: all of its rows, and whether anything was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kpi import models


def everything() -> dict[str, list[dict[str, object]]]:
    """All rows of the register, with the tables that hold lists."""
    return {
        model._meta.label: sorted(model._default_manager.values(), key=lambda row: int(row["id"]))
        for model in apps.get_app_config("kpi").get_models(include_auto_created=True)
        if model is not models.RegisterStamp  # a name of the state, not a part of it
    }


@contextmanager
def no_writes() -> Iterator[CaptureQueriesContext]:
    """Fails where anything is written."""
    with CaptureQueriesContext(connection) as queries:
        yield queries
    written = [q["sql"] for q in queries if re.match(r"(INSERT|UPDATE|DELETE)", q["sql"])]
    assert written == []


def measure(indicator: str, organisation: str, **fields: Any) -> models.Measurement:
    """A measurement as it would be after approval; of January 2026 where nothing else is said."""
    now = datetime(2026, 3, 1, tzinfo=UTC)
    usual = {
        "first_day": date(2026, 1, 1),
        "last_day": date(2026, 1, 31),
        "period_kind": "month",
        "value": 21,
        "origin": "entered",
        "state": "current",
        "entered_at": now,
        "approved_at": now,
    }
    return models.Measurement.objects.create(
        indicator=models.Indicator.objects.get(code=indicator),
        organisation=models.Organisation.objects.get(code=organisation),
        **{**usual, **fields},
    )


def register_revision(
    plan: models.Plan, code: str = "mine", valid_from: date | None = None
) -> models.Revision:
    """A revision as somebody makes it in the register, by the model layer alone."""
    return models.Revision.objects.create(
        plan=plan,
        code=code,
        origin=models.Revision.REGISTER,
        valid_from=valid_from,
        reason="Vedtatt i styret",
        made_at=datetime(2026, 6, 1, tzinfo=UTC),
    )
