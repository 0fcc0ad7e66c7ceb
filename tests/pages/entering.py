"""The entry form as tests meet it: one post, and the text of the page that answers."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

from tests.pages.worlds import PLAN

URL = f"{PLAN}/measurements/new/"
CELL = {"kpi": "P-2.1", "organisation": "STO", "period": "2026-T2"}


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def text_of(response: Any) -> str:
    return plain(unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))))


def post(client: Client, *, preview: bool = False, **given: Any) -> Any:
    data = {**CELL, "value": "", "comment": "", "reason": "", **given}
    if "shown" not in given:
        page = client.get(URL, {name: data[name] for name in CELL})
        data["shown"] = page.context.get("shown", "")
    if preview:
        data["preview"] = "1"
    return client.post(URL, data)
