"""Where the names of a chart's lines stand, so that none lies on another. Pure geometry, no texts and no colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

LINE_HEIGHT = 0.06
"""The height of a line of words as a share of the chart's height."""
WIDTH_OF_CHARACTER = 0.02
"""The width of a character as a share of a narrow chart's width."""
EDGES, BETWEEN = (0.0, 1.0), (1 / 3, 2 / 3)
SIDES = tuple((place, above) for places in (EDGES, BETWEEN) for above in (True, False) for place in places)
"""Where along the width, and above or below the line: in the order they are tried, the edges first."""
STEP = 0.02
"""How close the points stand that a drawn line or bar is made of here: closer than words are high."""

Spot = tuple[float, float]


@dataclass(frozen=True)
class Label:
    """A name at a height, `at` being a share of the chart's. `place` says where along the width it stands, from 0 at
    the left edge to 1 at the right one, and `above` on which side of the line. One with a `top` names the stretch
    from there up, and stays inside it. One that `covers` values needs a ground of its own to be read."""

    text: str
    at: float
    kind: str
    place: float = 0.0
    above: bool = True
    top: float | None = None
    covers: bool = False

    @property
    def middle(self) -> float:
        """Where along the width its words have their middle."""
        box = _box(self)
        return (box.left + box.right) / 2


@dataclass(frozen=True)
class _Box:
    left: float
    right: float
    foot: float
    top: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.foot < other.top
            and other.foot < self.top
        )

    def holds(self, x: float, y: float) -> bool:
        return self.left < x < self.right and self.foot < y < self.top


def place_labels(
    labels: Sequence[Label], *, dots: Sequence[Spot] = (), head: float | None = None
) -> list[Label]:
    """Each label on the first side where it lies inside the chart and on nothing else: no other label, no other line,
    no value. One without such a place takes a side where it only lies on values; one without that is left out (the
    table and the explanation name it).

    `dots` are what is drawn, as shares of width and height. `head` is where along the width words over the chart
    begin.
    """
    taken = [] if head is None else [_Box(head, 1, 1, 1 + LINE_HEIGHT)]
    levels = {label.at for label in labels if label.top is None}
    placed: list[Label] = []
    for label in labels:
        others = levels - {label.at}
        free = [
            (side, box)
            for side in _sides(label)
            if _is_inside(box := _box(side), side)
            and not any(box.meets(other) for other in taken)
            and not any(box.foot < level < box.top for level in others)
        ]
        clear = [(side, box) for side, box in free if not any(box.holds(x, y) for x, y in dots)]
        for side, box in (clear or free)[:1]:
            taken.append(box)
            placed.append(replace(side, covers=not clear))
    return placed


def along_line(spots: Sequence[Spot]) -> list[Spot]:
    """The points of a line from spot to spot."""
    found = list(spots[:1])
    for (x, y), (next_x, next_y) in pairwise(spots):
        steps = max(1, ceil(max(abs(next_x - x), abs(next_y - y)) / STEP))
        found += [
            (x + (next_x - x) * step / steps, y + (next_y - y) * step / steps) for step in range(1, steps + 1)
        ]
    return found


def within_bar(left: float, right: float, top: float) -> list[Spot]:
    """The points of a bar that stands on the foot of the chart."""
    upright = along_line([(left, 0.0), (left, top)])
    return [spot for _x, y in upright for spot in along_line([(left, y), (right, y)])]


def _sides(label: Label) -> list[Label]:
    """The places of a label, best first. The name of a stretch stands at the foot of it or under its top."""
    if label.top is None:
        return [replace(label, place=place, above=above) for place, above in SIDES]
    under_top = max(label.top - LINE_HEIGHT, label.at)
    return [replace(label, place=place, at=label.at if above else under_top) for place, above in SIDES]


def _is_inside(box: _Box, label: Label) -> bool:
    """Words may reach into the margin over the chart, but the name of a stretch stays in it."""
    if label.top is not None:
        return box.foot >= 0 and box.top <= label.top
    return box.foot >= 0 and box.top <= 1 + LINE_HEIGHT


def _box(label: Label) -> _Box:
    width = min(len(label.text) * WIDTH_OF_CHARACTER, 1.0)
    foot = label.at if label.above else label.at - LINE_HEIGHT
    left = label.place * (1 - width)
    return _Box(left, left + width, foot, foot + LINE_HEIGHT)
