"""Who gets which answer at which address. The addresses are taken from the resolver, so that a new one without a row
here fails; what the pages show stands in the tests of each page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Model
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.pages.worlds import PEOPLE, PLAN, client_of

SIGN_IN = "to the sign-in"
STAFF_SIGN_IN = "to the sign-in of the administration"
SESSION_COOKIE = settings.SESSION_COOKIE_NAME
FORM = "application/x-www-form-urlencoded"
Answer = int | str
Answers = dict[str, Answer]


def routes() -> list[str]:
    """Every address there is, as the resolver writes it."""

    def within(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield route
            else:
                yield from within(pattern, route)

    return list(within(get_resolver()))


def everyone(answer: Answer) -> Answers:
    return dict.fromkeys(PEOPLE, answer)


def signed_in(answer: Answer, **others: Answer) -> Answers:
    """The same answer for all who are signed in, but for those named: `reader=403`."""
    named = {person.replace("_", " "): one for person, one in others.items()}
    return {**everyone(answer), "anonymous": SIGN_IN, **named}


def staff(administrator: Answer, superuser: Answer | None = None) -> Answers:
    """Answers of the administration, which the others are kept from."""
    return {
        **everyone(STAFF_SIGN_IN),
        "administrator": administrator,
        "superuser": administrator if superuser is None else superuser,
    }


@dataclass(frozen=True)
class Row:
    """One address, and what each of PEOPLE is answered there, by method. A form is posted empty."""

    address: str
    get: Answers
    post: Answers = field(default_factory=lambda: signed_in(405))
    put: Answers = field(default_factory=lambda: signed_in(405))


OF_A_PLAN = "plans/<str:plan>/"
PAGES_OF_A_PLAN = {
    "": Row(f"{PLAN}/", signed_in(200)),
    "organisations/": Row(f"{PLAN}/organisations/", signed_in(200)),
    "organisations/<str:code>/": Row(f"{PLAN}/organisations/STO/", signed_in(200)),
    "kpi/<str:code>/": Row(f"{PLAN}/kpi/SP-1.1/", signed_in(200)),
    "register/": Row(f"{PLAN}/register/", signed_in(200)),
    "plan/": Row(f"{PLAN}/plan/", signed_in(200)),
    "status-rules/": Row(f"{PLAN}/status-rules/", signed_in(200)),
    "measurements/new/": Row(
        f"{PLAN}/measurements/new/", signed_in(200, reader=403), signed_in(422, reader=403)
    ),
}
# The same without the plan lead on to it; nothing is entered there.
SHORT = {route: Row(row.address.removeprefix(PLAN), signed_in(302)) for route, row in PAGES_OF_A_PLAN.items()}
PAGES = {
    **{OF_A_PLAN + route: row for route, row in PAGES_OF_A_PLAN.items()},
    **SHORT,
    # An empty form chooses no plan that there is.
    "plans/": Row("/plans/", signed_in(302), signed_in(404)),
    # The language is changed by a form; asked for in another way, the page one came from is shown again.
    "i18n/language/": Row("/i18n/language/", everyone(302), everyone(302), everyone(302)),
    "accounts/login/": Row(
        "/accounts/login/",
        {**signed_in(302), "anonymous": 200},
        {**signed_in(302), "anonymous": 200},
        {**signed_in(302), "anonymous": 200},
    ),
    "accounts/logout/": Row("/accounts/logout/", signed_in(405), signed_in(200)),
    "accounts/password/": Row("/accounts/password/", signed_in(200), signed_in(200), signed_in(200)),
    "accounts/password/done/": Row("/accounts/password/done/", signed_in(200)),
}

# Who has no business in the administration is led out of it.
_LEFT = {**signed_in(302, administrator=405, superuser=405), "anonymous": STAFF_SIGN_IN}
ADMINISTRATION = {
    "admin/": Row("/admin/", staff(200), staff(200), staff(200)),
    "admin/login/": Row(
        "/admin/login/",
        {**everyone(200), "administrator": 302, "superuser": 302},
        everyone(200),
        everyone(200),
    ),
    "admin/logout/": Row("/admin/logout/", _LEFT, {**_LEFT, "administrator": 200, "superuser": 200}, _LEFT),
    "admin/password_change/": Row("/admin/password_change/", staff(200), staff(200), staff(200)),
    "admin/password_change/done/": Row("/admin/password_change/done/", staff(200), staff(405), staff(405)),
    "admin/autocomplete/": Row("/admin/autocomplete/", staff(403), staff(405), staff(405)),
    "admin/jsi18n/": Row("/admin/jsi18n/", staff(200), staff(405), staff(405)),
    "admin/r/<path:content_type_id>/<path:object_id>/": Row(
        "/admin/r/1/1/", staff(404), staff(404), staff(404)
    ),
    r"admin/^(?P<app_label>auth|kpi)/$": Row("/admin/kpi/", staff(200), staff(200), staff(200)),
    "admin/(?P<url>.*)$": Row("/admin/no-such-page", staff(404), staff(404), staff(404)),
}


@dataclass(frozen=True)
class Rights:
    """What can be done with a kind of record in the administration: who sees it, adds, changes and deletes it."""

    see: Answers
    add: Answers
    change: Answers
    delete: Answers


def records(administrator: Answer, superuser: Answer | None = None) -> Answers:
    """The same for pages of records, where those who are not signed in are asked for it by the usual page."""
    return {**staff(administrator, superuser), "anonymous": SIGN_IN}


# What an empty form is answered: 200 shows its faults; a deletion asks whether it is meant.
REFERENCE = Rights(see=records(200), add=records(200), change=records(200), delete=records(200))
# Promised and measured: what writes these are the commands and the pages, which keep a history.
SHOWN = Rights(see=records(200), add=records(403), change=records(403), delete=records(403))
# Who may change users could make himself anything.
USERS = Rights(see=records(200), add=records(403, 200), change=records(403, 200), delete=records(403, 200))
GROUPS = Rights(
    see=records(403, 200), add=records(403, 200), change=records(403, 200), delete=records(403, 200)
)

RIGHTS = {
    "auth/group": GROUPS,
    "kpi/user": USERS,
    "kpi/roleassignment": USERS,
    "kpi/organisation": REFERENCE,
    "kpi/document": REFERENCE,
    "kpi/glossaryentry": REFERENCE,
    "kpi/planrole": REFERENCE,
    "kpi/planversion": REFERENCE,
    "kpi/reportingduty": REFERENCE,
    "kpi/benefitgoal": REFERENCE,
    "kpi/subgoal": REFERENCE,
    "kpi/undertaking": REFERENCE,
    "kpi/inconsistency": REFERENCE,
    "kpi/plan": SHOWN,
    "kpi/indicator": SHOWN,
    "kpi/kpi": SHOWN,
    "kpi/revision": SHOWN,
    "kpi/baseline": SHOWN,
    "kpi/ambition": SHOWN,
    "kpi/regionalambition": SHOWN,
    "kpi/requirement": SHOWN,
    "kpi/requirementlimit": SHOWN,
    "kpi/threshold": SHOWN,
    "kpi/definition": SHOWN,
    "kpi/measurement": SHOWN,
}

OF_A_RECORD = re.compile(r"admin/(?P<kind>(?:auth|kpi)/\w+)/(?:<(?:path:object_)?id>/)?(?P<what>\w*)/?$")


def row_of(route: str) -> Row | None:
    """The row for a route; those of the administration's records are made of the records' rights."""
    if route in PAGES or route in ADMINISTRATION:
        return PAGES.get(route) or ADMINISTRATION[route]
    found = OF_A_RECORD.match(route)
    rights = RIGHTS.get(found["kind"]) if found else None
    return _row_of_record(route, found["kind"], found["what"], rights) if found and rights else None


def _row_of_record(route: str, kind: str, what: str, rights: Rights) -> Row | None:
    has_one = "<" in route
    address = re.sub("<[^>]*>", "{pk}", f"/{route}")
    match what:
        case "":
            same = records(302) if has_one else rights.see
            return Row(address, same, same, same)
        case "history":
            return Row(address, rights.see, rights.see, rights.see)
        case "add":
            return Row(address, rights.add, rights.add, rights.add)
        case "change":
            return Row(address, rights.see, rights.change, rights.see)
        case "delete":
            return Row(address, rights.delete, rights.delete, rights.delete)
        case "password":
            return Row(address, rights.change, rights.change, rights.change)
    return None


def answer_of(response: HttpResponse) -> Answer:
    location = response.get("Location", "")
    if response.status_code == 302 and location.startswith("/accounts/login/?next="):
        return SIGN_IN
    if response.status_code == 302 and location.startswith("/admin/login/?next="):
        return STAFF_SIGN_IN
    return response.status_code


ABOUT_NO_PLAN = ("accounts/", "admin/", "health/", "i18n/")


def test_every_page_names_its_plan_and_has_a_short_address() -> None:
    """A new page whose address leaves the plan out fails here."""
    known = [route for route in routes() if not route.startswith(ABOUT_NO_PLAN) and route != "plans/"]
    of_a_plan = [route.removeprefix(OF_A_PLAN) for route in known if route.startswith(OF_A_PLAN)]
    short = [route for route in known if not route.startswith("plans/")]
    assert sorted(of_a_plan) == sorted(short) == sorted(PAGES_OF_A_PLAN)
    assert len(known) == len(of_a_plan) + len(short)


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    known = routes()
    assert [route for route in known if row_of(route) is None] == []
    assert set(PAGES) | set(ADMINISTRATION) <= set(known)
    assert set(RIGHTS) == {found["kind"] for route in known if (found := OF_A_RECORD.match(route))}


@pytest.mark.parametrize("route", [*PAGES, *ADMINISTRATION], ids=str)
def test_a_row_stands_for_its_own_address(route: str) -> None:
    row = row_of(route)
    assert row is not None
    assert resolve(row.address).route == route.replace("^", "")


@pytest.mark.one_database
@pytest.mark.django_db
@pytest.mark.parametrize("world", ["miniature with figures"], indirect=True)
@pytest.mark.parametrize("route", [*PAGES, *ADMINISTRATION], ids=str)
def test_who_gets_which_answer(world: str, route: str) -> None:
    row = row_of(route)
    assert row is not None
    assert answers(row.address, PEOPLE, ("GET", "POST", "PUT")) == {
        "GET": row.get,
        "POST": row.post,
        "PUT": row.put,
    }


@pytest.mark.one_database
@pytest.mark.django_db
@pytest.mark.parametrize("world", ["miniature with figures"], indirect=True)
@pytest.mark.parametrize("kind", RIGHTS)
def test_who_may_do_what_with_a_kind_of_record(world: str, kind: str) -> None:
    record = _a_record(kind)
    # The others are kept out as the coordinator is, before the page is looked at.
    people = ["anonymous", "coordinator", "administrator"]
    if RIGHTS[kind] in (USERS, GROUPS):
        people.append("superuser")
    for route in (route for route in routes() if route.startswith(f"admin/{kind}/")):
        row = row_of(route)
        assert row is not None
        given = answers(row.address.format(pk=record.pk), people, ("GET", "POST"))
        for method, wanted in (("GET", row.get), ("POST", row.post)):
            assert given[method] == {person: wanted[person] for person in people}, (route, method)
    assert type(record)._default_manager.filter(pk=record.pk).exists()


def _a_record(kind: str) -> Model:
    model = apps.get_model(*kind.split("/"))
    if model is Group:
        return Group.objects.create(name="Økonomi")
    record = model._default_manager.order_by("pk").first()
    assert record is not None, f"there is no {kind} to look at"
    return record


def answers(address: str, people: Iterable[str], methods: Iterable[str]) -> dict[str, Answers]:
    """What each of `people` is answered, by method. Whoever was signed out by an answer signs in again."""
    given: dict[str, Answers] = {method: {} for method in methods}
    for person in people:
        client = client_of(person)
        for method in given:
            given[method][person] = answer_of(client.generic(method, address, content_type=FORM))
            if SESSION_COOKIE not in client.cookies or not client.cookies[SESSION_COOKIE].value:
                client = client_of(person)
    return given


@pytest.mark.django_db
@pytest.mark.parametrize("world", ["empty", "miniature with figures"], indirect=True)
class TestUnknownCodes:
    """An address of something that there is not."""

    CODES = (
        *("XX", "sto", "STO ", "sp-1.1", "SP-1.1 ", "1", "None", "..", "%00", "STO%00", "%0A"),
        *("%ED%A0%80", "' OR 1=1", "<b>", "%F0%9F%9A%91", "S" * 3000),
    )

    @pytest.mark.parametrize("kind", [f"{PLAN}/organisations", f"{PLAN}/kpi", "/plans"])
    def test_is_not_found(self, world: str, kind: str) -> None:
        reader = client_of("reader")
        for code in self.CODES:
            response = reader.get(f"{kind}/{code}/")
            assert response.status_code == 404, code
            assert "404.html" in [template.name for template in response.templates]

    def test_no_page_of_an_unknown_plan_is_found(self, world: str) -> None:
        for person in ("reader", "superuser"):
            client = client_of(person)
            for row in PAGES_OF_A_PLAN.values():
                address = row.address.replace(PLAN, "/plans/regional2")
                assert client.get(address).status_code == 404, address
                assert client.post(address).status_code in (404, 405), address


@pytest.mark.django_db
@pytest.mark.parametrize("world", ["empty"], indirect=True)
@pytest.mark.parametrize(
    "route", [route for route in PAGES if "<" not in route and "logout" not in route], ids=str
)
def test_without_a_plan_every_page_still_answers(world: str, route: str) -> None:
    row = PAGES[route]
    for person in ("anonymous", "reader", "superuser"):
        # There is no plan to lead on to: a page says so.
        wanted = 200 if route in SHORT and person != "anonymous" else row.get[person]
        assert answer_of(client_of(person).get(row.address)) == wanted
