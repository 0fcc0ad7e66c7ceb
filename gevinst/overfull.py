"""Refuses requests that hold more fields than anybody would fill in. What a field means is a page's own matter."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from gevinst.views import bad_request


class OverfullRequestMiddleware:
    """Reads the address and the form before anything else does, so that the refusal is a page and never a fault.

    Django's own answer where DEBUG is on reads the address once more, fails at it again and ends in a 500.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or answer 400."""
        try:
            _ = request.GET
            if request.method == "POST":
                _ = request.POST
        except SuspiciousOperation as refused:
            return bad_request(request, refused)
        return self.get_response(request)
