"""The tree of a plan's organisations: wholes and parts, roots, the way up, and from when a whole is live."""

import pytest

from kpi.rules.kpi_terms import KpiTerms, OrganisationTerms


def tree(**part_of):
    return KpiTerms("X.1", tuple(OrganisationTerms(code, whole) for code, whole in part_of.items()))


def codes(organisations):
    return [one.code for one in organisations]


def test_a_tree_of_three_levels():
    kpi = tree(K1="STO", K2="STO", STO="HMN", HNT="HMN", HMN=None)
    assert codes(kpi.parts_of("HMN")) == ["STO", "HNT"]
    assert codes(kpi.parts_of("STO")) == ["K1", "K2"]
    assert kpi.parts_of("K1") == ()
    assert [kpi.is_whole(code) for code in ("K1", "STO", "HNT", "HMN")] == [False, True, False, True]
    assert (kpi.whole.code, codes(kpi.roots)) == ("HMN", ["HMN"])
    assert codes(kpi.upwards("K2")) == ["K2", "STO", "HMN"]
    assert kpi.organisation("HNT").part_of == "HMN"


@pytest.mark.parametrize(
    ("part_of", "whole", "roots"),
    [
        ({"ONE": None}, None, ["ONE"]),
        ({"ONE": None, "TWO": None}, None, ["ONE", "TWO"]),
        ({"ONE": "ALL", "ALL": None}, "ALL", ["ALL"]),
        ({"ALL": None, "ONE": "ALL"}, "ALL", ["ALL"]),
        # What the plan does not have is no whole in it.
        ({"ONE": "ELSEWHERE", "TWO": "ELSEWHERE"}, None, ["ONE", "TWO"]),
        ({"ONE": "ALL", "ALL": None, "ALONE": None}, "ALL", ["ALL", "ALONE"]),
        # Of two there is no one.
        ({"A1": "A", "A": None, "B1": "B", "B": None}, None, ["A", "B"]),
    ],
)
def test_the_whole_of_a_plan(part_of, whole, roots):
    kpi = tree(**part_of)
    assert (kpi.whole.code if kpi.whole else None, codes(kpi.roots)) == (whole, roots)
    assert kpi.whole_code == (whole or "")


@pytest.mark.parametrize(
    "part_of",
    [
        {"A": "A"},
        {"A": "B", "B": "A"},
        {"A": "B", "B": "C", "C": "A", "D": None},
        {"X": "A", "A": "B", "B": "A"},
    ],
)
def test_nothing_is_a_part_of_itself(part_of):
    with pytest.raises(ValueError, match="part of itself"):
        tree(**part_of)


def test_an_organisation_stands_once():
    with pytest.raises(ValueError, match="twice"):
        KpiTerms("X.1", (OrganisationTerms("A"), OrganisationTerms("A")))
    with pytest.raises(KeyError):
        tree(A=None).organisation("B")


@pytest.mark.parametrize(
    ("k1", "k2", "sto", "hnt", "hmn", "expected"),
    [
        (1, 5, None, 3, None, {"STO": 5, "HMN": 5}),
        (1, 2, None, 3, None, {"STO": 2, "HMN": 3}),
        (1, 5, 4, 3, None, {"STO": 4, "HMN": 4}),  # its own goes before its parts'
        (1, 5, None, 3, 7, {"STO": 5, "HMN": 7}),
        (None, 5, None, None, None, {"STO": 5, "HMN": 5}),
        (None, None, None, None, None, {"STO": None, "HMN": None}),
    ],
)
def test_a_whole_is_live_when_its_latest_part_is(k1, k2, sto, hnt, hmn, expected):
    rows = [
        ("K1", "STO", k1),
        ("K2", "STO", k2),
        ("STO", "HMN", sto),
        ("HNT", "HMN", hnt),
        ("HMN", None, hmn),
    ]
    kpi = KpiTerms("X.1", tuple(OrganisationTerms(code, whole, start) for code, whole, start in rows))
    assert {code: kpi.go_live_of(code) for code in expected} == expected
