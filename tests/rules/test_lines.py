"""The lines of small charts: which points there are, and what a whole's are made of."""

import pytest

from kpi.rules.lines import lines
from kpi.rules.period import Period
from kpi.rules.terms import Aggregation, Qualifier, Unit
from tests.rules.build import SUM_OF_YEAR, figure, months, organisation, plan, series

SUM = {"aggregation": Aggregation.SUM, "unit": Unit.COUNT}


def two_levels(**more):
    return plan(
        organisation("K1", "STO"),
        organisation("K2", "STO"),
        organisation("STO", "HMN"),
        organisation("HNT", "HMN"),
        organisation("HMN"),
        **more,
    )


def drawn(kpi, reported, *, until="2025", back=28):
    """Each line with its months written out."""
    found = lines(kpi, reported, until=Period.parse(until).end, months=back)
    return {
        code: {Period(end, 1).label: value for end, value in line.items()} for code, line in found.items()
    }


def test_a_whole_has_a_point_where_none_of_its_parts_is_missing():
    reported = {
        "K1": series(p2025T1=1, p2025T2=2),
        "K2": series(p2025T1=3),
        "HNT": series(p2025T1=10, p2025T2=20, p2025T3=30),
    }
    found = drawn(two_levels(**SUM), reported)
    assert list(found) == ["K1", "K2", "STO", "HNT", "HMN"]
    assert found["STO"] == {"2025-04": 4}
    assert found["HMN"] == {"2025-04": 14}


def test_its_own_figures_go_first():
    reported = {"K1": series(p2025T1=1), "K2": series(p2025T1=3), "STO": series(p2025T1=5, p2025T2=6)}
    found = drawn(two_levels(**SUM), {**reported, "HNT": series(p2025T1=10, p2025T2=20)})
    assert found["STO"] == {"2025-04": 5, "2025-08": 6}
    assert found["HMN"] == {"2025-04": 15, "2025-08": 26}


@pytest.mark.parametrize(
    ("unit", "k1", "k2", "value"),
    [
        (Unit.PERCENT, figure("2025", 50, of=(50, 100)), figure("2025", 20, of=(10, 50)), 40),
        (Unit.DAYS, figure("2025", 60, of=(6000, 100)), figure("2025", 40, of=(2000, 50)), 8000 / 150),
        (Unit.PERCENT, figure("2025", 50, of=100), figure("2025", 20, of=50), 40),
        (Unit.PERCENT, figure("2025", 50, of=(50, 100)), figure("2025", 20), 35),
        (Unit.PERCENT, figure("2025", 50, of=(50, 100)), figure("2025", 20, of=(0, 0)), 35),
    ],
)
def test_averages_are_pooled_weighted_or_plain(unit, k1, k2, value):
    found = drawn(two_levels(unit=unit), {"K1": [k1], "K2": [k2]})
    assert found["STO"]["2025-12"] == pytest.approx(value)


def test_where_years_are_judged_the_points_are_sums_of_twelve_months():
    kpi = plan(organisation("STO"), **SUM_OF_YEAR)
    found = drawn(kpi, {"STO": months("2024-01", "2025-03", 10)})
    assert found["STO"] == {"2024-12": 120, "2025-01": 120, "2025-02": 120, "2025-03": 120}
    # Figures from before the stretch make up its first years.
    assert list(drawn(kpi, {"STO": months("2024-01", "2025-03", 10)}, until="2025-03", back=2)["STO"]) == [
        "2025-02",
        "2025-03",
    ]


def test_the_points_are_of_the_length_that_most_figures_have():
    kpi = plan(organisation("STO"))
    mixed = [*months("2025-01", "2025-08", 5), *series(p2025T1=50, p2025T2=60)]
    assert len(drawn(kpi, {"STO": mixed})["STO"]) == 8
    # Of equally many the longest.
    even = [
        *months("2025-04", "2025-04", 5),
        *months("2025-08", "2025-08", 5),
        *series(p2025T1=50, p2025T2=60),
    ]
    assert drawn(kpi, {"STO": even})["STO"] == {"2025-04": 50, "2025-08": 60}


def test_what_is_not_judged_is_not_drawn():
    kpi = plan(organisation("STO"))
    reported = [
        figure("2025-T1", 1),
        figure("2025-01/2025-08", 9),
        figure("2025-T2", 2, qualifier=Qualifier.LESS_THAN),
        figure("2025-T3", 3),
    ]
    assert drawn(kpi, {"STO": reported})["STO"] == {"2025-04": 1, "2025-12": 3}


def test_nothing_reported_is_an_empty_line():
    assert drawn(two_levels(), {}) == {code: {} for code in ("K1", "K2", "STO", "HNT", "HMN")}
