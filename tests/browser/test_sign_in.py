"""Signing in and out in a real browser, by keyboard, in the language that is chosen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from kpi.sign_in import DEMO_PASSWORD
from tests.browser.served import Served
from tests.pages.worlds import PEOPLE

READER = PEOPLE["reader"]


def test_the_way_in_and_out_by_keyboard_alone(
    page: Page,
    served: Callable[..., Served],
    accessibility: Callable[..., None],
    tab_to: Callable[[Locator], None],
) -> None:
    register = served("miniature")
    page.goto(f"{register.url}/accounts/password/")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next="))
    accessibility()

    tab_to(page.locator("input[name=username]"))
    page.keyboard.type(READER)
    tab_to(page.locator("input[name=password]"))
    page.keyboard.type("feil")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Dette må rettes")
    accessibility()

    page.locator("input[name=username]").fill(READER)
    page.locator("input[name=password]").fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{register.url}/accounts/password/")
    accessibility()

    tab_to(page.locator(".user-menu summary"))
    page.keyboard.press("Enter")
    tab_to(page.locator(".user-menu").get_by_role("button", name="Logg ut"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{register.url}/accounts/logout/")
    accessibility()


def test_a_signed_in_reader_changes_the_password(
    page: Page,
    served: Callable[..., Served],
    as_person: Callable[[Served, str], None],
    accessibility: Callable[..., None],
) -> None:
    register = served("empty", copy="for another password")
    as_person(register, "reader")
    page.goto(f"{register.url}/accounts/password/")
    page.locator("input[name=old_password]").fill(DEMO_PASSWORD)
    page.locator("input[name=new_password1]").fill("en-ny-lang-passfrase")
    page.locator("input[name=new_password2]").fill("en-ny-lang-passfrase")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{register.url}/accounts/password/done/")
    accessibility()

    for password, address in (
        (DEMO_PASSWORD, "/accounts/login/"),
        ("en-ny-lang-passfrase", "/accounts/password/"),
    ):
        page.context.clear_cookies()
        page.goto(f"{register.url}/accounts/login/?next=/accounts/password/")
        page.locator("input[name=username]").fill(READER)
        page.locator("input[name=password]").fill(password)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(f"{re.escape(register.url + address)}(\\?.*)?$"))
        expect(page.get_by_role("alert")).to_have_count(1 if password == DEMO_PASSWORD else 0)


def test_back_shows_nothing_after_signing_out(
    page: Page, served: Callable[..., Served], as_person: Callable[[Served, str], None]
) -> None:
    register = served("miniature")
    as_person(register, "reader")
    page.goto(f"{register.url}/accounts/password/")
    menu = page.locator(".user-menu summary")
    name = menu.inner_text().strip()
    menu.click()
    page.locator(".user-menu").get_by_role("button", name="Logg ut").click()
    expect(page).to_have_url(f"{register.url}/accounts/logout/")
    page.go_back()
    expect(page).to_have_url(re.compile("/accounts/login/"))
    expect(page.get_by_text(name)).to_have_count(0)


@pytest.mark.parametrize(
    ("button", "lang"), [("English", "en"), ("Nynorsk", "nn"), ("Bokmål", "nb")], ids=["en", "nn", "nb"]
)
def test_the_language_is_switched_on_the_spot(
    page: Page, served: Callable[..., Served], button: str, lang: str
) -> None:
    page.goto(f"{served('miniature').url}/accounts/login/")
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    page.get_by_role("button", name=button).first.click()
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page).to_have_url(re.compile("/accounts/login/"))
