"""Everything on a page that can be used is reached by Tab, in the order in which it stands, and shows that it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.served import Served

# A few goals are enough where every row is like the next.
PAGES = {
    "region": "/?goal=P",
    "trusts": "/organisations/",
    "trust": "/organisations/STO/?status=red",
    "KPI": "/kpi/SP-1.1/?organisation=STO",
    "register": "/register/?goal=P",
    "plan": "/plan/",
    "rules": "/status-rules/",
    "entry": "/measurements/new/?kpi=SP-1.1&organisation=STO&period=2026-T2",
}

NOTE = """() => {
  const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const seen = {opacityProperty: false, visibilityProperty: true, contentVisibilityAuto: true};
  window.wanted = [...document.querySelectorAll(usable)].filter(
    element => !element.disabled && element.checkVisibility(seen) && element.getClientRects().length);
  window.reached = new Map();
  document.addEventListener('focusin', event => {
    const style = getComputedStyle(event.target);
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    window.reached.set(event.target, ring || style.boxShadow !== 'none');
  });
  return window.wanted.length;
}"""

MISSED = """() => {
  const named = element => element.outerHTML.slice(0, 120);
  return {
    unreached: window.wanted.filter(element => !window.reached.has(element)).map(named),
    disordered: [...window.reached.keys()].filter((element, place, all) =>
      place && !(all[place - 1].compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)).map(named),
    unshown: [...window.reached].filter(([, shown]) => !shown).map(([element]) => named(element)),
  };
}"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_everything_is_reached_by_tab(
    page: Page, served: Callable[..., Served], as_person: Callable[[Served, str], None], name: str, width: int
) -> None:
    register = served("miniature with figures")
    as_person(register, "administrator")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(register.url + PAGES[name])
    wanted = page.evaluate(NOTE)
    assert wanted > 5
    # Some more than there are, since the window's own parts come between.
    for _press in range(wanted + 5):
        page.keyboard.press("Tab")
    assert page.evaluate(MISSED) == {"unreached": [], "disordered": [], "unshown": []}
