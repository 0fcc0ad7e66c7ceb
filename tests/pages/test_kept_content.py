"""A page that is asked for again in the same state of the register is not made again, and nothing old is ever shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from kpi.models import BenefitGoal
from tests.pages.worlds import PLAN

PAGES = (f"{PLAN}/", f"{PLAN}/organisations/", f"{PLAN}/organisations/STO/")
FIGURES = (("P-2.1", "STO", "2026-T1", "30"),)


@pytest.fixture(params=PAGES)
def address(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def text_of(client: Client, address: str, **query: str) -> str:
    """The page without its frame, whose forms hold a new word each time."""
    text = client.get(address, query).content.decode()
    return text[text.index("<main") :]


def test_the_second_view_is_the_first_and_is_not_made_again(
    leader: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = text_of(leader, address)
    for view in ("dashboards.region.view", "dashboards.trust.view"):
        monkeypatch.setattr(f"{view}.board", _never)
        monkeypatch.setattr(f"{view}.render_to_string", _never)
    assert text_of(leader, address) == first


def _never(*_given: object, **_named: object) -> None:
    raise AssertionError("made again")


def test_what_is_written_is_shown_at_once(leader: Client, address: str, measure: Callable[..., None]) -> None:
    before = text_of(leader, address, as_of="2026-T2")
    measure(("SP-1.1", "STO", "2026-T2", "10"))
    assert text_of(leader, address, as_of="2026-T2") != before


def test_a_text_of_the_plan_is_shown_at_once(leader: Client) -> None:
    assert "Nytt navn på målet" not in text_of(leader, f"{PLAN}/")
    BenefitGoal.objects.filter(code="P").update(name="Nytt navn på målet")
    assert "Nytt navn på målet" in text_of(leader, f"{PLAN}/")


def test_address_language_and_day_each_have_their_own(leader: Client, address: str, monkeypatch: Any) -> None:
    usual = text_of(leader, address)
    assert text_of(leader, address, as_of="2025") != usual
    assert text_of(leader, address, preliminary="1") != usual
    english = leader.get(address, headers={"accept-language": "en"}).content.decode()
    assert english != usual
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_zone: date(2027, 3, 20))
    monkeypatch.setattr("dashboards.region.view.render_to_string", _never)
    monkeypatch.setattr("dashboards.trust.view.render_to_string", _never)
    with pytest.raises(AssertionError, match="made again"):
        leader.get(address)


def test_nothing_of_one_reader_is_shown_to_another(
    leader: Client, sign_in: Callable[..., Client], address: str
) -> None:
    first = text_of(leader, address)
    other = sign_in("coordinator", "STO")
    assert "coordinator.STO" in other.get(address).content.decode()
    assert text_of(other, address) == first
