"""Whether a plan's rows hold together: organisations, goals, KPIs and the texts around them.

What is promised and measured is checked in `target_checks`; single cells in `reading`.
"""

from __future__ import annotations

from kpi.files.plan.columns import Value
from kpi.files.plan.reading import PlanFiles, Row
from kpi.files.plan.tables import BY_NAME
from kpi.files.plan.target_checks import check_promise, check_targets
from kpi.models import ScopeMember
from kpi.rules.terms import Aggregation, OverTime, Unit

TERMS_OF_MEASUREMENT = ("unit", "direction", "regional_value", "over_time", "frequency", "decimals")


def check_plan(files: PlanFiles) -> None:
    """Add all findings about rows that do not fit one another."""
    _check_organisations(files)
    _check_scope(files)
    for goal in files.rows["goals"]:
        check_promise(files, goal)
    _check_kpis(files)
    _check_sources(files)
    check_targets(files)


def check_together(plans: list[PlanFiles]) -> None:
    """Plans loaded in one go agree on what they share, and own different plans and KPIs."""
    for name in ("documents", "organisations"):
        table = BY_NAME[name]
        first: dict[object, tuple[PlanFiles, Row]] = {}
        for files in plans:
            for row in files.rows[name]:
                other, known = first.setdefault(row["code"], (files, row))
                if other is files:
                    continue
                for column in table.column_names:
                    if known[column] != row[column] and row.is_sound(column) and known.is_sound(column):
                        files.fault(
                            row,
                            column,
                            f"{other.file(table)} says otherwise (line {known.line}); write the same in both",
                        )
    for name in ("plan", "kpis"):
        owner: dict[object, tuple[PlanFiles, Row]] = {}
        for files in plans:
            for row in files.rows[name]:
                other, known = owner.setdefault(row["code"], (files, row))
                if other is not files and row.is_sound("code"):
                    files.fault(
                        row,
                        "code",
                        f"the code is used in {other.file(BY_NAME[name])} too (line {known.line}); "
                        "choose another",
                    )


def _check_organisations(files: PlanFiles) -> None:
    """The tree has no circles."""
    parents = {row["code"]: row["parent"] for row in files.rows["organisations"]}
    for row in files.rows["organisations"]:
        walked: set[Value] = set()
        code = row["code"]
        while code is not None and code in parents and code not in walked:
            walked.add(code)
            code = parents[code]
        if code is not None and code == row["code"] and code in walked and row.is_sound("code", "parent"):
            files.fault(
                row, "parent", "the organisation lies under itself; choose another parent or leave it out"
            )


def _check_scope(files: PlanFiles) -> None:
    """One region, the plan's own, and at least one organisation whose ambitions it is made of."""
    rows = files.rows["scope"]
    if "scope" in files.unread or any(not row.is_sound("role", "organisation") for row in rows):
        return
    regions = [row for row in rows if row["role"] == ScopeMember.REGION]
    for row in regions[1:]:
        files.fault(row, "role", f"line {regions[0].line} is the region already; a plan has one")
    if not regions:
        files.missing("scope", "of the region", "role", "no row has the role region; add the plan's region")
    if all(row["role"] != ScopeMember.PART for row in rows):
        files.missing(
            "scope", "of the parts", "role", "no row has the role part; add those the plan is judged for"
        )
    for plan in files.rows["plan"][:1]:
        if regions and plan.is_sound("region") and plan["region"] != regions[0]["organisation"]:
            files.fault(
                plan,
                "region",
                f"scope.csv has {regions[0]['organisation']} as the region; write the same in both",
            )


def _check_kpis(files: PlanFiles) -> None:
    sub_goals = {row["code"]: row for row in files.rows["sub_goals"] if row.is_sound("goal")}
    names: dict[object, int] = {}
    for row in files.rows["kpis"]:
        if row.is_sound("name"):
            line = names.setdefault(row["name"], row.line)
            if line != row.line:
                files.fault(row, "name", f"line {line} has the same name; make them different")
        sub_goal = sub_goals.get(row["sub_goal"])
        if row.is_sound("goal", "sub_goal") and sub_goal is not None and sub_goal["goal"] != row["goal"]:
            files.fault(
                row,
                "sub_goal",
                f"{row['sub_goal']} belongs to goal {sub_goal['goal']}, not {row['goal']}; correct one of them",
            )
        _check_measuring(files, row)
        _check_regional_rule(files, row)


def _check_measuring(files: PlanFiles, row: Row) -> None:
    """A KPI that takes measurements says how; a share is neither added up over trusts nor over a year."""
    if row.is_sound("takes_measurements") and row["takes_measurements"]:
        for column in TERMS_OF_MEASUREMENT:
            if row.is_sound(column) and row[column] in ("", None):
                files.fault(
                    row, column, "the cell is empty; a KPI that takes measurements must have it filled in"
                )
    if row["unit"] == Unit.PERCENT:
        for column, word, instead in (
            ("regional_value", Aggregation.SUM, Aggregation.WEIGHTED),
            ("over_time", OverTime.YEAR_SUM, OverTime.LEVEL),
        ):
            if row[column] == word:
                files.fault(row, column, f"a share cannot be added up; write {instead}")
    elif row["over_time"] == OverTime.YEAR_SUM and row["regional_value"] == Aggregation.WEIGHTED:
        files.fault(
            row,
            "regional_value",
            f"what is added up over a year is added up over trusts; write {Aggregation.SUM}",
        )


def _check_regional_rule(files: PlanFiles, row: Row) -> None:
    if not row.is_sound("regional_rule"):
        return
    if row["regional_rule"]:
        if not row["regional_when_pending"] and row.is_sound("regional_when_pending"):
            files.fault(
                row,
                "regional_when_pending",
                "the cell is empty; write wait or available, since there is a regional_rule",
            )
        return
    for column in ("regional_decimals", "regional_when_pending"):
        if row[column] not in ("", None):
            files.fault(
                row, column, "the cell is filled in without a regional_rule; empty it or write the rule"
            )


def _check_sources(files: PlanFiles) -> None:
    """A section or a footnote is of some document."""
    for rows in files.rows.values():
        for row in rows:
            if "document" not in row.values or not row.is_sound("document") or row["document"] is not None:
                continue
            if row["section"] or row["footnote"]:
                files.fault(row, "document", "the cell is empty; say which document the section is of")
