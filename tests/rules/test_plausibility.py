"""When a value is warned of as a possible slip: far outside the series, never on its border, never without a series."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.rules.plausibility import is_slip, is_unusual
from tests.rules.build import exact
from tests.rules.strategies import thorough


@pytest.mark.parametrize(
    ("value", "earlier", "unusual"),
    [
        (7470, [77100, 79200, 81600], True),
        (72000, [77100, 79200, 81600], False),
        # A spread of 4 around 52: three times that is 12 to either side, and the border is not yet far.
        (64, [50, 52, 54, 52], False),
        ("64.01", [20, 22, 24, 22], True),
        (40, [50, 52, 54, 52], False),
        # The spread so far counts as a tenth of the median at least: 100 may be 70 to 130.
        (130, [100, 100, 100], False),
        ("130.01", [100, 100, 100], True),
        (70, [100, 100, 100], False),
        ("69.99", [100, 100, 100], True),
        # Nothing so far but zero: anything else is unusual.
        (0, [0, 0, 0], False),
        (1, [0, 0, 0], True),
        # Too few to be a series.
        (1000, [1, 1], False),
        (1000, [], False),
        (1000, [1, 1, 1], True),
    ],
)
def test_a_value_far_from_the_series(value, earlier, unusual):
    assert is_unusual(exact(value), [exact(number) for number in earlier]) is unusual


@thorough(80)
@given(st.lists(st.fractions(0, 1000), min_size=3, max_size=12), st.integers(0, 11))
def test_what_the_series_already_holds_is_never_unusual(earlier, place):
    assert not is_unusual(earlier[place % len(earlier)], earlier)
    assert not is_unusual(Fraction(sum(earlier), len(earlier)), earlier)


@pytest.mark.parametrize(
    ("value", "earlier", "slip"),
    [
        ("2.16", ["8", "15", "21.6"], True),
        ("0.216", ["8", "15", "21.6"], True),
        ("216", ["15", "21.6"], True),
        ("12", ["15", "21.6"], False),
        ("3", ["15", "21.6"], True),  # a fifth of the smaller, and on the border
        ("3.01", ["15", "21.6"], False),
        ("108", ["15", "21.6"], True),
        ("107", ["15", "21.6"], False),
        # What is small jumps without a slip, and zero is a value of its own.
        ("1.1", ["0.2", "0.2"], False),
        ("0", ["15", "21.6"], False),
        ("5", ["0", "1"], False),
        ("2.16", ["21.6"], False),
    ],
)
def test_a_decimal_separator_at_the_wrong_place(value, earlier, slip):
    assert is_slip(exact(value), [exact(number) for number in earlier]) is slip
