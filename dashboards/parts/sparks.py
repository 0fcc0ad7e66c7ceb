"""Small charts for a row of cells: one scale for all organisations where the figures can be compared.

What the points are, the rules say (`kpi.rules.lines`); here they are only drawn, in floating point.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kpi.presentation.cells import Spark
from kpi.rules.figure import Figure
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.lines import Line, lines
from kpi.rules.period import Period
from kpi.rules.terms import Aggregation

SPARK_WIDTH, SPARK_HEIGHT, SPARK_MARGIN = 64, 16, 3
SPARK_MONTHS = 28


def row_of_sparks(
    terms: KpiTerms, series: Mapping[str, Sequence[Figure]], as_of: Period
) -> dict[str, Spark | None]:
    """A small chart per organisation, None where there are fewer than two points."""
    found = lines(terms, series, until=as_of.end, months=SPARK_MONTHS)
    common = None if terms.aggregation == Aggregation.SUM else _span(found.values())
    ends = [end for line in found.values() for end in line]
    if not ends:
        return dict.fromkeys(found)
    months = (min(ends), max(ends))
    return {code: _drawn(line, months, common or _span([line])) for code, line in found.items()}


def _span(found: Iterable[Line]) -> tuple[float, float]:
    values = [value for line in found for value in line.values()]
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
