"""Who may do what where, decided in one place and asked by pages, actions, commands and admin alike.

Which role gives the right to what is the table in `kpi.rules.rights`; here it is found who has the role, and where: at
an organisation and at all that belongs to it. A superuser may do everything everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet

from kpi.models import Organisation, Plan, PlanMember, RoleAssignment, User
from kpi.rules.rights import Act, roles_that_may

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def readable_plans(user: User | AnonymousUser) -> QuerySet[Plan]:
    """The plans that `user` may read: all of them for who is signed in, none for others."""
    if not user.is_authenticated or not user.is_active:
        return Plan.objects.none()
    return Plan.objects.all()


def plans_with_a_role(user: User | AnonymousUser) -> set[int]:
    """The ids of the plans that have a member where `user` has a role: those that are likely to be meant. One query."""
    if not user.is_authenticated or not user.is_active:
        return set()
    assigned = RoleAssignment.objects.filter(user_id=user.pk).values("organisation_id")
    return set(PlanMember.objects.filter(organisation__in=assigned).values_list("plan_id", flat=True))


def writable_organisations(user: User | AnonymousUser) -> set[int]:
    """The ids of all organisations that `user` may write measurements for. Two queries whatever the tree's size."""
    if not user.is_authenticated or not user.is_active:
        return set()
    tree = list(Organisation.objects.values_list("id", "parent_id"))
    if user.is_superuser:
        return {id_ for id_, _parent in tree}
    assigned_at = _assignments(Act.WRITE_MEASUREMENT).filter(user_id=user.pk)
    return _with_descendants(set(assigned_at.values_list("organisation_id", flat=True)), tree)


def with_rights(users: QuerySet[User]) -> QuerySet[User]:
    """The users with what `may_write_somewhere` asks, so that a page's menu costs no query of its own."""
    writing = _assignments(Act.WRITE_MEASUREMENT).filter(user=OuterRef("pk"))
    return users.annotate(has_writing_role=Exists(writing))


def may_write_somewhere(user: User | AnonymousUser) -> bool:
    """Whether `user`, read by `with_rights`, may write measurements for any organisation at all. No query."""
    if not user.is_authenticated or not user.is_active:
        return False
    return bool(user.is_superuser or getattr(user, "has_writing_role", False))


def _assignments(act: Act) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(role__in=sorted(roles_that_may(act)))


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
    assigned_at = _assignments(Act.REVISE_PLAN).filter(user_id=user.pk)
    return plan.owner_id in _with_descendants(
        set(assigned_at.values_list("organisation_id", flat=True)), tree
    )


def require_revise_plan(user: User | AnonymousUser, plan: Plan) -> None:
    """PermissionDenied unless `user` may change what the plan promises."""
    if not may_revise_plan(user, plan):
        raise PermissionDenied(f"no right to revise the plan {plan.code}")
