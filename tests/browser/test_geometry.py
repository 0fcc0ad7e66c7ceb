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

# Words that lie on other words, where both can be seen: what is scrolled out of sight or kept for listeners does not
# count. In the headings of a table that stays in sight they do by intent.
LIE_ON_OTHERS = """() => {
  const seen = [];
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, within = text.parentElement;
    if (!text.data.trim() || !within.checkVisibility() || within.closest("script, option, svg, thead")) continue;
    let left = -1e9, right = 1e9, hidden = false;
    for (let one = within; one !== document.body; one = one.parentElement) {
      const style = getComputedStyle(one), box = one.getBoundingClientRect();
      hidden = hidden || style.clipPath !== "none";
      if (style.overflowX !== "visible") { left = Math.max(left, box.left); right = Math.min(right, box.right); }
    }
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of hidden ? [] : range.getClientRects()) {
      const from = Math.max(box.left, left), to = Math.min(box.right, right);
      if (to - from > 2) seen.push({from, to, top: box.top, foot: box.bottom, words: text.data.trim(), within});
    }
  }
  seen.sort((one, other) => one.top - other.top);
  const found = [];
  seen.forEach((one, place) => {
    for (let next = place + 1; next < seen.length && seen[next].top < one.foot - 4; next++) {
      const other = seen[next];
      if (Math.min(one.to, other.to) - Math.max(one.from, other.from) > 2 && one.within !== other.within)
        found.push(`${one.words} × ${other.words}`);
    }
  });
  return found;
}"""


@pytest.mark.parametrize(
    ("world", "addresses"),
    [
        ("everything", [f"{PLAN}/", f"{PLAN}/organisations/HMR/", f"{PLAN}/register/", f"{PLAN}/plan/"]),
        ("thirty parts", ["/plans/shape/", "/plans/shape/kpi/A.1/", "/plans/shape/plan/"]),
    ],
)
def test_no_words_lie_on_others(
    page: Page,
    served: Callable[..., Served],
    as_person: Callable[[Served, str], None],
    world: str,
    addresses: list[str],
) -> None:
    """On screens from a phone's to a wide one, and on paper, across where a table asks for it."""
    register = served(world)
    as_person(register, "reader")
    for address in addresses:
        page.goto(f"{register.url}{address}")
        for media, width in (
            ("screen", 320),
            ("screen", 768),
            ("screen", 1024),
            ("screen", 1280),
            ("print", 1031),
        ):
            page.emulate_media(media=media)  # type: ignore[arg-type]
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(LIE_ON_OTHERS) == [], (address, media, width)
        page.emulate_media(media="screen")


# Names of cells that run out of their own cell, where a table is read from top to bottom.
NAMES_THAT_RUN_OUT = """() => [...document.querySelectorAll("td[data-label]")].filter(cell => {
  const name = getComputedStyle(cell, "::before");
  return cell.checkVisibility() && name.content !== "none"
    && parseFloat(name.height) > cell.getBoundingClientRect().height + 1;
}).map(cell => cell.dataset.label)"""


def test_a_long_name_beside_a_cell_makes_room(
    page: Page, served: Callable[..., Served], as_person: Callable[[Served, str], None]
) -> None:
    register = served("everything")
    as_person(register, "reader")
    page.set_viewport_size({"width": 320, "height": 900})
    for address in ("plan/", "register/?columns=all", "organisations/HMR/"):
        page.goto(f"{register.url}{PLAN}/{address}")
        assert page.evaluate(NAMES_THAT_RUN_OUT) == [], address


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
