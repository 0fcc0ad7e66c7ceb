"""Reading variables from the environment and from `.env`, with messages that say what to set.

What the variables mean stands in `gevinst.settings`; only how they are read belongs here.
"""

import os
import re
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off"}
LONGEST_NUMBER = 12

SHORTEST_KEY = 50
FEWEST_KEY_CHARACTERS = 10
PUBLIC_KEYS = re.compile("insecure|change.?me|example|secret|password|for.?the.?tests|not.?for.?production")
"""What stands in keys that were copied from a manual or from somebody else's tests, in lower case."""


def read_env_file(path: Path, environment: MutableMapping[str, str] = os.environ) -> None:
    """Add the variables of a `.env` file that the environment does not set itself.

    Each line is `NAME=value`; blank lines and lines that begin with # are passed over, and a value may
    stand in single or double quotes. A file that is not there is no fault.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{path} cannot be read as a UTF-8 text file ({error}).") from None
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.removeprefix("export ").partition("=")
        name, value = name.strip(), value.strip()
        if not equals or not name.isidentifier():
            raise ImproperlyConfigured(f"Line {number} of {path} must have the form NAME=value.")
        if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        environment.setdefault(name, value)


def required(name: str, remedy: str) -> str:
    """The variable's text; stops the start with the remedy when it is missing or blank."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {remedy}")
    return value


def secret_key(name: str, remedy: str, *, weak_allowed: bool) -> str:
    """The key that sessions are signed with. Unless a weak one is allowed, it must be long and nobody else's.

    Random keys pass: `secrets.token_urlsafe(50)` and `openssl rand -hex 32` give 67 and 64 characters.
    """
    key = required(name, remedy)
    if weak_allowed:
        return key
    if len(key) < SHORTEST_KEY:
        weakness = f"has {len(key)} characters, and {SHORTEST_KEY} are needed"
    elif len(set(key)) < FEWEST_KEY_CHARACTERS or key in (key + key)[1:-1]:
        weakness = "repeats itself"
    elif PUBLIC_KEYS.search(key.lower()):
        weakness = "looks like one that others know"
    else:
        return key
    # The key itself is never repeated.
    raise ImproperlyConfigured(f"{name} is too weak (it {weakness}): {remedy}")


def flag(name: str, *, default: bool) -> bool:
    """A yes/no variable, written 1 or 0."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in TRUE_WORDS:
        return True
    if value in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: set it to 1 (on) or 0 (off).")


def whole_number(name: str, *, default: int, least: int = 0) -> int:
    """A variable that is a whole number of `least` or more."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER and int(value) >= least):
        wanted = f"a whole number of {least} or more" if least else "a whole number"
        raise ImproperlyConfigured(f"{name} is {value[:40]!r}: set it to {wanted}, for example {default}.")
    return int(value)


def word_list(name: str, *, default: list[str]) -> list[str]:
    """A variable that is a list with commas between."""
    words = [word.strip() for word in os.environ.get(name, "").split(",")]
    return [word for word in words if word] or default


def choice(name: str, choices: tuple[str, ...], *, default: str) -> str:
    """A variable that is one of a few upper-case words."""
    value = os.environ.get(name, "").strip().upper() or default
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}: set it to one of {', '.join(choices)}.")
    return value


def origins(name: str) -> list[str]:
    """A list of addresses with scheme, as Django's CSRF check wants them."""
    found = word_list(name, default=[])
    for origin in found:
        if not origin.startswith(("https://", "http://")):
            raise ImproperlyConfigured(
                f"{name} holds {origin!r}: write each address with its scheme, for example https://gevinst.example."
            )
    return found


def database(name: str, *, default: str) -> dict[str, Any]:
    """The database that an address such as `sqlite:///var/gevinst.sqlite3` or `postgres://…` names.

    SQLite runs with a write-ahead log, so that readers do not wait for a writer, and takes its write lock when
    a transaction begins, so that two writers queue instead of failing half-way. Its file is opened and never made: a
    mistyped path would otherwise give an empty register where the figures were. `migrate` makes the file.
    """
    remedy = (
        "set it to an address such as sqlite:////srv/gevinst/gevinst.sqlite3 "
        "or postgres://user:password@host:5432/gevinst."
    )
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(os.environ.get(name, "").strip() or default))
    except ValueError:
        # The address itself may hold a password, so it is not repeated here.
        raise ImproperlyConfigured(f"{name} is not a database address: {remedy}") from None
    engine = config.get("ENGINE")
    if engine == "django.db.backends.sqlite3" and config.get("NAME"):
        if config["NAME"] != IN_MEMORY:
            config["NAME"] = Path(config["NAME"]).absolute().as_uri() + OPEN_ONLY
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            **config.get("OPTIONS", {}),
        }
    elif engine == "django.db.backends.postgresql" and config.get("NAME"):
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured(f"{name} names neither SQLite nor PostgreSQL: {remedy}")
    return config


IN_MEMORY = ":memory:"
OPEN_ONLY = "?mode=rw"


def sqlite_file(config: Mapping[str, Any]) -> Path | None:
    """The file of a database that `database` has read; None for one in memory, or of another kind."""
    address = urlsplit(str(config["NAME"]))
    return Path(unquote(address.path)) if address.scheme == "file" else None
