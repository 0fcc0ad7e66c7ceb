"""Which language a reader gets: bokmål, unless another has been chosen."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def language_of(client, **headers):
    return client.get(reverse("login"), headers=headers)["Content-Language"]


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "nb"),
        ("en-US,en;q=0.9", "nb"),
        ("nb-NO,nb;q=0.9,en;q=0.5", "nb"),
        ("nn-NO,nn;q=0.9,nb;q=0.8", "nn"),
        ("en,nn;q=0.9", "nb"),
        ("de", "nb"),
        (";;q=x,,", "nb"),
    ],
)
def test_without_a_choice(client, accept, language):
    assert language_of(client, **{"accept-language": accept}) == language


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_switch_is_remembered(client, language):
    answer = client.post(reverse("set_language"), {"language": language, "next": "/accounts/login/"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    assert language_of(client, **{"accept-language": "nn"}) == language
    assert client.get(reverse("login")).context["LANGUAGE_CODE"] == language


def test_the_switch_takes_a_form_and_stores_nothing_on_a_link(client):
    client.get(reverse("set_language"), {"language": "en", "next": "/"})
    assert "django_language" not in client.cookies


@pytest.mark.parametrize("cookie", ["xx", "../../etc", "no", ""])
def test_a_cookie_with_nonsense_is_passed_over(client, cookie):
    client.cookies["django_language"] = cookie
    assert language_of(client) == "nb"


def test_caches_are_told_what_the_language_depends_on(client):
    vary = client.get(reverse("login"))["Vary"]
    assert "Accept-Language" in vary
    assert "Cookie" in vary
