"""Registers that are served for the browser tests, each by a server of its own as in production.

A database is filled once for all who share the work of a run, and copied for each; so nothing that a test stores is
seen by another process. What the pages must do stands in the tests.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.environment import SCRATCH

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
"""Seconds that a server may take to answer for the first time."""


@dataclass(frozen=True)
class Served:
    """A register and the address it is served at."""

    world: str
    url: str


def filled(world: str) -> Path:
    """The database of a world, made by the first who asks for it while the others wait."""
    folder = SCRATCH / "served"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        tables = folder / "tables.sqlite3"
        if not tables.exists():
            _fill(tables, "migrate")
        database = folder / f"{world.replace(' ', '-')}.sqlite3"
        if not database.exists():
            _fill(database, world, after=tables)
        return database


def _fill(database: Path, world: str, after: Path | None = None) -> None:
    unfinished = database.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    if after:
        shutil.copy(after, unfinished)
    command = [sys.executable, "-m", "tests.browser.fill", world]
    subprocess.run(command, cwd=ROOT, env=_environment(unfinished), check=True)
    unfinished.rename(database)


def _environment(database: Path) -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": f"sqlite:///{database}"}


@contextmanager
def serve(world: str, folder: Path) -> Iterator[Served]:
    """Serve a copy of a world's database, which is kept in `folder`."""
    folder.mkdir()
    database = folder / "register.sqlite3"
    shutil.copy(filled(world), database)
    port = _free_port()
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "gevinst.wsgi", "--threads", "4"),
                *("--bind", f"127.0.0.1:{port}", "--log-level", "warning"),
            ],
            cwd=ROOT,
            env=_environment(database),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(server, port, folder / "log")
            yield Served(world, f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/health/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError(f"the server does not answer:\n{log.read_text()}")
