"""The environment the tests run in, whatever the developer's own `.env` and shell say.

Imported by `tests.settings` before the project's settings are read. Only DATABASE_URL is taken over from outside,
so that the same tests can be run on PostgreSQL.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

SCRATCH = Path(tempfile.mkdtemp(prefix="gevinst-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

# An empty value counts as not set, and keeps a `.env` file from setting it.
VARIABLES = {
    "SECRET_KEY": "for-the-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DEBUG": "0",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "CSRF_TRUSTED_ORIGINS": "",
    "LOG_LEVEL": "INFO",
    "LOG_JSON": "1",
    "HTTPS_ONLY": "0",
    "HSTS_SECONDS": "",
    "HSTS_SUBDOMAINS": "",
    "BEHIND_PROXY": "0",
}


def prepare() -> None:
    """Set the variables. Each process has a scratch folder of its own, removed when it ends."""
    os.environ.update(VARIABLES)
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{SCRATCH}/tests.sqlite3")
