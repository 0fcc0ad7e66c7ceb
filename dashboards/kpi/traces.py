"""The values of a chart as plotly's traces: a line per length of period, and bars under a year's sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboards.kpi.chart import Chart, ChartPoint, by_length, days, drawn_on, follows, longest
from kpi.rules.period import Period

BAR_WIDTH = 0.7
"""The width of a bar as a share of its period."""
INK, MUTED = "var(--chart-ink)", "var(--chart-muted)"
MILLISECONDS = 24 * 60 * 60 * 1000
"""In a day, which plotly's widths in time are given in."""


def traces_of(chart: Chart) -> list[dict[str, Any]]:
    """The judged values, on top of the others."""
    traces = []
    if chart.other and chart.year_sums:
        traces.append(_bars(chart))
    elif chart.other:
        traces.extend(_line(points, main=False) for points in by_length(chart.other))
    traces.extend(_line(points, main=True, at_end=chart.year_sums) for points in by_length(chart.main))
    return traces


def _line(points: Sequence[ChartPoint], *, main: bool, at_end: bool = False) -> dict[str, Any]:
    """A line through values of one length; it is broken where a period is missing."""
    x: list[str | None] = []
    y: list[float | None] = []
    texts: list[str] = []
    symbols: list[str] = []
    before: ChartPoint | None = None
    for point in points:
        if before is not None and not follows(before.period, point.period):
            x.append(drawn_on(Period(before.period.end + 1, 1), at_end=at_end).isoformat())
            y.append(None)
            texts.append("")
            symbols.append("circle")
        x.append(drawn_on(point.period, at_end=at_end).isoformat())
        y.append(float(point.value))
        texts.append(point.text)
        symbols.append("circle-open" if point.part else "circle")
        before = point
    colour = INK if main else MUTED
    size = 3.5 if len(points) > 30 else 5
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
        "line": {"color": colour, "width": 1.6 if main else 1},
        "marker": {"color": colour, "size": size if main else 2.5, "symbol": symbols},
        "cliponaxis": False,
    }


def _bars(chart: Chart) -> dict[str, Any]:
    points = longest(chart.other)
    return {
        "type": "bar",
        "yaxis": "y2" if chart.has_bars else "y",
        "x": [drawn_on(point.period).isoformat() for point in points],
        "y": [float(point.value) for point in points],
        "width": [BAR_WIDTH * MILLISECONDS * days(point.period) for point in points],
        "text": [point.text for point in points],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": "var(--chart-bar)"},
        "opacity": 0.55,
    }
