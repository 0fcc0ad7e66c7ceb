"""What a figure must be to be a measurement at all, fault by fault and border by border (rule 0)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.rules.number import decimals_of
from kpi.rules.period import Period
from kpi.rules.terms import JUDGED_QUALIFIERS, Qualifier, Unit
from kpi.rules.validity import Fault, FieldFault, faults_of, period_faults
from tests.rules.strategies import thorough


def found(value, unit, numerator=None, denominator=None, **more):
    def number(text):
        return None if text is None else Decimal(text)

    faults = faults_of(
        number(value), unit=Unit(unit), numerator=number(numerator), denominator=number(denominator), **more
    )
    return [f"{fault.field} {fault.fault}" for fault in faults]


@pytest.mark.parametrize(
    ("value", "unit", "numerator", "denominator"),
    [
        ("0", "percent", None, None),
        ("100", "percent", None, None),
        ("100.0", "percent", None, None),
        ("99.999999", "percent", None, None),
        ("0", "count", None, None),
        ("1064", "count", None, None),
        ("1064.0", "count", None, None),
        ("1E+3", "count", None, None),
        ("999999999999", "count", None, None),
        ("3.62", "days", None, None),
        ("140", "days", None, None),
        ("101", "minutes", None, None),
        ("2500000.5", "nok", None, None),
        # Numerator and denominator give the value when rounded to its decimals.
        ("58.0", "percent", "1257", "2168"),
        ("57.98", "percent", "1257", "2168"),
        ("58", "percent", "1257", "2168"),
        ("33.333", "percent", "1", "3"),
        ("100", "percent", "7", "7"),
        ("0", "percent", "0", "7"),
        ("60", "days", "6000", "100"),
        ("60.3", "days", "181", "3"),
        ("60.0", "days", None, "100"),
        # Half-way: either way is how somebody rounds.
        ("12.5", "percent", "1", "8"),
        ("12", "percent", "1", "8"),
        ("13", "percent", "1", "8"),
    ],
)
def test_what_a_measurement_may_be(value, unit, numerator, denominator):
    assert found(value, unit, numerator, denominator) == []


@pytest.mark.parametrize(
    ("value", "unit", "numerator", "denominator", "faults"),
    [
        ("-1", "count", None, None, ["value negative"]),
        ("-0.000001", "percent", None, None, ["value negative"]),
        ("130", "percent", None, None, ["value share_above_100"]),
        ("100.000001", "percent", None, None, ["value share_above_100"]),
        ("2.5", "count", None, None, ["value not_whole"]),
        ("0.000001", "count", None, None, ["value not_whole"]),
        ("1000000000000", "nok", None, None, ["value too_large"]),
        ("1E+30", "count", None, None, ["value too_large"]),
        ("1.0000001", "days", None, None, ["value too_many_decimals"]),
        ("NaN", "days", None, None, ["value not_finite"]),
        ("sNaN", "days", None, None, ["value not_finite"]),
        ("Infinity", "days", None, None, ["value not_finite"]),
        ("-Infinity", "percent", None, None, ["value not_finite"]),
        ("58.1", "percent", "1257", "2168", ["value fraction_does_not_give_value"]),
        ("57.9", "percent", "1257", "2168", ["value fraction_does_not_give_value"]),
        ("58.00", "percent", "1257", "2168", ["value fraction_does_not_give_value"]),
        ("0.58", "percent", "1257", "2168", ["value fraction_does_not_give_value"]),
        ("14", "percent", "1", "8", ["value fraction_does_not_give_value"]),
        ("61", "days", "6000", "100", ["value fraction_does_not_give_value"]),
        ("50", "percent", "10", None, ["numerator numerator_alone"]),
        ("50", "percent", "10", "0", ["denominator denominator_zero"]),
        ("50", "days", None, "0", ["denominator denominator_zero"]),
        ("100", "percent", "8", "7", ["numerator numerator_above_denominator"]),
        ("5", "count", "5", "1", ["numerator fraction_not_expected"]),
        ("5", "count", None, "1", ["denominator fraction_not_expected"]),
        ("50", "percent", "-1", "-2", ["numerator negative", "denominator negative"]),
        ("50", "percent", "NaN", "2", ["numerator not_finite"]),
        ("130", "percent", "1", "Infinity", ["value share_above_100", "denominator not_finite"]),
        ("-1", "count", "-1", None, ["value negative", "numerator negative"]),
    ],
)
def test_what_a_measurement_may_not_be(value, unit, numerator, denominator, faults):
    assert found(value, unit, numerator, denominator) == faults


@thorough(180)
@given(
    st.decimals() | st.decimals(0, 200, places=2),
    st.sampled_from(list(Unit)),
    st.none() | st.decimals() | st.integers(0, 50).map(Decimal),
    st.none() | st.decimals() | st.integers(0, 50).map(Decimal),
    st.booleans(),
)
def test_any_number_is_either_right_or_told_what_is_wrong(value, unit, numerator, denominator, below_zero):
    faults = faults_of(value, unit=unit, numerator=numerator, denominator=denominator, below_zero=below_zero)
    assert all(isinstance(fault, FieldFault) and isinstance(fault.fault, Fault) for fault in faults)
    if not faults:
        assert value >= 0 or below_zero
        assert unit != Unit.PERCENT or value <= 100 or below_zero
        assert unit != Unit.COUNT or value == int(value)
        if numerator is not None:
            share = numerator / denominator * (100 if unit == Unit.PERCENT else 1)
            step = Decimal(10) ** -decimals_of(value)
            assert abs(share - value) <= step * Decimal("0.5000001")


@pytest.mark.parametrize(
    ("value", "unit", "numerator", "denominator", "faults"),
    [
        ("-18.9", "percent", None, None, []),
        ("-18.9", "nok", None, None, []),
        ("-3", "count", None, None, []),
        ("0", "percent", None, None, []),
        # A change in percent may be above 100 too.
        ("130", "percent", None, None, []),
        ("150.0", "percent", "3", "2", []),
        ("-2.5", "count", None, None, ["value not_whole"]),
        ("-1000000000000", "nok", None, None, ["value too_large"]),
        ("-1.0000001", "days", None, None, ["value too_many_decimals"]),
        ("-Infinity", "percent", None, None, ["value not_finite"]),
        # What a value is counted from is never below zero.
        ("-18.9", "percent", "-189", "1000", ["numerator negative"]),
        ("5", "days", "5", "-1", ["denominator negative"]),
        ("-18.9", "percent", "189", "1000", ["value fraction_does_not_give_value"]),
    ],
)
def test_values_below_zero_where_the_indicator_has_them(value, unit, numerator, denominator, faults):
    assert found(value, unit, numerator, denominator, below_zero=True) == faults


@pytest.mark.parametrize(
    ("qualifier", "value", "numerator", "denominator", "faults"),
    [
        *((q, "58", None, None, []) for q in ("exact", "about", "less_than", "more_than")),
        *(
            (q, None, None, None, ["value value_missing"])
            for q in ("exact", "about", "less_than", "more_than")
        ),
        *((q, None, None, None, []) for q in ("not_published", "suppressed", "text")),
        *(
            (q, "58", None, None, ["value value_not_expected"])
            for q in ("not_published", "suppressed", "text")
        ),
        (
            "not_published",
            "58",
            "1257",
            "2168",
            ["value value_not_expected", "numerator value_not_expected", "denominator value_not_expected"],
        ),
        ("less_than", "130", None, None, ["value share_above_100"]),
        ("more_than", "-1", None, None, ["value negative"]),
        # Only an exact value must be what its fraction gives; the fraction itself must be one.
        ("exact", "60", "1257", "2168", ["value fraction_does_not_give_value"]),
        ("about", "60", "1257", "2168", []),
        ("less_than", "60", "1257", "2168", []),
        ("about", "60", "1257", "0", ["denominator denominator_zero"]),
        ("about", "60", "1257", None, ["numerator numerator_alone"]),
        ("about", "60", "8", "7", ["numerator numerator_above_denominator"]),
    ],
)
def test_a_qualifier_has_a_value_or_none(qualifier, value, numerator, denominator, faults):
    assert found(value, "percent", numerator, denominator, qualifier=Qualifier(qualifier)) == faults


def test_which_qualifiers_are_judged():
    assert {q for q in Qualifier if q in JUDGED_QUALIFIERS} == {Qualifier.EXACT, Qualifier.ABOUT}
    assert all(q.has_value for q in JUDGED_QUALIFIERS)


@pytest.mark.parametrize(
    ("period", "today", "faults"),
    [
        ("2026-03", "2026-03", []),
        ("2026-02", "2026-03", []),
        ("2026-T1", "2026-03", []),
        ("2026", "2026-01", []),
        ("2026-04", "2026-03", [FieldFault("period", Fault.PERIOD_NOT_BEGUN)]),
        ("2026-T2", "2026-04", [FieldFault("period", Fault.PERIOD_NOT_BEGUN)]),
        ("2026-T2", "2026-05", []),
        ("2027", "2026-12", [FieldFault("period", Fault.PERIOD_NOT_BEGUN)]),
        ("2026-Q2", "2026-04", []),
        ("2026-H2", "2026-06", [FieldFault("period", Fault.PERIOD_NOT_BEGUN)]),
        # The year to date is of months that have begun, all of them.
        ("2026-01/2026-03", "2026-03", []),
        ("2026-01/2026-03", "2026-02", [FieldFault("period", Fault.PERIOD_NOT_BEGUN)]),
    ],
)
def test_a_period_must_have_begun(period, today, faults):
    assert period_faults(Period.parse(period), today=Period.parse(today)) == faults


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        ("123456789.123456", []),
        ("1234567890.123456", ["value too_many_digits"]),
        ("1234567890.123450", []),
        ("999999999999", []),
        ("900000000000.000000", []),
        ("999999999999.1234", ["value too_many_digits"]),
        ("0.000001", []),
    ],
)
def test_a_number_has_no_more_digits_than_every_database_gives_back(value, faults):
    assert found(value, "nok") == faults
