"""Whether a plan's rows agree with each other: organisations, goals, KPIs and the texts around them.

What is measured is checked in `indicator_checks`, what is promised in `target_checks`; single cells in `reading`.
"""

from __future__ import annotations

from kpi.files.plan.columns import Value
from kpi.files.plan.indicator_checks import check_indicators
from kpi.files.plan.reading import PlanFiles, Row
from kpi.files.plan.tables import BY_NAME, SHARED_TABLES
from kpi.files.plan.target_checks import check_promise, check_targets
from kpi.models import Revision


def check_plan(files: PlanFiles) -> None:
    """Add all findings about rows that do not fit one another."""
    _check_circles(files, "organisations", "code", "parent", "the organisation belongs to itself")
    _check_circles(files, "members", "organisation", "part_of", "the organisation is a part of itself")
    _check_circles(files, "indicators", "code", "derived_from", "the indicator is derived from itself")
    _check_alike(files)
    _check_members(files)
    for goal in files.rows["goals"]:
        check_promise(files, goal)
    check_indicators(files)
    _check_kpis(files)
    _check_sources(files)
    _check_revisions(files)
    check_targets(files)


def check_together(plans: list[PlanFiles]) -> None:
    """Plans loaded in one go agree on what they share, and are different plans."""
    for table in SHARED_TABLES:
        first: dict[object, tuple[PlanFiles, Row]] = {}
        for files in plans:
            for row in files.rows[table.name]:
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
    owner: dict[object, tuple[PlanFiles, Row]] = {}
    for files in plans:
        for row in files.rows["plan"]:
            other, known = owner.setdefault(row["code"], (files, row))
            if other is not files and row.is_sound("code"):
                files.fault(
                    row,
                    "code",
                    f"the code is used in {other.file(BY_NAME['plan'])} too (line {known.line}); choose another",
                )


def _check_alike(files: PlanFiles) -> None:
    """Codes that differ only in capital letters are taken for each other by whoever writes them."""
    for table in BY_NAME.values():
        if table.key != ("code",):
            continue
        known = {str(code).casefold(): str(code) for code in files.registered.get(table.name, {})}
        for row in files.rows[table.name]:
            if not row.is_sound("code"):
                continue
            other = known.setdefault(str(row["code"]).casefold(), str(row["code"]))
            if other != row["code"]:
                files.fault(row, "code", f"{other} differs from it by capital letters alone; choose another")


def _check_circles(files: PlanFiles, table: str, key: str, above: str, what: str) -> None:
    """The tree has no circles, together with what the register holds of it."""
    registered = files.registered.get(table, {})
    parents = {code: values[above] for code, values in registered.items()}
    parents |= {row[key]: row[above] for row in files.rows[table]}
    for row in files.rows[table]:
        walked: set[Value] = set()
        code = row[key]
        while code is not None and code in parents and code not in walked:
            walked.add(code)
            code = parents[code]
        if code is not None and code == row[key] and code in walked and row.is_sound(key, above):
            files.fault(row, above, f"{what}; choose another or leave the cell empty")


def _check_members(files: PlanFiles) -> None:
    """What a member is a part of is a member too."""
    codes = {row["organisation"] for row in files.rows["members"]}
    for row in files.rows["members"]:
        whole = row["part_of"]
        if whole is not None and whole not in codes and row.is_sound("part_of"):
            files.fault(row, "part_of", f"{whole} is not an organisation of the plan; add a row for it here")


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
        _check_regional_rule(files, row)


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


def _check_revisions(files: PlanFiles) -> None:
    """A row of a revision made in the register takes its day from there, and its code is none of the files' own."""
    for row in files.rows["revisions"]:
        if Revision.is_file_code(str(row["code"])):
            files.fault(
                row, "code", f"{row['code']} is what the files' own revisions are called; choose another"
            )
    for table in BY_NAME.values():
        if not table.is_dated:
            continue
        for row in files.rows[table.name]:
            if row["revision"] is not None and row["valid_from"] is not None and row.is_sound("valid_from"):
                files.fault(
                    row,
                    "valid_from",
                    f"revision {row['revision']} says from when the row is valid (revisions.csv); empty the cell",
                )
