"""Frames hold what the rules hold: the same rows, exact, in columns whose types do not depend on what is in them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.frames import (
    MEASUREMENTS,
    SERIES,
    STATUS,
    beside_the_year_before,
    csv_of,
    measurements_frame,
    series_frame,
    status_frame,
    table,
)
from kpi.rules.change import change
from kpi.rules.judgement import judge
from kpi.rules.period import Period
from kpi.rules.series import KpiSeries
from tests.rules.build import REGION, SUM_OF_YEAR, figure, months, region_judged, series, terms
from tests.rules.strategies import by_organisation, periods, thorough
from tests.rules.strategies import terms as any_terms

UNTIL = Period.parse("2026").end


def series_of(kpi, reported):
    return series_frame(KpiSeries(kpi, reported, until=UNTIL, preliminary=False))


def types(frame: pd.DataFrame) -> dict[str, str]:
    return {name: str(dtype) for name, dtype in frame.dtypes.items()}


@pytest.mark.parametrize(
    "reported", [{}, {"STO": series(p2024T1="50.25", p2024=60)}], ids=["empty", "filled"]
)
def test_columns_have_the_types_that_are_documented(reported):
    kpi = terms(promises="level 50")
    assert types(measurements_frame({"X.1": reported})) == MEASUREMENTS
    assert types(series_of(kpi, reported)) == SERIES
    assert types(status_frame([region_judged(kpi, *reported.values())][: len(reported)])) == STATUS
    compared = {**SERIES, "before": "object", "difference": "object"}
    assert types(beside_the_year_before(series_of(kpi, reported))) == compared


def test_a_measurement_is_a_row_with_its_days_and_its_exact_value():
    reported = [figure("2024-T2", "21.65"), figure("2024-02", "50", of=(1, 2), approved=False)]
    frame = measurements_frame({"P-2.1": {"STO": reported}})
    first, second = frame.to_dict("records")
    assert (first["kpi"], first["organisation"], first["period"]) == ("P-2.1", "STO", "2024-02")
    assert (first["first_day"], first["last_day"], first["months"]) == (
        pd.Timestamp("2024-02-01"),
        pd.Timestamp("2024-02-29"),
        1,
    )
    assert (first["value"], first["numerator"], first["denominator"], first["approved"]) == (50, 1, 2, False)
    assert (second["value"], second["numerator"], second["approved"]) == (Fraction("21.65"), None, True)


def test_sums_of_a_column_are_exact():
    reported = {"STO": months("2024-01", "2024-12", "0.1"), "HNT": months("2024-01", "2024-12", "0.7")}
    frame = measurements_frame({"X.1": reported})
    assert frame.groupby("organisation")["value"].sum().to_dict() == {
        "STO": Fraction(12, 10),
        "HNT": Fraction(84, 10),
    }


def test_a_series_is_drawn_in_floating_point_from_exact_values():
    frame = series_of(terms(), {"STO": series(p2024T1="0.1", p2024T2="0.2")})
    assert list(frame["value"].astype(float)) == [0.1, 0.2, 0.1, 0.2]  # the trust's, then the region's


@thorough(60)
@given(any_terms(), by_organisation, periods, st.booleans())
def test_a_series_frame_holds_every_value_and_says_which_are_judged(kpi, reported, as_of, preliminary):
    values = KpiSeries(kpi, reported, until=as_of.end, preliminary=preliminary)
    frame = series_frame(values)
    for code in values.codes:
        own = frame[frame["organisation"] == code]
        judged = own[own["judged"]].sort_values("last_day")
        assert list(judged["value"]) == [value.value for value in values.judged(code)]
        rows = own[own["kind"] == "reported"]
        assert dict(zip(rows["period"], rows["value"], strict=True)) == {
            period.label: value.value for period, value in values.reported(code).items()
        }


@thorough(60)
@given(any_terms(), by_organisation, periods)
def test_the_year_before_is_compared_as_a_change_is_judged(kpi, reported, as_of):
    """Where the figure judged a year earlier is for the same months, the two ways must come to the same."""
    frame = beside_the_year_before(
        series_frame(KpiSeries(kpi, reported, until=as_of.end, preliminary=False))
    ).set_index(["organisation", "kind", "period"])
    kind = "year_sum" if kpi.over_time == "year_sum" else "reported"
    for code in (organisation.code for organisation in kpi.organisations):
        now = judge(kpi, code, reported, as_of=as_of)
        if now.period is None or (now.missing and kind == "year_sum"):
            continue
        earlier = judge(kpi, code, reported, as_of=now.period.year_before())
        if earlier.period == now.period.year_before():
            row = frame.loc[(code, kind, now.period.label)]
            assert row["difference"] == change(now, earlier, kpi.direction).difference


def test_like_is_compared_with_like():
    reported = {
        "STO": series(p2024T1=60, p2025T1=62, p2025=70),
        "HNT": series(p2025T1=50),
        "HMR": series(p2024T1=40, p2025T1=41),
    }
    frame = beside_the_year_before(series_of(terms(), reported)).set_index(["organisation", "period"])
    assert frame.loc[("STO", "2025-T1"), "difference"] == 2
    assert frame.loc[("STO", "2024-T1"), "before"] is None
    assert frame.loc[("STO", "2025"), "difference"] is None  # 2024 was not reported as a year
    assert frame.loc[(REGION, "2025-T1"), "difference"] is None  # HNT was not in it the year before
    own = beside_the_year_before(series_of(terms(), {**reported, REGION: series(p2024T1=55, p2025T1=51)}))
    assert own.set_index(["organisation", "period"]).loc[(REGION, "2025-T1"), "difference"] == -4


def test_sums_of_twelve_months_are_compared_with_those_of_a_year_before():
    reported = {"STO": series(p2024=100, p2025T1=30, p2025T2=30, p2025T3=30)}
    frame = beside_the_year_before(series_of(terms(**SUM_OF_YEAR), reported))
    sums = frame[frame["kind"] == "year_sum"].set_index(["organisation", "period"])
    assert sums.loc[("STO", "2025"), "difference"] == -10


def test_a_file_keeps_exact_numbers_and_makes_texts_harmless():
    frame = table(
        {
            "=Kode": ["Ø;1", "=1+1", "-"],
            "Verdi": [Fraction(1, 3), Decimal("1234567890123.500000"), None],
            "Mangler": [None, float("nan"), -3],
        }
    )
    assert csv_of(frame).decode() == (
        "\N{BYTE ORDER MARK}'=Kode;Verdi;Mangler\r\n\"Ø;1\";0,333333;\r\n'=1+1;1234567890123,5;\r\n'-;;-3\r\n"
    )
