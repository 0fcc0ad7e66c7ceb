"""What becomes of an entry for a cell that may be filled already: first, unchanged, commented or corrected."""

from decimal import Decimal

import pytest

from kpi.rules.correction import Entry, ReasonMissing, Step, correction_fault, step_of
from kpi.rules.terms import Qualifier


def entry(value, numerator=None, denominator=None, qualifier="exact", comment=""):
    def number(text):
        return None if text is None else Decimal(text)

    return Entry(number(value), number(numerator), number(denominator), Qualifier(qualifier), comment)


FILLED = entry("57.1", "571", "1000", comment="from the survey")
NOT_PUBLISHED = entry(None, qualifier="not_published")


@pytest.mark.parametrize(
    ("standing", "new", "step", "fault"),
    [
        (None, FILLED, Step.FIRST, None),
        (None, NOT_PUBLISHED, Step.FIRST, None),
        (FILLED, FILLED, Step.UNCHANGED, None),
        # The same number written otherwise, and a comment with other spaces around it.
        (FILLED, entry("57.10", "571.0", "1000", comment=" from the survey\n"), Step.UNCHANGED, None),
        (FILLED, entry("57.1", "571", "1000", comment="counted anew"), Step.COMMENTED, None),
        (FILLED, entry("57.1", "571", "1000"), Step.COMMENTED, None),
        # Another value, numerator, denominator or qualifier; the first that differs is named.
        (FILLED, entry("58", "571", "1000"), Step.CORRECTED, ("value", "57.1", "58")),
        (FILLED, entry("57.1", "572", "1001"), Step.CORRECTED, ("numerator", "571", "572")),
        (FILLED, entry("57.1", "571", "1001"), Step.CORRECTED, ("denominator", "1000", "1001")),
        (FILLED, entry("57.1", None, "1000"), Step.CORRECTED, ("numerator", "571", None)),
        (FILLED, entry("57.1"), Step.CORRECTED, ("numerator", "571", None)),
        (entry("57.1"), entry("57.1", "571", "1000"), Step.CORRECTED, ("numerator", None, "571")),
        (FILLED, entry("57.1", "571", "1000", "about"), Step.CORRECTED, ("qualifier", "exact", "about")),
        (FILLED, NOT_PUBLISHED, Step.CORRECTED, ("value", "57.1", None)),
        (entry("0"), entry("-0"), Step.UNCHANGED, None),
        # A row without a value fills no cell.
        (NOT_PUBLISHED, FILLED, Step.FIRST, None),
        (NOT_PUBLISHED, entry(None, qualifier="suppressed"), Step.FIRST, None),
        (NOT_PUBLISHED, NOT_PUBLISHED, Step.UNCHANGED, None),
        (NOT_PUBLISHED, entry(None, qualifier="not_published", comment="in May"), Step.COMMENTED, None),
    ],
)
def test_what_becomes_of_an_entry_and_whether_it_needs_a_reason(standing, new, step, fault):
    assert step_of(standing, new) is step
    found = correction_fault(standing, new, "")
    if fault is None:
        assert found is None
    else:
        field, old, other = fault
        assert (found.field, found.old, found.new) == (field, value_of(field, old), value_of(field, other))


def value_of(field, text):
    return None if text is None else Qualifier(text) if field == "qualifier" else Decimal(text)


@pytest.mark.parametrize("reason", ["", " ", "\n\t"])
def test_a_blank_reason_is_none(reason):
    assert correction_fault(entry("57.1"), entry("58"), reason) == ReasonMissing(
        "value", Decimal("57.1"), Decimal("58")
    )


@pytest.mark.parametrize("new", [entry("58"), entry("57.1", "571", "1000"), NOT_PUBLISHED])
def test_a_reason_is_all_a_correction_needs(new):
    assert correction_fault(entry("57.1"), new, "counted twice") is None
