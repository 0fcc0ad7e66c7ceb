"""A page makes as many queries for one KPI as for all of them, and for one figure in each cell as for fifty.

How long pages take is measured by a command (`measure_pages`), not asserted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kpi.models import (
    Ambition,
    Baseline,
    Definition,
    Kpi,
    Measurement,
    Organisation,
    Plan,
    PlanMember,
    RegionalAmbition,
    RequirementLimit,
    Threshold,
)
from kpi.trial.seed_load import seed_load
from tests.pages.worlds import PLAN, client_of
from tests.worlds.kept import forget
from tests.worlds.miniature import KPIS

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.parametrize("world", ["miniature"], indirect=True),
]

# The KPI that is left alone has all there is: sub-goal, requirement, regional ambition, known inconsistency.
ALONE = "SP-1.1"
PAGES = [
    "/",
    f"{PLAN}/",
    f"{PLAN}/?goal=SP&status=green&organisation=STO&q=e",
    f"{PLAN}/organisations/",
    f"{PLAN}/organisations/STO/",
    f"{PLAN}/organisations/HMN/",
    f"{PLAN}/kpi/{ALONE}/",
    f"{PLAN}/kpi/{ALONE}/?organisation=STO&periods=all",
    f"{PLAN}/register/",
    f"{PLAN}/register/?per_page=all&columns=all",
    f"{PLAN}/register/?format=csv",
    f"{PLAN}/register/?format=xlsx",
    f"{PLAN}/plan/",
    f"{PLAN}/status-rules/",
    f"{PLAN}/measurements/new/",
    f"{PLAN}/measurements/new/?kpi={ALONE}&organisation=STO&period=2026-T2",
]
MOST_OF_A_PAGE = {f"{PLAN}/": 18, f"{PLAN}/register/": 18, f"{PLAN}/kpi/{ALONE}/": 26, f"{PLAN}/plan/": 36}
"""Of the region page: session, user, the plans there are, its stamp twice, four for the state of its figures, seven for
its terms, two for its figures."""
MOST_OF_A_REPEATED_VIEW = 5
"""Session, user, the plans there are, its stamp twice."""


@pytest.fixture
def client(world: str) -> Client:
    """One who may see and do everything, and has been here before: what is read once and kept has been read."""
    client = client_of("superuser")
    client.get(f"{PLAN}/")
    return client


def queries(client: Client, pages: Iterable[str] = PAGES) -> dict[str, list[str]]:
    """The tables that each page asks, a line for each query."""
    asked = {}
    for address in pages:
        forget()
        with CaptureQueriesContext(connection) as made:
            response = client.get(address)
        assert response.status_code == (302 if address == "/" else 200)
        asked[address] = sorted(query["sql"].split(" FROM ")[-1].split(" ")[0] for query in made)
    return asked


def test_one_kpi_costs_what_all_cost(client: Client) -> None:
    seed_load(plan_code="regional", organisations=0, months=3, scope=True)
    for_all = queries(client)
    assert Kpi.objects.count() == len(KPIS)
    Measurement.objects.exclude(indicator__code=ALONE).delete()
    others = Kpi.objects.exclude(code=ALONE)
    for terms in (Baseline, Ambition, RegionalAmbition, RequirementLimit, Threshold, Definition):
        terms.objects.filter(kpi__in=others).delete()
    others.delete()
    for_one = queries(client)
    # A filter that lets nothing through asks for no KPI.
    for page, asked in for_all.items():
        if "status=" in page:
            assert not Counter(for_one.pop(page)) - Counter(asked), page
    assert for_one == {page: asked for page, asked in for_all.items() if page in for_one}


def test_a_few_figures_cost_what_fifty_cost(client: Client) -> None:
    seed_load(plan_code="regional", organisations=0, months=12, scope=True)  # enough for the period shown
    for_few = queries(client)
    Measurement.objects.all().delete()
    seed_load(plan_code="regional", organisations=4, months=50, corrections=1, scope=True)
    assert Measurement.objects.filter(state=Measurement.CURRENT, indicator__code=ALONE).count() >= 4 * 50
    assert queries(client) == for_few


def test_three_trusts_cost_what_ten_cost(client: Client) -> None:
    seed_load(plan_code="regional", organisations=0, months=2, scope=True)
    for_three = queries(client)
    Measurement.objects.all().delete()
    plan = Plan.objects.get()
    for place in range(7):
        trust = Organisation.objects.create(
            code=f"HF{place}", name=f"Et helseforetak med et langt navn {place}", parent=plan.owner
        )
        PlanMember.objects.create(
            plan=plan,
            organisation=trust,
            part_of=plan.owner,
            position=10 + place,
            go_live=date(2023, 1, 1),
        )
    seed_load(plan_code="regional", organisations=0, months=2, scope=True)
    assert queries(client) == for_three


def test_pages_make_few_queries(client: Client) -> None:
    seed_load(plan_code="regional", organisations=0, months=24, scope=True)
    asked = queries(client, MOST_OF_A_PAGE)
    assert {address: len(tables) for address, tables in asked.items()} == MOST_OF_A_PAGE
    client.get(f"{PLAN}/")
    with CaptureQueriesContext(connection) as again:
        client.get(f"{PLAN}/")
    assert len(again) <= MOST_OF_A_REPEATED_VIEW
