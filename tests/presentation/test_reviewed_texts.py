"""The explanations that people have read, word for word. What is said and when stands in the tests beside this one."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from tests.presentation.reviewed import CASES, reviewed_texts

FILE = Path(__file__).with_name("reviewed_texts.md")
REWRITE = "GEVINST_REWRITE_TEXTS"


def test_the_texts_are_those_that_were_read() -> None:
    now = reviewed_texts()
    if os.environ.get(REWRITE):
        FILE.write_text(now, encoding="utf-8")
        pytest.fail(
            f"{FILE.name} was written anew: read what has changed (git diff), and run without {REWRITE}."
        )
    read = FILE.read_text(encoding="utf-8")
    difference = difflib.unified_diff(
        read.splitlines(), now.splitlines(), "as it was read", "as it is now", lineterm="", n=2
    )
    if read != now:
        pytest.fail(
            "\n".join(
                [*difference, "", f"If this is meant: {REWRITE}=1, read the difference, and commit it."]
            )
        )


def test_every_status_is_among_them() -> None:
    explanations = [make() for make in CASES.values()]
    assert {str(explanation.status) for explanation in explanations} == {"green", "yellow", "red", "none"}
