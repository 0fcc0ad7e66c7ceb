"""Where the names of a chart's lines stand, so that none lies on another. Pure geometry, no texts and no colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

LINE_HEIGHT = Fraction(6, 100)
"""The height of a line of words as a share of the chart's height."""
WIDTH_OF_CHARACTER = Fraction(18, 1000)
"""The width of a character as a share of a narrow chart's width."""
SIDES = ((True, True), (False, True), (True, False), (False, False))
"""Left or right, above or below the line: in the order they are tried."""


@dataclass(frozen=True)
class Label:
    """A name at a value; `left` and `above` say on which side of the line it stands. One with a `top` names the stretch
    from its value up to there, and stays inside it."""

    text: str
    value: Fraction
    kind: str
    left: bool = True
    above: bool = True
    top: Fraction | None = None


@dataclass(frozen=True)
class _Box:
    left: Fraction
    right: Fraction
    foot: Fraction
    top: Fraction

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.foot < other.top
            and other.foot < self.top
        )

    def holds(self, x: Fraction, y: Fraction) -> bool:
        return self.left < x < self.right and self.foot < y < self.top


def place_labels(
    labels: Sequence[Label],
    *,
    low: Fraction,
    high: Fraction,
    dots: Sequence[tuple[Fraction, Fraction]] = (),
    head: Fraction | None = None,
) -> list[Label]:
    """Each label on the first side where it lies inside the chart and on nothing else: no other label, no other line,
    no value. One without such a place takes a side where it only lies on values; one without that is left out (the
    table and the explanation name it).

    `dots` are the values as (share of the width, value). `head` is where along the width words over the chart begin.
    """
    taken = [] if head is None else [_Box(head, Fraction(1), Fraction(1), 1 + LINE_HEIGHT)]
    levels = {label.value for label in labels if label.top is None}
    placed: list[Label] = []
    for label in labels:
        sides = [replace(label, left=left, above=above) for left, above in SIDES]
        free = [
            (side, box)
            for side in sides
            if _inside(box := _box(side, low, high), side, low, high)
            and not any(box.meets(other) for other in taken)
            and not any(box.foot < _share(level, low, high) < box.top for level in levels - {label.value})
        ]
        clear = [
            (side, box) for side, box in free if not any(box.holds(x, _share(y, low, high)) for x, y in dots)
        ]
        for side, box in (clear or free)[:1]:
            taken.append(box)
            placed.append(side)
    return placed


def _inside(box: _Box, label: Label, low: Fraction, high: Fraction) -> bool:
    """Words may reach into the margin over the chart, but the name of a stretch stays in it."""
    if label.top is not None:
        return label.above and box.top <= _share(label.top, low, high)
    return box.foot >= 0 and box.top <= 1 + LINE_HEIGHT


def _share(value: Fraction, low: Fraction, high: Fraction) -> Fraction:
    return (value - low) / (high - low)


def _box(label: Label, low: Fraction, high: Fraction) -> _Box:
    at = _share(label.value, low, high)
    width = min(len(label.text) * WIDTH_OF_CHARACTER, Fraction(1))
    foot = at if label.above else at - LINE_HEIGHT
    left = Fraction(0) if label.left else 1 - width
    return _Box(left, left + width, foot, foot + LINE_HEIGHT)
