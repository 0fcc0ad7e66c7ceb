"""Revisions made in the register: loading the plan's files keeps them, their word counts where it should, and they
travel with the plan's files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kpi import models
from kpi.actions.revise import revise_plan
from kpi.files.plan.load import load_plans
from kpi.models.revision import Dated
from tests.plan.folder import REGIONAL_PLAN, PlanFolder
from tests.plan.register import everything, no_writes, register_revision

FROM_2027 = date(2027, 1, 1)


def kpi(code: str = "P-2.1") -> models.Kpi:
    return models.Kpi.objects.get(code=code)


def organisation(code: str = "STO") -> models.Organisation:
    return models.Organisation.objects.get(code=code)


def ambition(value: int, code: str = "P-2.1", of: str = "STO") -> models.Ambition:
    return models.Ambition(kpi=kpi(code), organisation=organisation(of), kind="level", value=value)


def one_of_each() -> list[Dated]:
    """A new row of every dated table."""
    return [
        ambition(60),
        models.Baseline(kpi=kpi(), organisation=organisation(), kind="value", value=31, year=2026),
        models.RegionalAmbition(
            kpi=kpi(), organisation=organisation("HMN"), kind="level", value=55, printed="55 %"
        ),
        models.RequirementLimit(
            requirement=models.Requirement.objects.get(code="waiting-time"),
            kpi=kpi("S-1.1"),
            comparison="at_most",
            limit=45,
        ),
        models.Threshold(plan=models.Plan.objects.get(), basis="share", green="0.6", yellow="0.3"),
        models.Threshold(
            plan=models.Plan.objects.get(), kpi=kpi("S-1.1"), basis="value", green=45, yellow=55
        ),
        models.Definition(kpi=kpi(), text="Også timer bestilt på telefon"),
    ]


def by_the_action(plan: models.Plan, rows: list[Dated], **options: Any) -> models.Revision:
    options = {"valid_from": FROM_2027, "reason": "Vedtatt i styret", "by": None, **options}
    return revise_plan(plan, rows, **options)


def by_the_model_layer(plan: models.Plan, rows: list[Dated]) -> models.Revision:
    revision = register_revision(plan, valid_from=FROM_2027)
    for row in rows:
        row.revision = revision
        row.save()
    return revision


WAYS = pytest.mark.parametrize("revise", [by_the_action, by_the_model_layer])


@WAYS
def test_loading_the_files_keeps_what_was_made_in_the_register(
    plan: models.Plan, folder: PlanFolder, revise: Callable[..., models.Revision]
) -> None:
    revision = revise(plan, one_of_each())
    before = everything()
    with no_writes():
        load_plans([REGIONAL_PLAN])
    assert everything() == before
    folder.edit("ambitions", {"kpi": "P-2.1", "organisation": "STO"}, value="51")
    folder.remove("thresholds", lambda row: False)
    folder.remove("requirement_limits", lambda row: row["kpi"] != "S-1.1")
    folder.write(
        "ambitions",
        [
            {**row, "kind": "pending", "value": ""} if row["kpi"] == "S-1.1" else row
            for row in folder.rows("ambitions")
        ],
    )
    folder.edit("regional_ambitions", {"kpi": "S-1.1"}, kind="level")
    folder.edit("kpis", {"code": "S-1.1"}, regional_rule="mean")
    folder.drop_kpi("P-2.2")
    load_plans([folder.path])
    assert [row for row in _rows_of(revision)] == before_rows(before, revision)


def _rows_of(revision: models.Revision) -> list[tuple[str, dict[str, object]]]:
    return before_rows(everything(), revision)


def before_rows(
    register: dict[str, list[dict[str, object]]], revision: models.Revision
) -> list[tuple[str, dict[str, object]]]:
    return [
        (table, row)
        for table, rows in register.items()
        for row in rows
        if row.get("revision_id") == revision.pk
    ]
