"""The computed parts of docs/status-rules.md: borders, regional ambitions and worked examples, made by the rules."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from dashboards.rules.document.numbers import calculation, codes, exact, short, table
from dashboards.rules.document.shown import SHOWN
from dashboards.rules.examples import GROUPS, Example, Group, examples
from dashboards.rules.indicators import REGION, SP_1, TRUSTS
from kpi.rules.ambition import Ambition, GivenBaseline, Requirement
from kpi.rules.figure import Figure
from kpi.rules.judgement import Judgement, judge
from kpi.rules.kpi_terms import KpiTerms, OrganisationTerms
from kpi.rules.period import Period
from kpi.rules.regional_ambition import RegionalTerms, calculate
from kpi.rules.status import STANDARD, colour, improvement_colour
from kpi.rules.terms import (
    Aggregation,
    AmbitionKind,
    BaselineKind,
    Comparison,
    Direction,
    RegionalRule,
    Unit,
    WhenPending,
)

UNITS = {Direction.HIGHER: "higher is better", Direction.LOWER: "lower is better"}


def borders() -> str:
    """What values on, just above and just below a border come to."""
    step = Fraction(1, 10_000)
    rows = []
    for limit in (STANDARD.green, STANDARD.yellow):
        for share in (limit + step, limit, limit - step):
            status = colour(share, share, thresholds=STANDARD, requirement=None, direction=Direction.HIGHER)
            rows.append([f"attainment {exact(share)}", status])
    required = Requirement(Comparison.AT_LEAST, Fraction(70))
    for value in (Fraction(70), Fraction(70) - step):
        status = colour(
            value, value / 92, thresholds=STANDARD, requirement=required, direction=Direction.HIGHER
        )
        rows.append([f"{exact(value)} of 92, where at least 70 is required", status])
    for value in (Fraction(41) + step, Fraction(41), Fraction(41) - step):
        status = improvement_colour(value, Fraction(41), requirement=None, direction=Direction.HIGHER)
        rows.append([f"improvement on 41: {exact(value)}", status])
    return table(["the case", "status"], rows)


_MEAN = RegionalRule.MEAN
_LEVELS: Sequence[tuple[str, Sequence[int | None], RegionalTerms]] = (
    ("P-1.3", (95, 95, 90), RegionalTerms(_MEAN, 1)),
    ("P-2.1", (50, 30, 50), RegionalTerms(_MEAN, 1)),
    ("SP-1.1", (85, 95, 95), RegionalTerms(_MEAN, 0)),
    ("L-1.1", (90, 90, 80), RegionalTerms(RegionalRule.MEDIAN)),
    ("L-1.2", (90, 85, 85), RegionalTerms(RegionalRule.MEDIAN)),
    ("L-2.2", (95, 97, 95), RegionalTerms(RegionalRule.MEDIAN)),
    ("DH-1.1", (15, 20, 20), RegionalTerms(RegionalRule.LOWEST)),
    ("P-3.1", (80, 80, None), RegionalTerms(_MEAN, 1, WhenPending.AVAILABLE)),
    ("DH-2.1", (None, None, None), RegionalTerms(_MEAN, 1)),
)


def regional_ambitions() -> str:
    """Some of the published regional ambitions, calculated from the trusts' by the rule that gives each."""
    rows = []
    for code, levels, rule in _LEVELS:
        ambitions = {
            trust: Ambition(AmbitionKind.PENDING)
            if level is None
            else Ambition(AmbitionKind.LEVEL, Fraction(level))
            for trust, level in zip(TRUSTS, levels, strict=True)
        }
        found = calculate(ambitions, rule, aggregation=Aggregation.WEIGHTED)
        decimals = "" if rule.decimals is None else str(rule.decimals)
        inputs = ", ".join("pending" if level is None else str(level) for level in levels)
        result = found.kind if found.value is None else short(found.value)
        rows.append([code, inputs, f"`{rule.rule}`", decimals, f"`{rule.when_pending}`", result])
    return table(["KPI", "STO, HNT, HMR", "rule", "decimals", "when pending", "regional ambition"], rows)


def sum_of_targets() -> str:
    """SP.1's calculated regional target, in figures."""
    baselines, ambitions = {}, {}
    for part in SP_1.terms.parts_of(REGION):
        baselines[part.code] = part.baselines[0].usable
        ambitions[part.code] = part.ambitions[0]
    found = calculate(ambitions, SP_1.terms.regional, aggregation=SP_1.terms.aggregation, baselines=baselines)
    total = sum((value for value in baselines.values() if value is not None), Fraction(0))
    return f"{short(found.value)} of {short(total)}"


_CLINICS = KpiTerms(
    code="example",
    organisations=tuple(
        OrganisationTerms(
            code,
            part_of,
            baselines=(GivenBaseline(BaselineKind.VALUE, Fraction(100)),) if is_lowest else (),
            ambitions=(Ambition(AmbitionKind.REDUCTION, Fraction(50)),) if is_lowest else (),
        )
        for code, part_of, is_lowest in (
            ("surgery", "STO", True),
            ("medicine", "STO", True),
            ("STO", REGION, False),
            ("HNT", REGION, True),
            (REGION, None, False),
        )
    ),
    direction=Direction.LOWER,
    unit=Unit.COUNT,
    aggregation=Aggregation.SUM,
    thresholds=(STANDARD,),
)


def levels() -> str:
    """A count in three levels: everyone there, a clinic missing, and its trust reporting for itself."""
    period = Period.parse("2025")
    rows = []
    for reported in (
        {"surgery": 80, "medicine": 70, "HNT": 60},
        {"surgery": 80, "HNT": 60},
        {"surgery": 80, "HNT": 60, "STO": 150},
    ):
        figures = {code: [Figure(period, value)] for code, value in reported.items()}
        said = ", ".join(f"{code} {value}" for code, value in reported.items())
        for code in ("STO", REGION):
            judgement = judge(_CLINICS, code, figures, as_of=period)
            beside = [judgement.reason] if judgement.reason else list(judgement.flags)
            status = f"**{judgement.status}**"
            missing = ", ".join(judgement.missing)
            target = short(judgement.target.value if judgement.target else None)
            rows.append([said, code, short(judgement.value), missing, target, status, codes(beside)])
    header = ["reported", "judged", "value", "missing", "target T", "status", "said beside it"]
    return table(header, rows)


def worked_examples() -> str:
    """Every group of examples under a heading, with its terms, a table and what it shows."""
    return "\n\n".join(
        _group(group, [example for example in examples() if example.group is group]) for group in GROUPS
    )


def _group(group: Group, worked: Sequence[Example]) -> str:
    indicator = group.indicator
    rows = []
    for example in worked:
        case = example.case
        reported = "; ".join(
            ("" if code == case.organisation else f"{code} ")
            + ", ".join(f"{value} in {period}" for period, value in own.items())
            for code, own in case.reported.items()
        )
        result = _result(example.judgement, indicator.terms.direction)
        rows.append([case.organisation, reported, case.as_of, *result])
    header = [
        "judged",
        "reported",
        "as of",
        "value",
        "calculation",
        "attainment",
        "progress",
        "status",
        "said beside it",
    ]
    heading = f"### {indicator.terms.code}: {indicator.name}" + (f" ({group.again})" if group.again else "")
    return "\n\n".join([heading, SHOWN[group.name], _terms(group), table(header, rows)])


def _result(judgement: Judgement, direction: Direction) -> list[str]:
    said = [judgement.reason] if judgement.reason is not None else list(judgement.flags)
    return [
        short(judgement.value),
        _compared(judgement) or calculation(judgement, direction),
        short(judgement.attainment),
        short(judgement.progress),
        f"**{judgement.status}**",
        codes(said),
    ]


def _compared(judgement: Judgement) -> str:
    """What an improvement was compared with, in figures; empty for any other ambition."""
    if judgement.compared_with is None or judgement.value is None:
        return ""
    return f"{exact(judgement.value)} against {exact(judgement.compared_with)}"


def _terms(group: Group) -> str:
    terms = group.indicator.terms
    adopted = terms.organisation(REGION).adopted
    baselines = ", ".join(
        f"{part.code} {_printed(given)}" for part in terms.parts_of(REGION) for given in part.baselines
    )
    ambitions = ", ".join(f"{part.code} {_promise(part.ambitions[0])}" for part in terms.parts_of(REGION))
    lines = [
        f"{UNITS[terms.direction].capitalize()}; judged by {_judged_by(group)}.",
        f"Baselines: {baselines}.",
        f"Ambitions: {ambitions}.",
        f"Adopted regional ambition: {_promise(adopted[0]) if adopted else 'none'}.",
    ]
    for requirement in terms.requirements:
        lines.append(f"Requirement: {requirement.comparison.replace('_', ' ')} {short(requirement.limit)}.")
    return " ".join(lines)


def _printed(baseline: GivenBaseline) -> str:
    if baseline.value is None:
        return baseline.kind.value
    return short(baseline.value) if baseline.calculated_with else f"{short(baseline.value)} (context only)"


def _judged_by(group: Group) -> str:
    return "a whole year" if group.indicator.terms.over_time == "year_sum" else "the figure itself"


def _promise(ambition: Ambition) -> str:
    kind = ambition.kind
    match kind:
        case AmbitionKind.LEVEL:
            return short(ambition.value)
        case AmbitionKind.REDUCTION:
            return f"{short(ambition.value)} % reduction"
        case AmbitionKind.REDUCTION_RANGE:
            return f"{short(ambition.value)}–{short(ambition.high)} % reduction"
        case AmbitionKind.INCREASE:
            return f"{short(ambition.value)} % increase"
        case (
            AmbitionKind.ZERO
            | AmbitionKind.IMPROVEMENT
            | AmbitionKind.REQUIREMENT
            | AmbitionKind.PENDING
            | AmbitionKind.NONE
        ):
            return kind.value
    assert_never(kind)
