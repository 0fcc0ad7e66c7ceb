"""A second plan beside the regional one: the same files under codes of its own, with a document of its own."""

from __future__ import annotations

from pathlib import Path

from tests.plan.folder import PlanFolder

OTHER = "other"
OTHER_PLAN = f"/plans/{OTHER}"


def other_code(kpi: str) -> str:
    """The second plan's code for a KPI of the regional plan."""
    return f"X{kpi}"


def other_plan(path: Path) -> Path:
    """The second plan's folder, made at `path`."""
    folder = PlanFolder(path)
    folder.edit("plan", {"code": "regional"}, code=OTHER, title="En annen plan", document="other-1.0")
    folder.add(
        "documents", {"code": "plan-2.0"}, code="other-1.0", title="En annen plan", version="1.0", date=""
    )
    for name, column in (
        ("indicators", "code"),
        ("kpis", "code"),
        ("kpis", "indicator"),
        ("baselines", "kpi"),
        ("ambitions", "kpi"),
        ("regional_ambitions", "kpi"),
        ("requirement_limits", "kpi"),
        ("inconsistencies", "kpis"),
    ):
        rows = folder.rows(name)
        for row in rows:
            row[column] = ",".join(other_code(code) for code in row[column].split(",") if code)
        folder.write(name, rows)
    return folder.path
