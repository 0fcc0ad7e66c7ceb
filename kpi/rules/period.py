"""Months, tertials and years as stretches of whole months. No calendar days but a period's first and last."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

MONTH, TERTIAL, YEAR = 1, 4, 12

_FORMS = re.compile(r"(?P<year>\d{4})(?:-(?:T(?P<tertial>[1-3])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII)


class PeriodError(ValueError):
    """The text is not a period."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months: `start` counts months since year 0 (2026-03 is 2026 * 12 + 2), `months` is its length.

    >>> Period.parse("2026-T2").label
    '2026-T2'
    >>> Period(2024 * 12 + 8, 12).label
    '2024-09/2025-08'
    """

    start: int
    months: int
    end: int = field(init=False, compare=False, repr=False)
    """The last month, counted as `start` is."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "end", self.start + self.months - 1)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2026`, `2026-T1` or `2026-03`; anything else raises PeriodError."""
        match = _FORMS.fullmatch(text.strip().upper())
        if match is None or not 1900 <= int(match["year"]) <= 2199:
            raise PeriodError(text)
        year = int(match["year"]) * 12
        if match["tertial"]:
            return cls(year + TERTIAL * (int(match["tertial"]) - 1), TERTIAL)
        if match["month"]:
            return cls(year + int(match["month"]) - 1, MONTH)
        return cls(year, YEAR)

    @classmethod
    def of(cls, day: date, months: int) -> Period:
        """The calendar month, tertial or year that `day` lies in."""
        month = day.year * 12 + day.month - 1
        return cls(month - month % months, months)

    @classmethod
    def ending(cls, end: int, months: int) -> Period:
        """The stretch of `months` months whose last month is `end`."""
        return cls(end - months + 1, months)

    @property
    def first_day(self) -> date:
        return date(self.start // 12, self.start % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        year, month = self.end // 12, self.end % 12 + 1
        return date(year, month, monthrange(year, month)[1])

    @property
    def is_calendar(self) -> bool:
        """Whether this is a month, a tertial or a year of the calendar, the only periods figures are entered for."""
        return self.months in (MONTH, TERTIAL, YEAR) and self.start % self.months == 0

    @property
    def label(self) -> str:
        """The code: `2026`, `2026-T1`, `2026-03`; `2024-09/2025-08` for another stretch of months."""
        year, month = divmod(self.start, 12)
        if self.is_calendar:
            if self.months == YEAR:
                return f"{year:04d}"
            if self.months == TERTIAL:
                return f"{year:04d}-T{month // TERTIAL + 1}"
            return f"{year:04d}-{month + 1:02d}"
        last_year, last_month = divmod(self.end, 12)
        return f"{year:04d}-{month + 1:02d}/{last_year:04d}-{last_month + 1:02d}"

    def previous(self) -> Period:
        """The period of the same length just before."""
        return Period(self.start - self.months, self.months)

    def following(self) -> Period:
        """The period of the same length just after."""
        return Period(self.start + self.months, self.months)

    def year_before(self) -> Period:
        """The same months of the year before."""
        return Period(self.start - YEAR, self.months)

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a month."""
        return self.start <= other.end and other.start <= self.end

    def __str__(self) -> str:
        return self.label
