"""What is typed in the entry form outlives the request: it lies in the browser, per person and cell, until saved."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import Served

Register = Callable[..., Served]
SignIn = Callable[[Served, str], None]
CELL = "?kpi=P-2.1&organisation=STO&period=2026-T1"
DRAFTS = "Object.keys(localStorage).filter(key => key.startsWith('gevinst.draft.'))"


@pytest.fixture
def register(served: Register) -> Served:
    return served("plan only", copy="for drafts")


@pytest.fixture
def typed(page: Page, register: Served, as_person: SignIn) -> str:
    """The address of a cell in which 21,6 has been typed and not saved."""
    as_person(register, "coordinator")
    address = f"{register.url}/plans/regional/measurements/new/{CELL}"
    page.goto(address)
    page.evaluate("localStorage.clear()")
    page.goto(address)
    page.locator("#id_value").press_sequentially("21,6")
    page.locator("#id_comment").press_sequentially("Talt på nytt")
    return address


def is_restored(page: Page) -> None:
    expect(page.locator("#entry-drafts")).to_contain_text("er hentet fram igjen. Det er ikke lagret.")
    expect(page.locator("#id_value")).to_have_value("21,6")
    expect(page.locator("#id_comment")).to_have_value("Talt på nytt")
    expect(page.locator("#meaning-words")).to_contain_text("21,6 %")


def sign_in_again(page: Page) -> None:
    page.get_by_label("Brukernavn").fill("koordinator.sto")
    page.get_by_label("Passord").fill("gevinst-demo")
    page.keyboard.press("Enter")


def test_back_and_a_reload(page: Page, typed: str) -> None:
    page.reload()
    is_restored(page)
    page.get_by_role("link", name="Register", exact=True).first.click()
    page.go_back()
    is_restored(page)


def test_another_language(page: Page, typed: str) -> None:
    page.get_by_role("button", name="English").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#id_value")).to_have_value("21,6")
    expect(page.locator("#entry-drafts")).to_contain_text("It has not been saved.")


@pytest.mark.parametrize("while_looking", [False, True])
def test_the_sign_in_has_ended(page: Page, typed: str, while_looking: bool) -> None:
    page.context.clear_cookies(name=re.compile("session"))
    if while_looking:
        page.locator("#id_value").press_sequentially(
            "5"
        )  # its meaning is asked for, and answered by the sign-in
        page.locator("#id_value").press("Backspace")
    else:
        page.get_by_role("button", name="Lagre", exact=True).click()
    sign_in_again(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Registrer en måling")
    if not while_looking:
        expect(page.locator("#entry-drafts")).to_contain_text("ikke er lagret, for P-2.1, STO")
        page.get_by_role("link", name="Fortsett der").click()
    expect(page.locator("#id_comment")).to_have_value("Talt på nytt")


def test_a_stale_page(page: Page, typed: str, no_faults_in_the_console: list[str]) -> None:
    """The browser has lost its cookies: the page says so, and the figure is there after the next sign-in."""
    page.context.clear_cookies()
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Siden er for gammel")
    page.get_by_role("link", name="Last siden på nytt").click()
    sign_in_again(page)
    page.get_by_role("link", name="Fortsett der").click()
    is_restored(page)
    no_faults_in_the_console.clear()


def test_what_is_saved_is_no_draft_and_what_is_thrown_away_is_gone(page: Page, typed: str) -> None:
    page.reload()
    page.get_by_role("button", name="Kast det").click()
    expect(page.locator("#id_value")).to_have_value("")
    expect(page.locator("#id_value")).to_be_focused()
    assert page.evaluate(DRAFTS) == []
    page.locator("#id_value").press_sequentially("21,6")
    assert len(page.evaluate(DRAFTS)) == 1
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Lagret: 21,6")).to_be_visible()
    assert page.evaluate(DRAFTS) == []
    page.goto(typed)
    expect(page.locator("#id_value")).to_have_value("")


def test_what_is_refused_stays_and_another_cell_takes_it_along(
    page: Page, typed: str, no_faults_in_the_console: list[str]
) -> None:
    page.locator("#id_value").fill("216")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_visible()
    page.reload()
    page.goto(typed)
    expect(page.locator("#id_value")).to_have_value("216")
    page.locator("#id_period").select_option("2026-T2")
    page.locator("#id_value").focus()
    page.reload()
    (key,) = page.evaluate(DRAFTS)
    assert key.endswith(".regional|P-2.1|STO|2026-T2")
    no_faults_in_the_console.clear()


def test_another_person_is_not_shown_it(page: Page, typed: str, register: Served, as_person: SignIn) -> None:
    page.context.clear_cookies()
    as_person(register, "superuser")
    page.goto(typed)
    expect(page.locator("#id_value")).to_have_value("")
    expect(page.locator("#entry-drafts")).to_be_empty()
    assert len(page.evaluate(DRAFTS)) == 1


def test_signing_out_warns_first(page: Page, typed: str) -> None:
    asked = []

    def answer(yes: bool) -> Callable[..., None]:
        def act(dialog: object) -> None:
            asked.append(dialog.message)  # type: ignore[attr-defined]
            (dialog.accept if yes else dialog.dismiss)()  # type: ignore[attr-defined]

        return act

    for yes in (False, True):
        page.once("dialog", answer(yes))
        page.locator(".user-menu summary").click()
        page.get_by_role("button", name="Logg ut").first.click()
        if not yes:
            expect(page.locator("#id_value")).to_have_value("21,6")
            page.locator(".user-menu summary").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget ut")
    assert len(asked) == 2
    assert "Logger du ut nå, blir det borte" in asked[0]
    assert page.evaluate(DRAFTS) == []
