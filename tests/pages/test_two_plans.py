"""Two plans in one register: each is shown as if it were alone, one is chosen, and every address says which it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gevinst.urls import SHORT
from kpi.files.plan.load import load_plans
from kpi.models import Kpi, Measurement, Organisation, Plan, PlanMember, RoleAssignment, User
from kpi.permissions import readable_plans
from tests.pages.figures import record
from tests.pages.two_plans import OTHER, OTHER_PLAN, other_code, other_plan
from tests.pages.worlds import PLAN, TODAY
from tests.plan.folder import REGIONAL_PLAN
from tests.worlds.copies import filled

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
FIGURES = {
    # The other plan has newer figures, of other sizes, and some of them are made up.
    "regional": [("P-2.1", "STO", "2026-T1", "21.65"), ("SP-1.1", "HNT", "2026-T1", "72")],
    OTHER: [
        ("XP-2.1", "STO", "2026-T2", "9"),
        ("XS-1.1", "HMR", "2026-T2", "49"),
        ("XK.1", "STO", "2025", "74"),
    ],
}
PAGES = {
    "regional": [
        "/",
        "/?status=green&organisation=STO&q=P-2.1",
        "/organisations/",
        "/organisations/STO/",
        "/organisations/HMN/",
        "/kpi/P-2.1/?organisation=STO",
        "/kpi/P-2.1/?format=csv",
        "/register/?organisation=all&columns=all&per_page=all",
        "/register/?format=csv",
        "/plan/",
        "/status-rules/",
        "/measurements/new/?kpi=P-2.1&organisation=HNT&period=2026-T1",
    ]
}
PAGES[OTHER] = [page.replace("P-2.1", "XP-2.1") for page in PAGES["regional"]]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The plans' folders by the plan's code."""
    return {"regional": REGIONAL_PLAN, OTHER: other_plan(tmp_path_factory.mktemp("plans") / "other-1.0")}


@contextmanager
def register_of(folders: dict[str, Path], *codes: str) -> Iterator[Client]:
    """A register with these plans, loaded and measured in this order, and someone who may see everything."""

    def make() -> None:
        for code in codes:
            load_plans([folders[code]])
            record(*FIGURES[code], origin=Measurement.DEMO if code == OTHER else Measurement.IMPORTED)

    with transaction.atomic():
        filled(f"plans in the order {codes}", make)
        client = Client()
        client.force_login(User.objects.create_superuser("superbruker"))
        yield client
        transaction.set_rollback(True)


def shown(client: Client, plan: str) -> dict[str, str]:
    """What each page of a plan says, without the choice between plans and what is new with every answer."""
    texts = {}
    for page in PAGES[plan]:
        response = client.get(f"/plans/{plan}{page}")
        assert response.status_code == 200, page
        text = response.content.decode()
        text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
        text = re.sub(r' data-drafts-of="[^"]*"', "", text)  # each register has its own superuser
        text = re.sub(r'<section class="context-band".*?</section>', band, text, flags=re.S)
        texts[page] = text
    return texts


def band(found: re.Match[str]) -> str:
    """The band without its plan, and nothing where it holds no more than that."""
    rest = re.sub(r'<div class="context-item context-plan">.*?</div>', "", found[0], count=1, flags=re.S)
    return rest if "as-of" in rest else ""


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.mark.one_database
@pytest.mark.django_db
@pytest.mark.parametrize("plan", ["regional", OTHER])
def test_each_plan_is_shown_and_exported_as_if_it_were_alone(folders: dict[str, Path], plan: str) -> None:
    with register_of(folders, plan) as client:
        alone = shown(client, plan)
    for order in (("regional", OTHER), (OTHER, "regional")):
        with register_of(folders, *order) as client:
            together = shown(client, plan)
        for page, text in alone.items():
            assert together[page] == text, (order, page)


@pytest.mark.django_db
def test_a_figure_of_one_plan_moves_nothing_of_the_other(folders: dict[str, Path]) -> None:
    with register_of(folders, "regional", OTHER) as client:
        before = shown(client, "regional")
        assert "Regionen per 1. tertial 2026" in before["/"]
        assert 'class="demo-banner"' not in before["/"]
        other = client.get(f"{OTHER_PLAN}/").content.decode()
        assert "Regionen per 2. tertial 2026" in other
        assert 'class="demo-banner"' in other
        record(
            ("XP-2.1", "STO", "2026-10", "80"), ("XSP-1.1", "HNT", "2026-10", "10"), origin=Measurement.DEMO
        )
        assert shown(client, "regional") == before
        assert "3. tertial 2026 varer til" in client.get(f"{OTHER_PLAN}/").content.decode()


@pytest.fixture
def both(folders: dict[str, Path], db: None) -> Iterator[Client]:
    with register_of(folders, "regional", OTHER) as client:
        yield client


@pytest.mark.one_database
def test_a_page_links_to_its_own_plan_alone(both: Client) -> None:
    for plan, pages in PAGES.items():
        for page in pages:
            response = both.get(f"/plans/{plan}{page}")
            linked = set(
                re.findall(r'(?:href|action|hx-get|hx-post)="/plans/([^/"]+)/', response.content.decode())
            )
            assert linked <= {plan}, page


@pytest.mark.one_database
def test_no_link_on_a_page_leaves_the_plan_out(both: Client) -> None:
    short = {str(pattern.pattern).partition("<")[0] for pattern in SHORT} - {""}
    for page in PAGES["regional"]:
        text = both.get(f"{PLAN}{page}").content.decode()
        found = re.findall(r'(?:href|action|hx-get|hx-post)="/([^"]*)"', text)
        assert not [link for link in found if link == "" or link.startswith(tuple(short))], page


@pytest.mark.one_database
@pytest.mark.parametrize("address", ["kpi/XP-2.1/", "kpi/P-2.1/?format=csv"])
def test_a_kpi_is_found_in_its_own_plan_alone(both: Client, address: str) -> None:
    own, other = (PLAN, OTHER_PLAN) if "/P" in address else (OTHER_PLAN, PLAN)
    assert both.get(f"{own}/{address}").status_code == 200
    assert both.get(f"{other}/{address}").status_code == 404


def test_only_what_belongs_to_the_plan_can_be_entered(both: Client) -> None:
    page = both.get(f"{OTHER_PLAN}/measurements/new/")
    offered = {
        code for _goal, kpis in page.context["form"].fields["kpi"].widget.choices[1:] for code, _name in kpis
    }
    assert offered == {
        other_code(code)
        for code in Kpi.objects.filter(plan__code="regional", indicator__isnull=False).values_list(
            "code", flat=True
        )
    }
    cell = {"organisation": "HNT", "period": "2026-T1", "value": "20"}
    refused = both.post(f"{OTHER_PLAN}/measurements/new/", {**cell, "kpi": "P-2.1"})
    assert list(refused.context["form"].errors) == ["kpi"]
    saved = both.post(f"{OTHER_PLAN}/measurements/new/", {**cell, "kpi": "XP-2.1"})
    assert saved.url.startswith(f"{OTHER_PLAN}/measurements/new/?kpi=XP-2.1")
    assert Measurement.objects.get(organisation__code="HNT", indicator__kpis__code="XP-2.1").value == 20


# ---- the choice ----


def choose(client: Client, plan: str, at: str = "") -> Any:
    return client.post("/plans/", {"plan": plan, "next": at})


@pytest.mark.one_database
def test_the_choice_is_offered_where_there_is_one(both: Client) -> None:
    for page in PAGES["regional"]:
        if "format" not in page:
            assert 'class="plan-menu"' in both.get(f"{PLAN}{page}").content.decode(), page
    Plan.objects.filter(code=OTHER).update(code="renamed")
    assert 'value="renamed"' in both.get(f"{PLAN}/").content.decode()


@pytest.mark.one_database
@pytest.mark.django_db
def test_there_is_nothing_to_choose_with_one_plan(folders: dict[str, Path]) -> None:
    with register_of(folders, "regional") as client:
        for page in PAGES["regional"]:
            assert 'class="plan-menu"' not in client.get(f"{PLAN}{page}").content.decode(), page


def test_short_addresses_lead_to_the_usual_plan_until_one_is_chosen(both: Client) -> None:
    assert both.get("/register/?q=a&q=b").url == f"{PLAN}/register/?q=a&q=b"
    choose(both, OTHER)
    assert both.get("/register/?q=a&q=b").url == f"{OTHER_PLAN}/register/?q=a&q=b"
    assert both.get("/kpi/XP-2.1/?organisation=STO").url == f"{OTHER_PLAN}/kpi/XP-2.1/?organisation=STO"
    Plan.objects.filter(code=OTHER).update(code="renamed")
    assert both.get("/").url == f"{PLAN}/"  # what was chosen is no more


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("at", "to"),
    [
        (f"{PLAN}/", f"{OTHER_PLAN}/"),
        (
            f"{PLAN}/register/?as_of=2025-T1&preliminary=1&goal=P",
            f"{OTHER_PLAN}/register/?as_of=2025-T1&preliminary=1",
        ),
        (f"{PLAN}/measurements/new/?kpi=P-2.1", f"{OTHER_PLAN}/measurements/new/"),
        (f"{PLAN}/kpi/P-2.1/?as_of=2025", f"{OTHER_PLAN}/?as_of=2025"),
        (f"{PLAN}/organisations/STO/", f"{OTHER_PLAN}/"),
        ("/accounts/password/", f"{OTHER_PLAN}/"),
        ("", f"{OTHER_PLAN}/"),
        ("/no-such-page/", f"{OTHER_PLAN}/"),
        ("https://example.com/plans/regional/", f"{OTHER_PLAN}/"),
        ("//example.com/plans/regional/register/", f"{OTHER_PLAN}/"),
        ("/\\example.com", f"{OTHER_PLAN}/"),
        ("javascript:alert(1)", f"{OTHER_PLAN}/"),
        ("\0\r\nSet-Cookie: a=b", f"{OTHER_PLAN}/"),
    ],
)
def test_the_choice_leads_to_the_same_page_of_the_chosen_plan(both: Client, at: str, to: str) -> None:
    response = choose(both, OTHER, at)
    assert (response.status_code, response["Location"]) == (302, to)
    assert "a" not in response.cookies


@pytest.mark.one_database
@pytest.mark.parametrize("code", ["", "unknown", "\0", "regional/", "REGIONAL"])
def test_an_unknown_plan_cannot_be_chosen(both: Client, code: str) -> None:
    assert choose(both, code).status_code == 404
    assert both.get("/").url == f"{PLAN}/"


@pytest.mark.one_database
def test_a_choice_is_no_visit(both: Client) -> None:
    assert both.get("/plans/").url == "/"
    both.get(f"{OTHER_PLAN}/")
    assert both.get("/").url == f"{PLAN}/"


def test_every_short_address_has_the_name_of_its_page() -> None:
    for pattern in SHORT:
        codes = ["STO"] if "<" in str(pattern.pattern) else []
        app = "kpi" if pattern.name == "enter" else "dashboards"
        assert PLAN + reverse(f"short:{pattern.name}", args=codes) == reverse(
            f"{app}:{pattern.name}", args=["regional", *codes]
        )


@pytest.mark.one_database
def test_who_is_not_signed_in_reads_no_plan(both: Client) -> None:
    assert list(readable_plans(AnonymousUser())) == []
    user = User.objects.create_user("leser")
    assert readable_plans(user).count() == 2
    user.is_active = False
    assert list(readable_plans(user)) == []


def test_short_addresses_lead_to_the_plan_where_the_person_has_a_role(both: Client) -> None:
    """Whatever the other plan is called: one that sorts first must not take everybody's front page."""
    Plan.objects.filter(code=OTHER).update(code="AAA")
    reader = User.objects.create_user("leser")
    client = Client()
    client.force_login(reader)
    assert client.get("/")["Location"] == "/plans/regional/"
    alone = Organisation.objects.create(code="ALENE", name="Alene", kind="municipality")
    PlanMember.objects.create(plan=Plan.objects.get(code="AAA"), organisation=alone, position=90)
    RoleAssignment.objects.create(user=reader, organisation=alone, role="reader")
    assert client.get("/")["Location"] == "/plans/AAA/"
