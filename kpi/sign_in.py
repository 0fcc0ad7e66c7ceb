"""Signing in with a user name and password, and the demo's ready-made users. No pages here."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from kpi.models import User
from kpi.permissions import with_rights


class DemoSignIn(NamedTuple):
    """A ready-made user of the demo."""

    username: str
    password: str
    description: str
    organisation: str
    role: str


DEMO_PASSWORD = "gevinst-demo"  # noqa: S105 – printed for all to see, and refused unless DEBUG is on

DEMO_SIGN_INS = [
    DemoSignIn("leder", DEMO_PASSWORD, "leader, reads everything", "HMN", "reader"),
    DemoSignIn("koordinator.sto", DEMO_PASSWORD, "coordinator, enters figures for STO", "STO", "coordinator"),
    DemoSignIn("koordinator.hnt", DEMO_PASSWORD, "coordinator, enters figures for HNT", "HNT", "coordinator"),
    DemoSignIn("koordinator.hmr", DEMO_PASSWORD, "coordinator, enters figures for HMR", "HMR", "coordinator"),
    DemoSignIn(
        "admin", DEMO_PASSWORD, "plan administrator, also of reference data at /admin/", "HMN", "plan_admin"
    ),
]


class Backend(ModelBackend):
    """Django's own, but demo users are let in only while DEBUG is on, and the user comes with what
    `kpi.permissions.may_write_somewhere` asks, so that the menu costs no query of its own."""

    def user_can_authenticate(self, user: object) -> bool:
        if isinstance(user, User) and user.is_demo and not settings.DEBUG:
            return False
        return super().user_can_authenticate(user)  # type: ignore[arg-type]

    def get_user(self, user_id: int) -> User | None:
        user = with_rights(User.objects.filter(pk=user_id)).first()
        return user if user is not None and self.user_can_authenticate(user) else None
