"""Charts as plain dictionaries in plotly's form, which `static/js/charts.js` draws. What is shown is decided elsewhere.

Colours are the page's own tokens (`var(--chart-…)`), so that both colour schemes work. Tests build each as a
`plotly.graph_objects.Figure`, which knows every property (docs/decisions.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from dashboards.kpi.chart_labels import EDGES, Label, along_line, place_labels, within_bar
from kpi.presentation.label_places import Spot
from kpi.rules.period import Period

HEIGHT, MARGIN_TOP, MARGIN_FOOT = 280, 26, 28
BAR_WIDTH = 0.7
"""The width of a bar as a share of its period."""
INK, MUTED, AMBITION = "var(--chart-ink)", "var(--chart-muted)", "var(--chart-ambition)"
GROUND = "var(--chart-ground)"
BAND = {
    "green": "var(--chart-band-green)",
    "yellow": "var(--chart-band-yellow)",
    "red": "var(--chart-band-red)",
}


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
    """A stretch of a colour up the chart."""

    status: str
    low: Fraction
    high: Fraction
    text: str = ""


@dataclass(frozen=True)
class Frame:
    """The stretch of time and of values that charts beside each other share."""

    first: Period
    last: Period
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Chart:
    """All that one chart shows. `main` are the judged values; `other` the reported ones of other lengths, or behind a
    year's sum. Where `year_sums` are judged, the reported values are drawn as bars."""

    frame: Frame
    main: Sequence[ChartPoint]
    other: Sequence[ChartPoint] = ()
    year_sums: bool = False
    bands: Sequence[ChartBand] = ()
    lines: Sequence[ChartLine] = ()
    go_live: tuple[Period, str] | None = None


def drawing_of(chart: Chart) -> dict[str, Any]:
    """One chart: a line per length of period, bands and levels as shapes, named by annotations."""
    frame = chart.frame
    labels = place_labels(
        _labels(chart),
        spots=_drawn(chart),
        head=_along(frame, chart.go_live[0].first_day)
        if chart.go_live and _shows(frame, chart.go_live[0])
        else None,
    )
    return {"data": _traces(chart), "layout": _layout(chart, labels)}


def _drawn(chart: Chart) -> list[Spot]:
    """What names should not lie on: the lines through values, the bars, and the line of the first day in use."""
    frame = chart.frame
    found: list[Spot] = []
    lines = [(points, chart.year_sums) for points in _by_length(chart.main)]
    if chart.year_sums:
        for point in _longest(chart.other) if chart.other else ():
            middle = _along(frame, _drawn_on(point.period))
            half = BAR_WIDTH / 2 * _days(point.period) / _days_of(frame)
            found += within_bar(middle - half, middle + half, _up(frame, point.value))
    else:
        lines += [(points, False) for points in _by_length(chart.other)]
    for points, at_end in lines:
        for stretch in _unbroken(points):
            found += along_line(
                [
                    (_along(frame, _drawn_on(point.period, at_end=at_end)), _up(frame, point.value))
                    for point in stretch
                ]
            )
    if chart.go_live is not None and _shows(frame, chart.go_live[0]):
        x = _along(frame, chart.go_live[0].first_day)
        found += along_line([(x, 0.0), (x, 1.0)])
    return found


def _along(frame: Frame, day: date) -> float:
    """How far along the width a day stands."""
    return (day - frame.first.first_day).days / _days_of(frame)


def _days_of(frame: Frame) -> int:
    return (frame.last.last_day - frame.first.first_day).days


def _up(frame: Frame, value: Fraction) -> float:
    """How far up the height a value lies."""
    return float((value - frame.low) / (frame.high - frame.low))


# ---- traces ----


def _traces(chart: Chart) -> list[dict[str, Any]]:
    traces = []
    if chart.other and chart.year_sums:
        traces.append(_bars(chart))
    elif chart.other:
        traces.extend(_line(points, main=False) for points in _by_length(chart.other))
    traces.extend(_line(points, main=True, at_end=chart.year_sums) for points in _by_length(chart.main))
    return traces


def _by_length(points: Iterable[ChartPoint]) -> list[list[ChartPoint]]:
    """Points of one length each, in time order, longest periods last so that they lie on top."""
    by_length: dict[int, list[ChartPoint]] = {}
    for point in points:
        by_length.setdefault(point.period.months, []).append(point)
    return [sorted(by_length[months], key=lambda point: point.period.end) for months in sorted(by_length)]


def _line(points: Sequence[ChartPoint], *, main: bool, at_end: bool = False) -> dict[str, Any]:
    """A line through values of one length; it is broken where a period is missing."""
    x: list[str | None] = []
    y: list[float | None] = []
    texts: list[str] = []
    symbols: list[str] = []
    before: ChartPoint | None = None
    for point in points:
        if before is not None and not _follows(before.period, point.period):
            x.append(_day_of(Period(before.period.end + 1, 1), at_end=at_end))
            y.append(None)
            texts.append("")
            symbols.append("circle")
        x.append(_day_of(point.period, at_end=at_end))
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


def _unbroken(points: Sequence[ChartPoint]) -> list[list[ChartPoint]]:
    """The stretches in which no period is missing."""
    found: list[list[ChartPoint]] = []
    for point in points:
        if found and _follows(found[-1][-1].period, point.period):
            found[-1].append(point)
        else:
            found.append([point])
    return found


def _follows(before: Period, after: Period) -> bool:
    """Whether nothing is missing between two periods; a year's sums move on by less than a year."""
    return after.start <= before.end + 1


def _bars(chart: Chart) -> dict[str, Any]:
    points = _longest(chart.other)
    day = 24 * 60 * 60 * 1000
    return {
        "type": "bar",
        "x": [_day_of(point.period) for point in points],
        "y": [float(point.value) for point in points],
        "width": [BAR_WIDTH * day * _days(point.period) for point in points],
        "text": [point.text for point in points],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": "var(--chart-bar)"},
        "opacity": 0.55,
    }


def _longest(points: Sequence[ChartPoint]) -> list[ChartPoint]:
    """The points in time order, without those that lie within a longer period's: a tertial goes before its months."""
    found: list[ChartPoint] = []
    for point in sorted(points, key=lambda point: -point.period.months):
        if not any(point.period.overlaps(other.period) for other in found):
            found.append(point)
    return sorted(found, key=lambda point: point.period.end)


def _days(period: Period) -> int:
    return (period.last_day - period.first_day).days + 1


def _drawn_on(period: Period, *, at_end: bool = False) -> date:
    """The day a period is drawn at: its middle, or its end for a sum of what lies before."""
    if at_end:
        return period.last_day
    middle = (period.first_day.toordinal() + period.last_day.toordinal()) // 2
    return date.fromordinal(middle)


def _day_of(period: Period, *, at_end: bool = False) -> str:
    return _drawn_on(period, at_end=at_end).isoformat()


# ---- bands, lines and their names ----

DASHES = {"baseline": "dot", "ambition": "dash", "own": "dashdot", "requirement": "solid"}
COLOURS = {
    "baseline": "var(--chart-baseline)",
    "ambition": AMBITION,
    "own": AMBITION,
    "requirement": "var(--chart-requirement)",
}


def _shapes(chart: Chart) -> list[dict[str, Any]]:
    shapes: list[dict[str, Any]] = [
        {
            "type": "rect",
            "layer": "below",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": float(band.low),
            "y1": float(band.high),
            "fillcolor": BAND[band.status],
            "line": {"width": 0},
        }
        for band in chart.bands
    ]
    shapes.extend(
        {
            "type": "line",
            "layer": "below",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": float(line.value),
            "y1": float(line.value),
            "line": {
                "color": COLOURS[line.kind],
                "width": 1.8 if line.kind == "ambition" else 1.2,
                "dash": DASHES[line.kind],
            },
        }
        for line in _inside(chart)
    )
    if chart.go_live is not None and _shows(chart.frame, chart.go_live[0]):
        day = chart.go_live[0].first_day.isoformat()
        shapes.append(
            {
                "type": "line",
                "layer": "below",
                "yref": "paper",
                "x0": day,
                "x1": day,
                "y0": 0,
                "y1": 1,
                "line": {"color": MUTED, "width": 1},
            }
        )
    return shapes


def _shows(frame: Frame, period: Period) -> bool:
    return frame.first.start <= period.start <= frame.last.end


def _inside(chart: Chart) -> list[ChartLine]:
    return [line for line in chart.lines if chart.frame.low <= line.value <= chart.frame.high]


def _labels(chart: Chart) -> list[Label]:
    """The names of lines and bands, the important first: they get their place before the others."""
    frame = chart.frame
    order = ["requirement", "ambition", "baseline", "own"]
    lines = sorted(_inside(chart), key=lambda line: order.index(line.kind))
    return [
        *(Label(line.text, _up(frame, line.value), line.kind) for line in lines if line.text),
        *(
            Label(band.text, _up(frame, band.low), "band", top=_up(frame, band.high))
            for band in chart.bands
            if band.text
        ),
    ]


def _across(label: Label) -> dict[str, Any]:
    if label.place in EDGES:
        return {"x": 0.99, "xanchor": "right"} if label.place else {"x": 0.01, "xanchor": "left"}
    return {"x": round(label.middle, 3), "xanchor": "center"}


def _annotations(chart: Chart, labels: Sequence[Label]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {
            "xref": "paper",
            **_across(label),
            "yref": "paper",
            "y": label.at,
            "yanchor": "bottom" if label.above else "top",
            "text": label.text,
            "showarrow": False,
            "font": {"size": 11, "color": MUTED if label.kind in ("band", "requirement") else INK},
            **({"bgcolor": GROUND} if label.covers else {}),
        }
        for label in labels
    ]
    if chart.go_live is not None and _shows(chart.frame, chart.go_live[0]):
        found.append(
            {
                "x": chart.go_live[0].first_day.isoformat(),
                "xanchor": "left",
                "yref": "paper",
                "y": 1,
                "yanchor": "bottom",
                "text": chart.go_live[1],
                "showarrow": False,
                "font": {"size": 11, "color": INK},
            }
        )
    return found


def _layout(chart: Chart, labels: Sequence[Label]) -> dict[str, Any]:
    frame = chart.frame
    years = frame.last.end // 12 - frame.first.start // 12
    x_axis: dict[str, Any] = {
        "type": "date",
        "range": [frame.first.first_day.isoformat(), frame.last.last_day.isoformat()],
        "showgrid": False,
    }
    if years >= 2:
        x_axis |= {"tick0": "2000-01-01", "dtick": "M12" if years <= 6 else "M24", "tickformat": "%Y"}
    else:
        x_axis |= {"tickformat": "%b %Y", "nticks": 4}
    return {
        "height": HEIGHT,
        "margin": {"l": 40, "r": 8, "t": MARGIN_TOP, "b": MARGIN_FOOT},
        "hovermode": "closest",
        "xaxis": x_axis,
        "yaxis": {
            "range": [float(frame.low), float(frame.high)],
            "nticks": 6,
            "rangemode": "tozero" if frame.low == 0 else "normal",
            "showgrid": not chart.bands,
            "tickformat": ",",
        },
        "shapes": _shapes(chart),
        "annotations": _annotations(chart, labels),
    }
