"""Making a user of the demo, with a public password, and giving it its role."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Permission

from kpi.models import Organisation, RoleAssignment, User


def make_demo_user(
    username: str, *, password: str, is_staff: bool, permissions: Iterable[Permission] = ()
) -> User:
    """A user that is known to be the demo's; with `is_staff` one who may open the administration."""
    user = User.objects.create_user(username, password=password, is_demo=True, is_staff=is_staff)
    user.user_permissions.set(permissions)
    return user


def give_role(user: User, organisation: Organisation, role: str) -> None:
    """Give a user a role at an organisation; one that is there already stays."""
    RoleAssignment.objects.get_or_create(user=user, organisation=organisation, role=role)
