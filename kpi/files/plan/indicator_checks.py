"""Whether indicators make sense, and whether a plan's KPIs have what judging them takes."""

from __future__ import annotations

from collections.abc import Mapping

from kpi.files.plan.columns import Value
from kpi.files.plan.reading import PlanFiles, Row
from kpi.rules.terms import Aggregation, OverTime, Unit

TERMS_OF_MEASUREMENT = ("unit", "direction", "aggregation", "over_time")


def indicators_of(files: PlanFiles) -> dict[Value, Mapping[str, Value]]:
    """The indicator that each KPI of the files uses, by the KPI's code: from the files, else from the register.

    A KPI without one, or with a cell that could not be read, is left out.
    """
    known: dict[Value, Mapping[str, Value]] = {**files.registered.get("indicators", {})}
    for row in files.rows["indicators"]:
        if row.is_sound(*TERMS_OF_MEASUREMENT, "code", "below_zero"):
            known[row["code"]] = row.values
        else:
            known.pop(row["code"], None)
    return {
        row["code"]: known[row["indicator"]]
        for row in files.rows["kpis"]
        if row.is_sound("code", "indicator") and row["indicator"] in known
    }


def check_indicators(files: PlanFiles) -> None:
    """Add all findings about indicators, and about KPIs that lack what they are judged by."""
    for row in files.rows["indicators"]:
        _check_over_parts_and_time(files, row)
    _check_used_ones(files)


def _check_over_parts_and_time(files: PlanFiles, row: Row) -> None:
    """A share is neither added up over parts nor over a year; what is added up over a year is over parts too."""
    if row["unit"] == Unit.PERCENT:
        for column, word, instead in (
            ("aggregation", Aggregation.SUM, Aggregation.WEIGHTED),
            ("over_time", OverTime.YEAR_SUM, OverTime.LEVEL),
        ):
            if row[column] == word:
                files.fault(row, column, f"a share cannot be added up; write {instead}")
    elif row["over_time"] == OverTime.YEAR_SUM and row["aggregation"] == Aggregation.WEIGHTED:
        files.fault(
            row,
            "aggregation",
            f"what is added up over a year is added up over the parts of a whole; write {Aggregation.SUM}",
        )


def _check_used_ones(files: PlanFiles) -> None:
    """Where the plan has colours, a KPI's indicator says how it is measured, and the KPI how often."""
    if not files.rows["thresholds"]:
        return
    used = {row["indicator"] for row in files.rows["kpis"] if row["indicator"] is not None}
    for row in files.rows["indicators"]:
        if row["code"] not in used:
            continue
        for column in TERMS_OF_MEASUREMENT:
            if row.is_sound(column) and not row[column]:
                files.fault(row, column, "the cell is empty; an indicator of a plan with thresholds has it")
    for row in files.rows["kpis"]:
        if row["indicator"] is not None and not row["frequency"] and row.is_sound("frequency"):
            files.fault(row, "frequency", "the cell is empty; a KPI that takes measurements must have it")
