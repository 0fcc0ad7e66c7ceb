"""The one table of who may do what."""

import pytest

from kpi.rules.rights import EVERYONE, RIGHTS, Act, Role, may, roles_that_may


@pytest.mark.parametrize(
    ("role", "read", "write_measurement"),
    [
        (Role.OWNER, True, False),
        (Role.MANAGER, True, False),
        (Role.READER, True, False),
        (Role.COORDINATOR, True, True),
        (Role.PLAN_ADMIN, True, True),
    ],
)
def test_the_table(role, read, write_measurement):
    assert (may(role, Act.READ), may(role, Act.WRITE_MEASUREMENT)) == (read, write_measurement)


def test_every_role_stands_in_the_table_and_may_what_everyone_may():
    assert set(RIGHTS) == set(Role)
    assert all(rights >= EVERYONE for rights in RIGHTS.values())


def test_the_roles_that_may_are_those_the_table_says():
    assert roles_that_may(Act.WRITE_MEASUREMENT) == {Role.COORDINATOR, Role.PLAN_ADMIN}
    assert roles_that_may(Act.READ) == set(Role)


def test_the_roles_have_the_names_that_the_register_stores():
    from kpi.words.labels import ROLE

    assert {str(role) for role in Role} == set(ROLE)
