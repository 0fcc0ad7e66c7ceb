"""Runs every check there is and ends with a list of what ran: `python -m tests.everything`.

Linters and types are looked at while the first tests run, and a missing Chromium is installed meanwhile. The tests run
one kind after another, each on both processors: two kinds at once took an eighth longer. Each check goes on even if
another failed, so that one run shows all there is to mend.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.chromium import find_chromium, install_chromium

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable, "-m"]
PYTEST = [*PYTHON, "pytest", "-q", "--no-header"]
NO_BROWSER = ["--ignore=tests/browser"]
# What uses no database gives the same answer on every one. Nor do the words of a page depend on which it is, nor what
# is marked `one_database`: that every page is answered, searched and sorted alike is asked on both, in
# tests/pages/test_every_address.py and its like.
WORDS_OF_PAGES = (
    *(
        "kpi",
        "kpi_charts",
        "plan",
        "plan_regional",
        "region",
        "register",
        "register_files",
        "rules",
        "shapes",
    ),
    "trust",
)
# Folders in which nothing uses a database (tests/conftest.py sees to it), so that they are not even looked through.
WITHOUT_A_DATABASE = ("dashboards", "fixtures", "frames", "presentation", "rules")
ON_A_DATABASE = [
    "-m",
    "database and not one_database",
    *(f"--ignore=tests/{folder}" for folder in (*WITHOUT_A_DATABASE, "browser")),
    *(f"--ignore=tests/pages/test_{page}.py" for page in WORDS_OF_PAGES),
]
# Each worker has one half, so that what a file starts from is made once; who is done first takes over from the other.
TWO_AT_A_TIME = ["-n", "2", "--dist", "worksteal"]

# What the developer's shell must not decide: where the tests run, and that each of the many processes they start
# compiles all modules anew.
NOT_FROM_THE_SHELL = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Result:
    """What one check came to."""

    name: str
    outcome: str  # "passed", "FAILED" or "SKIPPED"
    detail: str
    seconds: float


# Those that say nothing while all is well are run beside the tests, and show what they say when they are done.
BESIDE: dict[str, dict[str, list[str]]] = {
    "lint": {
        "ruff": [*PYTHON, "ruff", "check", "."],
        "ruff format": [*PYTHON, "ruff", "format", "--check", "."],
        "djlint": [*PYTHON, "djlint", "--lint", "--quiet", "templates"],
        "import-linter": [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"],
    },
    "types": {"mypy": [*PYTHON, "mypy"]},
}


# Those that take minutes. One kind after another: each keeps the processors busy.
TESTS = ("unit", "postgres", "browser")
CHECKS = (*BESIDE, *TESTS)


def unit() -> Result:
    """All but the browser tests, on SQLite."""
    return run_tests("tests on SQLite", [*PYTEST, *TWO_AT_A_TIME, *NO_BROWSER])


def postgres() -> Result:
    """What uses a database, on a real PostgreSQL server."""
    command = [*PYTHON, "tests.postgres", *PYTEST, *TWO_AT_A_TIME, *ON_A_DATABASE]
    return run_tests("tests on PostgreSQL", command)


def browser(problem: str | None) -> Result:
    """Tests in Chromium; skipped, and said so, where there is a `problem` with it."""
    if problem:
        return Result("browser tests", "SKIPPED", problem, 0)
    return run_tests("browser tests", [*PYTEST, *TWO_AT_A_TIME, "-m", "browser", "tests/browser"])


def run(name: str, command: list[str], environment: dict[str, str] | None = None) -> Result:
    """Run one command and show what it said, all at once, when it is done: others say things meanwhile."""
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(f"\n── {name} ──\n{done.stdout}", end="", flush=True)
    return result_of(name, done.returncode, started)


def result_of(name: str, code: int, started: float) -> Result:
    """The result of a command that ended with an exit code."""
    outcome = "passed" if code == 0 else "FAILED"
    return Result(name, outcome, "" if code == 0 else f"exit code {code}", time.monotonic() - started)


def run_tests(name: str, command: list[str]) -> Result:
    """Run pytest and count its tests."""
    environment = {key: value for key, value in os.environ.items() if key not in NOT_FROM_THE_SHELL}
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


def run_all(chosen: tuple[str, ...]) -> list[Result]:
    """Run the checks of these names, and give their results in the order of CHECKS."""
    with ThreadPoolExecutor(max_workers=3) as beside:
        chromium = beside.submit(problem_with_chromium) if "browser" in chosen else None
        quick = [
            beside.submit(run, *check)
            for name, checks in BESIDE.items()
            if name in chosen
            for check in checks.items()
        ]
        tests = [unit()] if "unit" in chosen else []
        tests += [postgres()] if "postgres" in chosen else []
        tests += [browser(chromium.result())] if chromium else []
        return [*(future.result() for future in quick), *tests]


def problem_with_chromium() -> str | None:
    """Nothing when there is a browser, if need be a newly installed one; else a sentence on how to get it."""
    return None if find_chromium() else install_chromium()


def main(names: list[str]) -> int:
    """Run the named checks (all by default); 0 when none failed."""
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; choose from {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    started = time.monotonic()
    results = run_all(tuple(names or CHECKS))
    print("\n── What ran ──")
    for result in results:
        print(f"{result.outcome:8} {result.name:20} {result.seconds:5.0f} s  {result.detail}".rstrip())
    failed = [result.name for result in results if result.outcome == "FAILED"]
    print(f"Failed: {', '.join(failed)}." if failed else "Everything that ran passed.", end=" ")
    print(f"It took {time.monotonic() - started:.0f} s.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
