"""The project's settings with what tests need different: quick passwords, a database file of their own.

Anything that decides how the product behaves belongs in `gevinst.settings`, so that the tests see it.
"""

# ruff: noqa: E402, F403, F405
from tests import environment

environment.prepare()

from gevinst.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

STATIC_ROOT = environment.SCRATCH / "static"  # empty, so that names have no fingerprint

# Static files are looked up when asked for: listing them anew for every client takes longer than most answers.
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: live servers and concurrency tests use several connections. Each worker adds its own ending.
    DATABASES["default"]["TEST"] = {"NAME": str(environment.SCRATCH / "test.sqlite3")}
