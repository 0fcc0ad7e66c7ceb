"""The health check: for machines, so plain, without a sign-in, and telling apart what can be wrong."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.test import Client

from gevinst import environment, health


@pytest.mark.django_db
def test_healthy(client, django_assert_num_queries):
    # Asked over a connection of its own, and no session or user is looked up, whatever the cookie says.
    client.cookies["sessionid"] = "a" * 32
    with django_assert_num_queries(0):
        response = client.get("/health/", headers={"host": "10.0.0.7"})
    assert (response.status_code, response.json()) == (200, {"status": "ok", "database": "ok"})
    assert response["Content-Type"] == "application/json"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
def test_is_not_sent_on_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/health/").status_code == 200
    assert client.get("/accounts/login/").status_code == 301


@pytest.mark.django_db
def test_is_asked_and_never_told(client):
    assert client.head("/health/").status_code == 200
    for method in (client.post, client.put, client.delete):
        assert method("/health/").status_code == 405


@pytest.mark.django_db
def test_a_migration_that_has_not_run(client, monkeypatch):
    newer = health._known_migrations() | {("kpi", "9999_of_tomorrow")}
    monkeypatch.setattr(health, "_known_migrations", lambda: newer)
    response = client.get("/health/")
    assert (response.status_code, response.json()["database"]) == (503, "migrations_missing")


# --- SQLite, whichever database the tests run on ---


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A file with all that is asked for."""
    path = tmp_path / "register.sqlite3"
    users = get_user_model()._meta.db_table
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE django_migrations (app, name)")
        made.executemany("INSERT INTO django_migrations VALUES (?, ?)", health._known_migrations())
        made.execute(f"CREATE TABLE {users} (id INTEGER PRIMARY KEY)")
    made.close()
    return path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, client: Client) -> Callable[..., Any]:
    """A function that gives the status and the answer while the system keeps its register in this file."""

    def asked(path: Path, mode: str = "rw") -> tuple[int, dict[str, str]]:
        monkeypatch.setenv("SOME_DATABASE", f"sqlite:///{path}")
        config = environment.database("SOME_DATABASE", default="")
        config["NAME"] = config["NAME"].replace("mode=rw", f"mode={mode}")
        wrapper = SQLite({**connections["default"].settings_dict, **config}, "default")
        monkeypatch.setattr(health, "connections", {"default": wrapper})
        response = client.get("/health/")
        return response.status_code, response.json()

    return asked


@pytest.mark.django_db
def test_a_register_in_a_file(asked, register):
    assert asked(register) == (200, {"status": "ok", "database": "ok"})


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_not_made(asked, tmp_path):
    missing = tmp_path / "regsiter.sqlite3"
    assert asked(missing) == (503, {"status": "unavailable", "database": "absent"})
    assert not missing.exists()


@pytest.mark.django_db
def test_a_file_without_tables(asked, tmp_path):
    (tmp_path / "empty.sqlite3").touch()
    assert asked(tmp_path / "empty.sqlite3") == (
        503,
        {"status": "unavailable", "database": "migrations_missing"},
    )


@pytest.mark.django_db
def test_a_file_that_can_only_be_read(asked, register):
    assert asked(register, "ro") == (503, {"status": "unavailable", "database": "read_only"})


@pytest.mark.django_db
def test_a_file_that_is_no_database(asked, tmp_path):
    (tmp_path / "letter.txt").write_text("Kjære alle, " * 100)
    assert asked(tmp_path / "letter.txt") == (503, {"status": "unavailable", "database": "faulty"})


@pytest.mark.django_db
def test_a_register_that_another_is_writing_to_is_well(asked, register):
    with sqlite3.connect(register, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert asked(register) == (200, {"status": "ok", "database": "ok"})
    other.close()


# --- The database the tests run on ---

NO_FOLDER = Path("/no-such-folder/register.sqlite3").as_uri() + environment.OPEN_ONLY
ON_SQLITE: list[tuple[str, dict[str, Any]]] = [("absent", {"NAME": NO_FOLDER})]
ON_POSTGRESQL: list[tuple[str, dict[str, Any]]] = [
    ("absent", {"NAME": "no-such-database"}),
    ("absent", {"HOST": "127.0.0.1", "PORT": 5, "PASSWORD": "hemmelig"}),
    ("read_only", {"OPTIONS": {"options": "-c default_transaction_read_only=on"}}),
]
KIND = django_settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]


@pytest.mark.django_db
@pytest.mark.parametrize(("word", "changed"), ON_POSTGRESQL if KIND == "postgresql" else ON_SQLITE)
def test_a_database_with_another_address(client, monkeypatch, word, changed):
    ours = connections["default"]
    wrapper = type(ours)({**ours.settings_dict, **changed}, "default")
    monkeypatch.setattr(health, "connections", {"default": wrapper})
    response = client.get("/health/")
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "database": word})
