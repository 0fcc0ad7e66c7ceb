"""Who may do what, decided in one place and asked by pages, actions, commands and admin alike.

Everyone who is signed in may read. Coordinators write measurements for the organisation they hold the role at and
for what lies under it; a plan administrator likewise, from the region down.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kpi.models import Organisation, RoleAssignment, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

WRITING_ROLES = ("coordinator", "plan_admin")


def writable_organisations(user: User | AnonymousUser) -> set[int]:
    """The ids of all organisations that `user` may write measurements for. Two queries whatever the tree's size."""
    if not user.is_authenticated or not user.is_active:
        return set()
    tree = list(Organisation.objects.values_list("id", "parent_id"))
    if user.is_superuser:
        return {id_ for id_, _parent in tree}
    held = set(
        RoleAssignment.objects.filter(user_id=user.pk, role__in=WRITING_ROLES).values_list(
            "organisation_id", flat=True
        )
    )
    return _with_descendants(held, tree)


def may_write_measurement(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """Whether `user` may give or correct a measurement for `organisation`."""
    return organisation.pk in writable_organisations(user)


def _with_descendants(roots: set[int], tree: Iterable[tuple[int, int | None]]) -> set[int]:
    children: dict[int, list[int]] = {}
    for id_, parent in tree:
        if parent is not None:
            children.setdefault(parent, []).append(id_)
    reached: set[int] = set()
    waiting = list(roots)
    while waiting:
        id_ = waiting.pop()
        if id_ not in reached:
            reached.add(id_)
            waiting.extend(children.get(id_, ()))
    return reached
