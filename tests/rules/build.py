"""Short ways to write down terms, figures and periods in the tables of these tests. No expectations here."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi.rules.ambition import Ambition, GivenBaseline, Requirement
from kpi.rules.figure import Figure
from kpi.rules.judgement import judge
from kpi.rules.kpi_terms import KpiTerms, OrganisationTerms
from kpi.rules.period import Period
from kpi.rules.status import STANDARD
from kpi.rules.terms import (
    Aggregation,
    AmbitionKind,
    BaselineKind,
    Comparison,
    Direction,
    OverTime,
    Unit,
)

TRUSTS, REGION = ("STO", "HNT", "HMR"), "HMN"
GO_LIVE = Period.parse("2023-01").start
SUM_OF_YEAR = {
    "aggregation": Aggregation.SUM,
    "over_time": OverTime.YEAR_SUM,
    "unit": Unit.COUNT,
}


def exact(number):
    """A number as a fraction: text keeps its decimals ("21.65"), None stays None."""
    return None if number is None else Fraction(Decimal(number) if isinstance(number, str) else number)


def ambition(text, valid_from=None):
    """An ambition in the words of a table: `level 50`, `reduction_range 20 30`, `zero`, `pending`."""
    kind, *numbers = text.split()
    low, high = (*(exact(number) for number in numbers), None, None)[:2]
    return Ambition(AmbitionKind(kind), low, high, valid_from)


def baseline(given, valid_from=None):
    """A printed baseline: a number, or a kind such as `pending`; a number in brackets is context only."""
    if isinstance(given, str) and given in list(BaselineKind):
        return GivenBaseline(BaselineKind(given), valid_from=valid_from)
    context = isinstance(given, str) and given.startswith("(")
    value = exact(given.strip("()") if isinstance(given, str) else given)
    return GivenBaseline(BaselineKind.VALUE, value, calculated_with=not context, valid_from=valid_from)


def organisation(code, part_of=None, *, given=None, promise=None, adopted=None, go_live=GO_LIVE):
    """What a plan sets for one organisation, each thing in the words of a table."""
    return OrganisationTerms(
        code,
        part_of,
        go_live,
        () if given is None else (baseline(given),),
        () if promise is None else (ambition(promise),),
        () if adopted is None else (ambition(adopted),),
    )


def requirement(text, valid_from=None):
    """A requirement in words: `at_most 50`, `at_least 70`."""
    comparison, limit = text.split()
    return Requirement(Comparison(comparison), exact(limit), valid_from)


def terms(*, given=(), promises=(), region_given=None, adopted=None, required=None, lower=False, **more):
    """A KPI for three trusts; `given` and `promises` go by trust, in the plan's order; one stands for all three."""
    given = [given] * 3 if isinstance(given, (str, int, Decimal, Fraction)) else [*given, None, None, None]
    promises = [promises] * 3 if isinstance(promises, str) else [*promises, None, None, None]
    parts = [
        organisation(code, REGION, given=given[place], promise=promises[place])
        for place, code in enumerate(TRUSTS)
    ]
    region = organisation(REGION, given=region_given, adopted=adopted, go_live=None)
    return plan(*parts, region, required=required, lower=lower, **more)


def plan(*organisations, required=None, lower=False, **more):
    """A KPI for any organisations, with the regional plan's limits unless others are given."""
    return KpiTerms(
        code="X.1",
        organisations=organisations,
        direction=Direction.LOWER if lower else Direction.HIGHER,
        requirements=() if required is None else (requirement(required),),
        **{"thresholds": (STANDARD,), **more},
    )


def revised(kpi, code, **changes):
    """The same KPI with other terms for one organisation."""
    changed = tuple(replace(o, **changes) if o.code == code else o for o in kpi.organisations)
    return replace(kpi, organisations=changed)


def figure(period, value, *, of=None, approved=True):
    """A figure; `of` is its numerator and denominator, or the denominator alone."""
    numerator, denominator = of if isinstance(of, tuple) else (None, of)
    return Figure(Period.parse(period), exact(value), exact(numerator), exact(denominator), approved)


def series(**values):
    """Figures by period, the dash left out of the name: `series(p2024T1=212, p2024_03="70.5")`."""
    return [
        figure(name[1:5] + (f"-{name[5:].strip('_')}" if name[5:] else ""), value)
        for name, value in values.items()
    ]


def months(first, last, value):
    """The same value each month from one month to another, both included."""
    start, end = Period.parse(first).start, Period.parse(last).start
    return [Figure(Period(month, 1), exact(value)) for month in range(start, end + 1)]


def judged(kpi, figures, *, as_of="2025", trust="STO", **more):
    """A trust judged; figures may be one value, which is then the year 2025's."""
    return judge(kpi, trust, {trust: as_figures(figures)}, as_of=Period.parse(as_of), **more)


def region_judged(kpi, *values, as_of="2025", own=(), **more):
    """The region judged; per trust a list of figures, one value (then the year 2025's) or None."""
    given = {code: as_figures(value) for code, value in zip(TRUSTS, values, strict=False)}
    return judge(kpi, REGION, {**given, REGION: list(own)}, as_of=Period.parse(as_of), **more)


def as_figures(value):
    """A list of figures as it is, one value as the year 2025's, None as no figure."""
    return value if isinstance(value, list) else [] if value is None else [figure("2025", value)]


def day(text):
    return date.fromisoformat(text)
