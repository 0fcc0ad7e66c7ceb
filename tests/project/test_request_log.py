"""The log: one JSON line per request, with no query string and no person in it."""

import json

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.django_db


def test_one_line_with_what_is_needed_and_no_more(client, log_lines):
    client.get("/accounts/login/?next=/kpi/&fnr=01010112345", headers={"user-agent": "Hemmelig/1.0"})
    (line,) = log_lines()
    assert set(line) == {
        "event", "level", "logger", "timestamp", "request_id", "method", "path", "status", "ms", "user",
    }  # fmt: skip
    assert (line["event"], line["method"], line["path"]) == ("request", "GET", "/accounts/login/")
    assert (line["status"], line["level"], line["user"]) == (200, "info", None)
    assert line["ms"] > 0


def test_the_user_is_a_number(client, log_lines):
    user = get_user_model().objects.create_user("kari.nordmann", email="kari@example.no", password="x")
    client.force_login(user)
    client.get("/accounts/password/")
    line = log_lines()[-1]
    assert (line["event"], line["user"]) == ("request", user.pk)
    assert "kari" not in json.dumps(log_lines())


def test_a_page_that_is_not_there_is_one_line(client, log_lines):
    client.get("/no-such-page/?token=hemmelig")
    (line,) = log_lines()
    assert (line["status"], line["level"]) == (404, "info")


@pytest.mark.urls("tests.project.urls_with_fault")
def test_a_fault_is_logged_with_its_traceback(client, log_lines):
    client.raise_request_exception = False
    response = client.get("/fault/?token=hemmelig")
    assert response.status_code == 500
    traceback, line = log_lines()
    assert (line["status"], line["level"], line["path"]) == (500, "error", "/fault/")
    assert "ZeroDivisionError: as asked" in traceback["exception"]
    assert traceback["request_id"] == line["request_id"] == response["X-Request-ID"]
    assert "hemmelig" not in json.dumps([traceback, line])


@pytest.mark.urls("tests.project.urls_with_fault")
def test_what_was_typed_is_left_out_of_a_fault(client, log_lines):
    client.raise_request_exception = False
    client.get("/fault/", {"words": "no KPI named 01010112345", "page": "2", "q": "01010112345"})
    traceback, _line = log_lines()
    assert "ZeroDivisionError: […]" in traceback["exception"]
    assert "01010112345" not in json.dumps(log_lines())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("7f9c2ba4e88f827d", True),
        ("short", False),
        ("a" * 65, False),
        ('{"injected": 1}', False),
        ("", False),
    ],
)
def test_an_id_from_the_proxy_is_kept_if_it_is_one(client, log_lines, given, kept):
    response = client.get("/health/", headers={"x-request-id": given})
    (line,) = log_lines()
    assert line["request_id"] == response["X-Request-ID"]
    assert (line["request_id"] == given) is kept
    assert len(line["request_id"]) >= 8
