"""Settings from the environment: what is read, and the sentence that a fault gives."""

import json
import os
import secrets
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.exceptions import ImproperlyConfigured

from gevinst import environment

ROOT = Path(__file__).resolve().parent.parent.parent
GOOD = {
    "SECRET_KEY": "b7Qx-0Zk3m_Lw9eRt5YuVn1cHs8dJf2gPa4iXo6qTzEyKbMl-pW3rD5",
    "DEBUG": "0",
    "DATABASE_URL": "sqlite:///:memory:",
    # Empty counts as not set, and keeps the developer's own .env out.
    "ALLOWED_HOSTS": "",
    "CSRF_TRUSTED_ORIGINS": "",
    "LOG_LEVEL": "",
    "LOG_JSON": "",
    "HTTPS_ONLY": "",
    "HSTS_SECONDS": "",
    "HSTS_SUBDOMAINS": "",
    "BEHIND_PROXY": "",
    "SESSION_IDLE_HOURS": "",
    "SESSION_LONGEST_HOURS": "",
}


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    # What the tests themselves set must not follow into the command.
    env = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**env, **GOOD, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"SECRET_KEY": ""}, ["SECRET_KEY is not set", "set it to a long random text"]),
        ({"SECRET_KEY": "   "}, ["SECRET_KEY is not set"]),
        ({"DEBUG": "kanskje"}, ["DEBUG is 'kanskje'", "1 (on) or 0 (off)"]),
        ({"DATABASE_URL": "gevinst.sqlite3"}, ["DATABASE_URL", "set it to an address such as"]),
        ({"DATABASE_URL": "mysql://u:hemmelig@host/gevinst"}, ["neither SQLite nor PostgreSQL"]),
        (
            {"DATABASE_URL": "postgres://u:hemmelig@host:abc/gevinst"},
            ["DATABASE_URL is not a database address"],
        ),
        ({"DATABASE_URL": "postgres://u:hemmelig@host"}, ["DATABASE_URL", "set it to"]),
        ({"CSRF_TRUSTED_ORIGINS": "gevinst.example"}, ["CSRF_TRUSTED_ORIGINS", "with its scheme"]),
        ({"HSTS_SECONDS": "et år"}, ["HSTS_SECONDS is 'et år'", "whole number"]),
        ({"SESSION_IDLE_HOURS": "0"}, ["SESSION_IDLE_HOURS is '0'", "1 or more, for example 8"]),
        ({"SESSION_LONGEST_HOURS": "9" * 5000}, ["SESSION_LONGEST_HOURS", "for example 24"]),
        ({"SECRET_KEY": "hemmelig"}, ["SECRET_KEY is too weak (it has 8 characters, and 50 are needed)"]),
        ({"LOG_LEVEL": "høyt"}, ["LOG_LEVEL is 'HØYT'", "DEBUG, INFO, WARNING, ERROR"]),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_faulty_variable_stops_the_start_with_one_sentence(variables, words):
    done = manage("check", **variables)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    for word in words:
        assert word in done.stderr
    assert "hemmelig" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("key", "weakness"),
    [
        ("a1-B2_c3", "has 8 characters"),
        (GOOD["SECRET_KEY"][:49], "has 49 characters"),
        ("x" * 60, "repeats itself"),
        ("hemmelig-1" * 6, "repeats itself"),
        ("abcabcabd" * 3 + "abcabcabe" * 3, "repeats itself"),
        ("django-insecure-" + GOOD["SECRET_KEY"], "looks like one that others know"),
        ("for-the-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz", "looks like one that others know"),
        ("please-change-me-to-something-long-0123456789-abcdefgh", "looks like one that others know"),
    ],
)
def test_a_weak_key_is_taken_for_a_trial_alone(monkeypatch, key, weakness):
    monkeypatch.setenv("SECRET_KEY", key)
    assert environment.secret_key("SECRET_KEY", "set it.", weak_allowed=True) == key
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.secret_key("SECRET_KEY", "set it.", weak_allowed=False)
    assert weakness in str(refused.value)
    assert key not in str(refused.value)


@pytest.mark.parametrize("make", [lambda: secrets.token_urlsafe(50), lambda: secrets.token_hex(32)])
def test_random_keys_are_strong(monkeypatch, make):
    for _key in range(100):
        monkeypatch.setenv("SECRET_KEY", make())
        environment.secret_key("SECRET_KEY", "set it.", weak_allowed=False)


def settings_with(**variables: str) -> dict[str, Any]:
    """The settings of a machine where these variables are set."""
    show = (
        "import json; from gevinst import settings; from gevinst.message_cookie import HostCookie; "
        "found = {name: value for name, value in vars(settings).items() "
        "if name.isupper() and isinstance(value, str | int)}; "
        "print(json.dumps({**found, 'MESSAGE_COOKIE_NAME': HostCookie.cookie_name}))"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "gevinst.settings"}
    run = subprocess.run(
        [sys.executable, "-c", show],
        cwd=ROOT,
        env={**env, **GOOD, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    shown: dict[str, Any] = json.loads(run.stdout)
    return shown


def test_cookies_belong_to_this_very_host_over_https():
    found = settings_with(SESSION_IDLE_HOURS="2", SESSION_LONGEST_HOURS="10")
    assert found["MESSAGE_COOKIE_NAME"] == "__Host-messages"
    for kind in ("SESSION", "CSRF", "LANGUAGE"):
        assert found[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert found[f"{kind}_COOKIE_SECURE"] is True
        # Browsers take the name only with this path and without a domain, which are Django's own defaults.
        assert f"{kind}_COOKIE_DOMAIN" not in found
        assert f"{kind}_COOKIE_PATH" not in found
    assert (found["SESSION_COOKIE_AGE"], found["SESSION_LONGEST_AGE"]) == (2 * 60 * 60, 10 * 60 * 60)


def test_cookies_have_plain_names_without_https():
    found = settings_with(HTTPS_ONLY="0")
    assert [found[f"{kind}_COOKIE_NAME"] for kind in ("SESSION", "CSRF", "LANGUAGE")] == [
        "sessionid",
        "csrftoken",
        "django_language",
    ]
    assert (found["SESSION_COOKIE_AGE"], found["SESSION_LONGEST_AGE"]) == (8 * 60 * 60, 24 * 60 * 60)


def test_production_settings_pass_djangos_own_check():
    done = manage("check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_a_trial_over_plain_http_is_an_open_choice():
    done = manage("check", "--deploy", "--fail-level", "WARNING", HTTPS_ONLY="0")
    assert done.returncode == 1
    assert "security.W008" in done.stderr


@pytest.fixture
def read(tmp_path):
    def read(text: str, **already: str) -> dict[str, str]:
        (tmp_path / ".env").write_text(text, encoding="utf-8")
        environment.read_env_file(tmp_path / ".env", already)
        return already

    return read


def test_env_file(read):
    text = "# mine\n\nDEBUG=1\nSECRET_KEY = \"a=b # c\"\nexport PORT='8000'\nEMPTY=\n"
    assert read(text) == {"DEBUG": "1", "SECRET_KEY": "a=b # c", "PORT": "8000", "EMPTY": ""}


def test_env_file_yields_to_the_environment(read):
    assert read("DEBUG=1\nLOG_LEVEL=INFO", DEBUG="0", LOG_LEVEL="") == {"DEBUG": "0", "LOG_LEVEL": ""}


def test_env_file_saved_by_notepad(read):
    assert read("\ufeffDEBUG=1\r\nPORT=1\r\n") == {"DEBUG": "1", "PORT": "1"}


def test_env_file_that_is_not_there(tmp_path):
    found: dict[str, str] = {}
    environment.read_env_file(tmp_path / "none", found)
    assert found == {}


@pytest.mark.parametrize("line", ["DEBUG", "=1", "SECRET KEY=1", "1A=2"])
def test_env_file_names_the_faulty_line(read, line):
    with pytest.raises(ImproperlyConfigured, match=r"Line 2 of .*\.env must have the form NAME=value"):
        read(f"# first\n{line}")


def test_env_file_that_is_no_text(tmp_path):
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        environment.read_env_file(tmp_path / ".env", {})


def test_sqlite_runs_with_a_write_ahead_log_and_waits_its_turn(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:////srv/gevinst.sqlite3")
    config = environment.database("DATABASE_URL", default="")
    assert environment.sqlite_file(config) == Path("/srv/gevinst.sqlite3")
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in config["OPTIONS"]["init_command"]
    assert config["OPTIONS"]["timeout"] > 5


@pytest.mark.parametrize("name", ["med mellomrom.sqlite3", "100%.sqlite3", "æøå?.sqlite3", "a#b.sqlite3"])
def test_an_sqlite_file_is_opened_and_never_made(monkeypatch, tmp_path, name):
    path = tmp_path / name
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{quote(str(path))}")
    config = environment.database("DATABASE_URL", default="")
    assert environment.sqlite_file(config) == path
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        sqlite3.connect(config["NAME"], uri=True)
    path.touch()
    sqlite3.connect(config["NAME"], uri=True).close()
    assert [found.name for found in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("address", ["sqlite://:memory:", "postgres://u:p@db.example/gevinst"])
def test_a_database_without_a_file(monkeypatch, address):
    monkeypatch.setenv("DATABASE_URL", address)
    assert environment.sqlite_file(environment.database("DATABASE_URL", default="")) is None


def test_postgresql_keeps_its_connections(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@db.example:5433/gevinst?sslmode=require")
    config = environment.database("DATABASE_URL", default="")
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("db.example", 5433, "gevinst")
    assert config["OPTIONS"] == {"sslmode": "require"}
    assert config["CONN_MAX_AGE"] > 0
    assert config["CONN_HEALTH_CHECKS"] is True
