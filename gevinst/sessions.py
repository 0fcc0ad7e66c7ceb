"""How long a sign-in lasts, and which cookies can name one at all. What is kept in a session is the pages' matter."""

from __future__ import annotations

import re
import time
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY as USER
from django.contrib.sessions import middleware
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

WELL_FORMED = re.compile(r"[a-z0-9]{32}")
"""Every key that Django makes. What else a cookie may hold, such as a NUL, never reaches the database."""

SIGNED_IN = "signed_in_at"
SEEN = "seen_at"
"""Seconds since 1970, in the session."""

RENEWALS = 48
"""Times that a session is renewed within its idle limit at most: every ten minutes of eight hours. Renewing it for
each request would make every look at a page write to the database; a session may end this much early."""


def begin(*, request: HttpRequest, **_rest: Any) -> None:
    """Somebody has signed in: both clocks start."""
    request.session[SIGNED_IN] = request.session[SEEN] = int(time.time())


class SessionMiddleware(middleware.SessionMiddleware):
    """Django's own, with an end to every sign-in: some time after the last request, and some time after the first.

    The first is Django's own limit (`SESSION_COOKIE_AGE`), counted anew from each renewal.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Find the session that the cookie names, unless its time is over."""
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        request.session = self.SessionStore(key if WELL_FORMED.fullmatch(key) else None)
        age = int(time.time()) - request.session.get(SIGNED_IN, 0)
        if USER in request.session and age > settings.SESSION_LONGEST_AGE:
            # Only passed over, so that nothing is written: its row goes with `clearsessions`.
            request.session = self.SessionStore(None)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Store what has changed, or that somebody was here.

        What the request did is done by now, so it is answered for even if its mark cannot be stored: because the
        database only reads, another has the lock, or the person signed out in another window meanwhile.
        """
        session = request.session
        only_a_mark = not session.modified and _renewal_is_due(session)
        if only_a_mark:
            session[SEEN] = int(time.time())
        try:
            return super().process_response(request, response)
        except (DatabaseError, SessionInterrupted):
            if only_a_mark:
                return response
            raise


def _renewal_is_due(session: SessionBase) -> bool:
    unseen = int(time.time()) - session.get(SEEN, 0)
    return USER in session and unseen >= settings.SESSION_COOKIE_AGE // RENEWALS
