"""How the browser is started and what its tests share. What the pages must do stands in the tests themselves."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kpi.sign_in import DEMO_PASSWORD
from tests.browser.accessible import SCHEMES, check
from tests.browser.served import Served, serve
from tests.chromium import HOW_TO_GET_IT, find_chromium
from tests.pages.worlds import PEOPLE

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

# What is expected is waited for, so that a slow machine is no fault; only a test that fails takes so long.
expect.set_options(timeout=20_000)

# A request that is cut off because the reader has typed or moved on is no fault.
CUT_OFF = ("net::ERR_ABORTED", "htmx:sendAbort", "htmx:afterRequest")


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


@pytest.fixture(scope="session")
def window(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """The one window of a process: opening one takes as long as a page does."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window: Page, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """The window as if it were new: empty, nobody signed in, of the usual size, in nobody's colours."""
    yield window
    for other in window.context.pages:
        if other is not window:
            other.close()
    window.unroute_all()
    if window.url.startswith("http"):
        window.evaluate("localStorage.clear()")  # drafts of one test are none of the next
    window.goto("about:blank")
    window.context.clear_cookies()
    window.set_viewport_size(browser_context_args["viewport"])
    window.emulate_media(color_scheme="null")


@pytest.fixture(autouse=True)
def no_faults_in_the_console(page: Page) -> Iterator[list[str]]:
    """Fail a test whose pages break the content policy, raise an error or miss a file.

    A test that provokes a fault on purpose clears the list.
    """
    faults: list[str] = []
    listeners: dict[Any, Callable[[Any], None]] = {
        "pageerror": lambda error: faults.append(f"script error: {error}"),
        "console": lambda message: faults.append(message.text) if message.type == "error" else None,
        "requestfailed": lambda request: faults.append(f"{request.url}: {request.failure}"),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield faults
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    faults[:] = [fault for fault in faults if not any(mark in fault for mark in CUT_OFF)]
    assert not faults


@pytest.fixture
def accessibility(page: Page) -> Callable[..., None]:
    """A function that checks the page by WCAG 2.1 AA with axe, in both colour schemes and two widths; in the light
    scheme alone for a page whose colours were checked before, `accessibility("light")`."""

    def check_page(*schemes: str) -> None:
        check(page, schemes or SCHEMES)

    return check_page


@pytest.fixture
def tab_to(page: Page) -> Callable[[Locator], None]:
    """A function that goes to an element by Tab alone."""

    def tab_to(target: Locator) -> None:
        for _press in range(600):
            page.keyboard.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{target} is not reached by Tab")

    return tab_to


@pytest.fixture(scope="session")
def served() -> Callable[..., Served]:
    """A function that gives a served register by the name of its world: `served("everything")`. What tests only look at
    is served once; a test that stores something asks for a copy with a name of its own."""

    @cache
    def served_once(world: str, copy: str = "shared") -> Served:
        return serve(world, copy)

    return served_once


@pytest.fixture(scope="session")
def sign_ins() -> dict[tuple[str, str], list[Any]]:
    """The cookies of those who have signed in, by address and person."""
    return {}


@pytest.fixture
def as_person(page: Page, sign_ins: dict[tuple[str, str], list[Any]]) -> Callable[[Served, str], None]:
    """A function that signs one of PEOPLE in at a served register, by the form the first time."""

    def sign_in(served: Served, person: str) -> None:
        key = (served.url, person)
        page.context.clear_cookies()
        if key not in sign_ins:
            page.goto(f"{served.url}/accounts/login/?next=/accounts/password/")
            page.locator("input[name=username]").fill(PEOPLE[person])
            page.locator("input[name=password]").fill(DEMO_PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(f"{served.url}/accounts/password/")
            sign_ins[key] = page.context.cookies()
        page.context.add_cookies(sign_ins[key])

    return sign_in
