"""A made-up plan that uses all there is: every file, every column, every sort of baseline and ambition, categories,
versions from a day on, revisions made in a register, and the characters that files get wrong."""

from __future__ import annotations

from pathlib import Path

from tests.plan.folder import PlanFolder, Row
from tests.plan.made_up import row

ODD = 'Æ, ø og å; "sitat" – ½ ‰ 日本 🎈 = + @ \' \u00a0|'
"""Separators, quotation marks, signs that a spreadsheet takes for a formula, letters of two and four bytes."""
FROM_2027 = {"valid_from": "2027-01-01"}


def full_plan(path: Path, code: str = "full") -> PlanFolder:
    """The plan in three levels: FYLKE, of which NORD and SOR are parts, and BY, which is a part of NORD."""
    folder = PlanFolder(path, source=None)
    of = {"document": f"{code}-doc", "section": "4.1,7.2", "footnote": "3,12"}

    def put(name: str, *rows: Row, source: bool = True) -> None:
        folder.put(name, *(row(name, **{**(of if source else {}), **cells}) for cells in rows))

    put(
        "documents",
        {"code": f"{code}-doc", "title": ODD, "version": "2.10", "date": "2026-02-28", "publisher": ODD},
        {"code": f"{code}-other", "title": "Et dokument til"},
        source=False,
    )
    put(
        "organisations",
        {"code": "FYLKE", "name": ODD, "short_name": ODD, "kind": "region"},
        {"code": "NORD", "name": "Nord", "kind": "municipality", "parent": "FYLKE"},
        {"code": "SOR", "name": "Sør", "kind": "municipality", "parent": "FYLKE"},
        {"code": "BY", "name": "Byen", "kind": "unit", "parent": "NORD"},
        {"code": "LEV", "name": "Leverandøren", "kind": "supplier"},
    )
    put("dimensions", {"code": "service", "name": ODD}, source=False)
    put(
        "categories",
        {"code": "poliklinikk", "dimension": "service", "name": "Sykehus (Poliklinikk)"},
        {"code": "hjemme", "dimension": "service", "name": ODD},
        source=False,
    )
    everywhere = {
        "other_codes": "H4, IM2",
        "description": ODD,
        "due_days": "30",
        "numerator": ODD,
        "denominator": ODD,
        "categories": ODD,
        "services": ODD,
        "functionality": ODD,
        "crosses_levels": "yes",
    }
    put(
        "indicators",
        {"code": f"{code}.share", "name": "Andel", **everywhere, "decimals": "2"},
        {
            "code": f"{code}.count",
            "name": "Antall",
            "unit": "count",
            "direction": "lower",
            "aggregation": "sum",
            "over_time": "year_sum",
            "decimals": "0",
            "derived_from": f"{code}.share",
        },
        {"code": f"{code}.change", "name": "Endring", "below_zero": "yes", "is_complete": "no"},
        {"code": f"{code}.days", "name": "Dager", "unit": "days", "direction": "lower", "decimals": ""},
    )
    put(
        "plan",
        {
            "code": code,
            "kind": "regional",
            "title": ODD,
            "short_title": ODD,
            "version": "1.10",
            "date": "2026-01-31",
            "owner": "FYLKE",
            "reporting_period": "quarter",
        },
    )
    put(
        "members",
        {"organisation": "FYLKE"},
        {"organisation": "NORD", "part_of": "FYLKE", "go_live": "2024-02"},
        {"organisation": "SOR", "part_of": "FYLKE", "go_live": "2023-12"},
        {"organisation": "BY", "part_of": "NORD"},
    )
    put(
        "versions",
        {"version": "1.1", "change": ODD, "date": "2025-01-01"},
        {"version": "1.10", "change": "Revidert", "approved_by": ODD, "approved_on": "2026-01-31"},
    )
    put("glossary", {"term": ODD, "explanation": ODD}, {"term": "Gevinst", "explanation": "Nytte"})
    put(
        "roles",
        {"code": "owner", "name": ODD, "holder": ODD, "responsibility": ODD},
        {"code": "coordinator", "name": "Koordinator", "holder": "Kari", "responsibility": "Følger opp"},
    )
    put("reporting", {"code": "yearly", "name": ODD, "frequency": "two_years", "note": ODD})
    put(
        "goals",
        {
            "code": "A",
            "name": ODD,
            "statement": ODD,
            "promise_kind": "reduction_range",
            "promise_low": "20.5",
            "promise_high": "30",
            "promise_qualifier": "at_least",
            "promise_measure": ODD,
            "within_years": "3",
            "compared_with_year": "2019",
            "original_compared_with_year": "2020",
        },
        {"code": "B"},
    )
    put("sub_goals", {"code": "A-1", "goal": "A", "name": ODD}, {"code": "A-2", "goal": "A"})
    terms = {
        "printed_name": ODD,
        "part": ODD,
        "operator": "at_least",
        "target": "-12.5",
        "deadline": "2027-T1",
        "baseline_state": "to_be_set",
        "target_state": "see_annex",
        "measuring_plan": ODD,
        "data_source": ODD,
        "compares_with": "previous",
        "regional_rule": "median",
        "regional_decimals": "2",
        "regional_when_pending": "available",
    }
    put(
        "kpis",
        {"code": "A-1.1", "goal": "A", "sub_goal": "A-1", "indicator": f"{code}.share", "name": ODD, **terms},
        {"code": "A-1.2", "goal": "A", "sub_goal": "A-1", "indicator": f"{code}.count", **named("Antall")},
        {
            "code": "A-2.1",
            "goal": "A",
            "sub_goal": "A-2",
            "indicator": f"{code}.change",
            "use": "benefit",
            "frequency": "half_year",
            **named("Endring"),
        },
        {
            "code": "B.1",
            "goal": "B",
            "indicator": f"{code}.days",
            "regional_rule": "requirement",
            "regional_when_pending": "wait",
            "use": "change",
            **named("Dager"),
        },
        {"code": "B.2", "goal": "B", "frequency": "", **named("Et dashbord")},
        {"code": "B.3", "goal": "B", "indicator": f"{code}.share", "frequency": "year", **named("Igjen")},
    )
    put(
        "undertakings",
        {"code": "A-F1", "kind": "prerequisite", "goal": "A", "text": ODD, "responsible": "SOR,NORD,LEV"},
        {"code": "B-E1", "goal": "B", "responsible": "FYLKE"},
    )
    put(
        "inconsistencies",
        {"code": "numbers", "kpis": "B.1,A-1.1", "organisations": "SOR,NORD", "note": ODD},
        {"code": "all", "kpis": "A-1.2", "note": "Gjelder alle"},
    )
    _put_terms(folder, of)
    return folder


def _put_terms(folder: PlanFolder, of: Row) -> None:
    """What is promised and judged by: from the beginning, from a day on, and by revisions made in a register."""
    register = {"revision": "revision-2"}

    def put(name: str, *rows: Row) -> None:
        source = {} if name == "revisions" else of
        folder.put(name, *(row(name, **{**source, **cells}) for cells in rows))

    put(
        "revisions",
        {"code": "mine", "reason": "Rettet"},
        {
            "code": "revision-1",
            "valid_from": "2027-01-01",
            "reason": ODD,
            "decided_by": ODD,
            "decided_on": "2026-12-24",
        },
        {"code": "revision-2", "valid_from": "2027-01-01"},
    )

    def cell(kpi: str, organisation: str, **cells: str) -> Row:
        return {"kpi": kpi, "organisation": organisation, **cells}

    put(
        "baselines",
        cell("A-1.1", "FYLKE", value="33.4", year="2021"),
        cell("A-1.1", "NORD", kind="regional", printed=ODD, note=ODD),
        cell("A-1.1", "SOR", value="12.123456", calculated_with="no"),
        cell("A-1.1", "SOR", value="11", **FROM_2027),
        cell("A-1.1", "SOR", value="10", **register),
        cell("A-1.1", "SOR", role="context", value="6.1", year="2019"),
        cell("A-1.1", "SOR", role="context", value="6.2", year="2020"),
        cell("A-1.2", "NORD", kind="pending"),
        cell("A-1.2", "SOR", kind="none"),
        cell("A-1.2", "BY", kind="blank"),
        cell("A-2.1", "NORD", value="-18.9"),
    )
    put(
        "ambitions",
        cell(
            "A-1.1", "NORD", value="85.25", deadline="2027", condition=ODD, printed=ODD, printed_elsewhere=ODD
        ),
        cell("A-1.1", "NORD", value="86", revision="mine"),
        cell("A-1.1", "NORD", value="87", **FROM_2027),
        cell("A-1.1", "NORD", value="88", revision="revision-1"),
        cell("A-1.1", "NORD", value="89", **register),
        cell("A-1.1", "SOR", kind="increase", value="10"),
        cell("A-1.1", "BY", kind="pending"),
        cell("A-1.2", "NORD", kind="reduction", value="80"),
        cell("A-1.2", "SOR", kind="reduction_range", value="20", value_high="30.5"),
        cell("A-1.2", "BY", kind="zero", value="0"),
        cell("A-2.1", "SOR", kind="improvement"),
        cell("B.1", "SOR", kind="requirement"),
        cell("B.2", "SOR", kind="none"),
    )
    put(
        "regional_ambitions",
        cell("B.1", "FYLKE", kind="requirement", value="50", printed_name=ODD, note=ODD),
        cell("A-1.1", "FYLKE", value="95", complement="yes", printed=ODD, printed_inputs=ODD),
        cell("A-1.1", "FYLKE", value="96", **FROM_2027),
        cell("A-1.1", "FYLKE", value="97", **register),
        cell("A-1.1", "NORD", kind="pending"),
        cell("B.3", "FYLKE", value="70", **register),
    )
    put("requirements", {"code": "waiting", "name": ODD, "printed": ODD, "own_dates": ODD, "note": ODD})
    limit = {"requirement": "waiting", "comparison": "at_most", "kpi": "B.1"}
    put(
        "requirement_limits",
        {**limit, "limit": "50"},
        {**limit, "limit": "45", **FROM_2027},
        {**limit, "limit": "44", **register},
        {**limit, "limit": "40", "category": "poliklinikk"},
        {**limit, "limit": "35.5", "category": "hjemme"},
    )
    put(
        "thresholds",
        {},
        {"green": "0.6", "yellow": "0.3", **FROM_2027},
        {"green": "0.7", "yellow": "0.4", **register},
        {"kpi": "A-2.1", "basis": "value", "green": "2.5", "yellow": "-3"},
    )
    put(
        "definitions",
        {"kpi": "A-1.1", "text": ODD},
        {"kpi": "A-1.1", "text": "Telles på ny måte", **FROM_2027},
        {"kpi": "A-1.1", "text": "Og på ny", **register},
    )


def named(name: str) -> Row:
    """The names of a KPI that the plan prints as it is called."""
    return {"printed_name": name, "name": name}
