"""A page that is asked for again in the same state of the register is not made again, and nothing old is ever shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.test import Client

from kpi.models import BenefitGoal
from tests.pages.worlds import PLAN
from tests.worlds.kept import forget

OF_STATUSES = (f"{PLAN}/", f"{PLAN}/organisations/", f"{PLAN}/organisations/STO/")
PAGES = (*OF_STATUSES, f"{PLAN}/plan/")
VIEWS = ("region", "trust", "plan")
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
    for view in VIEWS:
        read = "plan_document" if view == "plan" else "board"
        monkeypatch.setattr(f"dashboards.{view}.view.{read}", _never)
        monkeypatch.setattr(f"dashboards.{view}.view.render_to_string", _never)
    assert text_of(leader, address) == first


def codes_given_to(monkeypatch: pytest.MonkeyPatch, name: str, code_of: Callable[..., str]) -> list[str]:
    """A list that fills with the code of each KPI that a function is called for from now on."""
    module, _dot, function = name.rpartition(".")
    real, codes = getattr(import_module(module), function), []

    def noted(*given: Any, **named: Any) -> Any:
        codes.append(code_of(*given))
        return real(*given, **named)

    monkeypatch.setattr(name, noted)
    return codes


def _never(*_given: object, **_named: object) -> None:
    raise AssertionError("made again")


@pytest.mark.parametrize("address", OF_STATUSES)
def test_what_is_written_is_shown_at_once(leader: Client, address: str, measure: Callable[..., None]) -> None:
    before = text_of(leader, address, as_of="2026-T2")
    measure(("SP-1.1", "STO", "2026-T2", "10"))
    assert text_of(leader, address, as_of="2026-T2") != before


@pytest.mark.parametrize("address", [f"{PLAN}/", f"{PLAN}/plan/"])
def test_a_text_of_the_plan_is_shown_at_once(leader: Client, address: str) -> None:
    assert "Nytt navn på målet" not in text_of(leader, address)
    BenefitGoal.objects.filter(code="P").update(name="Nytt navn på målet")
    assert "Nytt navn på målet" in text_of(leader, address)


def test_a_new_figure_makes_its_own_row_anew_and_no_other(
    leader: Client, measure: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    measure(("SP-1.1", "STO", "2026-T2", "10"), ("P-2.1", "STO", "2026-T2", "20"))
    text_of(leader, f"{PLAN}/", as_of="2026-T2")
    judged = codes_given_to(monkeypatch, "kpi.selectors.board.judgements", lambda terms, *_series: terms.code)
    drawn = codes_given_to(
        monkeypatch, "dashboards.region.table._made_row", lambda _cells, kpi, *_rest: kpi.code
    )
    measure(("P-2.1", "HNT", "2026-T2", "33.3"))
    after = text_of(leader, f"{PLAN}/", as_of="2026-T2")
    assert (set(judged), drawn) == ({"P-2.1"}, ["P-2.1"])
    forget()
    assert text_of(leader, f"{PLAN}/", as_of="2026-T2") == after


def test_address_language_and_day_each_have_their_own(leader: Client, address: str, monkeypatch: Any) -> None:
    usual = text_of(leader, address)
    assert text_of(leader, address, as_of="2025") != usual
    if address in OF_STATUSES:
        assert text_of(leader, address, preliminary="1") != usual
    english = leader.get(address, headers={"accept-language": "en"}).content.decode()
    assert english != usual
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_zone: date(2027, 3, 20))
    for view in VIEWS:
        monkeypatch.setattr(f"dashboards.{view}.view.render_to_string", _never)
    with pytest.raises(AssertionError, match="made again"):
        leader.get(address)


def test_nothing_of_one_reader_is_shown_to_another(
    leader: Client, sign_in: Callable[..., Client], address: str
) -> None:
    first = text_of(leader, address)
    other = sign_in("coordinator", "STO")
    assert "coordinator.STO" in other.get(address).content.decode()
    assert text_of(other, address) == first
