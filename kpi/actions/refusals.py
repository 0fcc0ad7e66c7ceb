"""What an action says when it does not do what it was asked: what is wrong, or that somebody else was first.

Domain errors alone; how a page or a command shows them is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with one cell of what was given.

    `row` is the line in the file for a file, and otherwise the place among the rows given, from 1. `text` is put
    into words in the reader's language when `reason` is read.
    """

    row: int
    column: str
    code: str
    text: str | Promise
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """The fault as a sentence, in the language that is active now."""
        return str(self.text) % self.values if self.values else str(self.text)


class Refused(Exception):
    """The rows cannot be stored as they are; nothing was stored. `findings` holds every fault."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__(f"{len(self.findings)} findings")


class Conflict(Exception):
    """Somebody else has written the same cell meanwhile; nothing was stored."""
