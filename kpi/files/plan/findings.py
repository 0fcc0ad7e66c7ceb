"""What is wrong with a plan's files, said so that whoever edits them can put it right. No checks here."""

from __future__ import annotations

from kpi.actions.refusals import Refused
from kpi.words.findings import Finding

__all__ = ["CONTENT", "Finding", "PlanRefused", "plan_finding", "shown"]

CONTENT = "content"
"""The code of every fault in what a plan says: those have sentences of their own, in English."""
LONGEST_SHOWN = 40


def plan_finding(reason: str, *, file: str) -> Finding:
    """A fault of a plan as a whole."""
    return Finding(None, "", CONTENT, reason, file=file)


class PlanRefused(Refused):
    """The files hold faults, and nothing was stored. As text: a line for each."""

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)


def shown(text: str) -> str:
    """A cell's text as a message shows it: in quotes, cut when long, with invisible signs made visible."""
    cut = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
    return '"' + "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in cut) + '"'
