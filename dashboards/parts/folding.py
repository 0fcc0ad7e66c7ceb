"""Long lists show the first few and fold the rest away, unless the rest is a single one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.utils.translation import ngettext

from kpi.presentation.formats import number

T = TypeVar("T")


def fold(items: Sequence[T], at_first: int) -> tuple[tuple[T, ...], tuple[T, ...], str]:
    """What is shown, what is folded, and the words that unfold it: `Vis 4 til`."""
    folded = tuple(items[at_first:]) if len(items) > at_first + 1 else ()
    more = ngettext("Vis %(count)s til", "Vis %(count)s til", len(folded)) % {"count": number(len(folded))}
    return tuple(items[: len(items) - len(folded)]), folded, more
