"""Counts of statuses, and which organisation stands out. A goal or an organisation gets no colour of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kpi.rules.judgement import Judgement
from kpi.rules.terms import Reason, Status

CLEARLY_MORE = 2
"""How many more reds than the next an organisation must have to be named (our reading)."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many KPIs have each status, and why those without have none."""

    green: int
    yellow: int
    red: int
    none: int
    reasons: tuple[tuple[Reason, int], ...] = ()

    @property
    def total(self) -> int:
        return self.green + self.yellow + self.red + self.none

    def of(self, status: Status) -> int:
        return {
            Status.GREEN: self.green,
            Status.YELLOW: self.yellow,
            Status.RED: self.red,
            Status.NONE: self.none,
        }[status]


def count(judgements: Iterable[Judgement]) -> Counts:
    """The counts of some judgements; reasons are ordered by frequency, then as the codes are."""
    counted = list(judgements)
    statuses = Counter(judgement.status for judgement in counted)
    reasons = Counter(judgement.reason for judgement in counted if judgement.reason is not None)
    order = list(Reason)
    return Counts(
        statuses[Status.GREEN],
        statuses[Status.YELLOW],
        statuses[Status.RED],
        statuses[Status.NONE],
        tuple(sorted(reasons.items(), key=lambda item: (-item[1], order.index(item[0])))),
    )


def stands_out(counts: Mapping[str, Counts]) -> str | None:
    """The code of the one organisation with clearly more reds than every other, or None.

    Example: 10 reds against 4 and 5 stands out; 5 against 4 and 4 does not.
    """
    if len(counts) < 2:
        return None
    ordered = sorted(counts.items(), key=lambda item: -item[1].red)
    (code, first), (_, second) = ordered[0], ordered[1]
    return code if first.red >= second.red + CLEARLY_MORE else None
