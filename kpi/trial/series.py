"""How the demo's months and tertials come of its story. The same story gives the same figures on every machine.

Nothing here knows a KPI or an organisation by name: that is `kpi.trial.story`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kpi.rules.number import rounded
from kpi.rules.period import MONTH, TERTIAL, Period
from kpi.trial.chance import Chance
from kpi.trial.comments import Course, Given, Line, Measure, Rhythm, Story
from kpi.trial.events import flow
from kpi.trial.way import FIRST, NEWEST, way_of


@dataclass(frozen=True, slots=True)
class DemoFigure:
    """A made-up figure. `first_value` is what the cell was given before it was put right for `reason`."""

    kpi: str
    organisation: str
    period: Period
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    approved: bool = True
    comment: str = ""
    first_value: Decimal | None = None
    reason: str = ""


def figures_of(story: Story) -> list[DemoFigure]:
    """All of a story's figures, by line, organisation and time."""
    corrections = {(row.kpi, row.organisation, row.period): row for row in story.corrections}
    figures = []
    for line in story.lines:
        for organisation, course in line.courses.items():
            waiting = story.waiting.get((line.kpi, organisation))
            approved_until = Period.parse(story.approved_until).end
            if waiting is not None:
                approved_until = min(approved_until, Period.parse(waiting).start - 1)
            for period, value, numerator, denominator in _parts(line, organisation, course):
                correction = corrections.get((line.kpi, organisation, period.label))
                figures.append(
                    DemoFigure(
                        line.kpi,
                        organisation,
                        period,
                        value,
                        numerator,
                        denominator,
                        period.end <= approved_until,
                        course.comment if isinstance(course, Given) else "",
                        Decimal(correction.first_value) if correction else None,
                        correction.reason if correction else "",
                    )
                )
    return figures


Part = tuple[Period, Decimal, Decimal | None, Decimal | None]
"""Period, value, numerator, denominator."""


def _parts(line: Line, organisation: str, course: Course | Given) -> Iterator[Part]:
    if isinstance(course, Given):
        yield from _given(line, course)
        return
    chance = Chance(f"{line.kpi}/{organisation}")
    if line.measure == Measure.FLOW:
        counts = flow(line, course, chance)
        parts: list[Part] = [(period, Decimal(count), None, None) for period, count in counts]
    elif line.rhythm == Rhythm.TERTIALS:
        parts = list(_level(line, course, chance, TERTIAL))
    else:
        parts = list(_level(line, course, chance, MONTH))
    if line.rhythm != Rhythm.MONTHS and parts and parts[0][0].months == MONTH:
        tertials = list(_tertials(line, parts))
        parts = tertials if line.rhythm == Rhythm.TERTIALS else sorted([*parts, *tertials], key=_in_time)
    since = Period.parse(course.since).start if course.since else FIRST
    until = Period.parse(course.until).end if course.until else NEWEST
    yield from (part for part in parts if since <= part[0].start and part[0].end <= until)


def _in_time(part: Part) -> tuple[int, int]:
    return part[0].end, part[0].months


def _given(line: Line, course: Given) -> Iterator[Part]:
    for label, number in course.values.items():
        value = Fraction(str(number))
        if line.measure == Measure.FLOW:
            yield Period.parse(label), Decimal(int(value)), None, None
        elif not course.cases:
            yield Period.parse(label), _decimal(value, line.decimals), None, None
        else:
            scale = 100 if line.measure == Measure.SHARE else 1
            yield _fraction(line, Period.parse(label), round(value * course.cases / scale), course.cases)


def _level(line: Line, course: Course, chance: Chance, months: int) -> Iterator[Part]:
    """Figures of a level: the way's values, with the last two tertials made to come out as the story says."""
    way = way_of(line, course, chance, months)
    cases = (
        way.cases
        if line.measure in (Measure.SHARE, Measure.AVERAGE)
        else [10**line.decimals] * len(way.periods)
    )
    scale = 100 if line.measure == Measure.SHARE else 1
    most = [case if line.measure == Measure.SHARE else None for case in cases]
    tenths = [value * case / scale for value, case in zip(way.values, cases, strict=True)]
    counts = [max(0, round(count)) for count in tenths]
    for places, wanted in way.pinned:
        total = round(Fraction(str(wanted)) * sum(cases[place] for place in places) / scale)
        shared = _shared(
            [tenths[p] for p in places], total, [cases[p] for p in places], [most[p] for p in places]
        )
        for place, count in zip(places, shared, strict=True):
            counts[place] = count
    for period, count, case in zip(way.periods, counts, cases, strict=True):
        if line.measure in (Measure.SHARE, Measure.AVERAGE):
            count = min(count, case) if line.measure == Measure.SHARE else count
            yield _fraction(line, period, count, case)
        else:
            yield period, _decimal(Fraction(count, case), line.decimals), None, None


def _shared(
    wishes: Sequence[float], total: int, weights: Sequence[int], most: Sequence[int | None]
) -> list[int]:
    """Whole numbers that sum to `total`, as near to `wishes` as that allows; what must be moved is moved by weight."""
    off = (total - sum(wishes)) / sum(weights)
    moved = [max(0.0, wish + off * weight) for wish, weight in zip(wishes, weights, strict=True)]
    counts = [
        int(wish) if limit is None else min(int(wish), limit) for wish, limit in zip(moved, most, strict=True)
    ]
    by_rest = sorted(range(len(moved)), key=lambda place: counts[place] - moved[place])
    for place in by_rest[: max(0, total - sum(counts))]:
        counts[place] += 1
    return counts


def _tertials(line: Line, months: Sequence[Part]) -> Iterator[Part]:
    """The tertials that are whole, each made of its four months."""
    by_start = {part[0].start: part for part in months}
    for start in sorted(by_start):
        four = [by_start.get(start + place) for place in range(TERTIAL)]
        period = Period(start, TERTIAL)
        there = [part for part in four if part is not None]
        if not period.is_calendar or len(there) < TERTIAL:
            continue
        if line.measure == Measure.FLOW:
            yield period, sum((part[1] for part in there), Decimal(0)), None, None
        elif line.measure == Measure.PLAIN:
            mean = sum((Fraction(part[1]) for part in there), Fraction(0)) / TERTIAL
            yield period, _decimal(mean, line.decimals), None, None
        else:
            numerator = sum(int(part[2] or 0) for part in there)
            yield _fraction(line, period, numerator, sum(int(part[3] or 0) for part in there))


def _fraction(line: Line, period: Period, numerator: int, denominator: int) -> Part:
    value = Fraction(numerator, denominator) * (100 if line.measure == Measure.SHARE else 1)
    return period, _decimal(value, line.decimals), Decimal(numerator), Decimal(denominator)


def _decimal(value: Fraction, decimals: int) -> Decimal:
    shown = rounded(value, decimals)
    return Decimal(shown.numerator * 10**decimals // shown.denominator).scaleb(-decimals)
