"""The lock files: the same versions in both, everything with a hash, no address of any kind."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = ["requirements.txt", "requirements-dev.txt"]


def locked(name: str) -> dict[str, str]:
    pins = re.findall(
        r"^([a-z0-9.\-_\[\]]+)==(\S+)(?: ;.*?)? \\$", (ROOT / name).read_text(), flags=re.MULTILINE
    )
    return {re.sub(r"\[.*\]", "", package): version for package, version in pins}


def wanted(name: str) -> set[str]:
    lines = (ROOT / name).read_text().splitlines()
    names = [re.match(r"[A-Za-z0-9\-_.]+", line) for line in lines if not line.startswith(("#", "-"))]
    return {found.group().lower() for found in names if found}


def test_both_lock_the_same_versions():
    runtime, dev = locked("requirements.txt"), locked("requirements-dev.txt")
    assert len(runtime) > 15
    assert {name: dev.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("name", LOCKS)
def test_all_that_is_wanted_is_locked(name):
    missing = wanted(name.replace(".txt", ".in")) - set(locked(name))
    assert not missing, "run `make lock`"


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_a_hash(name):
    blocks = re.split(r"^(?=[a-z0-9])", (ROOT / name).read_text(), flags=re.MULTILINE)[1:]
    assert len(blocks) == len(locked(name))
    for block in blocks:
        assert "--hash=sha256:" in block, block.splitlines()[0]


@pytest.mark.parametrize("name", [*LOCKS, *(lock.replace(".txt", ".in") for lock in LOCKS)])
def test_no_address(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert "index-url" not in text
    assert "find-links" not in text
