"""Rounding, halves and decimals, the one way for ambitions, checks and pages."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.rules.number import decimals_of, decimals_to_tell_apart, decimals_to_write, rounded, steps
from tests.rules.build import exact
from tests.rules.strategies import thorough


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction(275, 3), 0, 92),
        (Fraction(280, 3), 1, "93.3"),
        (Fraction(1, 2), 0, 1),
        (Fraction(3, 2), 0, 2),
        (Fraction(5, 2), 0, 3),
        (Fraction(1, 4), 1, "0.3"),
        (exact("0.049999"), 1, 0),
        (Fraction(1, 3), None, Fraction(1, 3)),
        (Fraction(7), 2, 7),
        # Below zero the same way: away from it.
        (Fraction(-1, 2), 0, -1),
        (Fraction(-5, 2), 0, -3),
        (exact("-18.94"), 1, "-18.9"),
        (exact("-0.04"), 1, 0),
    ],
)
def test_halves_are_rounded_away_from_zero(value, decimals, expected):
    assert rounded(value, decimals) == exact(expected)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction(2165, 100), 1, 217),
        (Decimal("21.65"), 1, 217),
        (7, 2, 700),
        (Decimal("-0.5"), 0, -1),
        (0, 3, 0),
    ],
)
def test_steps_of_the_last_decimal(value, decimals, expected):
    assert steps(value, decimals) == expected


@thorough(80)
@given(st.fractions(-1000, 1000), st.integers(0, 6))
def test_a_rounded_number_is_as_near_as_it_can_be(value, decimals):
    shown = rounded(value, decimals)
    assert abs(shown - value) * 2 <= Fraction(1, 10**decimals)
    assert rounded(-value, decimals) == -shown
    assert rounded(shown, decimals) == shown


@pytest.mark.parametrize(
    ("number", "decimals"),
    [
        ("58", 0),
        ("58.0", 1),
        ("58.25", 2),
        ("1E+3", 0),
        ("0.10", 2),
        ("-18.9", 1),
        ("NaN", 0),
        ("Infinity", 0),
    ],
)
def test_decimals_are_counted_as_written(number, decimals):
    assert decimals_of(Decimal(number)) == decimals


@pytest.mark.parametrize(
    ("value", "at_least", "at_most", "decimals"),
    [
        ("212.8", 0, 4, 1),
        ("638", 0, 4, 0),
        ("638", 1, 4, 1),
        ("0.4999", 0, 4, 4),
        ("0.49999", 0, 4, None),
        ("-18.9", 0, 4, 1),
        ("157/3", 0, 6, None),
    ],
)
def test_the_decimals_it_takes_to_write_a_number_in_full(value, at_least, at_most, decimals):
    assert decimals_to_write(Fraction(value), at_least=at_least, at_most=at_most) == decimals


@pytest.mark.parametrize(
    ("value", "limits", "at_least", "decimals"),
    [
        ("0.63", ["0.5"], 0, 0),
        ("0.43", ["0.5"], 0, 0),
        ("0.53", ["0.5", "1"], 1, 2),
        ("0.49998", ["0.5"], 0, 0),  # 0 is below 0.5 too
        ("0.49998", ["0.5"], 1, 5),
        ("0.5", ["0.5"], 0, 1),
        ("0.2499", ["0.5", "0.25"], 2, 4),
        ("-0.0004", ["0"], 0, 4),
        ("0.499999999", ["0.5"], 1, None),
        ("12", [], 0, 0),
        ("1301/37", ["1301/37"], 1, 1),  # itself, and without an end
        ("1301/37", ["1301/37", "35.18"], 1, 2),
    ],
)
def test_the_decimals_it_takes_to_be_on_the_right_side_of_a_limit(value, limits, at_least, decimals):
    found = decimals_to_tell_apart(
        Fraction(value), [Fraction(limit) for limit in limits], at_least=at_least, at_most=6
    )
    assert found == decimals
