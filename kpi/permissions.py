"""Who may do what, decided in one place and asked by pages, actions, commands and admin alike.

Everyone who is signed in may read every plan. Coordinators write measurements for the organisation they hold the role
at and for what lies under it; a plan administrator likewise, from the region down.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from kpi.models import Organisation, Plan, RoleAssignment, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

WRITING_ROLES = ("coordinator", "plan_admin")


def readable_plans(user: User | AnonymousUser) -> QuerySet[Plan]:
    """The plans that `user` may read: all of them for who is signed in, none for others."""
    if not user.is_authenticated or not user.is_active:
        return Plan.objects.none()
    return Plan.objects.all()


def writable_organisations(user: User | AnonymousUser) -> set[int]:
    """The ids of all organisations that `user` may write measurements for. Two queries whatever the tree's size."""
    if not user.is_authenticated or not user.is_active:
        return set()
    tree = list(Organisation.objects.values_list("id", "parent_id"))
    if user.is_superuser:
        return {id_ for id_, _parent in tree}
    given = RoleAssignment.objects.filter(user_id=user.pk, role__in=WRITING_ROLES)
    return _with_descendants(set(given.values_list("organisation_id", flat=True)), tree)


def may_write_measurement(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """Whether `user` may give or correct a measurement for `organisation`."""
    return organisation.pk in writable_organisations(user)


def require_write_measurement(user: User | AnonymousUser, organisation: Organisation) -> None:
    """PermissionDenied unless `user` may write measurements for `organisation`."""
    if not may_write_measurement(user, organisation):
        raise PermissionDenied(f"no right to write for {organisation.code}")


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


def may_revise_plan(user: User | AnonymousUser, plan: Plan) -> bool:
    """Whether `user` may change what the plan promises: its administrators, at the owner or above it."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    tree = list(Organisation.objects.values_list("id", "parent_id"))
    roots = set(
        RoleAssignment.objects.filter(user_id=user.pk, role="plan_admin").values_list(
            "organisation_id", flat=True
        )
    )
    return plan.owner_id in _with_descendants(roots, tree)


def require_revise_plan(user: User | AnonymousUser, plan: Plan) -> None:
    """PermissionDenied unless `user` may change what the plan promises."""
    if not may_revise_plan(user, plan):
        raise PermissionDenied(f"no right to revise the plan {plan.code}")
