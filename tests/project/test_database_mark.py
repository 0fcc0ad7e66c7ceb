"""Tests that use a database are known as such, so that PostgreSQL is tried with all of them and with nothing else."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client

from tests.conftest import WAYS_TO_A_DATABASE, uses_database


@pytest.fixture
def a_record(db):
    """A fixture of one's own that needs a database."""


def is_marked(request: pytest.FixtureRequest) -> bool:
    return request.node.get_closest_marker("database") is not None


def test_without_the_mark_no_query_is_let_through(request, client: Client):
    assert not is_marked(request)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.cursor()
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        client.get("/health/")


@pytest.mark.django_db
def test_a_mark_of_its_own_is_enough(request):
    assert is_marked(request)
    connection.cursor().close()


def test_a_fixture_of_a_fixture_is_enough(request, a_record):
    assert is_marked(request)
    connection.cursor().close()


@pytest.mark.parametrize("name", sorted(WAYS_TO_A_DATABASE))
def test_each_way_to_a_database_is_known(name):
    item = SimpleNamespace(fixturenames=["client", name], get_closest_marker=lambda mark: None)
    assert uses_database(item)
    item.fixturenames.remove(name)
    assert not uses_database(item)
