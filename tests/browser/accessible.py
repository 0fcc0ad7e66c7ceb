"""Holds a page against WCAG 2.1 AA with axe, in both colour schemes and two widths. Which pages are held is decided by
the tests.

Contrast takes axe most of its time, and a table has hundreds of texts that look alike. So of the texts that have the
same colours, size and surroundings, the first one is held; all other rules are held for the whole page.
"""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCHEMES = ("dark", "light")
WIDTHS = (360, 1280)

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
OF_COLOUR = ["color-contrast", "link-in-text-block"]
# No preloading: axe would put style sheets into the page, which the policy refuses.
OPTIONS: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}

MARK = "data-contrast-sample"
# Background and opacity come from all that a text stands in, so they are part of how it looks.
MARK_ONE_OF_EACH = """mark => {
  const seen = new Set();
  for (const element of document.body.querySelectorAll("*")) {
    element.removeAttribute(mark);
    const hasText = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!(hasText || "value" in element) || !element.checkVisibility({visibilityProperty: true})) continue;
    const own = getComputedStyle(element);
    const looks = [own.color, own.fontSize, own.fontWeight, own.textDecorationLine];
    for (let around = element; around; around = around.parentElement) {
      const style = getComputedStyle(around);
      looks.push(around.tagName, around.getAttribute("class"), style.backgroundColor, style.backgroundImage,
                 style.opacity);
    }
    const key = looks.join("|");
    if (!seen.has(key)) element.setAttribute(mark, "");
    seen.add(key);
  }
}"""


def hold(page: Page, schemes: tuple[str, ...] = SCHEMES) -> None:
    """Raise AssertionError, with what axe found, for a page that breaks a rule or is wider than the window.

    Rules that are not about colour are held in the light alone: the rest is the same in the dark.
    """
    size = page.viewport_size
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            # Colours on their way from one scheme to the other are nobody's.
            page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
            where = f"{page.url}, {scheme}, {width} px"
            page.evaluate(MARK_ONE_OF_EACH, MARK)
            colours = {"type": "rule", "values": OF_COLOUR}
            _run(page, {**OPTIONS, "runOnly": colours}, where, context=f"[{MARK}]")
            if scheme == "light":
                others = {rule: {"enabled": False} for rule in OF_COLOUR}
                _run(page, {**OPTIONS, "runOnly": WCAG, "rules": others}, where)
            overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert overflow <= 0, f"{where}: {overflow} px wider than the window"
    if size:
        page.set_viewport_size(size)


def _run(page: Page, options: dict[str, Any], where: str, context: str | None = None) -> None:
    report = Axe().run(page, context=context, options=options)
    assert report.violations_count == 0, f"{where}: {report.generate_report()}"
