"""Whether what a plan promises makes sense: promises, baselines, ambitions, requirements, thresholds.

Each kind has the figures it needs and no others, and every KPI has a cell for every organisation of the plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kpi.files.plan.columns import Value
from kpi.files.plan.reading import PlanFiles, Row
from kpi.models import Baseline, ScopeMember
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
    kpis = {row["code"]: row for row in files.rows["kpis"] if row.is_sound("code")}
    for row in files.rows["requirements"]:
        _check_requirement(files, row, kpis.get(row["kpi"]))
    _check_requirements_there(files)
    for row in files.rows["baselines"]:
        _check_baseline(files, row, kpis.get(row["kpi"]))
    _check_regional_baselines(files)
    for row in files.rows["ambitions"]:
        _check_ambition(files, row, kpis.get(row["kpi"]))
    for row in files.rows["regional_ambitions"]:
        _check_regional_ambition(files, row, kpis.get(row["kpi"]))
    for row in files.rows["thresholds"]:
        _check_threshold(files, row, kpis.get(row["kpi"]))
    _check_cells(files)


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
    low, high = _figure(row, low_column), _figure(row, high_column)
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


def _figure(row: Row, column: str) -> Decimal | None:
    value = row[column]
    return value if isinstance(value, Decimal) and row.is_sound(column) else None


def _check_share(files: PlanFiles, row: Row, column: str, kpi: Row | None) -> None:
    value = _figure(row, column)
    if kpi is not None and kpi["unit"] == Unit.PERCENT and value is not None and value > 100:
        files.fault(row, column, f"{value} is not a share; the KPI is in percent, so write 0 to 100")


def _check_requirement(files: PlanFiles, row: Row, kpi: Row | None) -> None:
    if kpi is None or not row.is_sound("kpi"):
        return
    if kpi.is_sound("takes_measurements") and not kpi["takes_measurements"]:
        files.fault(row, "kpi", f"{kpi['code']} takes no measurements, so no requirement can bind it")
        return
    right = RIGHT_DIRECTION.get(Comparison(str(row["comparison"]))) if row["comparison"] else None
    if right and row.is_sound("comparison") and kpi.is_sound("direction") and kpi["direction"] != right:
        files.fault(
            row,
            "comparison",
            f"{row['comparison']} suits a KPI where {right} is better, and {kpi['code']} is not; correct one of them",
        )
    _check_share(files, row, "limit", kpi)


def _check_requirements_there(files: PlanFiles) -> None:
    """Whoever points to a requirement has one."""
    if "requirements" in files.unread:
        return
    bound = {row["kpi"] for row in files.rows["requirements"]}
    reason = "there is no requirement for the KPI in requirements.csv; add it or choose another word"
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


def _check_baseline(files: PlanFiles, row: Row, kpi: Row | None) -> None:
    if row.is_sound("kind"):
        _check_given(files, row, "value", needed=row["kind"] == BaselineKind.VALUE, kind=str(row["kind"]))
    if row["role"] == Baseline.CONTEXT and row["year"] is None and row.is_sound("year"):
        files.fault(row, "year", "the cell is empty; a further figure must say which year it is of")
    if row["calculated_with"] is not False and row.is_sound("calculated_with", "kpi"):
        _check_share(files, row, "value", kpi)


def _check_regional_baselines(files: PlanFiles) -> None:
    """A cell that points to the region's baseline has one to point to, and the region's own does not point on."""
    if "scope" in files.unread:
        return
    regions = _members(files, ScopeMember.REGION)
    given = {
        row["kpi"]
        for row in files.rows["baselines"]
        if row["organisation"] in regions and row["kind"] == BaselineKind.VALUE
    }
    for row in files.rows["baselines"]:
        if row["kind"] != BaselineKind.REGIONAL or not row.is_sound("kind", "kpi", "organisation"):
            continue
        if row["organisation"] in regions:
            files.fault(
                row,
                "kind",
                "this is the region's own row; write its figure with the kind value, or another kind",
            )
        elif row["kpi"] not in given:
            files.fault(
                row, "kind", "the region has no baseline figure for this KPI; add its row with the kind value"
            )


def _check_ambition(files: PlanFiles, row: Row, kpi: Row | None) -> None:
    if row.is_sound("organisation") and row["organisation"] in _members(files, ScopeMember.REGION):
        files.fault(
            row, "organisation", "the region's ambitions belong in regional_ambitions.csv; move the row there"
        )
    if not row.is_sound("kind"):
        return
    kind = kind_of(AmbitionKind(str(row["kind"])))
    _check_given(files, row, "value", needed=kind.has_value, kind=kind.code)
    _check_given(files, row, "value_high", needed=kind.has_high, kind=kind.code)
    _check_change(files, row, kind, "value", "value_high")
    if kind.code == AmbitionKind.ZERO and _figure(row, "value"):
        files.fault(row, "value", "the kind zero has the value 0; correct the value or the kind")
    if kpi is None or not row.is_sound("kpi"):
        return
    if kind.is_level:
        _check_share(files, row, "value", kpi)
    direction = kpi["direction"]
    # A KPI without direction takes no measurements; only a kind that goes one way tells that something is amiss.
    suits = direction in kind.suits if direction else len(kind.suits) > 1
    if kpi.is_sound("direction") and not suits:
        right = " or ".join(sorted(kind.suits))
        files.fault(
            row,
            "kind",
            f"{kind.code} needs a KPI where {right} is better, and {kpi['code']} is not; correct one of them",
        )


def _check_regional_ambition(files: PlanFiles, row: Row, kpi: Row | None) -> None:
    if row.is_sound("kind"):
        kind = str(row["kind"])
        _check_given(files, row, "value", needed=kind != AmbitionKind.PENDING, kind=kind)
    if kpi is None or not row.is_sound("kpi"):
        return
    if (
        row["complement"]
        and row.is_sound("complement")
        and kpi.is_sound("unit")
        and kpi["unit"] != Unit.PERCENT
    ):
        files.fault(row, "complement", f"only a share has a complement, and {kpi['code']} is none; write no")
    _check_share(files, row, "value", kpi)


def _check_threshold(files: PlanFiles, row: Row, kpi: Row | None) -> None:
    green, yellow = _figure(row, "green"), _figure(row, "yellow")
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
    if kpi is None:
        files.fault(row, "kpi", "the cell is empty; limits that are values belong to one KPI")
        return
    for column in ("green", "yellow"):
        _check_share(files, row, column, kpi)
    if not kpi["direction"]:
        if kpi.is_sound("direction"):
            files.fault(row, "kpi", f"{kpi['code']} has no direction, so no value of it is green")
        return
    if green is not None and yellow is not None:
        stricter = green > yellow if kpi["direction"] == Direction.HIGHER else green < yellow
        if not stricter:
            files.fault(
                row,
                "green",
                f"green must be stricter than yellow, and for {kpi['code']} {kpi['direction']} is better",
            )


def _members(files: PlanFiles, role: str) -> list[Value]:
    return [
        row["organisation"]
        for row in files.rows["scope"]
        if row["role"] == role and row["organisation"] is not None
    ]


def _check_cells(files: PlanFiles) -> None:
    """Each KPI has one baseline and one ambition without a start date for every part of the plan.

    Two of them are found as the same record standing twice; here is found that there is none.
    """
    if not files.unread.isdisjoint({"kpis", "scope"}):
        return
    for name in ("baselines", "ambitions"):
        rows = files.rows[name]
        if name in files.unread or any(not row.is_sound("kpi", "organisation", "valid_from") for row in rows):
            continue
        held = {(row["kpi"], row["organisation"]) for row in _from_the_start(rows)}
        for kpi in files.rows["kpis"]:
            for code in _members(files, ScopeMember.PART):
                if kpi.is_sound("code") and (kpi["code"], code) not in held:
                    files.missing(
                        name,
                        f"{kpi['code']}/{code}",
                        "organisation",
                        "there is no row without valid_from; add one, with a kind that says so if nothing is given",
                    )


def _from_the_start(rows: Iterable[Row]) -> Iterable[Row]:
    for row in rows:
        start: date | Value = row["valid_from"]
        if start is None and row.values.get("role", Baseline.BASELINE) == Baseline.BASELINE:
            yield row
