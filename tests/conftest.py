"""What every test may use, and what must be made before the first one runs.

Data for tests of one area belongs in that area's own folder.
"""

import shutil

import pytest
from django.core.management import call_command

from tests.environment import SCRATCH


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder for what the tests write, before the first worker needs it."""
    if not hasattr(config, "workerinput"):
        SCRATCH.mkdir(mode=0o700, exist_ok=True)
        (SCRATCH / "static").mkdir(exist_ok=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove it when the last worker is done."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(SCRATCH, ignore_errors=True)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the translations once, before any worker reads them."""
    if not hasattr(session.config, "workerinput"):
        call_command("compile_translations", verbosity=0)
