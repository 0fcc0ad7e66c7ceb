"""Where names stand: never on each other, never across what another names, and all of them where all have room."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from kpi.presentation.label_places import Box, Found, Name, Place, place_all, place_names

numbers = st.integers(0, 12)
sizes = st.integers(1, 4)
boxes = st.builds(
    lambda left, low, width, height: Box(left, left + width, low, low + height),
    numbers,
    numbers,
    sizes,
    sizes,
)
stems = st.none() | st.builds(lambda x, low, height: Box(x, x, low, low + height), numbers, numbers, sizes)
lines = st.none() | st.builds(lambda y: Box(0, 16, y, y), numbers)
names = st.builds(Name, st.lists(st.builds(Place, boxes, stems), max_size=4), lines)


def cells(box: Box) -> set[tuple[int, int]]:
    """The unit squares that a box covers, by their lower left corners: boxes here have whole numbers."""
    return set(product(range(int(box.left), int(box.right)), range(int(box.low), int(box.high))))


def crosses(words: Box, line: Box) -> bool:
    """Whether a line goes through the inside of words, seen at the middles of its unit steps."""
    if line.left == line.right:
        steps = [(line.left, y + 0.5) for y in range(int(line.low), int(line.high))]
    else:
        steps = [(x + 0.5, line.low) for x in range(int(line.left), int(line.right))]
    return any(words.left < x < words.right and words.low < y < words.high for x, y in steps)


@given(
    st.lists(names, max_size=6),
    st.lists(boxes, max_size=2),
    st.lists(st.tuples(numbers, numbers), max_size=6),
)
def test_nothing_lies_on_anything(
    given_names: list[Name], taken: list[Box], spots: list[tuple[int, int]]
) -> None:
    found = place_names(given_names, taken=taken, spots=spots)
    placed = {
        at: name.places[place.number]
        for at, (name, place) in enumerate(zip(given_names, found, strict=True))
        if place
    }
    for one, other in combinations(placed.values(), 2):
        assert not cells(one.words) & cells(other.words)
        assert one.stem is None or not crosses(other.words, one.stem)
        assert other.stem is None or not crosses(one.words, other.stem)
    for at, place in placed.items():
        assert not any(cells(place.words) & cells(box) for box in taken)
        for other_at, other in enumerate(given_names):
            assert other_at == at or other.line is None or not crosses(place.words, other.line)
        covered = any(
            place.words.left < x < place.words.right and place.words.low < y < place.words.high
            for x, y in spots
        )
        assert found[at] == Found(given_names[at].places.index(place), covered)


@given(st.lists(names, max_size=5))
def test_all_find_a_place_or_none_is_given(given_names: list[Name]) -> None:
    found = place_all(given_names)
    if found is not None:
        assert len(found) == len(given_names)
        for one, other in combinations(range(len(found)), 2):
            words = [given_names[at].places[found[at]].words for at in (one, other)]
            assert not cells(words[0]) & cells(words[1])
    elif all(name.places for name in given_names):
        assert None in place_names(given_names)


def place(left: float, right: float, row: int = 0) -> Place:
    return Place(Box(left, right, row, row + 1))


def test_the_first_free_place_is_taken_and_those_in_front_choose_first() -> None:
    found = place_names([Name([place(0, 4)]), Name([place(3, 7), place(5, 9)]), Name([place(0, 2)])])
    assert found == [Found(0), Found(1), None]


def test_a_gap_is_kept_side_by_side_and_not_between_rows() -> None:
    two = [Name([place(0, 4)]), Name([place(5, 9), place(5, 9, row=1)])]
    assert place_names(two) == [Found(0), Found(0)]
    assert place_names(two, gap=2) == [Found(0), Found(1)]


def test_a_name_covers_what_is_drawn_only_where_it_must() -> None:
    two_places = Name([place(0, 4), place(5, 9)])
    assert place_names([two_places], spots=[(2, 0.5)]) == [Found(1)]
    assert place_names([two_places], spots=[(2, 0.5), (6, 0.5)]) == [Found(0, covers=True)]


def test_one_without_a_place_chooses_first_in_a_new_attempt() -> None:
    roomy, narrow = Name([place(0, 4), place(5, 9)]), Name([place(0, 4)])
    assert place_names([roomy, narrow]) == [Found(0), None]
    assert place_all([roomy, narrow]) == [1, 0]
    assert place_all([narrow, narrow]) is None
    assert place_all([]) == []
