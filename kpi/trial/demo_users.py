"""Making the demo's users. Their passwords are public, so they are made only where DEBUG is on; elsewhere the sign-in
refuses them (`kpi.sign_in`)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Q

from kpi.actions.demo_users import give_role, make_demo_user
from kpi.models import (
    BenefitGoal,
    Document,
    GlossaryEntry,
    Inconsistency,
    Organisation,
    PlanRole,
    PlanVersion,
    ReportingDuty,
    Responsibility,
    SubGoal,
    Undertaking,
    User,
)
from kpi.sign_in import DEMO_SIGN_INS, DemoSignIn

ADMINISTRATOR = "plan_admin"
REFERENCE_DATA = (
    BenefitGoal,
    Document,
    GlossaryEntry,
    Inconsistency,
    Organisation,
    PlanRole,
    PlanVersion,
    ReportingDuty,
    Responsibility,
    SubGoal,
    Undertaking,
)
"""What the demo's administrator may change at /admin/; the rest of the register can be seen there."""


class NotForDemo(Exception):
    """There can be no demo users here. The message says why."""


@dataclass(frozen=True, slots=True)
class DemoUsers:
    """User names that were made now, that were there already, and that belong to somebody real and were left alone."""

    made: tuple[str, ...]
    kept: tuple[str, ...]
    taken: tuple[str, ...]


def load_demo_users() -> DemoUsers:
    """Make the users of `kpi.sign_in.DEMO_SIGN_INS` that are missing, and see that each has its role. Raises
    NotForDemo where DEBUG is off or an organisation is missing."""
    if not settings.DEBUG:
        raise NotForDemo("Demo users have public passwords, so they are made only where DEBUG is on.")
    organisations = {one.code: one for one in Organisation.objects.all()}
    missing = sorted({row.organisation for row in DEMO_SIGN_INS} - set(organisations))
    if missing:
        raise NotForDemo(
            f"These organisations are not in the register: {', '.join(missing)}. Load the plan first."
        )
    made: list[str] = []
    kept: list[str] = []
    taken: list[str] = []
    with transaction.atomic():
        users = {
            user.username: user
            for user in User.objects.filter(username__in=[row.username for row in DEMO_SIGN_INS])
        }
        for row in DEMO_SIGN_INS:
            user = users.get(row.username)
            if user is not None and not user.is_demo:
                taken.append(row.username)
                continue
            (kept if user else made).append(row.username)
            user = user or _make(row)
            give_role(user, organisations[row.organisation], row.role)
    return DemoUsers(tuple(made), tuple(kept), tuple(taken))


def _make(row: DemoSignIn) -> User:
    administers = row.role == ADMINISTRATOR
    permissions = _reference_permissions() if administers else []
    return make_demo_user(row.username, password=row.password, is_staff=administers, permissions=permissions)


def _reference_permissions() -> list[Permission]:
    """Seeing everything of the register, and changing its reference data. Users are seen only: who may change users
    could make himself anything."""
    mine = Permission.objects.filter(content_type__app_label=User._meta.app_label)
    changeable = [model._meta.model_name for model in REFERENCE_DATA]
    return list(mine.filter(Q(codename__startswith="view_") | Q(content_type__model__in=changeable)))
