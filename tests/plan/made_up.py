"""Plans of any shape, made up by the tests: organisations in levels, goals, indicators and their use, a few cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.plan.folder import PlanFolder, Row

USUAL: dict[str, Row] = {
    # What a row has where a test does not say otherwise.
    "organisations": {"name": "En organisasjon", "kind": "unit"},
    "dimensions": {"name": "En inndeling"},
    "categories": {"name": "En kategori"},
    "indicators": {
        "name": "En indikator",
        "unit": "percent",
        "direction": "higher",
        "aggregation": "weighted",
        "over_time": "level",
        "decimals": "1",
        "below_zero": "no",
        "crosses_levels": "no",
        "is_complete": "yes",
    },
    "plan": {"kind": "municipal", "title": "En plan", "reporting_period": "tertial"},
    "goals": {
        "name": "Et mål",
        "statement": "Noe skal bli bedre",
        "promise_kind": "improvement",
        "promise_measure": "det som måles",
    },
    "sub_goals": {"name": "Et delmål"},
    "kpis": {"use": "kpi", "compares_with": "baseline", "frequency": "tertial"},
    "baselines": {"kind": "value", "role": "baseline", "calculated_with": "yes"},
    "ambitions": {"kind": "level"},
    "regional_ambitions": {"kind": "level", "complement": "no"},
    "requirements": {"name": "Et krav"},
    "thresholds": {"basis": "share", "green": "0.5", "yellow": "0.25"},
    "undertakings": {"kind": "change", "text": "Noe gjøres annerledes"},
    "revisions": {"reason": "Vedtatt", "origin": "register"},
}

Tree = Mapping[str, str | None]
"""Organisation codes to the one each is a part of."""

REGION: Tree = {"HMN": None, "STO": "HMN", "HNT": "HMN"}


def row(name: str, /, **cells: str) -> Row:
    """A row of a file, with the usual words in what is not given."""
    return {**USUAL.get(name, {}), **cells}


def made_up_plan(
    path: Path, *, code: str = "made-up", members: Tree = REGION, kpis: Iterable[str] = ("A.1",)
) -> PlanFolder:
    """A plan of these members, the first of them the owner, with a KPI of an indicator of the same name (`made-up.A.1`)
    for each code: shares that shall rise from 40 to 80 % for those who are no whole, half of it green."""
    folder = PlanFolder(path, source=None)
    parents = {organisation: above or "" for organisation, above in members.items()}
    wholes = {above for above in members.values() if above}
    codes = list(kpis)
    folder.put(
        "organisations",
        *(row("organisations", code=name, name=name, parent=above) for name, above in parents.items()),
    )
    folder.put("plan", row("plan", code=code, owner=next(iter(members))))
    folder.put(
        "members", *(row("members", organisation=name, part_of=above) for name, above in parents.items())
    )
    folder.put("goals", row("goals", code="A"))
    folder.put("indicators", *(row("indicators", code=f"{code}.{kpi}", name=kpi) for kpi in codes))
    folder.put("kpis", *(use(kpi, f"{code}.{kpi}") for kpi in codes))
    cells = [{"kpi": kpi, "organisation": name} for kpi in codes for name in parents if name not in wholes]
    folder.put("baselines", *(row("baselines", **cell, value="40") for cell in cells))
    folder.put("ambitions", *(row("ambitions", **cell, value="80", deadline="2027") for cell in cells))
    folder.put("thresholds", row("thresholds"))
    return folder


def use(kpi: str, indicator: str, **cells: str) -> Row:
    """A row of kpis.csv: the indicator as a KPI of goal A."""
    return row("kpis", code=kpi, goal="A", indicator=indicator, printed_name=kpi, name=kpi, **cells)
