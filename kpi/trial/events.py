"""Counts of events, month by month, that add up to the sums of twelve months the story tells. No levels here."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.rules.period import MONTH, TERTIAL, YEAR, Period
from kpi.trial.chance import Chance
from kpi.trial.comments import Course, Line
from kpi.trial.way import AFTER_GO_LIVE, BUSY, FIRST, LAST_TERTIAL, NEWEST, SUMMER


def flow(line: Line, course: Course, chance: Chance) -> list[tuple[Period, int]]:
    """The months of a flow. Whole years follow the straight way between the sums given; the tertials of the last
    year are what makes the sums of twelve months come out exactly."""
    turn = LAST_TERTIAL.start - 1
    counts: list[int] = []
    while FIRST + len(counts) + YEAR - 1 <= turn:
        end = FIRST + len(counts) + YEAR - 1
        gone = (end - (FIRST + YEAR - 1)) / (turn - (FIRST + YEAR - 1))
        total = round(course.start + (course.before - course.start) * gone)
        counts += _split(total, _weights(line, chance, len(counts), YEAR))
    for wanted in (course.before, course.last):
        # What the tertial must be for the twelve months that it ends to come to what is wanted.
        rest = sum(counts[-(YEAR - TERTIAL) :])
        counts += _split(max(0, round(wanted) - rest), _weights(line, chance, len(counts), TERTIAL))
    while FIRST + len(counts) <= NEWEST:
        pace = 1 + (course.last - course.before) / course.before / 2
        counts.append(round(counts[-YEAR] * pace * (1 + chance.about(line.noise))))
    return [(Period(FIRST + place, MONTH), count) for place, count in enumerate(counts)]


def _weights(line: Line, chance: Chance, first: int, months: int) -> list[float]:
    weights = []
    for place in range(first, first + months):
        month = place % YEAR
        felt = AFTER_GO_LIVE[place] if place < len(AFTER_GO_LIVE) else 0.0
        summer = line.july * SUMMER.get(month + 1, 0.0)
        mild = 1 + (BUSY[month] - 1) * 0.3
        weights.append(max(0.05, mild * (1 + line.dip * felt + summer + chance.about(line.noise))))
    return weights


def _split(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in the proportion of the weights that sum to `total`."""
    exact = [total * weight / sum(weights) for weight in weights]
    counts = [int(number) for number in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: counts[place] - exact[place])
    for place in by_rest[: total - sum(counts)]:
        counts[place] += 1
    return counts
