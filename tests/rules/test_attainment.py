"""Targets and attainment, row by row with the borders, and progress from the baseline beside it (rules 2 and 3)."""

from fractions import Fraction

import pytest

from kpi.rules.ambition import target_of
from kpi.rules.attainment import attainment, progress, value_at
from kpi.rules.terms import AmbitionKind, Direction
from tests.rules.build import ambition, exact, requirement

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "base", "required", "target", "stretch"),
    [
        ("level 85", None, None, 85, None),
        ("level 3", 10, None, 3, None),
        ("level 0", 10, None, 0, None),
        ("reduction 80", 1064, None, "212.8", None),
        ("reduction 95", 239, None, "11.95", None),
        ("reduction 0", 50, None, 50, None),
        ("reduction 100", 50, None, 0, None),
        ("reduction_range 20 30", 1000, None, 800, 700),
        ("increase 10", 38, None, "41.8", None),
        ("increase 20", 0, None, 0, None),
        ("zero", None, None, 0, None),
        ("zero", 1041, None, 0, None),
        ("requirement", None, "at_most 50", 50, None),
        ("requirement", 67, "at_least 70", 70, None),
        ("requirement", 67, None, None, None),
        ("reduction 80", None, None, None, None),
        ("increase 10", None, None, None, None),
        ("reduction_range 20 30", None, None, None, None),
        ("improvement", 41, None, None, None),
        ("pending", 41, None, None, None),
        ("none", 41, None, None, None),
        ("level 85", 41, "at_least 70", 85, None),
    ],
)
def test_an_ambition_as_an_absolute_value(text, base, required, target, stretch):
    found = target_of(
        ambition(text), baseline=exact(base), requirement=requirement(required) if required else None
    )
    if target is None:
        assert found is None
    else:
        assert (found.value, found.stretch) == (exact(target), exact(stretch))


@pytest.mark.parametrize(
    ("kind", "direction", "x", "b", "target", "expected"),
    [
        # A level, higher is better: the share of it.
        ("level", HIGHER, "21.65", None, "43.3", HALF),
        ("level", HIGHER, 0, None, 80, 0),
        ("level", HIGHER, 100, 41, 80, Fraction(5, 4)),
        ("requirement", HIGHER, 35, 67, 70, HALF),
        # A level, lower is better: the other way round, and nothing is reached.
        ("level", LOWER, 10, None, 5, HALF),
        ("level", LOWER, 5, None, 5, 1),
        ("level", LOWER, "2.5", None, 5, 2),
        ("level", LOWER, 0, None, 5, 1),
        ("level", LOWER, 0, 20, 5, 1),
        ("requirement", LOWER, 56, 56, 50, Fraction(50, 56)),
        # Changes: the way gone, also backwards.
        ("reduction", LOWER, 638, 1064, "212.8", Fraction(426) / exact("851.2")),
        ("reduction", LOWER, "638.4", 1064, "212.8", HALF),
        ("reduction", LOWER, 1064, 1064, "212.8", 0),
        ("reduction", LOWER, 1065, 1064, "212.8", Fraction(-1) / exact("851.2")),
        ("reduction", LOWER, 0, 1064, "212.8", exact("1.25")),
        ("reduction_range", LOWER, 900, 1000, 800, HALF),
        ("reduction_range", LOWER, 700, 1000, 800, Fraction(3, 2)),
        ("increase", HIGHER, 63, 60, 66, HALF),
        ("increase", HIGHER, 9, 9, "9.9", 0),
        ("increase", HIGHER, 8, 9, "9.9", Fraction(-10, 9)),
        # Towards nothing, lower is better.
        ("zero", LOWER, "0.9", "1.8", 0, HALF),
        ("zero", LOWER, 0, "1.8", 0, 1),
        ("zero", LOWER, "2.7", "1.8", 0, -HALF),
        ("zero", LOWER, 0, 0, 0, 1),
        ("zero", LOWER, 1, 0, 0, 0),
        ("zero", LOWER, 0, None, 0, 1),
        ("zero", LOWER, "0.1", None, 0, 0),
        ("level", LOWER, "0.9", "1.8", 0, HALF),
        ("requirement", LOWER, "0.9", "1.8", 0, HALF),
        ("requirement", LOWER, "0.9", None, 0, 0),
        ("reduction", LOWER, 25, 50, 0, HALF),
        ("reduction", LOWER, 0, 0, 0, 1),
        ("reduction", LOWER, 1, 0, 0, 0),
        # Nothing asked for, higher is better: reached, but an increase from nothing wants something.
        ("level", HIGHER, 0, 10, 0, 1),
        ("zero", HIGHER, 5, 10, 0, 1),
        ("requirement", HIGHER, 0, None, 0, 1),
        ("increase", HIGHER, 0, 0, 0, 0),
        ("increase", HIGHER, 1, 0, 0, 1),
        ("increase", HIGHER, 0, 1, 0, 1),  # the target is the sum of the parts', the baseline the whole's own
        # A change of 0 % (our reading): reached when no worse than it was.
        ("reduction", LOWER, 50, 50, 50, 1),
        ("reduction", LOWER, 51, 50, 50, 0),
        ("increase", HIGHER, 50, 50, 50, 1),
        ("increase", HIGHER, 49, 50, 50, 0),
    ],
)
def test_attainment(kind, direction, x, b, target, expected):
    found = attainment(
        exact(x), target=exact(target), baseline=exact(b), kind=AmbitionKind(kind), direction=direction
    )
    assert found == expected
    assert isinstance(found, Fraction)


@pytest.mark.parametrize("kind", ["reduction", "reduction_range", "increase"])
def test_a_change_is_measured_from_something(kind):
    with pytest.raises(ValueError, match="baseline"):
        attainment(Fraction(1), target=Fraction(1), baseline=None, kind=AmbitionKind(kind), direction=HIGHER)


@pytest.mark.parametrize(
    ("direction", "x", "b", "target", "expected"),
    [
        (HIGHER, "73.2", "73.2", 80, 0),
        (HIGHER, 80, "73.2", 80, 1),
        (HIGHER, "76.6", "73.2", 80, HALF),
        (HIGHER, 60, 70, 80, -1),
        (HIGHER, 90, 70, 80, 2),
        (LOWER, 56, 56, 50, 0),
        (LOWER, 53, 56, 50, HALF),
        # Where the target is no better than the baseline, there is no way to go (SP-3.1).
        (LOWER, 4, "3.62", 5, None),
        (HIGHER, 4, 5, 5, None),
        (HIGHER, 4, None, 5, None),
        (HIGHER, 4, 5, None, None),
    ],
)
def test_progress_from_the_baseline(direction, x, b, target, expected):
    found = progress(exact(x), target=exact(target), baseline=exact(b), direction=direction)
    assert found == expected


@pytest.mark.parametrize(
    ("kind", "direction", "share", "b", "target", "expected"),
    [
        ("level", HIGHER, HALF, None, "43.3", "21.65"),
        ("level", HIGHER, 0, None, "43.3", 0),
        ("level", HIGHER, HALF, None, 0, None),
        ("level", LOWER, HALF, None, 5, 10),
        ("level", LOWER, Fraction(1, 4), None, 5, 20),
        ("level", LOWER, 0, None, 5, None),
        ("reduction", LOWER, HALF, 1064, "212.8", "638.4"),
        ("increase", HIGHER, HALF, 60, 66, 63),
        ("zero", LOWER, HALF, "1.8", 0, "0.9"),
        ("zero", LOWER, HALF, None, 0, None),
        ("zero", LOWER, HALF, 0, 0, None),
        ("increase", HIGHER, HALF, 0, 0, None),
        ("increase", HIGHER, HALF, None, 10, None),
    ],
)
def test_the_value_where_a_share_is_reached(kind, direction, share, b, target, expected):
    found = value_at(
        Fraction(share), target=exact(target), baseline=exact(b), kind=AmbitionKind(kind), direction=direction
    )
    assert found == exact(expected)
