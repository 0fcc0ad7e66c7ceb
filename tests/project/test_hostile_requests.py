"""Whatever is sent to the frame – sign-in, language, administration, addresses that are not there – is answered by a
page or a refusal, and never by a fault. What pages make of their own addresses is tried with the pages.
"""

from __future__ import annotations

import random
from urllib.parse import urlencode, urlsplit

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kpi.models import Measurement, Organisation, RoleAssignment, User

pytestmark = pytest.mark.django_db
REQUESTS = 200
SEED = 20261126

VALUES = (
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "0",
        "-1",
        "1",
        "9" * 19,
        "9" * 60,
        "-" + "9" * 60,
        "9" * 5000,
        "1e999",
        "NaN",
        "٣",
    ),
    *(
        "true",
        "null",
        "None",
        "2026-02-30",
        "9999999-01",
        "x" * 3000,
        "å\u0301" * 200,
        "\u202e\ud83d\ude91",
        "%00",
    ),
    *(
        "' OR 1=1; --",
        "../../etc/passwd",
        "<script>",
        "{{ 7|add:7 }}",
        "%s%n",
        "\r\nSet-Cookie: a=b",
        "[]",
        "a,b",
    ),
    *("//evil.example", "javascript:alert(1)", "\\\\evil.example", "//[::1", "http://[", "/accounts/login/"),
)
COOKIES = ("sessionid", "csrftoken", "django_language", "messages", "unknown")
OCTAL = ('"\\000"', '"a\\000b"', '"\\377\\376"', '"\\"', "=;=;", "a" * 32)
"""Values in the quoted form of cookies, where a backslash and three digits stand for any byte."""
HEADERS = (
    *(
        "accept-language",
        "referer",
        "origin",
        "host",
        "hx-request",
        "hx-current-url",
        "hx-target",
        "x-request-id",
    ),
    *(
        "x-forwarded-proto",
        "x-forwarded-host",
        "content-type",
        "accept",
        "range",
        "if-modified-since",
        "if-none-match",
    ),
)
ADDRESSES = (
    *(
        "/accounts/login/",
        "/accounts/logout/",
        "/accounts/password/",
        "/accounts/password/done/",
        "/i18n/language/",
    ),
    *(
        "/admin/",
        "/admin/login/",
        "/admin/logout/",
        "/admin/jsi18n/",
        "/admin/password_change/",
        "/admin/autocomplete/",
    ),
    *("/health/", "/no-such-page/", "/admin/kpi/", "/admin/r/1/1/"),
)
FIELDS = {
    "/accounts/login/": ("username", "password", "next"),
    "/admin/login/": ("username", "password", "next"),
    "/accounts/password/": ("old_password", "new_password1", "new_password2"),
    "/admin/password_change/": ("old_password", "new_password1", "new_password2"),
    "/i18n/language/": ("language", "next"),
    "/admin/autocomplete/": ("app_label", "model_name", "field_name", "term", "page"),
}


@pytest.fixture
def clients() -> list[Client]:
    """Somebody who is not signed in, and somebody who may do everything."""
    root = User.objects.create_superuser("root", password="x")
    trust = Organisation.objects.create(code="STO", name="St. Olavs hospital", kind="trust")
    RoleAssignment.objects.create(user=root, organisation=trust, role="coordinator")
    signed_in = Client(raise_request_exception=False)
    signed_in.force_login(root)
    return [Client(raise_request_exception=False), signed_in]


def check(response: HttpResponse, sent: object) -> None:
    """An answer that is no fault, and that sends nobody to another host."""
    assert response.status_code < 500, sent
    location = response.get("Location", "")
    assert not location.startswith(("//", "/\\", "\\")), sent
    assert urlsplit(location)[:2] == ("", ""), sent


def test_whatever_is_sent(clients):
    chance = random.Random(SEED)  # noqa: S311 (a test that can be repeated)
    for _request in range(REQUESTS):
        client = chance.choice(clients)
        address = chance.choice(ADDRESSES)
        names = (*FIELDS.get(address, ()), "page", "_method", "a[]")
        fields = {chance.choice(names): chance.choice(VALUES) for _field in range(chance.randrange(4))}
        headers = {chance.choice(HEADERS): _header(chance) for _header_ in range(chance.randrange(3))}
        signed_in = client.cookies.get("sessionid")
        for _cookie in range(chance.randrange(2)):
            client.cookies[chance.choice(COOKIES)] = chance.choice((*OCTAL, *map(_latin, VALUES)))
        method = chance.choice(("GET", "POST", "POST", "HEAD", "PUT", "OPTIONS", "TRACE", "X"))
        sent = (method, address, fields, headers, client.cookies.output())
        if method in ("GET", "HEAD"):
            query = urlencode(fields, errors="replace")
            response = client.generic(method, address, QUERY_STRING=query, headers=headers)
        else:
            body = urlencode(fields, errors="replace").encode()
            kind = headers.pop("content-type", "application/x-www-form-urlencoded")
            response = client.generic(method, address, body, content_type=kind, headers=headers)
        check(response, sent)
        client.cookies.clear()
        if signed_in:
            client.cookies["sessionid"] = signed_in.value


def _latin(value: str) -> str:
    """As it can stand in a header, which holds bytes and no line breaks."""
    return value.encode("utf-8", "replace").decode("latin-1").replace("\r", "").replace("\n", "")[:1000]


def _header(chance: random.Random) -> str:
    return _latin(chance.choice(VALUES))


@pytest.mark.parametrize("value", ["9" * 60, "\0"], ids=["60 digits", "NUL"])
@pytest.mark.parametrize("model", [User, RoleAssignment, Measurement], ids=lambda model: model.__name__)
def test_no_filter_of_the_administration_is_a_fault(clients, model, value):
    page = admin.site.get_model_admin(model)
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    # What Django's own lists read of their address, and each filter in the forms that it takes.
    names = ["o", "p", "q", "all", "e", "_facets", "_popup", "_to_field", "pk", "id__exact", "id__in"]
    for field in page.list_filter:
        names += [f"{field}{lookup}" for lookup in ("__exact", "__id__exact", "__isnull", "__in")]
    if page.date_hierarchy:
        names += [f"{page.date_hierarchy}__{part}" for part in ("year", "month", "day", "gte")]
    for name in names:
        sent = f"{address}?{urlencode({name: value})}"
        check(clients[1].get(sent), sent)
