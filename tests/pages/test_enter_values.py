"""The values that the entry form takes, warns of and refuses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from kpi.models import Indicator, Kpi, Measurement
from tests.pages.entering import CELL, URL, post, text_of

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("given", "qualifier", "value", "shown"),
    [
        ({"value": "< 5"}, "less_than", 5, "< 5,0 %"),
        ({"value": "5", "qualifier": "less_than"}, "less_than", 5, "< 5,0 %"),
        ({"value": ">99 %"}, "more_than", 99, "> 99,0 %"),
        ({"value": "ca. 20"}, "about", 20, "ca. 20,0 %"),
        ({"qualifier": "not_published"}, "not_published", None, "ikke publisert"),
        ({"qualifier": "suppressed"}, "suppressed", None, "skjermet"),
    ],
)
def test_a_value_is_saved_as_exact_as_it_is(
    coordinator: Client, given: dict[str, str], qualifier: str, value: int | None, shown: str
) -> None:
    preview = post(coordinator, preview=True, **given)
    assert shown in text_of(preview)
    judged = qualifier == "about"
    assert bool(preview.context["meaning"].explanation) is judged
    saved = post(coordinator, **given)
    stored = Measurement.objects.get()
    assert (stored.qualifier, stored.value) == (qualifier, value)
    assert f"Lagret: {shown} for P-2.1" in text_of(coordinator.get(saved.url))


def test_a_comment_is_added_to_a_bound_without_a_reason_and_an_exact_value_corrects_it(
    coordinator: Client,
) -> None:
    post(coordinator, value="< 5")
    assert post(coordinator, value="<5", comment="Under grensen for telling").status_code == 302
    assert Measurement.objects.get(state="current").comment == "Under grensen for telling"
    refused = post(coordinator, value="5")
    assert list(refused.context["form"].errors) == ["reason"]
    assert post(coordinator, value="5", reason="Telt på nytt").status_code == 302
    assert Measurement.objects.get(state="current").qualifier == "exact"


def test_an_address_that_asks_for_what_is_not_offered_is_told_of(coordinator: Client) -> None:
    page = text_of(coordinator.get(URL, {"kpi": "ZZ", "period": "uke 3"}))
    assert "Adressen ble ikke forstått: ZZ, uke 3 kan ikke velges her." in page


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"value": "åtte"}, "value", "ikke et tall"),
        ({"value": ""}, "value", "Skriv en verdi"),
        ({"value": "130"}, "value", "ikke være over 100"),
        ({"value": "-1"}, "value", "ikke være negativt"),
        ({"value": "1.234,5"}, "value", "leses på flere måter"),
        ({"value": "NaN"}, "value", "ikke et tall"),
        ({"kpi": "SP.1", "value": "2,5"}, "value", "helt tall"),
        ({"kpi": "SP.1", "value": "58 %"}, "value", "Prosenttegn"),
        ({"value": "50", "numerator": "1"}, "numerator", "uten nevner"),
        ({"value": "50", "numerator": "1", "denominator": "0"}, "denominator", "ikke være null"),
        ({"numerator": "1", "denominator": "0"}, "denominator", "ikke være null"),
        ({"numerator": "1"}, "numerator", "uten nevner"),
        ({"numerator": "3", "denominator": "2"}, "numerator", "større enn nevneren"),
        ({"numerator": "-1", "denominator": "2"}, "numerator", "ikke være negativt"),
        ({"value": "50", "numerator": "1.257", "denominator": "2514"}, "numerator", "ment som 1257"),
        ({"kpi": "SP.1", "value": "12", "numerator": "1", "denominator": "2"}, "numerator", "Et antall har"),
        ({"kpi": "SP.1", "value": "1.064"}, "value", "ment som 1064"),
        ({"value": "< fem"}, "value", "ikke et tall"),
        ({"value": "< 5", "qualifier": "more_than"}, "qualifier", "sier noe annet"),
        ({"value": "5", "qualifier": "not_published"}, "value", "Med «ikke publisert» er det ikke noe tall"),
        ({"value": "5", "qualifier": "text"}, "qualifier", "Velg fra listen"),
        ({"qualifier": "less_than"}, "value", "Skriv en verdi"),
        ({"value": "51", "numerator": "1", "denominator": "2"}, "value", "gir ikke denne verdien"),
        ({"kpi": "SP-2.1", "value": "5"}, "kpi", "Velg en måleindikator"),
        ({"kpi": "", "value": "5"}, "kpi", "Velg en måleindikator"),
        ({"period": "2026-T4", "value": "5"}, "period", "Velg en periode"),
        ({"period": "2099", "value": "5"}, "period", "ikke begynt"),
        ({"organisation": "HPAS", "value": "5"}, "organisation", "Velg en organisasjon"),
        ({"value": "5", "comment": "x" * 2001}, "comment", "2000"),
    ],
)
def test_a_fault_is_named_and_nothing_is_lost(
    coordinator: Client, given: dict[str, str], field: str, words: str
) -> None:
    response = post(coordinator, **given)
    assert response.status_code == 422
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert words in errors[field][0]
    for name in ("value", "numerator", "denominator", "comment"):
        assert response.context["form"][name].value() in (given.get(name, ""), None)
    assert not Measurement.objects.exists()


def test_an_unusual_value_is_warned_of_and_accepted(coordinator: Client, measure: Any) -> None:
    measure(
        *(
            ("DH.1b", "STO", period, value)
            for period, value in (("2025-T2", "81600"), ("2025-T3", "79200"), ("2026-T1", "77100"))
        )
    )
    slip = post(coordinator, kpi="DH.1b", value="7 470", preview=True)
    assert "De siste verdiene før er 79 200 og 77 100" in text_of(slip)
    assert post(coordinator, kpi="DH.1b", value="76 000", preview=True).context["meaning"].warning == ""
    far = post(coordinator, kpi="DH.1b", value="40 000", preview=True).context["meaning"]
    assert "langt fra de andre" in far.warning
    assert slip.context["form"].warned_of in slip.content.decode()
    warned = {"warned": slip.context["form"].warned_of}
    assert post(coordinator, kpi="DH.1b", value="7 470", **warned).status_code == 302
    assert Measurement.objects.filter(value=7470).exists()


@pytest.mark.parametrize(
    ("written", "period", "slip"),
    [
        ("2,16", "2026-T2", True),
        ("0,216", "2026-T2", True),
        ("2,16", "2026-08", True),  # a share is of the same size in a month
        ("15", "2026-T2", False),
        ("0", "2026-T2", False),
        ("60", "2026-T2", False),
        ("2,16", "2025-T2", False),  # before the series had grown
    ],
)
def test_a_slip_in_a_share_is_not_saved_unseen(
    coordinator: Client, measure: Any, written: str, period: str, slip: bool
) -> None:
    """Also by whoever saves before the warning has come: the first save shows it, the second means it."""
    measure(*(("P-2.1", "STO", one, value) for one, value in (("2025-T3", "20.9"), ("2026-T1", "21.6"))))
    before = Measurement.objects.count()
    first = post(coordinator, period=period, value=written)
    assert (first.status_code == 422) is slip
    if slip:
        assert "Ikke lagret ennå." in text_of(first)
        assert first.context["form"].fields["value"].widget.attrs["autofocus"]
        assert Measurement.objects.count() == before
        other = post(coordinator, period=period, value="2,17", warned=first.context["form"].warned_of)
        assert other.status_code == 422
        again = post(coordinator, period=period, value=written, warned=first.context["form"].warned_of)
        assert again.status_code == 302
    assert Measurement.objects.count() == before + 1


def test_a_value_below_zero_is_taken_where_the_indicator_has_them(coordinator: Client) -> None:
    assert post(coordinator, value="-5").status_code == 422
    Indicator.objects.filter(code="P-2.1").update(below_zero=True)
    assert post(coordinator, value="-5").status_code == 302
    assert Measurement.objects.get().value == -5


def test_what_a_plan_without_limits_leaves_blank_is_no_fault(coordinator: Client) -> None:
    """Direction, frequency and unit: nobody knows them, and a figure can be given all the same."""
    Indicator.objects.filter(code="P-2.1").update(unit="", direction="", aggregation="", over_time="")
    Kpi.objects.filter(plan__code="regional", code="P-2.1").update(frequency="")
    assert coordinator.get(URL, CELL).status_code == 200
    assert post(coordinator, preview=True, value="12,5").status_code == 200
    assert post(coordinator, value="12,5").status_code == 302
    assert Measurement.objects.get().value == Decimal("12.5")


@pytest.mark.parametrize("approve", [True, False])
@pytest.mark.parametrize("origin", ["demo", "imported"])
def test_a_made_up_figure_is_replaced_and_any_other_corrected(
    coordinator: Client, measure: Any, approve: bool, origin: str
) -> None:
    measure(("P-2.1", "STO", "2026-T2", "20"), approve=approve)
    Measurement.objects.update(origin=origin)
    response = post(coordinator, value="22")
    if origin == "demo":
        assert response.status_code == 302
    else:
        assert list(response.context["form"].errors) == ["reason"]
        assert "Grunn til rettelsen" in text_of(response)
