"""Making a revision of a plan's terms in the register: the one place where terms are written beside the files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kpi.actions.locks import queue_for_plans
from kpi.models import Plan, RegionalAmbition, Revision, User
from kpi.models.revision import Dated
from kpi.permissions import require_revise_plan

CODE = "revision-{}"


class NotARevision(ValueError):
    """The rows cannot make a revision; the message says why. Nothing was stored."""


def revise_plan(
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

    `by` None is the system itself. Raises NotARevision or PermissionDenied.
    """
    if by is not None:
        require_revise_plan(by, plan)
    if not reason.strip():
        raise NotARevision("a revision needs a reason")
    if not rows:
        raise NotARevision("a revision changes at least one term")
    with transaction.atomic():
        queue_for_plans()
        revision = Revision.objects.create(
            plan=plan,
            code=_next_code(plan),
            origin=Revision.REGISTER,
            valid_from=valid_from,
            reason=reason.strip(),
            decided_by=decided_by,
            decided_on=decided_on,
            made_by=by,
            made_at=timezone.now(),
        )
        for row in rows:
            _store(row, revision)
    return revision


def _store(row: Dated, revision: Revision) -> None:
    kpi = getattr(row, "kpi", None)
    plan_id = kpi.plan_id if kpi is not None else getattr(row, "plan_id", None)
    if row.pk is not None:
        raise NotARevision("a row that is stored already is never changed; give a new one")
    if plan_id != revision.plan_id:
        raise NotARevision(f"{row} does not belong to the plan {revision.plan.code}")
    row.revision = revision
    if isinstance(row, RegionalAmbition):
        # It follows the row it revises, where the adopted ambitions are listed as printed.
        earlier = RegionalAmbition.objects.filter(kpi=row.kpi, organisation=row.organisation)
        row.position = earlier.aggregate(place=Max("position"))["place"] or 0
    try:
        row.full_clean()
    except ValidationError as error:
        raise NotARevision(f"{row}: {'; '.join(error.messages)}") from error
    row.save()


def _next_code(plan: Plan) -> str:
    """`revision-1`, `revision-2` …, the first that is free."""
    taken = set(Revision.objects.filter(plan=plan).values_list("code", flat=True))
    number = len(taken)
    while CODE.format(number) in taken or number == 0:
        number += 1
    return CODE.format(number)
