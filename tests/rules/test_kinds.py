"""Each kind of ambition has one record that says everything about it, and the records fit together."""

from fractions import Fraction

import pytest

from kpi.rules.kinds import kind_of
from kpi.rules.terms import AmbitionKind, Direction

HIGHER, LOWER, NEUTRAL = Direction.HIGHER, Direction.LOWER, Direction.NEUTRAL
EVERY = (HIGHER, LOWER, NEUTRAL)


@pytest.mark.parametrize(
    ("code", "is_set", "value", "high", "is_level", "is_change", "needs_baseline", "suits", "below_zero"),
    [
        ("level", True, True, False, True, False, False, EVERY, False),
        ("reduction", True, True, False, False, True, True, (LOWER,), False),
        ("reduction_range", True, True, True, False, True, True, (LOWER,), False),
        ("increase", True, True, False, False, True, True, (HIGHER,), False),
        ("zero", True, True, False, True, False, False, (LOWER,), False),
        ("improvement", True, False, False, False, False, True, (HIGHER, LOWER), True),
        ("requirement", True, False, False, False, False, False, (HIGHER, LOWER), False),
        ("pending", False, False, False, False, False, False, EVERY, True),
        ("none", False, False, False, False, False, False, EVERY, True),
    ],
)
def test_what_a_kind_has_and_needs(
    code, is_set, value, high, is_level, is_change, needs_baseline, suits, below_zero
):
    kind = kind_of(AmbitionKind(code))
    assert kind.code == code
    assert (kind.is_set, kind.has_value, kind.has_high) == (is_set, value, high)
    assert (kind.is_level, kind.is_change, kind.needs_baseline) == (is_level, is_change, needs_baseline)
    assert kind.suits == frozenset(suits)
    assert kind.below_zero is below_zero


def test_every_kind_has_a_record_of_its_own():
    assert {kind_of(code).code for code in AmbitionKind} == set(AmbitionKind)


@pytest.mark.parametrize("code", list(AmbitionKind))
def test_a_kind_has_a_share_and_its_inverse_or_neither_and_a_target_for_it(code):
    kind = kind_of(code)
    target = kind.target(Fraction(20), Fraction(100), Fraction(20))
    assert (kind.share is None) == (kind.value_at is None) == (target is None)
    if kind.share is not None:
        direction = kind.way or HIGHER
        half = kind.value_at(Fraction(1, 2), target, Fraction(100), direction)
        assert half is None or kind.share(half, target, Fraction(100), direction) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("code", "way"), [("reduction", LOWER), ("reduction_range", LOWER), ("zero", LOWER), ("increase", HIGHER)]
)
def test_the_way_a_kind_goes_is_the_way_it_suits(code, way):
    kind = kind_of(AmbitionKind(code))
    assert kind.way == way
    assert kind.suits == frozenset({way})


@pytest.mark.parametrize("code", list(AmbitionKind))
def test_only_what_is_set_can_be_judged(code):
    kind = kind_of(code)
    assert kind.is_set or not (kind.has_value or kind.needs_baseline or kind.share)
    assert not (kind.compares and kind.share)
    assert kind.has_value or not kind.has_high
