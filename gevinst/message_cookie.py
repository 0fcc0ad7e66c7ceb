"""Where a page's short messages wait for the next page. What they say is the pages' matter."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookie(CookieStorage):
    """Django's own, under a name that only this host can set (see `COOKIE_PREFIX` in the settings)."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class MessageStorage(FallbackStorage):
    """A cookie, since that asks nothing of the database; what is too long for one goes to the session."""

    storage_classes = (HostCookie, SessionStorage)
