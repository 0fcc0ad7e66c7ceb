"""Hypothesis strategies for terms, figures and as-of periods, and the one way tests here compare with the oracle."""

import os
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from kpi.rules.ambition import Ambition, GivenBaseline, Requirement
from kpi.rules.figure import Figure
from kpi.rules.kpi_terms import KpiTerms, OrganisationTerms
from kpi.rules.period import Period
from kpi.rules.regional_ambition import RegionalTerms
from kpi.rules.status import STANDARD, Thresholds
from kpi.rules.terms import (
    Aggregation,
    AmbitionKind,
    BaselineKind,
    ComparesWith,
    Comparison,
    Direction,
    OverTime,
    Qualifier,
    RegionalRule,
    ThresholdBasis,
    Unit,
    WhenPending,
)

FIRST_YEAR, LAST_YEAR = 2023, 2025
TRUSTS, REGION = ("STO", "HNT", "HMR"), "HMN"

REGION_OF_TRUSTS = {"STO": REGION, "HNT": REGION, "HMR": REGION, REGION: None}
THREE_LEVELS = {
    "STO": REGION,
    "K1": "STO",
    "K2": "STO",
    "HNT": REGION,
    "HMR": REGION,
    "K3": "HMR",
    REGION: None,
}
SHAPES = [
    THREE_LEVELS,
    THREE_LEVELS,
    REGION_OF_TRUSTS,
    {"STO": None, "HNT": None, "HMR": None},  # no whole
    {"STO": REGION, REGION: None},  # one part
    {"STO": None},
    {"STO": "elsewhere", "HNT": "STO", "HMR": "HNT"},  # each the only part of the one before
]
"""Plans by what their organisations are parts of, in plan order."""


def thorough(examples=250):
    """The settings of every property here: the same cases each time where CI is set, and never a time limit."""
    return settings(
        deadline=None,
        max_examples=examples,
        derandomize=bool(os.environ.get("CI")),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


REPORTERS = [
    "alike",
    "alike, and the wholes",
    "alike, but the first",
    "alike, but the first",
    "the parts",
    "but the first",
    "everyone",
    "nobody",
]
"""Who has reported anything, and whether for the same periods."""

# Few and round, so that borders, equal values and zeros are met often.
ROUND = [0, 1, 2, 3, 5, 9, 10, 12, 20, 25, 30, 40, 43, 50, 60, 70, 75, 80, 90, 95, 100]
values = st.sampled_from([Fraction(n) for n in ROUND]) | st.integers(0, 1000).map(lambda n: Fraction(n, 10))
percentages = st.sampled_from([Fraction(n) for n in (0, 10, 20, 25, 50, 80, 95, 100)])
days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
months = st.integers(FIRST_YEAR * 12, LAST_YEAR * 12 + 11)
late = st.integers(LAST_YEAR * 12, LAST_YEAR * 12 + 23)
periods = st.builds(
    lambda month, length: Period(month - month % length, length), late | months, st.sampled_from([1, 4, 12])
)


# Strategies are built once, up here: to build them while drawing takes longer than all the judging.
choices = {
    "versions": st.sampled_from(["one", "one", "one", "one", "two", "later", "two later", "none"]),
    "over time and over trusts": st.sampled_from(
        [
            (OverTime.LEVEL, Aggregation.WEIGHTED),
            (OverTime.LEVEL, Aggregation.SUM),
            (OverTime.YEAR_SUM, Aggregation.SUM),
        ]
    ),
    "kinds": st.sampled_from(
        [
            ["level"],
            ["level", "zero"],
            ["reduction"],
            ["reduction", "reduction_range", "zero"],
            ["increase"],
            ["improvement"],
            ["none", "pending"],
            [str(kind) for kind in AmbitionKind],
        ]
    ),
    "adopted": st.sampled_from(["none", "none", "one sort", "any"]),
    "baseline": st.sampled_from([BaselineKind.VALUE, BaselineKind.VALUE, *BaselineKind]),
    "given by": st.sampled_from(["all", "none", "some"]),
    "mostly": st.sampled_from([True, True, True, False]),
    "seldom": st.sampled_from([False, False, False, True]),
    "go-live": st.none() | months,
    "direction": st.sampled_from([*[Direction.HIGHER, Direction.LOWER] * 3, Direction.NEUTRAL]),
    "unit": st.sampled_from([Unit.PERCENT, Unit.DAYS, Unit.COUNT]),
    "reporting months": st.sampled_from([1, 4, 12, 1, 4, 12, 3, 6]),
    "compares with": st.sampled_from([ComparesWith.BASELINE, ComparesWith.BASELINE, ComparesWith.PREVIOUS]),
    "regional rule": st.sampled_from([None, None, *RegionalRule]),
    "decimals": st.sampled_from([None, 0, 1]),
    "when pending": st.sampled_from(list(WhenPending)),
    "comparison": st.sampled_from(list(Comparison)),
    "share limits": st.sampled_from(
        [("1/2", "1/4"), ("1/2", "1/4"), ("1", "1/2"), ("1/3", "1/3"), ("1/4", "0")]
    ),
    "shape": st.sampled_from(SHAPES),
    "reporters": st.sampled_from(REPORTERS),
}
CHANGE_KINDS = {"reduction", "reduction_range", "increase"}


def versions(draw, one):
    """One version from the beginning, mostly; else none, one that begins later, or two. `one` makes a version that
    begins on a day (or None)."""
    layout = draw(choices["versions"])
    first, second = (draw(days) if layout != "one" else None for _ in range(2))
    starts = {
        "one": [None],
        "two": [None, first],
        "later": [first],
        "two later": [first, second] if first != second else [first],
        "none": [],
    }[layout]
    return tuple(one(start) for start in starts)


def ambition(draw, kinds, start):
    """An ambition of one of some kinds, with the figures that its kind has."""
    kind = draw(st.sampled_from(kinds)) if len(kinds) > 1 else kinds[0]
    value = draw(values) if kind == "level" else draw(percentages) if kind in CHANGE_KINDS else None
    high = min(value + draw(percentages), Fraction(100)) if kind == "reduction_range" else None
    return Ambition(AmbitionKind(kind), value, high, start)


def thresholds(draw, start):
    if draw(choices["seldom"]):
        return Thresholds(draw(values), draw(values), ThresholdBasis.VALUE, start)
    green, yellow = draw(choices["share limits"])
    return Thresholds(Fraction(green), Fraction(yellow), ThresholdBasis.SHARE, start)


@st.composite
def terms(draw, shape=REGION_OF_TRUSTS):
    """A KPI's terms for a plan of some shape (None: any): mostly such as a plan could have, some that fit together
    badly."""

    def pick(name):
        return draw(choices[name])

    def baseline(start):
        kind = BaselineKind.VALUE if given_by == "all" else pick("baseline")
        return GivenBaseline(kind, draw(values), calculated_with=pick("mostly"), valid_from=start)

    def ambitions(kinds):
        return versions(draw, lambda start: ambition(draw, kinds, start))

    def organisation(code, part_of):
        whole, top = code in shape.values(), part_of not in shape
        promises = not whole or (not top and pick("seldom"))
        adopts = whole and adopted != "none" and (top or pick("seldom"))
        return OrganisationTerms(
            code,
            part_of,
            go_live=pick("go-live") if pick("seldom") else None if whole else common_live,
            baselines=() if given_by == "none" or (whole and not top) else versions(draw, baseline),
            ambitions=ambitions(kinds) if promises else (),
            adopted=ambitions(adopted_kinds) if adopts else (),
            inconsistent=pick("seldom"),
        )

    shape = shape or pick("shape")
    over_time, aggregation = pick("over time and over trusts")
    kinds, adopted, given_by, common_live = pick("kinds"), pick("adopted"), pick("given by"), pick("go-live")
    adopted_kinds = kinds if adopted == "one sort" else [str(kind) for kind in AmbitionKind]
    return KpiTerms(
        code="X.1",
        organisations=tuple(organisation(code, part_of) for code, part_of in shape.items()),
        direction=pick("direction"),
        unit=pick("unit"),
        aggregation=aggregation,
        over_time=over_time,
        reporting_months=pick("reporting months"),
        compares_with=pick("compares with"),
        regional=RegionalTerms(pick("regional rule"), pick("decimals"), pick("when pending")),
        requirements=versions(draw, lambda start: Requirement(pick("comparison"), draw(values), start))
        if pick("seldom")
        else (),
        thresholds=versions(draw, lambda start: thresholds(draw, start)) if pick("seldom") else (STANDARD,),
    )


LAYOUTS = {
    "nothing": [],
    "year": [(0, 12)],
    "tertials": [(0, 4), (4, 4), (8, 4)],
    "months": [(month, 1) for month in range(12)],
    "tertial, then months": [(0, 4), *((month, 1) for month in range(4, 12))],
    "months, then tertials": [*((month, 1) for month in range(4)), (4, 4), (8, 4)],
    "months and tertials": [(0, 4), (4, 4), *((month, 1) for month in range(12))],
    "everything": [(0, 12), (0, 4), (4, 4), (8, 4), *((month, 1) for month in range(12))],
    "tertials, and so far": [(0, 4), (0, 4, True), (4, 4), (0, 8, True), (8, 4)],
    "quarters and half-years": [(0, 3), (3, 3), (0, 6), (6, 3), (9, 3)],
}
"""How a year may be reported: first month and number of months, True for the year to date."""


series = st.tuples(
    st.tuples(*[st.sampled_from(list(LAYOUTS))] * (LAST_YEAR - FIRST_YEAR + 1)),
    st.tuples(*[st.sampled_from([0, 0, 0, 0, 2, 3, 5, 7, 11])] * 3),
    st.sampled_from(["none", "both", "denominator", "both, with gaps", "zero"]),
    st.lists(values, min_size=1, max_size=5),
    st.sampled_from([0, 0, 0, 0, 5, 9]),
)
INEXACT = [Qualifier.ABOUT, Qualifier.LESS_THAN, Qualifier.MORE_THAN]


@st.composite
def figures(draw):
    """One organisation's figures: each year some layout of months, tertials and the year itself, with gaps; some
    figures wait for approval, some of them as a correction beside the approved one. Values repeat along the series."""
    layouts, (gap, waits, corrected), fractions, in_turn, inexact = draw(series)
    reported = [
        Period((FIRST_YEAR + year) * 12 + start, *rest)
        for year, layout in enumerate(layouts)
        for start, *rest in LAYOUTS[layout]
    ]
    result = []
    for index, period in enumerate(reported):
        if gap and index % gap == gap - 1:
            continue
        value = in_turn[index % len(in_turn)]
        numerator = denominator = None
        if fractions != "none" and not (fractions == "both, with gaps" and index % 4 == 3):
            denominator = (
                Fraction(0) if fractions == "zero" and index % 4 == 3 else Fraction(index % 5 + 1, 2)
            )
            numerator = None if fractions == "denominator" else Fraction(value * denominator, 100)
        approved = not (waits and index % waits == waits - 1)
        qualifier = INEXACT[index % 3] if inexact and index % inexact == inexact - 1 else Qualifier.EXACT
        result.append(Figure(period, value, numerator, denominator, approved, None, qualifier))
        if approved and corrected and index % corrected == corrected - 1:
            result.append(Figure(period, value + 1, approved=False))
    return result


@st.composite
def by_organisation_(draw, shape=REGION_OF_TRUSTS):
    """The figures of each organisation; a whole's own are rarer, and anyone may have none at all."""
    reporters = draw(choices["reporters"])
    wholes = [code for code in shape if code in shape.values()]
    parts = [code for code in shape if code not in wholes]
    if reporters.startswith("alike"):  # the same periods for all, so that sums are often complete
        common = draw(figures())
        alike = {
            code: [replace(f, value=f.value + index) for f in common] for index, code in enumerate(parts)
        }
        if reporters == "alike, but the first":
            return {code: alike[code] for code in parts[1:]}
        return alike if reporters == "alike" else {**alike, **{code: draw(figures()) for code in wholes}}
    who = {
        "the parts": parts,
        "but the first": parts[1:],
        "everyone": [*parts, *wholes],
        "nobody": [],
    }[reporters]
    return {code: draw(figures()) for code in who}


def shape_of(kpi):
    """What a KPI's organisations are parts of."""
    return {organisation.code: organisation.part_of for organisation in kpi.organisations}


@st.composite
def cases(draw):
    """Terms for a plan of any shape, and figures for its organisations."""
    kpi = draw(terms(shape=None))
    return kpi, draw(by_organisation_(shape=shape_of(kpi)))


by_organisation = by_organisation_()


NUMBERS = ["value", "compared_with", "attainment", "progress", "own_attainment"]
"""What a judgement tells in figures."""


def answer_of(judgement):
    """A judgement in the oracle's words."""
    period = judgement.period
    answer = {
        "status": str(judgement.status),
        "reason": None if judgement.reason is None else str(judgement.reason),
        "flags": [str(flag) for flag in judgement.flags],
        "period": None if period is None else (period.start, period.months),
        "value": judgement.value,
        "baseline": None if judgement.baseline is None else judgement.baseline.value,
        "target": None if judgement.target is None else judgement.target.value,
        "attainment": judgement.attainment,
        "progress": judgement.progress,
        "basis": str(judgement.basis),
        "missing": list(judgement.missing),
    }
    target = judgement.own_target
    return answer | {
        "own_target": None if target is None else target.value,
        "own_attainment": judgement.own_attainment,
    }
