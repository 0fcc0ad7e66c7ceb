"""What every answer carries, and that nothing is open that should not be."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

POLICY = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}

# The only addresses that answer without a sign-in, each for a reason that its name gives. (`/health/` is none of them:
# it is answered before addresses are looked up.)
OPEN = {"i18n/language/", "accounts/login/", "admin/login/"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/admin/login/", "/health/", "/", "/no-such-page/", "/admin/"]
)
def test_every_answer_carries_the_strict_policy(client, path):
    response = client.get(path)
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def _patterns(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern.callback
        else:
            yield from _patterns(pattern, route)


def test_only_the_named_addresses_are_open():
    found = {route for route, view in _patterns(get_resolver()) if not getattr(view, "login_required", True)}
    assert found == OPEN


@pytest.mark.django_db
def test_signing_in_is_asked_for_and_leads_back(client):
    response = client.get("/accounts/password/?x=1")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/accounts/password/%3Fx%3D1"


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_with_our_own_page():
    response = Client(enforce_csrf_checks=True).post(
        reverse("login"), {"username": "typed-7431", "password": "b"}
    )
    assert response.status_code == 403
    assert "typed-7431" not in response.content.decode()
    assert f'href="{reverse("login")}"' in response.content.decode()
    assert "stale.html" in [template.name for template in response.templates]


@pytest.mark.django_db
def test_signing_out_takes_a_form_not_a_link(client):
    client.force_login(get_user_model().objects.create_user("kari", password="x"))
    assert client.get(reverse("logout")).status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post(reverse("logout")).status_code == 200
    assert "_auth_user_id" not in client.session


def test_cookies_cannot_be_read_by_scripts(settings):
    for kind in ("SESSION", "CSRF", "LANGUAGE"):
        assert getattr(settings, f"{kind}_COOKIE_HTTPONLY") is True
        assert getattr(settings, f"{kind}_COOKIE_SAMESITE") == "Lax"


@pytest.mark.django_db
def test_a_faulty_request_gets_our_own_page(client):
    response = client.get("/accounts/login/", headers={"host": "not a host"})
    assert response.status_code == 400
    assert "400.html" in [template.name for template in response.templates]
