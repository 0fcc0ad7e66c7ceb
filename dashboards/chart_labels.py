"""Where the names of a chart's lines stand, so that none lies on another. Pure geometry, no texts and no colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

LINE_HEIGHT = Fraction(7, 100)
"""The height of a line of words as a share of the chart's height."""
WIDTH_OF_CHARACTER = Fraction(2, 100)
"""The width of a character as a share of a narrow chart's width."""
SIDES = ((True, True), (False, True), (True, False), (False, False))
"""Left or right, above or below the line: in the order they are tried."""


@dataclass(frozen=True)
class Label:
    """A name at a value; `left` and `above` say on which side of the line it stands."""

    text: str
    value: Fraction
    kind: str
    left: bool = True
    above: bool = True


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


def place_labels(labels: Sequence[Label], *, low: Fraction, high: Fraction) -> list[Label]:
    """Each label on the first side where it fits inside the chart and meets no other; one without room is left out
    (the table and the explanation name it)."""
    taken: list[_Box] = []
    placed: list[Label] = []
    for label in labels:
        for left, above in SIDES:
            tried = replace(label, left=left, above=above)
            box = _box(tried, low, high)
            if box.foot >= 0 and box.top <= 1 and not any(box.meets(other) for other in taken):
                taken.append(box)
                placed.append(tried)
                break
    return placed


def _box(label: Label, low: Fraction, high: Fraction) -> _Box:
    at = (label.value - low) / (high - low)
    width = min(len(label.text) * WIDTH_OF_CHARACTER, Fraction(1))
    foot = at if label.above else at - LINE_HEIGHT
    left = Fraction(0) if label.left else 1 - width
    return _Box(left, left + width, foot, foot + LINE_HEIGHT)
