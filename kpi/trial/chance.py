"""Chance that falls out the same way every time: the demo must be the same on every machine."""

from __future__ import annotations

import random


class Chance:
    """A source of small differences, set by a name."""

    def __init__(self, name: str) -> None:
        self._random = random.Random(name)  # noqa: S311 – made-up figures, nothing secret

    def about(self, spread: float) -> float:
        """A number around zero, mostly within `spread` and never more than two and a half times it."""
        return max(-2.5, min(2.5, self._random.gauss(0, 1))) * spread
