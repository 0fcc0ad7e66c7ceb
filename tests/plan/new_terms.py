"""New terms of the regional plan, not stored yet, as somebody who revises the plan gives them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kpi import models
from kpi.files.plan.revise import revise_plan
from kpi.models.revision import Dated

FROM_2027 = date(2027, 1, 1)


def kpi(code: str = "P-2.1") -> models.Kpi:
    return models.Kpi.objects.get(code=code)


def organisation(code: str = "STO") -> models.Organisation:
    return models.Organisation.objects.get(code=code)


def ambition(value: int, code: str = "P-2.1", of: str = "STO", **fields: Any) -> models.Ambition:
    return models.Ambition(kpi=kpi(code), organisation=organisation(of), kind="level", value=value, **fields)


def by_the_action(plan: models.Plan, rows: list[Dated], **options: Any) -> models.Revision:
    options = {"valid_from": FROM_2027, "reason": "Vedtatt i styret", "by": None, **options}
    return revise_plan(plan, rows, **options)


def whole_ambition(kind: str, **fields: Any) -> models.RegionalAmbition:
    return models.RegionalAmbition(kpi=kpi(), organisation=organisation("HMN"), kind=kind, **fields)


def own(code: str, kind: str, **fields: Any) -> models.Ambition:
    return models.Ambition(kpi=kpi(code), organisation=organisation("STO"), kind=kind, **fields)


def limits(basis: str, green: str, yellow: str, code: str | None = None) -> models.Threshold:
    of = None if code is None else kpi(code)
    return models.Threshold(
        plan=models.Plan.objects.get(), kpi=of, basis=basis, green=Decimal(green), yellow=Decimal(yellow)
    )


def baseline(code: str, **fields: Any) -> models.Baseline:
    fields = {"organisation": organisation(), "kind": "value", **fields}
    return models.Baseline(kpi=kpi(code), **fields)


def definition(text: str = "Også på telefon", **fields: Any) -> models.Definition:
    return models.Definition(kpi=kpi(), text=text, **fields)


def source() -> models.Document:
    return models.Document.objects.get(code="plan-2.0")


def limit_of(requirement: str) -> models.RequirementLimit:
    return models.RequirementLimit(
        requirement=models.Requirement.objects.get(code=requirement),
        kpi=kpi("S-1.1"),
        comparison="at_most",
        limit=45,
    )
