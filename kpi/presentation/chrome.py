"""What every page's frame shows: the demo banner, whether the entry form is offered, who is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kpi.permissions import may_write_somewhere
from kpi.presentation.as_of import state_of


def chrome(request: HttpRequest) -> dict[str, Any]:
    """A context processor: `chrome.has_demo` and `chrome.may_write`, each asked for only where a template uses it."""
    return {"chrome": SimpleLazyObject(lambda: _Chrome(request))}


class _Chrome:
    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        user = getattr(request, "user", None)
        self.is_signed_in = bool(user is not None and user.is_authenticated)

    @property
    def has_demo(self) -> bool:
        return self.is_signed_in and state_of(self._request).has_demo

    @property
    def may_write(self) -> bool:
        return self.is_signed_in and may_write_somewhere(self._request.user)
