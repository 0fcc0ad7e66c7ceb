"""The log of who signed in and out, who was not let in, and what was refused.

Nothing that was typed is written, since people type passwords where names are asked for. Who it was is a hash that
only somebody with SECRET_KEY can make: the same name gives the same hash, so that attempts on one account show.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import structlog
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

log = structlog.get_logger("gevinst.security")

REFUSALS = {400: "faulty_request", 403: "no_right", 413: "too_large", 429: "too_many_requests"}
"""The answers that are refusals, and the reason where nobody has given a narrower one."""


def who(username: str) -> str:
    """The hash that stands for a user name in the log: 16 hexadecimal digits, the same for `Kari` and `kari`."""
    name = unicodedata.normalize("NFKC", username).casefold()
    return salted_hmac("gevinst.security_log", name, algorithm="sha256").hexdigest()[:16]


def signed_in(*, user: AbstractBaseUser, **_rest: Any) -> None:
    """Somebody has signed in."""
    log.info("signed_in", who=who(user.get_username()))


def sign_in_failed(*, credentials: dict[str, Any], **_rest: Any) -> None:
    """A name and a password did not fit together, or the account may not be used."""
    log.warning("sign_in_failed", who=who(str(credentials.get("username", ""))))


def signed_out(*, user: AbstractBaseUser | None, **_rest: Any) -> None:
    """Somebody has signed out. Whoever signs out without having signed in is nobody."""
    if user is not None:
        log.info("signed_out", who=who(user.get_username()))


def refused(request: HttpRequest, *, status: int) -> None:
    """A request was answered by a refusal. A view says why by `request.refusal`, and where by `request.refused_at`."""
    # Only a user that has been looked up already: a refusal must not cost a query.
    user = getattr(request, "_cached_user", None)
    name = user.get_username() if user is not None else ""
    log.warning(
        "refused",
        status=status,
        reason=getattr(request, "refusal", REFUSALS[status]),
        at=getattr(request, "refused_at", None),
        method=request.method,
        path=request.path,
        who=who(name) if name else None,
    )


class StaffSignInForm(AdminAuthenticationForm):
    """The administration's sign-in: a right password of somebody who may not enter is a failed attempt too."""

    def confirm_login_allowed(self, user: Any) -> None:
        """Let staff in alone."""
        try:
            super().confirm_login_allowed(user)
        except ValidationError:
            sign_in_failed(credentials={"username": user.get_username()})
            raise
