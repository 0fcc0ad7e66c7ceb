"""Signing in and out in a real browser, by keyboard, in the language that is chosen."""

import re

import pytest
from playwright.sync_api import Page, expect

from kpi.models import User

PASSWORD = "en-lang-passfrase"


@pytest.fixture
def kari(transactional_db) -> User:
    return User.objects.create_user("kari", password=PASSWORD, first_name="Kari", last_name="Nordmann")


def test_the_way_in_and_out_by_keyboard_alone(page: Page, live_server, kari, accessibility, tab_to):
    page.goto(f"{live_server.url}/accounts/password/")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next="))
    accessibility()

    tab_to(page.locator("input[name=username]"))
    page.keyboard.type("kari")
    tab_to(page.locator("input[name=password]"))
    page.keyboard.type("feil")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Dette må rettes")
    accessibility()

    page.locator("input[name=username]").fill("kari")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/accounts/password/")
    accessibility()

    tab_to(page.locator(".user-menu summary"))
    page.keyboard.press("Enter")
    tab_to(page.locator(".user-menu").get_by_role("button", name="Logg ut"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/accounts/logout/")
    accessibility()


def test_a_signed_in_reader_changes_the_password(page: Page, live_server, kari, sign_in, accessibility):
    sign_in(kari)
    page.goto(f"{live_server.url}/accounts/password/")
    page.locator("input[name=old_password]").fill(PASSWORD)
    page.locator("input[name=new_password1]").fill("en-ny-lang-passfrase")
    page.locator("input[name=new_password2]").fill("en-ny-lang-passfrase")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/accounts/password/done/")
    accessibility()
    kari.refresh_from_db()
    assert kari.check_password("en-ny-lang-passfrase")


def test_back_shows_nothing_after_signing_out(page: Page, live_server, kari, sign_in):
    sign_in(kari)
    page.goto(f"{live_server.url}/accounts/password/")
    page.evaluate("localStorage.setItem('draft', '12')")
    page.locator(".user-menu summary").click()
    page.locator(".user-menu").get_by_role("button", name="Logg ut").click()
    expect(page).to_have_url(f"{live_server.url}/accounts/logout/")
    page.go_back()
    expect(page).to_have_url(re.compile("/accounts/login/"))
    expect(page.get_by_text("Kari Nordmann")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('draft')") is None


@pytest.mark.parametrize(
    ("button", "lang"), [("English", "en"), ("Nynorsk", "nn"), ("Bokmål", "nb")], ids=["en", "nn", "nb"]
)
def test_the_language_is_switched_on_the_spot(page: Page, live_server, db, button, lang):
    page.goto(f"{live_server.url}/accounts/login/")
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    page.get_by_role("button", name=button).first.click()
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page).to_have_url(re.compile("/accounts/login/"))
