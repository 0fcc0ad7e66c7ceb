"""The charts as they are drawn: the plotly.js in the page knows every property, also of those that the page adds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import Served

# What is not used (the colour of a grid that is not shown) is no fault.
FAULTS = """() => [...document.querySelectorAll('.chart')].flatMap(
    chart => (Plotly.validate(chart.data, chart.layout) || [])
        .filter(fault => fault.code !== "unused").map(fault => fault.msg)
)"""


@pytest.mark.parametrize("code", ["SP-1.1", "SP.1"])
def test_the_library_in_the_page_knows_every_property(
    page: Page, served: Callable[..., Served], as_person: Callable[[Served, str], None], code: str
) -> None:
    register = served("everything")
    as_person(register, "reader")
    page.goto(f"{register.url}/kpi/{code}/")
    assert page.locator(".js-plotly-plot").count() == 4
    assert page.evaluate(FAULTS) == []
    page.evaluate("document.querySelector('.chart').layout.tittel = 1")
    assert len(page.evaluate(FAULTS)) == 1


def test_the_arrow_keys_read_a_chart_point_by_point(
    page: Page, served: Callable[..., Served], as_person: Callable[[Served, str], None]
) -> None:
    register = served("everything")
    as_person(register, "reader")
    page.goto(f"{register.url}/kpi/SP.1/")
    chart = page.locator(".chart.js-plotly-plot").first
    texts = chart.evaluate("""element => element.data
        .flatMap(trace => trace.x.map((x, place) => [x, trace.text[place]]))
        .filter(([_x, text]) => text).sort().map(([_x, text]) => text)""")
    told = page.locator("#announcer")
    chart.focus()
    page.keyboard.press("ArrowLeft")
    expect(told).to_have_text(texts[-1])
    expect(chart.locator(".hoverlayer .hovertext")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(told).to_have_text(texts[-2])
    page.keyboard.press("Home")
    expect(told).to_have_text(texts[0])
    page.keyboard.press("Escape")
    expect(chart.locator(".hoverlayer .hovertext")).to_have_count(0)
