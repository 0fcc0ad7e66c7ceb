"""Pages make as many queries for 200 KPIs as for one, and for 30 parts as for two."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kpi.models import User
from tests.pages.shapes import PLAN, SHAPES, load
from tests.pages.worlds import TODAY
from tests.worlds.kept import forget

OVERVIEWS = [f"{PLAN}/", f"{PLAN}/register/", f"{PLAN}/register/?format=csv"]
PAGES = [
    *OVERVIEWS,
    f"{PLAN}/organisations/",
    f"{PLAN}/kpi/A.1/",
    f"{PLAN}/plan/",
    f"{PLAN}/status-rules/",
]


def queries(shape: str, addresses: list[str], folder: Path) -> dict[str, int]:
    """How many queries each page makes, for one who has been here before. The plan is gone afterwards."""
    counted = {}
    with transaction.atomic():
        load(SHAPES[shape], folder)
        client = Client()
        client.force_login(User.objects.create_superuser("root", password="not used"))
        client.get(f"{PLAN}/")
        for address in addresses:
            forget()
            with CaptureQueriesContext(connection) as made:
                assert client.get(address).status_code == 200, address
            counted[address] = len(made)
        transaction.set_rollback(True)
    return counted


@pytest.mark.one_database
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("small", "large", "addresses"),
    [("one KPI", "200 KPIs", OVERVIEWS), ("a whole that is no region", "30 parts", PAGES)],
)
def test_pages_cost_the_same_whatever_the_size(
    small: str, large: str, addresses: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)
    assert queries(large, addresses, tmp_path / "large") == queries(small, addresses, tmp_path / "small")
