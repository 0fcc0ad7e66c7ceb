"""Whether what a plan's files promise makes sense: promises, baselines, ambitions, limits of requirements, thresholds.

What one term must be is decided in `kpi.rules.term_checks`; here stands what the rows must be to each other. A KPI
without a row for an organisation has no baseline or ambition there; nobody has to write that down.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from kpi.files.plan.columns import Value
from kpi.files.plan.indicator_checks import indicators_of
from kpi.files.plan.reading import PlanFiles, Row
from kpi.models import Baseline
from kpi.rules.kinds import kind_of
from kpi.rules.term_checks import (
    Fault,
    Measured,
    ambition_faults,
    baseline_faults,
    limit_faults,
    promise_faults,
    regional_ambition_faults,
    threshold_faults,
)
from kpi.rules.terms import AmbitionKind, BaselineKind, RegionalRule

Indicator = Mapping[str, Value]
"""An indicator's values, from the files or the register."""


def check_promise(files: PlanFiles, goal: Row) -> None:
    """A goal's promise has the figures its kind needs."""
    if goal.is_sound("promise_kind"):
        low, high = _number(goal, "promise_low"), _number(goal, "promise_high")
        _report(files, goal, promise_faults(str(goal["promise_kind"]), low, high))


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


def _report(files: PlanFiles, row: Row, faults: Iterable[Fault]) -> None:
    """Add what is wrong with the cells that could be read; the others have a finding of their own."""
    for column, text in faults:
        if row.is_sound(column):
            files.fault(row, column, text)


def _measured(row: Row, indicator: Indicator | None) -> Measured | None:
    if indicator is None:
        return None
    return Measured(
        str(row["kpi"]),
        str(indicator["unit"] or ""),
        str(indicator["direction"] or ""),
        bool(indicator["below_zero"]),
    )


def _number(row: Row, column: str) -> Decimal | None:
    value = row[column]
    return value if isinstance(value, Decimal) and row.is_sound(column) else None


def _check_limit(files: PlanFiles, row: Row, indicator: Indicator | None) -> None:
    comparison = str(row["comparison"] or "") if row.is_sound("comparison") else ""
    _report(files, row, limit_faults(comparison, _number(row, "limit"), _measured(row, indicator)))


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


def _follows_requirement(row: Row) -> bool:
    return row.is_sound("kpi", "kind") and kind_of(AmbitionKind(str(row["kind"]))).follows_requirement


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
            if _follows_requirement(row) and row["kpi"] not in bound:
                files.fault(row, "kind", reason)


def _check_baseline(files: PlanFiles, row: Row, indicator: Indicator | None) -> None:
    _report(
        files,
        row,
        baseline_faults(
            str(row["kind"]) if row.is_sound("kind") else None,
            _number(row, "value"),
            _measured(row, indicator),
            is_calculated_with=row["calculated_with"] is not False and row.is_sound("calculated_with", "kpi"),
            needs_year=row["role"] == Baseline.CONTEXT,
            year=row["year"],
        ),
    )


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
    if row.is_sound("kind"):
        value, high = _number(row, "value"), _number(row, "value_high")
        _report(files, row, ambition_faults(str(row["kind"]), value, high, _measured(row, indicator)))


def _check_regional_ambition(files: PlanFiles, row: Row, indicator: Indicator | None) -> None:
    is_whole = row["organisation"] in _wholes(files) or "members" in files.unread
    if row.is_sound("organisation") and not is_whole:
        files.fault(
            row,
            "organisation",
            f"{row['organisation']} has no parts in members.csv; its ambitions belong in ambitions.csv",
        )
    kind = str(row["kind"]) if row.is_sound("kind") else None
    complement = bool(row["complement"]) and row.is_sound("complement")
    value, measured = _number(row, "value"), _measured(row, indicator)
    _report(files, row, regional_ambition_faults(kind, value, measured, complement=complement))


def _check_threshold(files: PlanFiles, row: Row, indicator: Indicator | None) -> None:
    if row.is_sound("kpi", "basis"):
        green, yellow = _number(row, "green"), _number(row, "yellow")
        measured, is_of_a_kpi = _measured(row, indicator), row["kpi"] is not None
        faults = threshold_faults(str(row["basis"]), green, yellow, measured, is_of_a_kpi=is_of_a_kpi)
        _report(files, row, faults)


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
