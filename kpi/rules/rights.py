"""Who may do what: the one table of roles and acts. Where a role applies (its organisation and all below it) and who
has it is `kpi.permissions`, which is what everything else asks."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person may be at an organisation."""

    OWNER = "owner"
    MANAGER = "manager"
    COORDINATOR = "coordinator"
    READER = "reader"
    PLAN_ADMIN = "plan_admin"


class Act(StrEnum):
    """What may be done with the register."""

    READ = "read"
    WRITE_MEASUREMENT = "write_measurement"
    REVISE_PLAN = "revise_plan"


RIGHTS: dict[Role, frozenset[Act]] = {
    Role.OWNER: frozenset({Act.READ}),
    Role.MANAGER: frozenset({Act.READ}),
    Role.READER: frozenset({Act.READ}),
    Role.COORDINATOR: frozenset({Act.READ, Act.WRITE_MEASUREMENT}),
    Role.PLAN_ADMIN: frozenset({Act.READ, Act.WRITE_MEASUREMENT, Act.REVISE_PLAN}),
}

EVERYONE = frozenset({Act.READ})
"""What everyone who is signed in may do, whatever their roles."""


def may(role: Role, act: Act) -> bool:
    """Whether a role gives the right to an act, at the organisations where it applies."""
    return act in EVERYONE or act in RIGHTS[role]


def roles_that_may(act: Act) -> frozenset[Role]:
    """The roles that give the right to an act."""
    return frozenset(role for role in Role if may(role, act))
