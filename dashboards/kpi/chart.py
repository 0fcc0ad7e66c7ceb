"""What one chart shows, and where in it: points over periods, levels, stretches of colour. How it is drawn is
`drawing.py` and `traces.py`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpi.rules.period import Period

LONGEST_GAP = 18
"""Months without a figure that a chart always shows."""
MOST_EMPTY = 1 / 5
"""The share of a chart that a longer gap may take."""


@dataclass(frozen=True)
class ChartPoint:
    """A value over a period with what to say of it; `part` where not all the trusts are in it."""

    period: Period
    value: Fraction
    text: str
    part: bool = False


@dataclass(frozen=True)
class ChartLine:
    """A level across the chart: `kind` is baseline, ambition, own or requirement."""

    kind: str
    value: Fraction
    text: str


@dataclass(frozen=True)
class ChartBand:
    """A stretch of a colour up the chart. Its name stands at its foot, or `from_top` under its top: at its limit."""

    status: str
    low: Fraction
    high: Fraction
    text: str = ""
    from_top: bool = False


@dataclass(frozen=True)
class Frame:
    """The stretch of time and of values that charts beside each other share."""

    first: Period
    last: Period
    low: Fraction
    high: Fraction

    @property
    def days(self) -> int:
        """The days between the first and the last."""
        return (self.last.last_day - self.first.first_day).days

    def along(self, day: date) -> float:
        """How far along the width a day stands, as a share."""
        return (day - self.first.first_day).days / self.days

    def up(self, value: Fraction) -> float:
        """How far up the height a value lies, as a share."""
        return float((value - self.low) / (self.high - self.low))

    def shows(self, period: Period) -> bool:
        """Whether the start of a period is within the stretch."""
        return self.first.start <= period.start <= self.last.end


@dataclass(frozen=True)
class Chart:
    """All that one chart shows. `main` are the judged values; `other` the reported ones of other lengths, or behind a
    year's sum. Where `year_sums` are judged, the reported values are bars on a scale of their own, with their name:
    a month's count beside the limits of a year's sum would say that it lies far inside or outside them."""

    frame: Frame
    main: Sequence[ChartPoint]
    other: Sequence[ChartPoint] = ()
    year_sums: bool = False
    other_name: str = ""
    bands: Sequence[ChartBand] = ()
    lines: Sequence[ChartLine] = ()
    go_live: tuple[Period, str] | None = None

    @property
    def has_bars(self) -> bool:
        """Whether there are bars under the sums, on a scale of their own."""
        return self.year_sums and bool(self.main) and bool(self.other)

    @property
    def first_day_in_use(self) -> tuple[date, str] | None:
        """The day of go-live with its words, where it is within the frame."""
        if self.go_live is None or not self.frame.shows(self.go_live[0]):
            return None
        return self.go_live[0].first_day, self.go_live[1]

    @property
    def levels(self) -> list[ChartLine]:
        """The lines that are within the frame."""
        return [line for line in self.lines if self.frame.low <= line.value <= self.frame.high]


def without_what_is_far_back(periods: Iterable[Period]) -> Period | None:
    """The stretch to draw of all that is reported: without old figures before a gap that would leave much of it empty.
    None without periods.

    Example: with 2018, 2019 and each month from 2023 to 2026, it begins in 2023.
    """
    ordered = sorted(periods, key=lambda period: period.start)
    if not ordered:
        return None
    first, last = ordered[0].start, max(period.end for period in ordered)
    reached = ordered[0].end
    for period in ordered:
        gap = period.start - reached - 1
        if gap > LONGEST_GAP and gap > (last - first + 1) * MOST_EMPTY:
            first = period.start
        reached = max(reached, period.end)
    return Period(first, last - first + 1)


def by_length(points: Iterable[ChartPoint]) -> list[list[ChartPoint]]:
    """Points of one length each, in time order, longest periods last so that they lie on top."""
    by_length: dict[int, list[ChartPoint]] = {}
    for point in points:
        by_length.setdefault(point.period.months, []).append(point)
    return [sorted(by_length[months], key=lambda point: point.period.end) for months in sorted(by_length)]


def unbroken(points: Sequence[ChartPoint]) -> list[list[ChartPoint]]:
    """The stretches in which no period is missing."""
    found: list[list[ChartPoint]] = []
    for point in points:
        if found and follows(found[-1][-1].period, point.period):
            found[-1].append(point)
        else:
            found.append([point])
    return found


def follows(before: Period, after: Period) -> bool:
    """Whether nothing is missing between two periods; a year's sums move on by less than a year."""
    return after.start <= before.end + 1


def longest(points: Sequence[ChartPoint]) -> list[ChartPoint]:
    """The points in time order, without those that lie within a longer period's: a tertial goes before its months."""
    found: list[ChartPoint] = []
    for point in sorted(points, key=lambda point: -point.period.months):
        if not any(point.period.overlaps(other.period) for other in found):
            found.append(point)
    return sorted(found, key=lambda point: point.period.end)


def days(period: Period) -> int:
    """How many days a period has."""
    return (period.last_day - period.first_day).days + 1


def drawn_on(period: Period, *, at_end: bool = False) -> date:
    """The day a period is drawn at: its middle, or its end for a sum of what lies before."""
    if at_end:
        return period.last_day
    middle = (period.first_day.toordinal() + period.last_day.toordinal()) // 2
    return date.fromordinal(middle)
