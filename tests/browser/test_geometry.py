"""What stands beside something else does not run over it, at any width, and no text of content is too small to read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.accessible import assert_fits
from tests.browser.served import Served
from tests.pages.worlds import PLAN

WIDTHS = (320, 767, 768, 1024, 1130, 1151, 1152, 1280, 1920)
SMALLEST = 14

# Cells of the matrix whose content is wider than they are, and whether the matrix is wider than its column.
RUNS_OVER = """() => [...document.querySelectorAll(".matrix :is(th, td)")]
  .filter(cell => cell.closest("tr").getBoundingClientRect().width > 1)  // a heading for listeners alone
  .filter(cell => [...cell.querySelectorAll("*")].some(inner =>
    inner.getBoundingClientRect().right > cell.getBoundingClientRect().right + 1 && !inner.closest(".sr-only")))
  .map(cell => cell.innerText)
  .concat([...document.querySelectorAll(".matrix")]
    .filter(matrix => matrix.getBoundingClientRect().right
                      > matrix.parentElement.getBoundingClientRect().right + 1).map(() => "matrix"))"""
MORE_SIGNS = """() => document.querySelectorAll(".matrix .signs").forEach(signs => {
  for (let more = signs.children.length; more < 40; more++) signs.append(signs.firstElementChild.cloneNode(true));
})"""
SMALL = """smallest => [...document.querySelectorAll("main *")]
  .filter(one => [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
    && one.checkVisibility() && !one.closest(".sr-only, svg, sup")
    && parseFloat(getComputedStyle(one).fontSize) < smallest)
  .map(one => one.className + ": " + one.innerText.slice(0, 40))"""


@pytest.mark.parametrize("signs", ["as they are", "forty to a goal"])
def test_the_matrix_keeps_to_its_place(
    page: Page, served: Callable[..., Served], as_person: Callable[[Served, str], None], signs: str
) -> None:
    register = served("everything")
    as_person(register, "reader")
    page.goto(f"{register.url}{PLAN}/")
    assert page.locator(".matrix td").count() > 20
    if signs != "as they are":
        page.evaluate(MORE_SIGNS)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert page.evaluate(RUNS_OVER) == [], width


@pytest.mark.parametrize(
    "address",
    ["/", "/organisations/", "/organisations/STO/", "/kpi/SP-1.1/", "/register/", "/plan/", "/status-rules/"],
)
def test_no_text_is_smaller_than_can_be_read(
    page: Page, served: Callable[..., Served], as_person: Callable[[Served, str], None], address: str
) -> None:
    register = served("everything")
    as_person(register, "reader")
    page.goto(f"{register.url}{PLAN}{address}")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SMALL, SMALLEST) == [], width
