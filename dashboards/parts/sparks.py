"""Small charts for a row of cells: one scale for all organisations where the figures can be compared.

The values are those that the judgement goes by (`kpi.rules.series`), so that a line ends in the figure beside it. Here
they are only given places, in floating point.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kpi.presentation.cell import Spark
from kpi.rules.figure import Figure
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import Period
from kpi.rules.series import KpiSeries
from kpi.rules.terms import Aggregation

SPARK_WIDTH, SPARK_HEIGHT, SPARK_MARGIN = 64, 16, 3
Line = Mapping[int, float]
"""The last month of a period to the value for it."""

SPARK_MONTHS = 28


def row_of_sparks(
    terms: KpiTerms, series: Mapping[str, Sequence[Figure]], as_of: Period
) -> dict[str, Spark | None]:
    """A small chart per organisation, None where there are fewer than two points. `series` holds what may be seen."""
    values = KpiSeries(terms, series, until=as_of.end, preliminary=True)
    since = as_of.end - SPARK_MONTHS + 1
    # A value that lacks a trust cannot be compared with one that does not.
    lines = {
        code: {
            value.period.end: float(value.value)
            for value in values.judged(code, since=since)
            if not value.missing
        }
        for code in values.codes
    }
    ends = [end for line in lines.values() for end in line]
    if not ends:
        return dict.fromkeys(lines)
    months = (min(ends), max(ends))
    common = None if terms.aggregation == Aggregation.SUM else _span(lines.values())
    return {code: _drawn(line, months, common or _span([line])) for code, line in lines.items()}


def _span(lines: Collection[Line]) -> tuple[float, float]:
    values = [value for line in lines for value in line.values()]
    return (min(values), max(values)) if values else (0.0, 0.0)


def _drawn(line: Line, months: tuple[int, int], span: tuple[float, float]) -> Spark | None:
    if len(line) < 2:
        return None
    (first, last), (low, high) = months, span
    width, height = SPARK_WIDTH - 2 * SPARK_MARGIN, SPARK_HEIGHT - 2 * SPARK_MARGIN
    points = []
    for end, value in line.items():
        x = SPARK_MARGIN + width * (end - first) / ((last - first) or 1)
        y = SPARK_HEIGHT / 2 if high == low else SPARK_MARGIN + height * (high - value) / (high - low)
        points.append((f"{x:.1f}", f"{y:.1f}"))
    return Spark(" ".join(",".join(point) for point in points), *points[-1])
