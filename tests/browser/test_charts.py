"""The charts as they are drawn: the plotly.js in the page knows every property, also of those that the page adds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

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
