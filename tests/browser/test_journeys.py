"""Whole journeys through the system, as the people it is made for take them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from io import StringIO

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.served import Served

Register = Callable[..., Served]
SignIn = Callable[[Served, str], None]


def shown_filters(page: Page) -> dict[str, str]:
    """What the region page's filters are set to."""
    return {
        name: page.locator(f"#{name}").input_value()
        for name in ("goal", "status", "organisation", "deadline", "q")
    }


def choose_by_typing(page: Page, text: str) -> None:
    """Type in a list of the entry form. Each letter chooses anew; what the last one brings is waited for."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.type(text)
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def test_a_coordinator_enters_a_figure_by_keyboard_alone(
    page: Page,
    served: Register,
    tab_to: Callable[[Locator], None],
    accessibility: Callable[..., None],
) -> None:
    register = served("plan only", copy="for the coordinator")
    page.goto(register.url)
    tab_to(page.get_by_label("Brukernavn"))
    page.keyboard.type("koordinator.sto")
    tab_to(page.get_by_label("Passord"))
    page.keyboard.type("gevinst-demo")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{register.url}/plans/regional/")

    tab_to(page.get_by_role("link", name="Registrering").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Registrer en måling")

    # The list is searched by typing; the rest of the form comes with the choice, and the focus stays where it was.
    indicator = page.get_by_label("Måleindikator", exact=True)
    tab_to(indicator)
    choose_by_typing(page, "P-2.1")
    value = page.get_by_role("textbox", name="Verdi")
    expect(value).to_be_visible()
    expect(indicator).to_be_focused()
    period = page.get_by_label("Periode")
    tab_to(period)
    choose_by_typing(page, "2. tertial 2026")
    expect(period).to_have_value("2026-T2")
    expect(period).to_be_focused()

    meaning = page.get_by_role("region", name="Hva verdien betyr")
    figure = meaning.locator(".meaning-figure")
    tab_to(value)
    page.keyboard.type("21,6")
    expect(figure).to_contain_text("Gul")
    page.keyboard.type("5")
    expect(figure).to_contain_text("Grønn")
    expect(value).to_be_focused()
    expect(meaning.get_by_role("listitem").filter(has_text="STO").first).to_contain_text("Grønn")
    accessibility()

    tab_to(page.get_by_role("button", name="Lagre"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Lagret")).to_contain_text("P-2.1")
    expect(page.locator(".saved-result")).to_contain_text("Grønn")

    tab_to(page.get_by_role("link", name="Region", exact=True).first)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Regionen per 2. tertial 2026").first).to_be_visible()
    search = page.get_by_role("searchbox", name="Søk")
    tab_to(search)
    page.keyboard.type("P-2.1")
    expect(page).to_have_url(re.compile(r"\bq=P-2\.1"))
    expect(page.locator(".results-note").first).to_contain_text("1 av 49")
    why = page.get_by_role("link", name="Hvorfor grønn? P-2.1, STO").first
    tab_to(why)
    page.keyboard.press("Enter")
    explanation = page.locator("#why")
    expect(explanation).to_contain_text("21,65")
    expect(explanation.get_by_role("heading", level=2)).to_contain_text("grønn")
    expect(explanation).to_contain_text("koordinator.sto")


def test_what_is_wrong_with_a_figure_is_said_at_the_field(
    page: Page,
    served: Register,
    as_person: SignIn,
    accessibility: Callable[..., None],
    no_faults_in_the_console: list[str],
) -> None:
    register = served("some figures")
    as_person(register, "coordinator")
    page.goto(f"{register.url}/measurements/new/?kpi=SP-1.1&organisation=STO&period=2026-T2")
    value = page.get_by_role("textbox", name="Verdi")
    value.fill("130")
    page.get_by_role("button", name="Lagre").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(value).to_be_focused()
    expect(value).to_have_value("130")
    expect(value).to_have_attribute("aria-invalid", "true")
    accessibility()
    # The browser notes that the form was not accepted.
    no_faults_in_the_console[:] = [fault for fault in no_faults_in_the_console if "422" not in fault]


def first_post_waits(page: Page) -> list[Route]:
    """Keep the entry form's first post from the server until the test lets it go on: the only one of the list, once it
    is sent. Later ones pass."""
    waiting: list[Route] = []

    def wait_or_pass(route: Route) -> None:
        if waiting:
            route.continue_()
        else:
            waiting.append(route)

    page.route("**/measurements/new/", wait_or_pass)
    return waiting


def test_what_is_typed_while_the_form_is_fetched_is_kept(
    page: Page, served: Register, as_person: SignIn
) -> None:
    register = served("some figures")
    as_person(register, "coordinator")
    page.goto(f"{register.url}/measurements/new/?kpi=SP-1.1&organisation=STO&period=2026-T2")
    waiting = first_post_waits(page)
    page.locator("#id_kpi").select_option("P-2.1")
    expect(page.locator(".entry-cell.htmx-request")).to_have_count(1)
    page.get_by_role("textbox", name="Verdi").fill("58,4")
    with page.expect_response(lambda response: response.request.method == "POST"):
        waiting[0].continue_()
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Verdi")).to_have_value("58,4")
    expect(page.locator("#meaning")).to_contain_text("58,4")


def test_a_digit_typed_while_its_meaning_is_fetched_is_asked_for_too(
    page: Page, served: Register, as_person: SignIn
) -> None:
    register = served("some figures")
    as_person(register, "coordinator")
    page.goto(f"{register.url}/measurements/new/?kpi=P-2.1&organisation=STO&period=2026-T2")
    waiting = first_post_waits(page)
    field = page.get_by_role("textbox", name="Verdi")
    field.press_sequentially("21,6")
    expect(page.locator(".meaning.htmx-request")).to_have_count(1)
    field.press_sequentially("5")
    with page.expect_response(lambda response: response.request.method == "POST"):
        waiting[0].continue_()  # the answer about 21,6 comes before the wait for more digits is over
    expect(page.locator(".meaning-figure")).to_contain_text("21,65")


def test_two_who_enter_the_same_cell_are_shown_both_values(
    page: Page,
    served: Register,
    as_person: SignIn,
    accessibility: Callable[..., None],
    no_faults_in_the_console: list[str],
) -> None:
    register = served("plan only", copy="for two")
    as_person(register, "administrator")
    address = f"{register.url}/measurements/new/?kpi=K.1&organisation=STO&period=2025"
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    for found, value in ((other, "74"), (page, "75")):
        found.get_by_role("textbox", name="Verdi").fill(value)
        found.get_by_role("button", name="Lagre").click()
    conflict = page.get_by_role("alert")
    expect(conflict).to_contain_text("74")
    expect(conflict).to_contain_text("75")
    accessibility()
    page.get_by_role("textbox", name="Grunn til rettelsen").fill("Undersøkelsen er talt opp på nytt.")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_role("status").filter(has_text="Lagret")).to_contain_text("75")
    # The browser notes the answer that two have met.
    no_faults_in_the_console[:] = [fault for fault in no_faults_in_the_console if "409" not in fault]


def test_a_leader_filters_asks_why_and_comes_back(page: Page, served: Register, as_person: SignIn) -> None:
    register = served("everything")
    as_person(register, "reader")
    page.goto(f"{register.url}/?as_of=2026-T2")
    page.get_by_label("Organisasjon", exact=True).select_option("HMR")
    expect(page).to_have_url(re.compile("organisation=HMR"))
    page.get_by_label("Status", exact=True).select_option("red")
    expect(page).to_have_url(re.compile("status=red"))
    shown = page.locator(".results-note [data-announce]")
    expect(shown).to_contain_text("rød i HMR")
    expect(page.locator("#announcer")).to_have_text(re.compile("rød i HMR"))
    rows = page.locator(".kpi-row")
    count = rows.count()
    assert 0 < count < 49
    assert shown.inner_text().startswith(f"{count} av 49")
    asked = page.get_by_role("link", name=re.compile("^Hvorfor rød.*HMR"))
    assert asked.count() >= count

    filtered, filters = page.url, shown_filters(page)
    rows.first.get_by_role("link", name=re.compile("^Hvorfor rød.*HMR")).click()
    expect(page).to_have_url(re.compile(r"/kpi/.+as_of=2026-T2.*#why"))
    expect(page.locator("#why").get_by_role("heading", level=2)).to_contain_text("rød")
    page.go_back()
    expect(page).to_have_url(filtered)
    assert shown_filters(page) == filters
    expect(page.locator(".results-note [data-announce]")).to_have_text(re.compile(f"^{count} av 49"))

    page.get_by_role("link", name="Forrige periode").click()
    expect(page.get_by_text("Regionen per 1. tertial 2026").first).to_be_visible()
    assert shown_filters(page) == filters
    assert "as_of=2026-T1" in page.url


def test_another_card_is_explained_in_place(page: Page, served: Register, as_person: SignIn) -> None:
    register = served("everything")
    as_person(register, "reader")
    page.goto(f"{register.url}/kpi/SP-1.1/?as_of=2026-T2")
    expect(page.locator("#why-heading")).to_contain_text("regionen")
    charts = page.locator(".js-plotly-plot")
    expect(charts.first).to_be_visible()
    assert charts.count() == page.locator(".chart").count()
    page.get_by_role("link", name=re.compile("^Hvorfor .*STO")).first.click()
    heading = page.locator("#why-heading")
    expect(heading).to_contain_text("STO")
    expect(heading).to_be_focused()
    expect(page).to_have_url(re.compile("organisation=STO"))
    page.go_back()
    expect(page.locator("#why-heading")).to_contain_text("regionen")


@pytest.mark.parametrize(
    "address",
    [
        "/plans/regional/?status=red&organisation=HMR&as_of=2026-T2",
        "/plans/regional/kpi/SP-1.1/?organisation=STO",
    ],
)
def test_the_language_is_changed_and_the_page_kept(
    page: Page, served: Register, as_person: SignIn, accessibility: Callable[..., None], address: str
) -> None:
    register = served("everything")
    as_person(register, "reader")
    page.goto(register.url + address)
    heading = page.locator("#matrix-heading, #definition-heading")
    bokmal = heading.inner_text()
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    words = {}
    for name, code in (("Nynorsk", "nn"), ("English", "en"), ("Bokmål", "nb")):
        page.get_by_role("button", name=name).first.click()
        expect(page.locator("html")).to_have_attribute("lang", code)
        expect(page).to_have_url(register.url + address)
        words[code] = heading.inner_text()
        # What the plan says stays as it is written, and says so to those who listen.
        named = page.locator(".kpi-name, h1 span:not(.kpi-code)").first
        assert named.get_attribute("lang") == (None if code == "nb" else "nb")
        if code == "en" and "status=red" in address:
            # English words are the longest.
            accessibility()
    assert words["nb"] == bokmal
    assert len(set(words.values())) == 3 or words["nn"] == words["nb"] != words["en"]


def test_the_register_is_sorted_searched_and_taken_out(
    page: Page, served: Register, as_person: SignIn
) -> None:
    register = served("everything")
    as_person(register, "reader")
    page.goto(f"{register.url}/register/?as_of=2026-T2&organisation=STO")
    page.locator("#sort-status").click()
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")
    expect(page).to_have_url(re.compile(r"[?&]sort=status"))
    expect(page.locator("tbody tr").first).to_contain_text("Grønn")
    page.get_by_role("searchbox", name="Søk").press_sequentially("epikrise")
    expect(page).to_have_url(re.compile("q=epikrise"))
    expect(page).to_have_url(re.compile("sort=status"))
    rows = page.locator("tbody tr")
    expect(rows.first).to_contain_text(re.compile("epikrise", re.I))
    codes = {text.split()[0] for text in rows.locator("td:first-child").all_inner_texts()}
    assert 0 < len(codes) < 49

    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned som CSV").click()
    text = download.value.path().read_bytes().decode("utf-8-sig")
    lines = list(csv.reader(StringIO(text), delimiter=";"))
    assert codes == {cell for line in lines for cell in line[:1]} & codes
    assert any("," in cell and cell.replace(",", "").isdigit() for line in lines for cell in line)
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned som Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    assert download.value.path().read_bytes().startswith(b"PK")


def test_it_works_without_javascript(
    browser: Browser, page: Page, served: Register, as_person: SignIn
) -> None:
    register = served("plan only", copy="without JavaScript")
    as_person(register, "coordinator")
    with browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    ) as context:
        plain = context.new_page()
        plain.goto(f"{register.url}/")
        plain.get_by_label("Mål", exact=True).select_option("DH")
        plain.get_by_role("button", name="Vis", exact=True).last.click()
        expect(plain).to_have_url(re.compile("goal=DH"))
        assert {text[:2] for text in plain.locator(".kpi-row .code").all_inner_texts()} == {"DH"}

        plain.goto(f"{register.url}/measurements/new/")
        plain.get_by_label("Måleindikator", exact=True).select_option("P-2.1")
        plain.get_by_label("Periode").select_option("2026-T1")
        plain.get_by_role("button", name="Vis felt for valget").click()
        plain.get_by_role("textbox", name="Verdi").fill("20")
        plain.get_by_role("button", name="Vis hva verdien betyr").click()
        expect(plain.locator(".meaning-figure")).to_contain_text("Gul")
        plain.get_by_role("button", name="Lagre").click()
        expect(plain.locator(".saved-result")).to_contain_text("Gul")
        plain.get_by_role("link", name="Se hvorfor").click()
        expect(plain.locator("#why")).to_contain_text("20")
        # The language is a form, menus are details, and nothing stays hidden.
        plain.get_by_role("button", name="English").first.click()
        expect(plain.locator("html")).to_have_attribute("lang", "en")


def test_who_has_been_signed_out_meanwhile_is_asked_to_sign_in(
    page: Page, served: Register, as_person: SignIn
) -> None:
    register = served("everything")
    as_person(register, "reader")
    page.goto(f"{register.url}/")
    page.context.clear_cookies()
    page.get_by_label("Status", exact=True).select_option("red")
    expect(page).to_have_url(re.compile("/accounts/login/"))
    expect(page.get_by_label("Passord")).to_be_visible()


def test_a_request_that_fails_is_said(
    page: Page, served: Register, as_person: SignIn, no_faults_in_the_console: list[str]
) -> None:
    register = served("everything")
    as_person(register, "reader")
    page.goto(f"{register.url}/")
    page.route("**/*status=red*", lambda route: route.abort())
    page.get_by_label("Status", exact=True).select_option("red")
    expect(page.get_by_role("alert")).to_contain_text("Siden kunne ikke oppdateres")
    no_faults_in_the_console.clear()
