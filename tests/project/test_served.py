"""The frame served as in production: a database that goes and comes back, and bodies that are too large."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from tests.postgres import running_server

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
MEGABYTE = 1024 * 1024
SESSION = {"Cookie": f"sessionid={'a' * 32}"}
"""Looked up in the database, and not there: whoever brings it is sent on to the sign-in."""


@dataclass(frozen=True)
class Answer:
    """What came back over the wire."""

    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True)
class Served:
    """A server of its own, with `temporary` as the only place where it may keep files while it answers."""

    port: int
    temporary: Path

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """One request over a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers)  # type: ignore[arg-type]
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.headers), answer.read().decode())
        finally:
            connection.close()


@contextmanager
def served(database: str, folder: Path) -> Iterator[Served]:
    """Serve an empty register in this database."""
    temporary = folder / "temporary"
    temporary.mkdir()
    environment = {**os.environ, "DATABASE_URL": database, "TMPDIR": str(temporary), "DEBUG": "0"}
    environment["DJANGO_SETTINGS_MODULE"] = "gevinst.settings"
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [*(sys.executable, "-m", "gunicorn", "gevinst.wsgi", "--bind", f"127.0.0.1:{port}")],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            found = Served(port, temporary)
            _wait_until(lambda: found.ask("GET", "/health/").status == 200)
            yield found
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)


def _wait_until(done: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if done():
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("waited in vain")


@contextmanager
def sqlite(folder: Path) -> Iterator[tuple[str, Callable[[], None], Callable[[], None]]]:
    """The address of a file, and what takes it away and brings it back."""
    here, away = folder / "register.sqlite3", folder / "away.sqlite3"

    def take_away() -> None:
        here.rename(away)

    def bring_back() -> None:
        away.rename(here)

    yield f"sqlite:///{here}", take_away, bring_back


@contextmanager
def postgresql(folder: Path) -> Iterator[tuple[str, Callable[[], None], Callable[[], None]]]:
    """The address of a server, and what stops it and starts it again."""
    with running_server() as server:
        yield server.url, server.stop, server.start


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Callable, Callable]]:  # type: ignore[type-arg]
    """A served register with its database, of the kind that the tests run on."""
    kinds = {"sqlite3": sqlite, "postgresql": postgresql}
    kind = kinds[settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]]
    folder = tmp_path_factory.mktemp("served")
    with kind(folder) as (address, stop, start), served(address, folder) as found:
        yield found, stop, start


def test_the_database_stops_and_comes_back_without_a_restart(database):
    server, stop, start = database
    assert server.ask("GET", "/accounts/password/", **SESSION).status == 302
    stop()
    try:
        answer = server.ask("GET", "/accounts/password/", **SESSION)
        assert answer.status == 503
        assert answer.headers["Retry-After"] == "30"
        assert "no-store" in answer.headers["Cache-Control"]
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "Alt som var lagret fra før, er trygt" in answer.body
        assert "regn med at det ikke er lagret" in answer.body
        # A page that asks nothing of the database is still there, and the check says what is wrong.
        assert server.ask("GET", "/accounts/login/").status == 200
        health = server.ask("GET", "/health/", **SESSION)
        assert (health.status, health.body) == (503, '{"status": "unavailable", "database": "absent"}')
    finally:
        start()
    assert server.ask("GET", "/accounts/password/", **SESSION).status == 302
    assert server.ask("GET", "/health/").status == 200


@pytest.mark.parametrize("megabytes", [6, 20])
def test_a_large_file_is_answered_by_a_page_and_leaves_nothing_behind(database, megabytes):
    server, _stop, _start = database
    before = set(server.temporary.iterdir())
    start, end = b'--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\n', b"\r\n--x--\r\n"
    body = start + b"x" * (megabytes * MEGABYTE) + end
    answer = server.ask(
        "POST", "/accounts/login/", body, **{"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert answer.status == 413
    assert "høyst 5 MB" in answer.body
    assert set(server.temporary.iterdir()) == before


def test_a_large_body_in_pieces_is_answered_by_a_page(database):
    server, _stop, _start = database
    pieces = (b"x" * MEGABYTE for _piece in range(6))
    answer = server.ask(
        "POST", "/accounts/login/", pieces, **{"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert answer.status == 413
    assert "høyst 5 MB" in answer.body


def test_a_small_form_in_pieces_is_read(database):
    server, _stop, _start = database
    page = server.ask("GET", "/accounts/login/")
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    token = page.body.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    form = f"csrfmiddlewaretoken={token}&username=kari&password=feil".encode()
    answer = server.ask(
        "POST",
        "/accounts/login/",
        iter([form[:40], form[40:]]),
        **{"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie},
    )
    assert answer.status == 200
    assert "kari" in answer.body
