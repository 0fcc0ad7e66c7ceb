"""One log line per request, and a second one for a refusal. What the lines look like is `gevinst.logs`' matter.

No query string, no form data, no name and no address of a person is written: who is the user's number.
"""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

from gevinst import security_log

log = structlog.get_logger("gevinst.request")

# Taken over from a proxy only when it looks like an identifier, since it is written to the log.
SAFE_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestLogMiddleware:
    """Gives each request an id, and writes what was asked for, how it went and how long it took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on and log it, whatever comes of it."""
        given = request.headers.get("X-Request-ID", "")
        request_id = given if SAFE_REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            write = log.error if response.status_code >= 500 else log.info
            write(
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                ms=round((time.perf_counter() - started) * 1000, 1),
                user=_user_number(request),
            )
            if response.status_code in security_log.REFUSALS:
                security_log.refused(request, status=response.status_code)
        response.headers["X-Request-ID"] = request_id
        return response


def _user_number(request: HttpRequest) -> int | None:
    # Only a user that the page has already looked up: the log must not cost a query of its own.
    user = getattr(request, "_cached_user", None)
    return user.pk if user is not None else None
