"""Whether what a plan promises makes sense: promises, baselines, ambitions, limits of requirements, thresholds.

Each kind has the figures it needs and no others. A KPI without a row for an organisation has no baseline or ambition
there; nobody has to write that down.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kpi.files.plan.columns import Value
from kpi.files.plan.indicator_checks import indicators_of
from kpi.files.plan.reading import PlanFiles, Row
from kpi.models import Baseline
from kpi.rules.kinds import Kind, kind_of
from kpi.rules.terms import (
    AmbitionKind,
    BaselineKind,
    Comparison,
    Direction,
    RegionalRule,
    ThresholdBasis,
    Unit,
)

Indicator = Mapping[str, Value]
"""An indicator's values, from the files or the register."""

RIGHT_DIRECTION = {Comparison.AT_MOST: Direction.LOWER, Comparison.AT_LEAST: Direction.HIGHER}


def check_promise(files: PlanFiles, goal: Row) -> None:
    """A goal's promise has the figures its kind needs."""
    if goal.is_sound("promise_kind"):
        kind = kind_of(AmbitionKind(str(goal["promise_kind"])))
        _check_given(files, goal, "promise_low", needed=kind.has_value, kind=kind.code)
        _check_given(files, goal, "promise_high", needed=kind.has_high, kind=kind.code)
        _check_change(files, goal, kind, "promise_low", "promise_high")


def check_targets(files: PlanFiles) -> None:
    """Add all findings about baselines, ambitions, regional ambitions, requirements and thresholds."""
    measured = indicators_of(files)
    for name, check in (
        ("requirement_limits", _check_limit),
        ("baselines", _check_baseline),
        ("ambitions", _check_ambition),
        ("regional_ambitions", _check_regional_ambition),
        ("thresholds", _check_threshold),
    ):
        for row in files.rows[name]:
            check(files, row, measured.get(row["kpi"]) if row.is_sound("kpi") else None)
    _check_measured(files)
    _check_one_limit(files)
    _check_requirements_there(files)
    _check_regional_baselines(files)


def _check_given(files: PlanFiles, row: Row, column: str, *, needed: bool, kind: str) -> None:
    """The figure is there when the kind needs it, and only then."""
    if not row.is_sound(column):
        return
    if needed and row[column] is None:
        files.fault(row, column, f"the cell is empty; the kind {kind} needs a figure here")
    elif not needed and row[column] is not None:
        files.fault(row, column, f"the kind {kind} has no figure here; empty the cell or choose another kind")


def _check_change(files: PlanFiles, row: Row, kind: Kind, low_column: str, high_column: str) -> None:
    """A change is of more than zero, a reduction of at most everything, and a range runs upwards."""
    if not kind.is_change:
        return
    low, high = _number(row, low_column), _number(row, high_column)
    for column, value in ((low_column, low), (high_column, high)):
        if value is None:
            continue
        if kind.way == Direction.LOWER and not 0 < value <= 100:
            files.fault(
                row,
                column,
                f"a reduction of {value} % cannot be; write the percentage, above 0 and at most 100",
            )
        elif kind.way == Direction.HIGHER and value <= 0:
            files.fault(row, column, "an increase must be above 0 %")
    if kind.has_high and low is not None and high is not None and low >= high:
        files.fault(row, high_column, f"the range does not run upwards; {high} must be above {low}")


def _number(row: Row, column: str) -> Decimal | None:
    value = row[column]
    return value if isinstance(value, Decimal) and row.is_sound(column) else None


def _check_share(files: PlanFiles, row: Row, column: str, indicator: Indicator | None) -> None:
    """A share lies in 0 to 100, a count is whole, and nothing is negative unless the indicator can be."""
    value = _number(row, column)
    if indicator is None or value is None:
        return
    if value < 0 and not indicator["below_zero"]:
        files.fault(row, column, f"{value} is negative, and the indicator has no values below zero")
    elif indicator["unit"] == Unit.PERCENT and value > 100 and not indicator["below_zero"]:
        files.fault(row, column, f"{value} is not a share; the KPI is in percent, so write 0 to 100")
    elif indicator["unit"] == Unit.COUNT and value != value.to_integral_value():
        files.fault(
            row,
            column,
            f"{value} is not a whole number; the KPI is a count, so write digits alone, such as 1064",
        )


def _check_limit(files: PlanFiles, row: Row, indicator: Indicator | None) -> None:
    if indicator is None:
        return
    right = RIGHT_DIRECTION.get(Comparison(str(row["comparison"]))) if row["comparison"] else None
    if right and row.is_sound("comparison") and indicator["direction"] not in (right, ""):
        files.fault(
            row,
            "comparison",
            f"{row['comparison']} suits a KPI where {right} is better, and {row['kpi']} is not; correct one of them",
        )
    _check_share(files, row, "limit", indicator)


def _check_measured(files: PlanFiles) -> None:
    """A requirement binds only what is measured."""
    unmeasured = {
        row["code"] for row in files.rows["kpis"] if row["indicator"] is None and row.is_sound("indicator")
    }
    for row in files.rows["requirement_limits"]:
        if row["kpi"] in unmeasured and row.is_sound("kpi"):
            files.fault(row, "kpi", f"{row['kpi']} has no indicator, so no requirement can bind it")


def _check_one_limit(files: PlanFiles) -> None:
    """One requirement at a time binds a KPI, or nobody could say which of them sets its colour."""
    first: dict[tuple[Value, ...], Row] = {}
    for row in files.rows["requirement_limits"]:
        if not row.is_sound("requirement", "kpi", "valid_from", "revision") or row["category"] is not None:
            continue
        other = first.setdefault((row["kpi"], row["valid_from"], row["revision"]), row)
        if other is not row:
            files.fault(
                row,
                "kpi",
                f"{other['requirement']} binds the KPI from the same day (line {other.line}); keep one",
            )


def _check_requirements_there(files: PlanFiles) -> None:
    """Whoever points to a requirement has one."""
    if "requirement_limits" in files.unread:
        return
    bound = {row["kpi"] for row in files.rows["requirement_limits"]}
    reason = "there is no limit for the KPI in requirement_limits.csv; add it or choose another word"
    for row in files.rows["kpis"]:
        if row["regional_rule"] == RegionalRule.REQUIREMENT and row["code"] not in bound:
            files.fault(row, "regional_rule", reason)
    for name in ("ambitions", "regional_ambitions"):
        for row in files.rows[name]:
            if (
                row["kind"] == AmbitionKind.REQUIREMENT
                and row.is_sound("kpi", "kind")
                and row["kpi"] not in bound
            ):
                files.fault(row, "kind", reason)


def _check_baseline(files: PlanFiles, row: Row, indicator: Indicator | None) -> None:
    if row.is_sound("kind"):
        _check_given(files, row, "value", needed=row["kind"] == BaselineKind.VALUE, kind=str(row["kind"]))
    if row["role"] == Baseline.CONTEXT and row["year"] is None and row.is_sound("year"):
        files.fault(row, "year", "the cell is empty; a further figure must say which year it is of")
    if row["calculated_with"] is not False and row.is_sound("calculated_with", "kpi"):
        _check_share(files, row, "value", indicator)


def _check_regional_baselines(files: PlanFiles) -> None:
    """A cell that points to the baseline of the whole has one to point to, and is a part of something."""
    if "members" in files.unread:
        return
    given = {
        (row["kpi"], row["organisation"])
        for row in files.rows["baselines"]
        if row["kind"] == BaselineKind.VALUE
    }
    for row in files.rows["baselines"]:
        if row["kind"] != BaselineKind.REGIONAL or not row.is_sound("kind", "kpi", "organisation"):
            continue
        wholes = _wholes_of(files, row["organisation"])
        if not wholes:
            files.fault(
                row,
                "kind",
                "this is the whole's own row; write its figure with the kind value, or another kind",
            )
        elif not any((row["kpi"], whole) in given for whole in wholes):
            files.fault(
                row,
                "kind",
                f"{' or '.join(map(str, wholes))} has no baseline figure for this KPI; add its row with the kind value",
            )


def _check_ambition(files: PlanFiles, row: Row, indicator: Indicator | None) -> None:
    if row.is_sound("organisation") and row["organisation"] in _wholes(files) - _parts(files):
        files.fault(
            row,
            "organisation",
            f"the ambitions of {row['organisation']} as a whole belong in regional_ambitions.csv; move the row there",
        )
    if not row.is_sound("kind"):
        return
    kind = kind_of(AmbitionKind(str(row["kind"])))
    _check_given(files, row, "value", needed=kind.has_value, kind=kind.code)
    _check_given(files, row, "value_high", needed=kind.has_high, kind=kind.code)
    _check_change(files, row, kind, "value", "value_high")
    if kind.code == AmbitionKind.ZERO and _number(row, "value"):
        files.fault(row, "value", "the kind zero has the value 0; correct the value or the kind")
    if indicator is None:
        return
    if kind.is_level:
        _check_share(files, row, "value", indicator)
    if indicator["below_zero"] and not kind.below_zero:
        files.fault(
            row,
            "kind",
            f"{kind.code} does not suit an indicator that has values below zero; write improvement",
        )
    direction = indicator["direction"]
    if direction and direction not in kind.suits:
        files.fault(
            row,
            "kind",
            f"{kind.code} needs a KPI where {' or '.join(sorted(kind.suits))} is better, and {row['kpi']} is not; "
            "correct one of them",
        )


def _check_regional_ambition(files: PlanFiles, row: Row, indicator: Indicator | None) -> None:
    if row.is_sound("kind"):
        kind = str(row["kind"])
        _check_given(files, row, "value", needed=kind != AmbitionKind.PENDING, kind=kind)
    is_whole = row["organisation"] in _wholes(files) or "members" in files.unread
    if row.is_sound("organisation") and not is_whole:
        files.fault(
            row,
            "organisation",
            f"{row['organisation']} has no parts in members.csv; its ambitions belong in ambitions.csv",
        )
    if indicator is None:
        return
    if row["complement"] and row.is_sound("complement") and indicator["unit"] != Unit.PERCENT:
        files.fault(row, "complement", f"only a share has a complement, and {row['kpi']} is none; write no")
    _check_share(files, row, "value", indicator)


def _check_threshold(files: PlanFiles, row: Row, indicator: Indicator | None) -> None:
    green, yellow = _number(row, "green"), _number(row, "yellow")
    if not row.is_sound("kpi", "basis"):
        return
    if row["basis"] == ThresholdBasis.SHARE:
        for column, value in (("green", green), ("yellow", yellow)):
            if value is not None and not 0 <= value <= 1:
                files.fault(
                    row, column, f"{value} is not a share of the ambition; write 0 to 1, such as 0.50"
                )
        if green is not None and yellow is not None and green <= yellow:
            files.fault(row, "green", f"green must begin above yellow, which begins at {yellow}")
        return
    if row["kpi"] is None:
        files.fault(row, "kpi", "the cell is empty; limits that are values belong to one KPI")
        return
    if indicator is None:
        return
    for column in ("green", "yellow"):
        _check_share(files, row, column, indicator)
    if indicator["direction"] not in tuple(Direction):
        files.fault(row, "kpi", f"{row['kpi']} has no direction, so no value of it is green")
        return
    if green is not None and yellow is not None:
        stricter = green > yellow if indicator["direction"] == Direction.HIGHER else green < yellow
        if not stricter:
            files.fault(
                row,
                "green",
                f"green must be stricter than yellow, and for {row['kpi']} {indicator['direction']} is better",
            )


def _wholes(files: PlanFiles) -> set[Value]:
    """The organisations that others are parts of."""
    return {row["part_of"] for row in files.rows["members"] if row["part_of"] is not None}


def _parts(files: PlanFiles) -> set[Value]:
    """The organisations that are parts of another."""
    return {row["organisation"] for row in files.rows["members"] if row["part_of"] is not None}


def _wholes_of(files: PlanFiles, organisation: Value) -> list[Value]:
    """What an organisation is a part of, directly and through others, from below."""
    above = {row["organisation"]: row["part_of"] for row in files.rows["members"]}
    found: list[Value] = []
    while (organisation := above.get(organisation)) is not None and organisation not in found:
        found.append(organisation)
    return found
