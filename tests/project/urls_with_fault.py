"""The project's addresses and some that fail, each in its own way."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from gevinst import urls


class FakeDriverError(Exception):
    """A fault as PostgreSQL's driver raises it."""

    sqlstate = "57P01"


@login_not_required
def fail(request: HttpRequest) -> HttpResponse:
    """A fault of ours, with what was typed in its words if anything was."""
    raise ZeroDivisionError(request.GET.get("words", "as asked"))


@login_not_required
def read_a_number(request: HttpRequest) -> HttpResponse:
    """A page that takes what it is given for a number."""
    return HttpResponse(str(int(request.POST["number"]) % 10))


@login_not_required
def store_too_much(request: HttpRequest) -> HttpResponse:
    """A value that its column cannot hold."""
    raise DataError("value too long for type character varying(5): hemmelig")


@login_not_required
def lose_the_database(request: HttpRequest) -> HttpResponse:
    """The server has been stopped."""
    raise OperationalError("terminating connection") from FakeDriverError()


@login_not_required
def refuse(request: HttpRequest) -> HttpResponse:
    """No right to this."""
    raise PermissionDenied("no right to write for STO")


handler400, handler500 = urls.handler400, urls.handler500
urlpatterns = [
    path("fault/", fail),
    path("number/", read_a_number),
    path("too-much/", store_too_much),
    path("no-database/", lose_the_database),
    path("refused/", refuse),
    *urls.urlpatterns,
]
