"""How the browser is started and what its tests share. What the pages must do stands in the tests themselves."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from kpi.models import User
from tests.chromium import HOW_TO_GET_IT, find_chromium

HERE = Path(__file__).parent

# No sandbox, because tests run as root in containers; the rest keeps Chromium from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]

# Playwright keeps an event loop running in the test's thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and skip it where there is no browser."""
    missing = find_chromium() is None
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_IT))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the machine's own Chromium; Playwright's download is not needed."""
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A window of the size that most readers have, and the time zone of the plan."""
    return {
        **browser_context_args,
        "viewport": {"width": 1280, "height": 900},
        "timezone_id": "Europe/Oslo",
    }


@pytest.fixture(autouse=True)
def no_faults_in_the_console(page: Page) -> Iterator[list[str]]:
    """Fail a test whose pages break the content policy, raise an error or miss a file.

    A test that provokes a fault on purpose clears the list.
    """
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda request: faults.append(f"{request.url}: {request.failure}"))
    yield faults
    # A request that is cut off because the reader has moved on is no fault.
    faults[:] = [fault for fault in faults if "net::ERR_ABORTED" not in fault]
    assert not faults


@pytest.fixture
def accessibility(page: Page) -> Callable[[], None]:
    """A function that holds the page against WCAG 2.1 AA with axe, in both colour schemes and two widths."""

    def check() -> None:
        size = page.viewport_size
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            for width in (360, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                report = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
                assert report.violations_count == 0, (
                    f"{page.url}, {scheme}, {width} px: {report.generate_report()}"
                )
                overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                assert overflow <= 0, f"{page.url} is {overflow} px wider than the window of {width} px"
        if size:
            page.set_viewport_size(size)

    return check


@pytest.fixture
def sign_in(page: Page, client: Client, live_server: LiveServer) -> Callable[[User], None]:
    """A function that signs a user in without the detour over the form."""

    def sign_in(user: User) -> None:
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return sign_in
