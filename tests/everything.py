"""Runs every check there is, one after the other, and ends with a list of what ran: `python -m tests.everything`.

Each check goes on even if an earlier one failed, so that one run shows all there is to mend.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.chromium import find_chromium, install_chromium

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable, "-m"]
PYTEST = [*PYTHON, "pytest", "-q", "--no-header"]
NO_BROWSER = ["-m", "not browser"]
# What uses no database gives the same answer on every one.
ON_A_DATABASE = ["-m", "database and not browser"]
TWO_AT_A_TIME = ["-n", "2"]


@dataclass(frozen=True)
class Result:
    """What one check came to."""

    name: str
    outcome: str  # "passed", "FAILED" or "SKIPPED"
    detail: str
    seconds: float


def lint() -> list[Result]:
    """Linters for Python and templates."""
    return [
        run("ruff", [*PYTHON, "ruff", "check", "."]),
        run("ruff format", [*PYTHON, "ruff", "format", "--check", "."]),
        run("djlint", [*PYTHON, "djlint", "--lint", "--quiet", "templates"]),
    ]


def types() -> list[Result]:
    """Type checks."""
    return [run("mypy", [*PYTHON, "mypy"])]


def unit() -> list[Result]:
    """All but the browser tests, on SQLite."""
    return [run_tests("tests on SQLite", [*PYTEST, *TWO_AT_A_TIME, *NO_BROWSER])]


def postgres() -> list[Result]:
    """What uses a database, on a real PostgreSQL server."""
    command = [*PYTHON, "tests.postgres", *PYTEST, *TWO_AT_A_TIME, *ON_A_DATABASE]
    return [run_tests("tests on PostgreSQL", command)]


def browser() -> list[Result]:
    """Tests in Chromium; skipped, and said so, where there is none."""
    problem = None if find_chromium() else install_chromium()
    if problem:
        return [Result("browser tests", "SKIPPED", problem, 0)]
    return [run_tests("browser tests", [*PYTEST, *TWO_AT_A_TIME, "-m", "browser", "tests/browser"])]


CHECKS = {check.__name__: check for check in (lint, types, unit, postgres, browser)}


def run(name: str, command: list[str], environment: dict[str, str] | None = None) -> Result:
    """Run one command and show what it says."""
    print(f"\n── {name} ──", flush=True)
    started = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env=environment or os.environ, check=False).returncode
    outcome = "passed" if code == 0 else "FAILED"
    return Result(name, outcome, "" if code == 0 else f"exit code {code}", time.monotonic() - started)


def run_tests(name: str, command: list[str]) -> Result:
    """Run pytest and count its tests."""
    # DATABASE_URL of the developer's shell must not decide where the tests run.
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    with tempfile.TemporaryDirectory(prefix="gevinst-report-") as folder:
        report = Path(folder) / "report.xml"
        result = run(name, [*command, f"--junitxml={report}"], environment)
        if not report.exists():
            return result
        suite = ElementTree.parse(report).getroot().find("testsuite")  # noqa: S314 (our own file)
    count = {word: int(suite.get(word, 0)) for word in ("tests", "failures", "errors", "skipped")}
    parts = [f"{count['tests'] - count['skipped'] - count['failures'] - count['errors']} passed"]
    parts += [f"{count[word]} {word}" for word in ("failures", "errors", "skipped") if count[word]]
    return Result(name, result.outcome, ", ".join(parts), result.seconds)


def main(names: list[str]) -> int:
    """Run the named checks (all by default); 0 when none failed."""
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; choose from {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    results = [result for name in names or CHECKS for result in CHECKS[name]()]
    print("\n── What ran ──")
    for result in results:
        print(f"{result.outcome:8} {result.name:20} {result.seconds:5.0f} s  {result.detail}".rstrip())
    failed = [result.name for result in results if result.outcome == "FAILED"]
    print(f"Failed: {', '.join(failed)}." if failed else "Everything that ran passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
