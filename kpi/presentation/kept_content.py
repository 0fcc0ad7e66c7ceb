"""What a plan's page says, kept for as long as nothing has changed that it is made of.

A page's content follows from the state of the register, the day, the language and the address, and from nothing about
who reads it: what does (name, rights, messages) stands in the frame, which is made each time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import caches
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kpi.selectors.stamp import Stamp

STORE = "pages"
"""The cache in the settings: the process's own memory, so that nothing of it outlives the code that made it."""


@dataclass(frozen=True, slots=True)
class Content:
    """The title of a page, and all that stands in its frame."""

    title: str
    content: SafeString


def kept_content(request: HttpRequest, stamp: Stamp | None, make: Callable[[], Content]) -> Content:
    """What `make` gives, or gave for the same address in the same state of the register (`kpi.selectors.stamp`), on the
    same day and in the same language. Without a stamp nothing is kept."""
    if stamp is None:
        return make()
    parts = (stamp.state, timezone.localdate().isoformat(), str(get_language()), request.get_full_path())
    key = sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()
    kept: Content | None = caches[STORE].get(key)
    if kept is None:
        kept = make()
        caches[STORE].set(key, kept)
    return kept
