"""The log of sign-ins and refusals: what happened and a hash of who it was, and nothing of what was typed."""

import json

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.test import Client

from gevinst.logs import logging_config
from gevinst.security_log import who

pytestmark = pytest.mark.django_db
PASSWORD = "en lang passfrase"


@pytest.fixture
def kari():
    return get_user_model().objects.create_user("kari.nordmann", password=PASSWORD)


def events(lines):
    """What happened, without the requests' own lines."""
    return [line for line in lines if line["logger"] == "gevinst.security"]


def test_the_way_in_and_out(client, kari, log_lines):
    client.post("/accounts/login/", {"username": "Kari.Nordmann", "password": "hemmelig-feil"})
    client.post("/accounts/login/", {"username": "kari.nordmann", "password": PASSWORD})
    client.post("/accounts/logout/")
    found = events(log_lines())
    assert [(line["event"], line["level"]) for line in found] == [
        ("sign_in_failed", "warning"),
        ("signed_in", "info"),
        ("signed_out", "info"),
    ]
    # The same person each time, however the name was written, and only whoever has the key can tell who.
    assert {line["who"] for line in found} == {who("kari.nordmann")}
    text = json.dumps(log_lines()).lower()
    for typed in ("kari", "nordmann", "hemmelig", PASSWORD):
        assert typed not in text


def test_a_line_belongs_to_its_request(client, kari, log_lines):
    client.post("/accounts/login/", {"username": "kari.nordmann", "password": "feil"})
    failed, request = log_lines()
    assert failed["request_id"] == request["request_id"]
    assert set(failed) == {"event", "level", "logger", "timestamp", "request_id", "who"}


def test_a_password_typed_for_a_name_is_not_told(client, log_lines):
    client.post("/accounts/login/", {"username": PASSWORD, "password": PASSWORD})
    (failed,) = events(log_lines())
    assert failed["who"] == who(PASSWORD)
    assert PASSWORD not in json.dumps(log_lines())


def test_whoever_may_not_enter_the_administration_has_failed(client, kari, log_lines):
    client.post("/admin/login/", {"username": "kari.nordmann", "password": PASSWORD})
    (failed,) = events(log_lines())
    assert (failed["event"], failed["who"]) == ("sign_in_failed", who("kari.nordmann"))


def test_signing_out_twice_is_told_once(client, kari, log_lines):
    client.force_login(kari)
    client.post("/accounts/logout/")
    client.post("/accounts/logout/")
    assert [line["event"] for line in events(log_lines())] == ["signed_in", "signed_out"]


def test_the_hash_depends_on_the_key(settings):
    before = who("kari")
    assert len(before) == 16
    assert who("KARI") == before != who("ola")
    settings.SECRET_KEY = "another"
    assert who("kari") != before


@pytest.mark.urls("tests.project.urls_with_fault")
def test_a_page_that_is_refused(client, kari, log_lines):
    client.force_login(kari)
    # The page shows who is signed in, so the user has been looked up.
    assert client.get("/refused/?fnr=01010112345").status_code == 403
    refused = events(log_lines())[-1]
    assert set(refused) == {
        "event", "level", "logger", "timestamp", "request_id", "who", "status", "reason", "at", "method", "path",
    }  # fmt: skip
    assert (refused["event"], refused["level"], refused["status"]) == ("refused", "warning", 403)
    assert (refused["reason"], refused["method"], refused["path"]) == ("no_right", "GET", "/refused/")
    assert refused["who"] == who("kari.nordmann")
    assert "01010112345" not in json.dumps(log_lines())


def test_a_form_from_elsewhere(kari, log_lines):
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        "/accounts/login/",
        {"username": "kari.nordmann", "password": PASSWORD},
        secure=True,
        headers={"referer": "https://elsewhere.example/?token=hemmelig"},
    )
    assert response.status_code == 403
    (refused,) = events(log_lines())
    assert (refused["reason"], refused["who"]) == ("csrf", None)
    # Django's own line on this repeats the address one came from.
    for typed in ("hemmelig", "elsewhere", "kari", PASSWORD):
        assert typed not in json.dumps(log_lines())


@pytest.mark.parametrize(
    ("address", "headers", "status", "reason"),
    [
        ("/accounts/login/", {"host": "hemmelig.example"}, 400, "faulty_request"),
        (
            "/accounts/login/?" + "&".join(f"a{place}=hemmelig" for place in range(1001)),
            {},
            400,
            "faulty_request",
        ),
        ("/accounts/login/", {"content-length": "hemmelig"}, 400, "faulty_request"),
    ],
)
def test_a_request_that_is_refused(client, log_lines, address, headers, status, reason):
    client.raise_request_exception = False
    assert client.get(address, headers=headers).status_code == status
    (refused,) = events(log_lines())
    assert (refused["status"], refused["reason"]) == (status, reason)
    assert "hemmelig" not in json.dumps(log_lines())


def test_a_body_that_is_too_large(client, log_lines):
    assert client.post("/accounts/login/", {"username": "hemmelig" * 700_000}).status_code == 413
    (refused,) = events(log_lines())
    assert (refused["status"], refused["reason"]) == (413, "too_large")
    assert "hemmelig" not in json.dumps(log_lines())


@pytest.mark.urls("tests.project.urls_with_fault")
def test_a_value_that_its_column_cannot_hold_is_refused_and_the_place_is_told(client, log_lines):
    assert client.get("/too-much/").status_code == 400
    (refused,) = events(log_lines())
    assert refused["reason"] == "unusable_value"
    assert refused["at"].startswith("urls_with_fault.py:")
    assert "hemmelig" not in json.dumps(log_lines())


def test_who_came_is_written_however_little_else_is():
    loggers = logging_config(level="ERROR", as_json=True)["loggers"]
    assert loggers["gevinst"]["level"] == "ERROR"
    assert loggers["gevinst.security"]["level"] == "INFO"
    assert "gevinst.security" in django_settings.LOGGING["loggers"]
