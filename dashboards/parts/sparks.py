"""Small charts for a row of cells: one scale for all organisations where the figures can be compared.

They are drawn as the judgement reads the figures: whole years for what is judged by the year, and for the region what
its trusts come to. Pictures alone, so in floating point; no figure that is shown or judged comes from here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kpi.presentation.cell import Spark
from kpi.rules.figure import Figure
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import YEAR, Period
from kpi.rules.terms import Aggregation, OverTime

SPARK_WIDTH, SPARK_HEIGHT, SPARK_MARGIN = 64, 16, 3
SPARK_MONTHS = 28

Line = dict[int, float]
"""Last month of a period to the value."""


def row_of_sparks(
    terms: KpiTerms, series: Mapping[str, Sequence[Figure]], as_of: Period
) -> dict[str, Spark | None]:
    """A small chart per organisation, None where there are fewer than two points."""
    codes = [part.code for part in terms.parts]
    length = _length([figure for code in codes for figure in _recent(series.get(code, ()), as_of)])
    lines: dict[str, Line]
    if terms.over_time == OverTime.YEAR_SUM:
        lines = {code: _years(series.get(code, ()), as_of) for code in codes}
        regional = _together([lines[code] for code in codes], sum)
        lines[terms.region.code] = {**regional, **_years(series.get(terms.region.code, ()), as_of)}
    else:
        held = {code: _of_length(series.get(code, ()), as_of, length) for code in codes}
        lines = {
            code: {end: float(figure.value) for end, figure in figures.items()}
            for code, figures in held.items()
        }
        own = _of_length(series.get(terms.region.code, ()), as_of, length)
        lines[terms.region.code] = {
            **_regional(terms, [held[code] for code in codes]),
            **{end: float(figure.value) for end, figure in own.items()},
        }
    common = None if terms.aggregation == Aggregation.SUM else _span(lines.values())
    ends = [end for line in lines.values() for end in line]
    if not ends:
        return dict.fromkeys(lines)
    months = (min(ends), max(ends))
    return {code: _drawn(line, months, common or _span([line])) for code, line in lines.items()}


def _recent(figures: Sequence[Figure], as_of: Period) -> list[Figure]:
    return [figure for figure in figures if as_of.end - SPARK_MONTHS < figure.period.end <= as_of.end]


def _length(figures: Sequence[Figure]) -> int:
    """The length of period that most of the figures have."""
    lengths = Counter(figure.period.months for figure in figures)
    return max(lengths, key=lambda months: (lengths[months], months), default=0)


def _of_length(figures: Sequence[Figure], as_of: Period, length: int) -> dict[int, Figure]:
    return {figure.period.end: figure for figure in _recent(figures, as_of) if figure.period.months == length}


def _years(figures: Sequence[Figure], as_of: Period) -> Line:
    """The sum of twelve months at each end where figures without gap or overlap make up a year."""
    ending: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.period.end <= as_of.end:
            ending.setdefault(figure.period.end, []).append(figure)
    for held in ending.values():
        held.sort(key=lambda figure: -figure.period.months)
    line: Line = {}
    for end in ending:
        if end > as_of.end - SPARK_MONTHS:
            total = _cover(ending, end, end - YEAR + 1)
            if total is not None:
                line[end] = total
    return line


def _cover(ending: Mapping[int, Sequence[Figure]], end: int, start: int) -> float | None:
    if end < start:
        return 0.0
    for figure in ending.get(end, ()):
        if figure.period.start >= start:
            rest = _cover(ending, figure.period.start - 1, start)
            if rest is not None:
                return rest + float(figure.value)
    return None


def _together(lines: Sequence[Line], combine) -> Line:  # type: ignore[no-untyped-def]
    """The points that all lines have, combined."""
    if not lines:
        return {}
    ends = set(lines[0]).intersection(*lines[1:])
    return {end: combine([line[end] for line in lines]) for end in ends}


def _regional(terms: KpiTerms, parts: Sequence[Mapping[int, Figure]]) -> Line:
    """Sums, or means weighted by the denominators where all have them, at the ends where no trust is missing."""
    if not parts:
        return {}
    line: Line = {}
    for end in set(parts[0]).intersection(*parts[1:]):
        figures = [held[end] for held in parts]
        values = [float(figure.value) for figure in figures]
        if terms.aggregation == Aggregation.SUM:
            line[end] = sum(values)
        elif all(figure.denominator for figure in figures):
            weights = [float(figure.denominator or 0) for figure in figures]
            line[end] = sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)
        else:
            line[end] = sum(values) / len(values)
    return line


def _span(lines) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    values = [value for line in lines for value in line.values()]
    return (min(values), max(values)) if values else (0.0, 0.0)


def _drawn(line: Line, months: tuple[int, int], span: tuple[float, float]) -> Spark | None:
    if len(line) < 2:
        return None
    (first, last), (low, high) = months, span
    width, height = SPARK_WIDTH - 2 * SPARK_MARGIN, SPARK_HEIGHT - 2 * SPARK_MARGIN
    points = []
    for end in sorted(line):
        x = SPARK_MARGIN + width * (end - first) / ((last - first) or 1)
        y = SPARK_HEIGHT / 2 if high == low else SPARK_MARGIN + height * (high - line[end]) / (high - low)
        points.append((f"{x:.1f}", f"{y:.1f}"))
    return Spark(" ".join(",".join(point) for point in points), *points[-1])
