"""Where the names of a chart's lines and bands could stand, best first, and what is drawn that they keep off.

Shares of the chart's width and height, from its lower left corner. Finding room is `kpi.presentation.label_places`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from kpi.presentation.label_places import Box, Name, Place, Spot, place_names

LINE_HEIGHT = 0.06
"""The height of a line of words as a share of the chart's height."""
WIDTH_OF_CHARACTER = 0.024
"""The width of a character as a share of a narrow chart's width."""
EDGES, BETWEEN, ELSEWHERE = (0.0, 1.0), (1 / 3, 2 / 3), (1 / 6, 1 / 2, 5 / 6)
SIDES = tuple(
    (place, above) for places in (EDGES, BETWEEN, ELSEWHERE) for above in (True, False) for place in places
)
"""Where along the width, and above or below the line: in the order they are tried, the edges first."""
STEP = 0.02
"""How close the spots stand that a drawn line is made of here: closer than words are high."""


@dataclass(frozen=True)
class Label:
    """A name at a height, `at` being a share of the chart's. `place` says where along the width it stands, from 0 at
    the left edge to 1 at the right one, and `above` on which side of the line. One with a `top` names the stretch
    from there up, and stays inside it: at its foot, or `from_top` under its top, where there is room."""

    text: str
    at: float
    kind: str
    place: float = 0.0
    above: bool = True
    top: float | None = None
    from_top: bool = False

    @property
    def words(self) -> Box:
        """What the words take up."""
        width = width_of(self.text)
        foot = self.at if self.above else self.at - LINE_HEIGHT
        left = self.place * (1 - width)
        return Box(left, left + width, foot, foot + LINE_HEIGHT)

    @property
    def middle(self) -> float:
        """Where along the width the words have their middle."""
        return (self.words.left + self.words.right) / 2


def width_of(text: str) -> float:
    """How much of a narrow chart's width a text takes."""
    return min(len(text) * WIDTH_OF_CHARACTER, 1.0)


def place_labels(
    labels: Sequence[Label], *, spots: Sequence[Spot] = (), head: tuple[float, str] | None = None
) -> list[Label]:
    """Each label where it lies inside the chart and on nothing else: no other label, no other line, no value. One
    without such a place is left out (a line is then named under the chart).

    `spots` are what is drawn, as shares of width and height. `head` is where along the width words over the chart
    begin, and the words.
    """
    sides = [_sides(label) for label in labels]
    names = [
        Name(
            [Place(side.words) for side in own],
            None if label.top is not None else Box(0, 1, label.at, label.at),
        )
        for label, own in zip(labels, sides, strict=True)
    ]
    taken = [] if head is None else [Box(head[0], head[0] + width_of(head[1]), 1, 1 + LINE_HEIGHT)]
    return [
        own[found.number]
        for own, found in zip(sides, place_names(names, taken=taken, spots=spots), strict=True)
        if found is not None and not found.covers
    ]


def along_line(spots: Sequence[Spot]) -> list[Spot]:
    """The spots of a line from spot to spot."""
    found = list(spots[:1])
    for (x, y), (next_x, next_y) in pairwise(spots):
        steps = max(1, ceil(max(abs(next_x - x), abs(next_y - y)) / STEP))
        found += [
            (x + (next_x - x) * step / steps, y + (next_y - y) * step / steps) for step in range(1, steps + 1)
        ]
    return found


def _sides(label: Label) -> list[Label]:
    """The places of a label that are inside the chart, best first. The name of a stretch stands at the foot of it or
    under its top, where it is high enough; other words may reach into the margin over the chart."""
    if label.top is None:
        sides = (replace(label, place=place, above=above) for place, above in SIDES)
        return [side for side in sides if side.words.low >= 0 and side.words.high <= 1 + LINE_HEIGHT]
    if label.top - label.at < LINE_HEIGHT:
        return []
    at_foot, under_top = label, replace(label, at=label.top, above=False)
    return [replace(at_foot if first != label.from_top else under_top, place=place) for place, first in SIDES]
