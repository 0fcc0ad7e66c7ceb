"""The environment the tests run in, whatever the developer's own `.env` and shell say.

Imported by `tests.settings` before the project's settings are read. Only DATABASE_URL is taken over from outside,
so that the same tests can be run on PostgreSQL.
"""

import os
import secrets
import tempfile
from pathlib import Path

# One folder for a run: the processes that share the work inherit the variable. `tests.conftest` makes and removes it.
SCRATCH = Path(
    os.environ.setdefault("GEVINST_TESTS_SCRATCH", f"{tempfile.gettempdir()}/gevinst-tests-{os.getpid()}")
)

# An empty value counts as not set, and keeps a `.env` file from setting it.
VARIABLES = {
    # Made anew for each run, and inherited like the folder: a key that stands in a repository is refused.
    "SECRET_KEY": os.environ.setdefault("GEVINST_TESTS_KEY", secrets.token_urlsafe(50)),
    "DEBUG": "0",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "CSRF_TRUSTED_ORIGINS": "",
    "LOG_LEVEL": "INFO",
    "LOG_JSON": "1",
    "HTTPS_ONLY": "0",
    "HSTS_SECONDS": "",
    "HSTS_SUBDOMAINS": "",
    "BEHIND_PROXY": "0",
    "SESSION_IDLE_HOURS": "",
    "SESSION_LONGEST_HOURS": "",
}


def prepare() -> None:
    """Set the variables."""
    os.environ.update(VARIABLES)
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{SCRATCH}/tests.sqlite3")
