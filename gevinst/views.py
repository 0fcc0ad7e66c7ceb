"""Answers that belong to no page: the refusals and the faults. Pages belong in `dashboards` and `kpi`."""

import sys

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from gevinst.database_faults import DatabaseFault, fault_of

RETRY_AFTER_SECONDS = 30
ONLY_POSTED = ("logout", "set_language")
"""Addresses that show nothing by themselves."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The 400 page, drawn with the request so that it has the reader's language."""
    return render(request, "400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page of a form that is older than the sign-in or the browser's cookies: stale, which is no lack of rights.

    It leads back to the form's own address and shows nothing of what was posted, since it may be a stranger's.
    """
    request.refusal = "csrf"  # type: ignore[attr-defined]
    match = request.resolver_match
    back = "/" if match is not None and match.url_name in ONLY_POSTED else request.path
    return render(request, "stale.html", {"back": back}, status=403)


def too_large(request: HttpRequest) -> HttpResponse:
    """The 413 page."""
    return render(request, "413.html", status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of a fault: 503 where the database is to blame and may be back soon, else 500.

    Both are drawn without a context, so that they need neither the database nor anything else that may have failed.
    """
    error = sys.exception()
    if isinstance(error, Error) and fault_of(error) is not DatabaseFault.OTHER:
        headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
        return HttpResponse(loader.get_template("503.html").render(), status=503, headers=headers)
    return HttpResponse(loader.get_template("500.html").render(), status=500)
