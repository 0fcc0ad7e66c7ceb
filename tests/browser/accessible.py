"""Checks a page by WCAG 2.1 AA with axe, in both colour schemes and two widths. Which pages are checked is decided by
the tests.

Contrast takes axe most of its time, and a table has hundreds of texts that look alike. So of the texts that have the
same colours, size and surroundings, the first one is checked; all other rules are checked for the whole page.
"""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SCHEMES = ("dark", "light")
WIDTHS = (360, 1280)
PATIENCE = 5000
"""Milliseconds that a page may take to fit a window of another width."""

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
MARK = "data-contrast-sample"
# The rules about colour, and what they look at.
OF_COLOUR = {"color-contrast": f"[{MARK}]", "link-in-text-block": f"a[href][{MARK}]"}

# The library stays in the page for as long as its address does.
PREPARE = (
    """colours => axe.configure({rules: Object.entries(colours).map(([id, selector]) => ({id, selector}))})"""
)
# One of each: background and opacity come from all that a text stands in, so they are part of how it looks.
# Colours on their way from one scheme to the other are nobody's. Without preloading: axe would put style sheets into
# the page, which the policy refuses.
RUN = """async ([mark, runOnly]) => {
  document.getAnimations().forEach(animation => animation.finish());
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
  const report = await axe.run(document, {runOnly, resultTypes: ["violations"], preload: false});
  return report.violations.map(found => [
    `${found.id}: ${found.help}`,
    ...found.nodes.slice(0, 5).map(node => `  ${node.html}\\n    ${node.failureSummary}`),
    found.nodes.length > 5 ? `  and ${found.nodes.length - 5} more` : "",
  ].join("\\n"));
}"""

OVERFLOW = """async patience => {
  const overflow = () => document.documentElement.scrollWidth - window.innerWidth;
  for (const start = performance.now(); overflow() > 0 && performance.now() - start < patience;) {
    await new Promise(done => requestAnimationFrame(done));
  }
  return overflow();
}"""


def check(page: Page, schemes: tuple[str, ...] = SCHEMES) -> None:
    """Raise AssertionError, with what axe found, for a page that breaks a rule or is wider than the window.

    Rules that are not about colour are checked in the light scheme alone, and the dark one at one width: no colour
    depends on the width.
    """
    size = page.viewport_size
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
        page.evaluate(PREPARE, OF_COLOUR)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        for scheme in schemes:
            if scheme == "dark" and width != max(WIDTHS):
                continue  # a colour that is dark at one width is so at every other
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            only: dict[str, Any] = WCAG if scheme == "light" else {"type": "rule", "values": list(OF_COLOUR)}
            found = page.evaluate(RUN, [MARK, only])
            assert not found, "\n".join([f"{page.url}, {scheme}, {width} px", *found])
    if size:
        page.set_viewport_size(size)


def assert_fits(page: Page, patience: int = PATIENCE) -> None:
    """Raise AssertionError for a page that is wider than the window. Charts follow a new width a moment later."""
    overflow = page.evaluate(OVERFLOW, patience)
    assert overflow <= 0, f"{page.url} is {overflow} px wider than its window of {page.viewport_size}"
