"""What reading files costs, measured in processes of their own: `python -m tests.measurements.cost FILE…`.

Prints a line of JSON for each file: the fault it is refused with or null, seconds of the processor, and megabytes
beyond what the process had before.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from kpi.files.lines import UnreadableFile
from kpi.files.table import read_tables
from tests.measurements.sheets import HEADER

KILOBYTES_PER_MEGABYTE = 1024


def most_memory() -> int:
    """The most memory that this process has had, in kilobytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])


def measure(path: str) -> None:
    """Read one file and print what it cost."""
    memory, seconds = most_memory(), time.process_time()
    fault = None
    try:
        with Path(path).open("rb") as file:
            read_tables(file, required=("kpi", "value"), optional=tuple(HEADER.split(";")))
    except UnreadableFile as error:
        fault = str(error.fault)
    seconds = time.process_time() - seconds
    megabytes = (most_memory() - memory) / KILOBYTES_PER_MEGABYTE
    sys.stdout.write(json.dumps([fault, seconds, megabytes]) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        if (child := os.fork()) == 0:
            measure(name)
            os._exit(0)
        os.waitpid(child, 0)
