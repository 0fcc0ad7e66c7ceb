"""Serves registers for the browser tests, each by a server of its own as in production.

`python -m tests.browser.registers FOLDER` is one process for a whole run. It loads the application once and forks what
is needed: who fills a database, and the server of each register. It is asked through a socket in the folder and answers
with an address. It goes on until its group of processes is stopped, servers and all.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import socketserver
import sys
import time
import traceback
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import django

SOCKET = "registers.socket"
PATIENCE = 60
"""Seconds that a server may take to answer for the first time."""


class Registers:
    """The registers that are served, and the databases they are copies of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.addresses: dict[tuple[str, str], str] = {}

    def address(self, world: str, copy: str) -> str:
        """Where a world is served; a `copy` by another name has its own database and server."""
        if (world, copy) not in self.addresses:
            database = self.folder / f"register-{len(self.addresses)}.sqlite3"
            shutil.copy(self._filled(world), database)
            self.addresses[world, copy] = self._serve(database)
        return self.addresses[world, copy]

    def _filled(self, world: str) -> Path:
        from django.core.management import call_command

        from tests.pages.worlds import WORLDS

        tables = self.folder / "tables.sqlite3"
        if not tables.exists():
            self._in_a_fork(tables, lambda: call_command("migrate", verbosity=0))
        database = self.folder / f"{world.replace(' ', '-')}.sqlite3"
        if not database.exists():
            shutil.copy(tables, database)
            self._in_a_fork(database, lambda: _fill(WORLDS[world]))
        return database

    def _serve(self, database: Path) -> str:
        port = _free_port()
        log = database.with_suffix(".log")
        server = _fork(database, lambda: _answer(port), log)
        until = time.monotonic() + PATIENCE
        while not _ended(server) and time.monotonic() < until:
            if _answers(port):
                return f"http://127.0.0.1:{port}"
            time.sleep(0.05)
        raise RuntimeError(f"the server does not answer:\n{log.read_text()}")

    def _in_a_fork(self, database: Path, work: Callable[[], object]) -> None:
        log = database.with_suffix(".log")
        _pid, status = os.waitpid(_fork(database, work, log), 0)
        if status:
            database.unlink(missing_ok=True)
            raise RuntimeError(f"{database.name} could not be filled:\n{log.read_text()}")


def _fork(database: Path, work: Callable[[], object], log: Path) -> int:
    """Do the work with a database in a process of its own, and give its number."""
    if pid := os.fork():
        return pid
    code = 1
    try:
        with log.open("ab") as output:
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
        from django.db import connections

        # No connection has been made before the fork, so this is where the first one goes.
        connections.settings["default"]["NAME"] = str(database)
        work()
        connections.close_all()  # what is still in the write-ahead log goes into the file
        code = 0
    except BaseException:  # noqa: BLE001 - goes into the log, which is read if the work fails
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _fill(make: Callable[[], None]) -> None:
    """What the world holds; everyone in it gets the same password."""
    from kpi.models import User
    from kpi.sign_in import DEMO_PASSWORD

    make()
    for user in User.objects.all():
        user.set_password(DEMO_PASSWORD)
        user.save()


def _answer(port: int) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in {"bind": f"127.0.0.1:{port}", "threads": 4, "loglevel": "warning"}.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from gevinst.wsgi import application

            return application

    sys.argv = ["gunicorn"]  # which would read ours
    Server().run()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _ended(pid: int) -> bool:
    return os.waitpid(pid, os.WNOHANG) != (0, 0)


def main(folder: Path) -> None:
    """Answer until stopped."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/none.sqlite3"
    django.setup()
    from django.urls import get_resolver

    from gevinst import wsgi  # noqa: F401 - loads the application for all

    _ = get_resolver().url_patterns
    registers = Registers(folder)

    class Asked(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            world, copy = json.loads(self.rfile.readline())
            try:
                answer = {"address": registers.address(world, copy)}
            except Exception as error:  # noqa: BLE001 - told to whoever asked
                answer = {"fault": f"{error}"}
            self.wfile.write(json.dumps(answer).encode() + b"\n")

    with socketserver.UnixStreamServer(str(folder / SOCKET), Asked) as server:
        server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
