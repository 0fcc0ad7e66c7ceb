"""An organisation's values over time, as they would be judged period by period, for small charts.

Pictures alone, so in floating point: a page draws thousands of points, and exact fractions take five times as long. No
figure that is shown or judged comes from here; a test holds the points against `kpi.rules.values`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kpi.rules.figure import Figure, YearSums, judged, visible
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.terms import Aggregation, OverTime, Unit

Line = dict[int, float]
"""The last month of a period to the value for that period."""


class _Point(NamedTuple):
    value: float
    numerator: float | None = None
    denominator: float | None = None


def lines(
    terms: KpiTerms, series: Mapping[str, Sequence[Figure]], *, until: int, months: int
) -> dict[str, Line]:
    """Each organisation's line over the last `months` months up to month `until`, by code in plan order.

    Where years are judged, the points are the sums of twelve months at each end where figures without gap or overlap
    make up a year; otherwise the figures of the length of period that most of the parts' have. A whole's points are
    its own figures, and elsewhere what its parts come to where none is missing.
    Example: months of 10 from January 2024 on are sums of 120 from December 2024 on.
    """
    figures = {
        organisation.code: judged(
            visible(series.get(organisation.code, ()), until=until, preliminary=True),
            reporting_months=terms.reporting_months,
        )
        for organisation in terms.organisations
    }
    since = until - months + 1
    if terms.over_time == OverTime.YEAR_SUM:
        own = {code: _years(found, since) for code, found in figures.items()}
    else:
        length = _usual_length(terms, figures, since)
        own = {code: _of_length(found, length, since) for code, found in figures.items()}
    points: dict[str, dict[int, _Point]] = {}
    for root in terms.roots:
        _add(terms, root.code, own, points)
    return {
        organisation.code: {end: point.value for end, point in points[organisation.code].items()}
        for organisation in terms.organisations
    }


def _usual_length(terms: KpiTerms, figures: Mapping[str, Sequence[Figure]], since: int) -> int:
    """The length of period that most figures have, of equals the longest; wholes' own do not count."""
    lengths = Counter(
        figure.period.months
        for code, found in figures.items()
        if not terms.is_whole(code)
        for figure in found
        if figure.period.end >= since
    )
    return max(lengths, key=lambda months: (lengths[months], months), default=0)


def _of_length(figures: Sequence[Figure], length: int, since: int) -> dict[int, _Point]:
    return {
        figure.period.end: _Point(float(figure.value), *_weight(figure))
        for figure in figures
        if figure.period.months == length and figure.period.end >= since
    }


def _weight(figure: Figure) -> tuple[float | None, float | None]:
    """A figure's numerator and denominator; neither without a denominator above zero."""
    if figure.denominator is None or figure.denominator <= 0:
        return None, None
    return None if figure.numerator is None else float(figure.numerator), float(figure.denominator)


def _years(figures: Sequence[Figure], since: int) -> dict[int, _Point]:
    years = YearSums(figures)
    found = {end: years.figures_at(end) for end in years.ends if end >= since}
    return {end: _Point(sum(float(f.value) for f in year)) for end, year in found.items() if year}


def _add(
    terms: KpiTerms, code: str, own: Mapping[str, dict[int, _Point]], points: dict[str, dict[int, _Point]]
) -> None:
    """Put an organisation's points, and those of all below it, into `points`."""
    parts = [part.code for part in terms.parts_of(code)]
    for part in parts:
        _add(terms, part, own, points)
    shared = set(points[parts[0]]).intersection(*(points[part] for part in parts[1:])) if parts else set()
    together = {
        end: _combined(terms, [points[part][end] for part in parts]) for end in shared - set(own[code])
    }
    points[code] = {**together, **own[code]}


def _combined(terms: KpiTerms, parts: Sequence[_Point]) -> _Point:
    """As `kpi.rules.values.combine`: added, pooled, weighted by the denominators, or the plain mean."""
    total = sum(part.value for part in parts)
    if terms.aggregation == Aggregation.SUM:
        return _Point(total)
    denominators = [part.denominator for part in parts if part.denominator is not None]
    if len(denominators) < len(parts):
        return _Point(total / len(parts))
    below = sum(denominators)
    numerators = [part.numerator for part in parts if part.numerator is not None]
    if len(numerators) == len(parts):
        above = sum(numerators)
        return _Point(above / below * (100 if terms.unit == Unit.PERCENT else 1), above, below)
    weighted = sum(part.value * weight for part, weight in zip(parts, denominators, strict=True))
    return _Point(weighted / below, None, below)
