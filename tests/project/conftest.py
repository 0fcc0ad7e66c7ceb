"""What the tests of the frame share: the log as production would have written it."""

import io
import json
import logging
import logging.config
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gevinst import health
from gevinst.logs import logging_config


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's own transaction keeps others from writing to SQLite; `/health/` would wait for its end in vain."""
    monkeypatch.setitem(health.PATIENCE, "sqlite", {"timeout": 0})


@pytest.fixture
def log_lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """A function that gives what production would have written, line by line."""
    formatter = logging.config.DictConfigurator({}).configure_formatter(  # type: ignore[no-untyped-call]
        logging_config(level="INFO", as_json=True)["formatters"]["lines"]
    )
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(formatter)
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in handler.stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)
