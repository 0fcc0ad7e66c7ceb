"""What every status of an organisation has is said once over the table, and not in its rows."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.pages.worlds import PLAN

FIVE = ("P-2.1", "SP-1.1", "L-1.1", "L-1.2", "L-1.3")


@pytest.mark.usefixtures("plan")
def test_a_flag_that_every_status_has_is_said_once(leader: Client, measure: Callable[..., None]) -> None:
    """Five that are preliminary: over the table, and in none of its rows. One that is approved, and each says it."""
    measure(*[(code, "STO", "2026-T2", "20") for code in FIVE], approve=False)
    asked = {"as_of": "2026-T2", "preliminary": "1"}
    for address in (f"{PLAN}/organisations/STO/", f"{PLAN}/"):
        html = leader.get(address, asked).content.decode()
        said = re.findall(r"<p[^>]*>(Gjelder alle statusene[^<]*)</p>", html)
        assert any("foreløpig" in sentence for sentence in said), address
    html = leader.get(f"{PLAN}/organisations/STO/", asked).content.decode()
    assert html.count(">foreløpig</a>") == 0
    measure(("P-1.1", "STO", "2026-T2", "20"))
    html = leader.get(f"{PLAN}/organisations/STO/", asked).content.decode()
    assert "Gjelder alle statusene" not in html or "foreløpig" not in "".join(
        re.findall(r"Gjelder alle statusene[^<]*", html)
    )
    assert html.count(">foreløpig</a>") == len(FIVE)
