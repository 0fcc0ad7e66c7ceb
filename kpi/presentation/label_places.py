"""Where names stand in a drawing so that none lies on another: pure geometry, used by the charts and by the scale.

Each name says where it could stand, best first; here they find room. No texts, no colours, and no unit: the drawing
chooses its own (shares of a chart, per cent and rows of a scale), along x and y.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_TRIES = 500
"""After so many places there is no room for all, or too little to look for: a page waits for the answer."""

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the drawing, from `left` to `right` and from `low` to `high`; a line has no height or no width."""

    left: float
    right: float
    low: float
    high: float

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two share more than an edge, or stand closer side by side than `gap`."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.low < other.high
            and other.low < self.high
        )

    def encloses(self, spot: Spot) -> bool:
        """Whether a spot lies inside, not on the edge."""
        return self.left < spot[0] < self.right and self.low < spot[1] < self.high


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name could stand: its words, and the stem that would lead to them."""

    words: Box
    stem: Box | None = None

    def clears(self, other: Place, gap: float) -> bool:
        """Whether neither the words nor the stem are in the way of the other's words."""
        return not (
            self.words.meets(other.words, gap)
            or (self.stem is not None and self.stem.meets(other.words))
            or (other.stem is not None and other.stem.meets(self.words))
        )


@dataclass(frozen=True, slots=True)
class Name:
    """A name with the places it could have, best first. `line` is what it names, where that is drawn whether the name
    finds room or not: no other name lies across it."""

    places: Sequence[Place]
    line: Box | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Which of its places a name got, counted from 0; `covers` where it lies on something that is drawn."""

    number: int
    covers: bool = False


def place_names(
    names: Sequence[Name], *, taken: Sequence[Box] = (), spots: Sequence[Spot] = (), gap: float = 0.0
) -> list[Found | None]:
    """The first free place of each name; the names in front choose before the others.

    Free is what neither meets a box in `taken` or another name, nor lies across another's line; best is a place that
    also keeps off the drawn `spots`. None for a name without a free place. `gap` is kept between words side by side.
    """
    placed: list[Place] = [Place(box) for box in taken]
    found: list[Found | None] = []
    for at, name in enumerate(names):
        free = list(_free(names, at, placed, gap))
        clear = [
            number for number in free if not any(name.places[number].words.encloses(spot) for spot in spots)
        ]
        best = (clear or free)[:1]
        placed += [name.places[number] for number in best]
        found.append(Found(best[0], covers=not clear) if best else None)
    return found


def place_all(names: Sequence[Name], *, gap: float = 0.0) -> list[int] | None:
    """A free place for every name, by its number; the names in front get the best that leaves room for the others. None
    when there is none, or none is found in MOST_TRIES."""
    tries = 0

    def place_from(at: int, placed: list[Place]) -> list[int] | None:
        nonlocal tries
        if at == len(names):
            return []
        for number in _free(names, at, placed, gap):
            tries += 1
            if tries > MOST_TRIES:
                return None
            rest = place_from(at + 1, [*placed, names[at].places[number]])
            if rest is not None:
                return [number, *rest]
        return None

    return place_from(0, [])


def _free(names: Sequence[Name], at: int, placed: Sequence[Place], gap: float) -> Iterator[int]:
    """The places of a name that are in nobody's way, best first, by their numbers."""
    lines = [other.line for number, other in enumerate(names) if number != at and other.line is not None]
    for number, place in enumerate(names[at].places):
        if all(place.clears(other, gap) for other in placed) and not any(
            place.words.meets(line) for line in lines
        ):
            yield number
