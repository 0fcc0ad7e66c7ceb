"""The entry form under a person's fingers: what is typed is what is chosen and what is saved."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.served import Served

Register = Callable[..., Served]
SignIn = Callable[[Served, str], None]

MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]  # as the list names them


def settled(page: Page) -> None:
    """Wait until what the last choice brings has come."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def test_each_month_and_indicator_that_is_typed_is_the_one_chosen(
    page: Page, served: Register, as_person: SignIn
) -> None:
    register = served("some figures")
    as_person(register, "coordinator")
    page.goto(f"{register.url}/measurements/new/?kpi=SP-1.1&organisation=STO&period=2026-T2")
    page.evaluate("document.querySelectorAll('.entry-cell select, #id_value').forEach(e => e.same = true)")
    wrong = []
    for name, wanted in [
        *((f"{month} 2025", f"2025-{n:02d}") for n, month in enumerate(MONTHS, 1)),
        ("juni 2024", "2024-06"),
        ("mars 2026", "2026-03"),
    ]:
        page.locator("#id_period").focus()
        page.keyboard.type(name, delay=5)
        page.keyboard.press("Tab")
        chosen = page.locator("#id_period").input_value()
        if chosen != wanted:
            wrong.append((name, chosen))
    assert not wrong
    settled(page)
    for code in page.locator("#id_kpi option").evaluate_all(
        "all => all.map(one => one.value).filter(Boolean)"
    ):
        page.locator("#id_kpi").focus()
        page.keyboard.type(f"{code} ", delay=5)
        page.keyboard.press("Tab")
        if page.locator("#id_kpi").input_value() != code:
            wrong.append((code, page.locator("#id_kpi").input_value()))
    assert not wrong
    settled(page)
    expect(page.locator("#entry-about a").first).to_contain_text(page.locator("#id_kpi").input_value())
    kept = page.evaluate(
        "[...document.querySelectorAll('.entry-cell select, #id_value')].every(e => e.same && e.isConnected)"
    )
    assert kept


def test_nothing_is_red_before_anything_is_wrong(page: Page, served: Register, as_person: SignIn) -> None:
    register = served("some figures")
    as_person(register, "coordinator")
    page.goto(f"{register.url}/measurements/new/")
    page.locator("#id_kpi").select_option("P-2.1")
    expect(page.locator("#entry-about a").first).to_contain_text("P-2.1")
    page.locator("#id_value").press_sequentially("21,")
    expect(page.locator("#meaning-words")).to_be_visible()
    page.locator("#id_period").select_option("2025-T2")
    expect(page.locator("#meaning-words")).to_contain_text("ikke et tall")
    settled(page)
    expect(page.locator(".error-summary, .field-invalid, [aria-invalid=true]")).to_have_count(0)
    expect(page.locator("#id_value")).to_have_value("21,")


def test_enter_saves_as_the_button_does_also_while_the_meaning_is_fetched(
    page: Page, served: Register, as_person: SignIn
) -> None:
    register = served("plan only", copy="for Enter")
    as_person(register, "coordinator")
    address = f"{register.url}/measurements/new/?kpi=P-2.1&organisation=STO&period="
    for period, pause in (("2026-T1", 0), ("2026-T2", 450)):
        page.goto(address + period)
        page.locator("#id_value").press_sequentially("21,6")
        page.wait_for_timeout(pause)  # long enough for the meaning to be asked for
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text="Lagret: 21,6")).to_be_visible()
