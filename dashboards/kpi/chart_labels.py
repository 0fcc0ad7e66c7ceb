"""Where the names of a chart's lines stand, so that none lies on another. Pure geometry, no texts and no colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

LINE_HEIGHT = 0.06
"""The height of a line of words as a share of the chart's height."""
WIDTH_OF_CHARACTER = 0.018
"""The width of a character as a share of a narrow chart's width."""
SIDES = ((True, True), (False, True), (True, False), (False, False))
"""Left or right, above or below the line: in the order they are tried."""


@dataclass(frozen=True)
class Label:
    """A name at a height, `at` being a share of the chart's; `left` and `above` say on which side of the line it
    stands. One with a `top` names the stretch from there up, and stays inside it."""

    text: str
    at: float
    kind: str
    left: bool = True
    above: bool = True
    top: float | None = None


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
    labels: Sequence[Label], *, dots: Sequence[tuple[float, float]] = (), head: float | None = None
) -> list[Label]:
    """Each label on the first side where it lies inside the chart and on nothing else: no other label, no other line,
    no value. One without such a place takes a side where it only lies on values; one without that is left out (the
    table and the explanation name it).

    `dots` are the values, as shares of width and height. `head` is where along the width words over the chart begin.
    """
    taken = [] if head is None else [_Box(head, 1, 1, 1 + LINE_HEIGHT)]
    levels = {label.at for label in labels if label.top is None}
    placed: list[Label] = []
    for label in labels:
        others = levels - {label.at}
        sides = [replace(label, left=left, above=above) for left, above in SIDES]
        free = [
            (side, box)
            for side in sides
            if _is_inside(box := _box(side), side)
            and not any(box.meets(other) for other in taken)
            and not any(box.foot < level < box.top for level in others)
        ]
        clear = [(side, box) for side, box in free if not any(box.holds(x, y) for x, y in dots)]
        for side, box in (clear or free)[:1]:
            taken.append(box)
            placed.append(side)
    return placed


def _is_inside(box: _Box, label: Label) -> bool:
    """Words may reach into the margin over the chart, but the name of a stretch stays in it."""
    if label.top is not None:
        return label.above and box.top <= label.top
    return box.foot >= 0 and box.top <= 1 + LINE_HEIGHT


def _box(label: Label) -> _Box:
    width = min(len(label.text) * WIDTH_OF_CHARACTER, 1.0)
    foot = label.at if label.above else label.at - LINE_HEIGHT
    left = 0.0 if label.left else 1 - width
    return _Box(left, left + width, foot, foot + LINE_HEIGHT)
