"""Nothing that was shown stays in a browser or a proxy, and signing out empties what the browser kept."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    client.force_login(get_user_model().objects.create_superuser("kari", password="x"))
    return client


@pytest.mark.parametrize(
    ("address", "status", "headers"),
    [
        ("/accounts/password/", 200, {}),
        ("/accounts/password/", 200, {"hx-request": "true"}),
        ("/admin/", 200, {}),
        ("/admin/jsi18n/", 200, {}),
        ("/accounts/login/", 302, {}),
        ("/no-such-page/", 404, {}),
        ("/accounts/logout/", 405, {}),
        ("/accounts/password/", 400, {"host": "not a host"}),
    ],
)
def test_no_answer_is_kept(signed_in, address, status, headers):
    response = signed_in.get(address, headers=headers)
    assert response.status_code == status
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "Clear-Site-Data" not in response


@pytest.mark.urls("tests.project.urls_with_fault")
@pytest.mark.parametrize("address", ["/fault/", "/no-database/", "/refused/"])
def test_no_refusal_or_fault_is_kept(client, address):
    client.raise_request_exception = False
    response = client.get(address)
    assert response.status_code in (500, 503, 403)
    assert "no-store" in response["Cache-Control"]


def test_a_form_that_is_refused_is_not_kept():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"username": "kari"})
    assert response.status_code == 403
    assert "no-store" in response["Cache-Control"]


def test_style_sheets_are_kept(client):
    response = client.get("/static/css/base.css")
    assert "no-store" not in response["Cache-Control"]
    response.close()


@pytest.mark.parametrize("address", ["/accounts/logout/", "/admin/logout/"])
def test_signing_out_empties_what_the_browser_kept(signed_in, address):
    response = signed_in.post(address)
    assert response.status_code == 200
    # Cookies are left out: the browser would drop those of every other system in the domain as well.
    assert response["Clear-Site-Data"] == '"cache"'
    assert response.cookies["sessionid"]["max-age"] == 0
    assert signed_in.get("/accounts/password/").status_code == 302
