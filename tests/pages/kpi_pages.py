"""Reading a KPI's page in tests: its text as it is seen, the rows of its tables, and figures to begin with."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.utils.html import strip_tags

from tests.pages.worlds import PLAN

THREE_TRUSTS = [
    ("SP-1.1", "STO", "2026-T2", "58.0"),
    ("SP-1.1", "HNT", "2026-T2", "72.4"),
    ("SP-1.1", "HMR", "2026-T2", "49.3"),
]


def page(client: Client, code: str, **query: str) -> Any:
    """The page with its text as a reader sees it, in plain spaces, as `text`."""
    response = client.get(f"{PLAN}/kpi/{code}/", query)
    assert response.status_code == 200
    response.text_seen = text_of(response.content.decode())
    return response


def text_of(html: str) -> str:
    without_figures = re.sub(r"<script.*?</script>", "", html, flags=re.S)
    return re.sub(r"\s+", " ", strip_tags(without_figures)).replace("\N{NO-BREAK SPACE}", " ")


def table_rows(html: str, section: str) -> list[str]:
    """The rows of the table in a section, as text."""
    part = html[html.index(f'<section id="{section}"') :]
    body = part[part.index("<tbody>") : part.index("</tbody>")]
    return [text_of(f"<tr{row}").strip() for row in body.split("<tr")[1:]]
