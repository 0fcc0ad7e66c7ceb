"""Finds Chromium for the browser tests, and installs it where that is allowed: `python -m tests.chromium`.

Prints where it is, or one sentence on how to get it. How it is started is the matter of `tests/browser`.
"""

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"
"""Chromium without its windows, menus and updates: the same pages, in two thirds of the time."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = (SHELL, "chromium")
"""The first that the package list has is installed."""

HOW_TO_GET_IT = (
    f"Chromium is not installed. Install it (on Debian or Ubuntu: apt-get install {SHELL}, or chromium), or set "
    "CHROMIUM to the path of a Chromium or Chrome, and run `make browser`."
)


def find_chromium() -> str | None:
    """The path of the browser, if there is one. The variable CHROMIUM goes before what is installed."""
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        path = shutil.which(name) if name else None
        if path:
            return path
    return None


def install_chromium() -> str | None:
    """Install the browser by apt if we are root and apt is there. Returns a sentence if that failed."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return HOW_TO_GET_IT
    print("Installing Chromium for the browser tests (about a minute) …", flush=True)
    reason = _apt("update")  # a failing update may still leave a package list that will do
    for package in PACKAGES:
        reason = _apt("install", "-y", "--no-install-recommends", package)
        if not reason:
            return None if find_chromium() else HOW_TO_GET_IT
    return f"{reason} {HOW_TO_GET_IT}"


def _apt(*arguments: str) -> str:
    """Run apt-get, and say in a sentence why it failed; empty where it did not."""
    command = ["apt-get", "-qq", *arguments]
    try:
        done = subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"`{' '.join(command)}` took more than ten minutes."
    if done.returncode == 0:
        return ""
    return f"`{' '.join(command)}` failed ({(done.stderr.strip().splitlines() or ['no message'])[-1]})."


def main() -> int:
    """Exit code 0 when there is a browser, 3 when there is none."""
    problem = None if find_chromium() else install_chromium()
    print(problem or find_chromium())
    return 3 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
