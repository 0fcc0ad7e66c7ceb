"""What every test may use, and what must be made before the first one runs.

Data for tests of one area belongs in that area's own folder.
"""

import pytest
from django.core.management import call_command


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the translations once, before any worker reads them."""
    if not hasattr(session.config, "workerinput"):
        call_command("compile_translations", verbosity=0)
