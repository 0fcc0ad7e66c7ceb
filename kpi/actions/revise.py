"""Storing a revision of a plan's terms. Beside loading the files, nothing else writes dated terms.

Pages and commands call `kpi.files.plan.revise.revise_plan`, which also asks whether the plan's files could hold it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Max, TextField
from django.utils import timezone

from kpi.actions.locks import queue_for_plans
from kpi.models import Plan, PlanMember, RegionalAmbition, Revision, Threshold, User
from kpi.models.revision import Dated
from kpi.permissions import require_revise_plan
from kpi.rules.plain_text import on_one_line

CODE = "revision-{}"


class NotARevision(ValueError):
    """The rows cannot make a revision; the message says why. Nothing was stored."""


def store_revision(
    plan: Plan,
    rows: Sequence[Dated],
    *,
    valid_from: date | None,
    reason: str,
    by: User | None,
    decided_by: str = "",
    decided_on: date | None = None,
) -> Revision:
    """Store `rows` (new baselines, ambitions, limits, thresholds or definitions of this plan's KPIs, not saved yet) as
    one revision that is valid from a day on, and return it. Earlier rows stay, and judge the periods before.

    `by` None is the system itself. Raises NotARevision, which names the row, or PermissionDenied.
    """
    if by is not None:
        require_revise_plan(by, plan)
    reason = on_one_line(reason)
    if not reason:
        raise NotARevision("a revision needs a reason")
    if not rows:
        raise NotARevision("a revision changes at least one term")
    with transaction.atomic():
        queue_for_plans()
        revision = Revision(
            plan=plan,
            code=_next_code(plan),
            origin=Revision.REGISTER,
            valid_from=valid_from,
            reason=reason,
            decided_by=on_one_line(decided_by),
            decided_on=decided_on,
            made_by=by,
            made_at=timezone.now(),
        )
        try:
            revision.full_clean()
        except ValidationError as error:
            raise NotARevision(f"the revision: {'; '.join(error.messages)}") from error
        revision.save()
        members = set(PlanMember.objects.filter(plan=plan).values_list("organisation_id", flat=True))
        for row in rows:
            _store(row, revision, members)
    return revision


def _store(row: Dated, revision: Revision, members: Set[int]) -> None:
    if row.pk is not None:
        raise NotARevision("a row that is stored already is never changed; give a new one")
    row.revision = revision
    for field in row._meta.get_fields():
        if isinstance(field, CharField | TextField):
            setattr(row, field.name, on_one_line(getattr(row, field.name)))
    try:
        row.clean_fields()
    except ValidationError as error:
        # Its name is made of its fields, so a row that lacks some has none.
        raise NotARevision(f"{row._meta.model_name}: {_said(error)}") from error
    if _plans_of(row) != {revision.plan_id}:
        raise NotARevision(f"{row} does not belong to the plan {revision.plan.code}")
    if getattr(row, "organisation_id", None) not in {None, *members}:
        raise NotARevision(f"{row}: the organisation is not in the plan {revision.plan.code}")
    if isinstance(row, RegionalAmbition):
        row.position = _place(row)
    try:
        row.full_clean()
    except ValidationError as error:
        raise NotARevision(f"{row}: {_said(error)}") from error
    row.save()


def _said(error: ValidationError) -> str:
    return "; ".join(f"{field}: {' '.join(map(str, texts))}" for field, texts in error.message_dict.items())


def _plans_of(row: Dated) -> set[int | None]:
    """The plans of all that a row refers to, which must be one."""
    owners = [getattr(row, name, None) for name in ("kpi", "requirement")]
    plans = {owner.plan_id for owner in owners if owner is not None}
    return plans | {row.plan_id} if isinstance(row, Threshold) else plans


def _place(row: RegionalAmbition) -> int:
    """Where the adopted ambitions are listed as printed, it follows the row it revises, else it is the last."""
    of_plan = RegionalAmbition.objects.filter(kpi__plan=row.kpi.plan_id)
    revised = of_plan.filter(kpi=row.kpi, organisation=row.organisation).aggregate(place=Max("position"))
    last = of_plan.aggregate(place=Max("position"))
    return revised["place"] or (last["place"] or 0) + 1


def _next_code(plan: Plan) -> str:
    """`revision-1`, `revision-2` …, the first that is free."""
    taken = set(Revision.objects.filter(plan=plan).values_list("code", flat=True))
    number = len(taken)
    while CODE.format(number) in taken or number == 0:
        number += 1
    return CODE.format(number)
