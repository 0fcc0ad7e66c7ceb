"""How tests come by a register that is served. Who serves it, for all processes that share the work: `registers`."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.browser.registers import PATIENCE, SOCKET
from tests.environment import SCRATCH

ROOT = Path(__file__).resolve().parents[2]
FOLDER = SCRATCH / "served"
PROCESS = FOLDER / "process"


@dataclass(frozen=True)
class Served:
    """A register and the address it is served at."""

    world: str
    url: str


def serve(world: str, copy: str) -> Served:
    """A served register by the name of its world. Those who ask for the same copy share it, in whatever process."""
    _start_once()
    with socket.socket(socket.AF_UNIX) as asking:
        asking.connect(str(FOLDER / SOCKET))
        asking.sendall(json.dumps([world, copy]).encode() + b"\n")
        with asking.makefile() as answers:
            answer = json.loads(answers.readline())
    assert "address" in answer, answer["fault"]
    return Served(world, answer["address"])


def _start_once() -> None:
    """Start the process that serves; the others wait for the first."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if PROCESS.exists():
            return
        log = FOLDER / "log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.browser.registers", str(FOLDER)],
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        PROCESS.write_text(str(process.pid))
        until = time.monotonic() + PATIENCE
        while not (FOLDER / SOCKET).exists():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)
        process.returncode = 0  # it lives on, and is stopped by `stop`


def stop() -> None:
    """Stop the process that serves, and its servers with it, at once: there is nothing to keep."""
    if PROCESS.exists():
        os.killpg(int(PROCESS.read_text()), signal.SIGKILL)
