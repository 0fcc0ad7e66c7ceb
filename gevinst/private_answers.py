"""Keeps what was shown to somebody who is signed in from being shown to the next who sits down at the same machine."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers

FORGET = '"cache"'
"""What the browser drops when somebody signs out: copies of pages. Cookies are left out, since the browser would drop
those of every other system in the same domain too; the session's own goes by itself. So is what pages have stored: the
only such thing is unsaved figures, of which the page drops the person's own after a warning, and nobody else's."""


class PrivateAnswersMiddleware:
    """No page, part of a page or file of ours is kept by a browser or a proxy.

    All of them, since whether somebody is signed in would have to be asked of the database where nothing else asks.
    Style sheets, scripts and pictures are answered further out and may be kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, and say how long the answer lasts."""
        response = self.get_response(request)
        add_never_cache_headers(response)
        if getattr(request, "has_signed_out", False):
            response.headers["Clear-Site-Data"] = FORGET
        return response


def forget(*, request: HttpRequest, **_rest: Any) -> None:
    """Somebody has signed out by this request."""
    request.has_signed_out = True  # type: ignore[attr-defined]
