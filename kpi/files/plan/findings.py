"""What is wrong with a plan's files, said so that whoever edits them can put it right. No checks here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the file, the record (its key, as `P-2.1/STO`) with its line, the field, and what to do."""

    file: str
    reason: str
    record: str = ""
    line: int | None = None
    field: str = ""

    def __str__(self) -> str:
        where = self.file
        if self.record or self.line is not None:
            place = f" (line {self.line})" if self.line is not None else ""
            where += f", record {self.record or 'without a key'}{place}"
        if self.field:
            where += f", field {self.field}"
        return f"{where}: {self.reason}"


class PlanRefused(Exception):
    """The files hold faults, and nothing was stored."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


def shown(text: str) -> str:
    """A cell's text as a message shows it: in quotes, cut when long, with invisible signs made visible."""
    cut = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
    return '"' + "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in cut) + '"'
