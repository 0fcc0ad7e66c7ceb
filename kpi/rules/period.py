"""Months, quarters, tertials, half-years, years and the year to date, as stretches of whole months.

No calendar days but a period's first and last. Which periods are judged is `kpi.rules.figure`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

MONTH, QUARTER, TERTIAL, HALF_YEAR, YEAR = 1, 3, 4, 6, 12

_FORMS = re.compile(
    r"(?P<year>\d{4})(?:-(?:T(?P<tertial>[1-3])|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<month>0[1-9]|1[0-2])(?:/(?P<last_year>\d{4})-(?P<last>0[1-9]|1[0-2]))?))?",
    re.ASCII,
)


class PeriodError(ValueError):
    """The text is not a period."""


class PeriodKind(StrEnum):
    """What sort of period a figure is given for."""

    MONTH = "month"
    TERTIAL = "tertial"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    TO_DATE = "to_date"


_KINDS = {
    MONTH: PeriodKind.MONTH,
    QUARTER: PeriodKind.QUARTER,
    TERTIAL: PeriodKind.TERTIAL,
    HALF_YEAR: PeriodKind.HALF_YEAR,
    YEAR: PeriodKind.YEAR,
}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months: `start` counts months since year 0 (2026-03 is 2026 * 12 + 2), `months` is its length.

    January to April to date is not the first tertial: a figure so far may grow. So `to_date` tells the two apart.

    >>> Period.parse("2026-T2").label
    '2026-T2'
    >>> Period.parse("2026-01/2026-08").kind
    <PeriodKind.TO_DATE: 'to_date'>
    >>> Period(2024 * 12 + 8, 12).label
    '2024-09/2025-08'
    """

    start: int
    months: int
    to_date: bool = False
    end: int = field(init=False, compare=False, repr=False)
    """The last month, counted as `start` is."""
    kind: PeriodKind | None = field(init=False, compare=False, repr=False)
    """What sort of period this is; None for a stretch that the rules have put together."""

    def __post_init__(self) -> None:
        kind = None if self.start % self.months else _KINDS.get(self.months)
        object.__setattr__(self, "end", self.start + self.months - 1)
        object.__setattr__(self, "kind", PeriodKind.TO_DATE if self.to_date else kind)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2026`, `2026-T1`, `2026-03`, `2026-Q1`, `2026-H1` or `2026-01/2026-08`; else PeriodError.

        The last form is the year to date: it begins in January and ends before December, since all of a year is the
        year. The stretches that the rules put together themselves (`2024-09/2025-08`) cannot be given.
        """
        match = _FORMS.fullmatch(text.strip().upper())
        if match is None or not 1900 <= int(match["year"]) <= 2199:
            raise PeriodError(text)
        year = int(match["year"]) * 12
        if match["last"]:
            months = int(match["last"])
            if match["last_year"] != match["year"] or match["month"] != "01" or months == YEAR:
                raise PeriodError(text)
            return cls(year, months, to_date=True)
        for name, months in (
            ("tertial", TERTIAL),
            ("quarter", QUARTER),
            ("half", HALF_YEAR),
            ("month", MONTH),
        ):
            if match[name]:
                return cls(year + months * (int(match[name]) - 1), months)
        return cls(year, YEAR)

    @classmethod
    def of(cls, day: date, months: int) -> Period:
        """The calendar period of `months` months that `day` lies in."""
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
        """Whether this is a whole month, quarter, tertial, half-year or year of the calendar."""
        return self.kind not in (None, PeriodKind.TO_DATE)

    @property
    def label(self) -> str:
        """The code: `2026`, `2026-T1`, `2026-Q1`, `2026-H1`, `2026-03`; first and last month for other stretches."""
        year, month = divmod(self.start, 12)
        match self.kind:
            case PeriodKind.YEAR:
                return f"{year:04d}"
            case PeriodKind.TERTIAL:
                return f"{year:04d}-T{month // TERTIAL + 1}"
            case PeriodKind.QUARTER:
                return f"{year:04d}-Q{month // QUARTER + 1}"
            case PeriodKind.HALF_YEAR:
                return f"{year:04d}-H{month // HALF_YEAR + 1}"
            case PeriodKind.MONTH:
                return f"{year:04d}-{month + 1:02d}"
            case PeriodKind.TO_DATE | None:
                last_year, last_month = divmod(self.end, 12)
                return f"{year:04d}-{month + 1:02d}/{last_year:04d}-{last_month + 1:02d}"

    def previous(self) -> Period:
        """The period of the same length just before; for the year to date the same months of the year before."""
        return Period(self.start - (YEAR if self.to_date else self.months), self.months, self.to_date)

    def following(self) -> Period:
        """The period of the same length just after; for the year to date the same months of the year after."""
        return Period(self.start + (YEAR if self.to_date else self.months), self.months, self.to_date)

    def year_before(self) -> Period:
        """The same months of the year before; for the year to date, to the same date."""
        return Period(self.start - YEAR, self.months, self.to_date)

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a month."""
        return self.start <= other.end and other.start <= self.end

    def __str__(self) -> str:
        return self.label
