"""Every page, with and without data: WCAG 2.1 AA, no sideways scrolling, no fault in the console, in two widths and
both colour schemes. What the pages say stands in the tests of each page.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.accessible import WIDTHS, assert_fits
from tests.browser.served import Served

# One KPI of each kind, with every status, reason and flag: what looks the same is looked at once.
FIGURES = "miniature with figures"

PAGES = {
    "region": "/",
    "region, nothing found": "/?q=finnesikke&status=tull&as_of=tull",
    "trusts": "/organisations/",
    "trust": "/organisations/HMR/",
    "region's own": "/organisations/HMN/",
    "KPI": "/kpi/SP-1.1/?organisation=STO#why",
    "register": "/register/",
    "plan": "/plan/",
    "rules": "/status-rules/",
    "entry": "/measurements/new/?kpi=SP-1.1&organisation=STO&period=2026-T2",
    "not found": "/kpi/XX/",
}

# The same pages in another state: no colour is new, but there may be more, or nothing, in them.
OTHER_STATES = {
    "KPI judged by the year": "/kpi/SP.1/?organisation=HMN",
    "KPI without measurements": "/kpi/SP-2.1/",
    "register, every column": "/register/?columns=all&sort=-status",
    "entry, nothing chosen": "/measurements/new/",
}

# What looks the same with figures and without is looked at once.
WITH_FIGURES = [name for name in PAGES if name not in ("plan", "rules")]
WITHOUT_FIGURES = ["region", "trusts", "trust", "region's own", "KPI", "register", "plan", "entry"]
WITHOUT_A_PLAN = ["region", "trusts", "register", "plan", "rules", "entry"]
ADMINISTRATION = {
    "start": "/admin/",
    "list": "/admin/kpi/ambition/?q=K.1",
    "list that is changed": "/admin/kpi/organisation/?q=HF",
    "form": "/admin/kpi/organisation/add/",
    "figures": "/admin/kpi/measurement/?q=S-1.1",
}


@pytest.fixture
def look(
    page: Page,
    served: Callable[..., Served],
    as_person: Callable[[Served, str], None],
    accessibility: Callable[..., None],
    no_faults_in_the_console: list[str],
) -> Callable[..., None]:
    """A function that opens a page and holds it against all that pages must be."""

    def look(
        world: str, address: str, *schemes: str, person: str = "administrator", status: int = 200
    ) -> None:
        register = served(world)
        as_person(register, person)
        response = page.goto(register.url + address)
        assert response is not None
        assert response.status == status
        if status != 200:
            # The browser reports that the page was refused; nothing else is let through.
            [fault] = no_faults_in_the_console
            assert str(status) in fault
            no_faults_in_the_console.clear()
        accessibility(*schemes)

    return look


@pytest.mark.parametrize("name", WITH_FIGURES)
def test_a_page_with_figures(look: Callable[..., None], name: str) -> None:
    look(FIGURES, PAGES[name], status=404 if name == "not found" else 200)


@pytest.mark.parametrize("name", OTHER_STATES)
def test_a_page_in_another_state(look: Callable[..., None], name: str) -> None:
    look(FIGURES, OTHER_STATES[name], "light")


@pytest.mark.parametrize("name", WITHOUT_FIGURES)
def test_a_page_without_figures(look: Callable[..., None], name: str) -> None:
    look("miniature", PAGES[name])


@pytest.mark.parametrize("name", WITHOUT_A_PLAN)
def test_a_page_without_a_plan(look: Callable[..., None], name: str) -> None:
    look("empty", PAGES[name], person="superuser")


@pytest.mark.parametrize("name", ADMINISTRATION)
def test_the_administration(look: Callable[..., None], name: str) -> None:
    look(FIGURES, ADMINISTRATION[name])


def test_what_a_reader_sees_of_the_entry(look: Callable[..., None]) -> None:
    look(FIGURES, "/measurements/new/", person="reader", status=403)


@pytest.mark.parametrize("name", ["region", "trusts", "trust", "KPI", "register", "plan"])
def test_the_whole_plan_with_its_own_words_fits(
    page: Page, served: Callable[..., Served], as_person: Callable[[Served, str], None], name: str
) -> None:
    register = served("everything")
    as_person(register, "reader")
    page.goto(register.url + PAGES[name])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)


def test_one_text_that_is_too_pale_or_too_wide_is_found(
    page: Page, look: Callable[..., None], accessibility: Callable[..., None]
) -> None:
    look("miniature", PAGES["register"], "light")
    cell = page.locator("tbody td").nth(100)
    cell.evaluate("cell => { cell.textContent = 'blek'; cell.style.color = '#ccc' }")
    with pytest.raises(AssertionError, match="contrast"):
        accessibility("light")
    page.locator("h1").evaluate("title => { title.style.width = '2000px' }")
    with pytest.raises(AssertionError, match="wider"):
        assert_fits(page, patience=0)
