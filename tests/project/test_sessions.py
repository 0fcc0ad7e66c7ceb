"""A sign-in ends: some hours after the last request, and a day after the first. What names none is passed over."""

import time

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gevinst import sessions

pytestmark = pytest.mark.django_db
PAGE = "/accounts/password/"
HOUR = 60 * 60


@pytest.fixture
def signed_in(client):
    client.force_login(get_user_model().objects.create_user("kari", password="x"))
    return client


@pytest.fixture
def clock(monkeypatch):
    """A function that moves the clock on by so many seconds."""
    ahead = 0
    real = time.time

    def move(seconds):
        nonlocal ahead
        ahead += seconds

    class Clock:
        time = staticmethod(lambda: real() + ahead)

    monkeypatch.setattr(sessions, "time", Clock)
    return move


def hours_left() -> float:
    return (Session.objects.get().expire_date - timezone.now()).total_seconds() / HOUR


def test_it_ends_eight_hours_after_the_last_request(signed_in):
    assert hours_left() == pytest.approx(8, abs=0.01)
    Session.objects.update(expire_date=timezone.now() - timezone.timedelta(seconds=1))
    response = signed_in.get(PAGE)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_work_goes_on_from_request_to_request(signed_in, clock):
    Session.objects.update(expire_date=timezone.now() + timezone.timedelta(hours=7))
    clock(11 * 60)
    response = signed_in.get(PAGE)
    assert response.status_code == 200
    assert response.cookies["sessionid"]["max-age"] == 8 * HOUR
    assert hours_left() == pytest.approx(8, abs=0.01)


def test_looking_at_pages_does_not_write_each_time(signed_in, clock):
    clock(9 * 60)
    with CaptureQueriesContext(connection) as asked:
        response = signed_in.get(PAGE)
    assert "sessionid" not in response.cookies
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}


def test_it_ends_a_day_after_signing_in_however_busy_one_is(signed_in, clock):
    for _hours in range(0, 24, 4):
        assert signed_in.get(PAGE).status_code == 200
        clock(4 * HOUR - 10)
    assert signed_in.get(PAGE).status_code == 200
    clock(61)
    response = signed_in.get(PAGE)
    assert response.status_code == 302
    assert response.cookies["sessionid"]["max-age"] == 0


def test_a_session_from_before_there_was_a_limit_ends(signed_in):
    session = signed_in.session
    del session[sessions.SIGNED_IN]
    session.save()
    assert signed_in.get(PAGE).status_code == 302


@pytest.mark.parametrize(
    "cookie",
    ["\0", "a" * 31 + "\0", "A" * 32, "å" * 32, "a" * 33, "a" * 5000, "' OR 1=1; --", "", '"\\000"'],
)
def test_a_cookie_that_can_be_no_key_is_not_looked_up(client, django_assert_num_queries, cookie):
    client.cookies["sessionid"] = cookie
    with django_assert_num_queries(0):
        assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "fault", [OperationalError("attempt to write a readonly database"), SessionInterrupted()]
)
def test_what_was_done_is_answered_although_the_renewal_cannot_be_stored(
    signed_in, clock, monkeypatch, method, fault
):
    def refuse(*args, **kwargs):
        raise fault

    clock(HOUR)
    monkeypatch.setattr(SessionStore, "save", refuse)
    assert getattr(signed_in, method)(PAGE).status_code == 200


def test_a_sign_in_that_cannot_be_stored_is_a_fault(client, monkeypatch):
    get_user_model().objects.create_user("kari", password="x")

    def refuse(*args, **kwargs):
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(SessionStore, "save", refuse)
    client.raise_request_exception = False
    assert client.post("/accounts/login/", {"username": "kari", "password": "x"}).status_code == 500
