"""Settings from the environment: what is read, and the sentence that a fault gives."""

import os
import subprocess
import sys
from pathlib import Path

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
    assert config["NAME"] == "/srv/gevinst.sqlite3"
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in config["OPTIONS"]["init_command"]
    assert config["OPTIONS"]["timeout"] > 5


def test_postgresql_keeps_its_connections(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@db.example:5433/gevinst?sslmode=require")
    config = environment.database("DATABASE_URL", default="")
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("db.example", 5433, "gevinst")
    assert config["OPTIONS"] == {"sslmode": "require"}
    assert config["CONN_MAX_AGE"] > 0
    assert config["CONN_HEALTH_CHECKS"] is True
