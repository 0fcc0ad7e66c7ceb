"""Charts as plain dictionaries in plotly's form, which `static/js/charts.js` draws. What is shown is decided elsewhere.

Colours are the page's own tokens (`var(--chart-…)`), so that both colour schemes work. Tests build each as a
`plotly.graph_objects.Figure`, which knows every property (docs/decisions.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.kpi.chart import Chart, ChartLine, by_length, drawn_on, unbroken
from dashboards.kpi.chart_labels import EDGES, Label, along_line, place_labels
from dashboards.kpi.traces import INK, MUTED, traces_of
from kpi.presentation.label_places import Spot

HEIGHT, MARGIN_TOP, MARGIN_FOOT = 280, 26, 28
BARS, NAME_OF_BARS = 44, 22
"""The height of a strip of bars at the foot, and of its name over it."""
WITH_BARS = HEIGHT + BARS + NAME_OF_BARS
AMBITION = "var(--chart-ambition)"
BAND = {
    "green": "var(--chart-band-green)",
    "yellow": "var(--chart-band-yellow)",
    "red": "var(--chart-band-red)",
}
DASHES = {"baseline": "dot", "ambition": "dash", "own": "dashdot", "requirement": "solid"}
COLOURS = {
    "baseline": "var(--chart-baseline)",
    "ambition": AMBITION,
    "own": AMBITION,
    "requirement": "var(--chart-requirement)",
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in plotly's form, and the lines in it that found no room for their names."""

    figure: dict[str, Any]
    unnamed: tuple[ChartLine, ...]


def drawing_of(chart: Chart) -> Drawing:
    """One chart: a line per length of period, bands and levels as shapes, named by annotations."""
    in_use = chart.first_day_in_use
    labels = place_labels(
        _labels(chart),
        spots=_drawn(chart),
        head=None if in_use is None else (chart.frame.along(in_use[0]), in_use[1]),
    )
    named = {(label.kind, label.text) for label in labels}
    return Drawing(
        {"data": traces_of(chart), "layout": _layout(chart, labels)},
        tuple(line for line in chart.levels if line.text and (line.kind, line.text) not in named),
    )


def _drawn(chart: Chart) -> list[Spot]:
    """What names should not lie on: the lines through values, and the line of the first day in use."""
    frame = chart.frame
    found: list[Spot] = []
    lines = [(points, chart.year_sums) for points in by_length(chart.main)]
    if not chart.year_sums:
        lines += [(points, False) for points in by_length(chart.other)]
    for points, at_end in lines:
        for stretch in unbroken(points):
            found += along_line(
                [
                    (frame.along(drawn_on(point.period, at_end=at_end)), frame.up(point.value))
                    for point in stretch
                ]
            )
    if chart.first_day_in_use is not None:
        x = frame.along(chart.first_day_in_use[0])
        found += along_line([(x, 0.0), (x, 1.0)])
    return found


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
        for line in chart.levels
    )
    if chart.first_day_in_use is not None:
        day = chart.first_day_in_use[0].isoformat()
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


def _labels(chart: Chart) -> list[Label]:
    """The names of lines and bands, the important first: they get their place before the others."""
    frame = chart.frame
    order = ["requirement", "ambition", "baseline", "own"]
    lines = sorted(chart.levels, key=lambda line: order.index(line.kind))
    return [
        *(Label(line.text, frame.up(line.value), line.kind) for line in lines if line.text),
        *(
            Label(band.text, frame.up(band.low), "band", top=frame.up(band.high), from_top=band.from_top)
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
            "y": _on_paper(chart, label.at),
            "yanchor": "bottom" if label.above else "top",
            "text": label.text,
            "showarrow": False,
            "font": {"size": 11, "color": MUTED if label.kind in ("band", "requirement") else INK},
        }
        for label in labels
    ]
    if chart.has_bars:
        found.append(
            {
                "xref": "paper",
                "x": 0.01,
                "xanchor": "left",
                "yref": "paper",
                "y": _share_of_bars(),
                "yanchor": "bottom",
                "text": chart.other_name,
                "showarrow": False,
                "font": {"size": 11, "color": MUTED},
            }
        )
    if chart.first_day_in_use is not None:
        day, words = chart.first_day_in_use
        found.append(
            {
                "x": day.isoformat(),
                "xanchor": "left",
                "yref": "paper",
                "y": 1,
                "yanchor": "bottom",
                "text": words,
                "showarrow": False,
                "font": {"size": 11, "color": INK},
            }
        )
    return found


def _share_of_bars() -> float:
    """How much of the drawn height the strip of bars takes."""
    return BARS / (WITH_BARS - MARGIN_TOP - MARGIN_FOOT)


def _foot_of_lines(chart: Chart) -> float:
    """Where the lines' own part begins, as a share of the drawn height."""
    return (BARS + NAME_OF_BARS) / (WITH_BARS - MARGIN_TOP - MARGIN_FOOT) if chart.has_bars else 0.0


def _on_paper(chart: Chart, share: float) -> float:
    """A share of the lines' part as a share of all that is drawn."""
    foot = _foot_of_lines(chart)
    return foot + share * (1 - foot)


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
    bars: dict[str, Any] = {}
    if chart.has_bars:
        x_axis |= {"anchor": "y2"}
        bars["yaxis2"] = {
            "domain": [0, _share_of_bars()],
            "rangemode": "tozero",
            "nticks": 3,
            "showgrid": False,
            "tickformat": ",",
        }
    return {
        "height": WITH_BARS if chart.has_bars else HEIGHT,
        "margin": {"l": 40, "r": 8, "t": MARGIN_TOP, "b": MARGIN_FOOT},
        "hovermode": "closest",
        "xaxis": x_axis,
        **bars,
        "yaxis": {
            "domain": [_foot_of_lines(chart), 1],
            "range": [float(frame.low), float(frame.high)],
            "nticks": 6,
            "rangemode": "tozero" if frame.low == 0 else "normal",
            "showgrid": not chart.bands,
            "tickformat": ",",
        },
        "shapes": _shapes(chart),
        "annotations": _annotations(chart, labels),
    }
