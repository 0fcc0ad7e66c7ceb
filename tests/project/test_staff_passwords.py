"""Whoever may change users does not thereby get hold of the rights of those who work in the administration."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse

pytestmark = pytest.mark.django_db
NEW = {"password1": "en ny lang passfrase", "password2": "en ny lang passfrase", "usable_password": "true"}


@pytest.fixture
def people():
    users = get_user_model().objects
    made = {
        "root": users.create_superuser("root", password="x"),
        "staff": users.create_user("staff", password="x", is_staff=True),
        "colleague": users.create_user("colleague", password="x", is_staff=True),
        "reader": users.create_user("reader", password="x"),
    }
    made["staff"].user_permissions.set(Permission.objects.filter(content_type__model="user"))
    return made


@pytest.mark.parametrize(
    ("by", "of", "allowed"),
    [
        ("staff", "reader", True),
        ("staff", "colleague", False),
        ("staff", "root", False),
        ("staff", "staff", False),  # their own is changed where the old one is asked for
        ("root", "colleague", True),
        ("root", "root", True),
    ],
)
def test_only_superusers_set_the_passwords_of_staff(client, people, by, of, allowed):
    client.force_login(people[by])
    address = reverse("admin:auth_user_password_change", args=[people[of].pk])
    assert client.get(address).status_code == (200 if allowed else 403)
    assert client.post(address, NEW).status_code == (302 if allowed else 403)
    people[of].refresh_from_db()
    assert people[of].check_password(NEW["password1"]) is allowed
