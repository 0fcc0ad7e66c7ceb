"""Making a revision of a plan's terms in the register, such as the plan's files can hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from kpi.actions.revise import NotARevision, store_revision
from kpi.files.plan.stored import Faults, faults_of_stored
from kpi.models import Plan, Revision, User
from kpi.models.revision import Dated

__all__ = ["NotARevision", "revise_plan"]


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

    What the plan's files would be refused for is refused here, by the files' own checks. `by` None is the system.
    Raises NotARevision, which names record and field, or PermissionDenied; then nothing was stored.
    """
    after: Faults
    with transaction.atomic():
        revision = store_revision(
            plan,
            rows,
            valid_from=valid_from,
            reason=reason,
            by=by,
            decided_by=decided_by,
            decided_on=decided_on,
        )
        after = faults_of_stored([plan])
        if after:
            transaction.set_rollback(True)
    if not after:
        return revision
    new = after - faults_of_stored([plan])
    raise NotARevision("; ".join(map(str, new or after)))
