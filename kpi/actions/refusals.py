"""What an action says when it does not do what it was asked: what is wrong, or that somebody else was first.

Domain errors alone; how a page or a command shows them is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable

from kpi.words.findings import Finding

__all__ = ["Conflict", "Finding", "Refused"]


class Refused(Exception):
    """What was given cannot be stored as it is; nothing was stored. `findings` holds every fault."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__(f"{len(self.findings)} findings")


class Conflict(Exception):
    """Somebody else has written the same cell meanwhile; nothing was stored."""
