"""The dashboards of a register that holds no plan yet."""

from __future__ import annotations

import pytest
from django.test import Client

from kpi.models import User

pytestmark = pytest.mark.one_database


@pytest.fixture
def reader(db: None, client: Client) -> Client:
    client.force_login(User.objects.create_user("leser"))
    return client


@pytest.mark.parametrize(
    "path", ["/", "/organisations/", "/register/", "/register/?format=xlsx", "/plan/", "/measurements/new/"]
)
def test_the_page_says_that_there_is_no_plan_and_what_to_do(reader: Client, path: str) -> None:
    response = reader.get(path)
    assert response.status_code == 200
    assert "Ingen plan er lagt inn ennå" in response.content.decode()
    assert "load_plan" in response.content.decode()


def test_no_organisation_has_a_page(reader: Client) -> None:
    assert reader.get("/organisations/STO/").status_code == 404
    assert reader.get("/plans/regional/organisations/STO/").status_code == 404


def test_how_a_status_is_decided_is_told_all_the_same(reader: Client) -> None:
    response = reader.get("/status-rules/")
    assert response.status_code == 200
    text = response.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Tilfredsstillende: minst 50 % av ambisjonen" in text
