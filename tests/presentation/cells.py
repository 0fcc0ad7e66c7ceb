"""A short way to have one cell explained without a database: terms and figures in, the explanation out."""

from __future__ import annotations

from typing import Any

from kpi.models import Kpi
from kpi.presentation.explain.parts import Explanation
from kpi.presentation.explanation import explain
from kpi.rules.figure import Figure
from kpi.rules.judgement import Judgement
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import Period
from kpi.selectors.board import judgements
from kpi.selectors.kpi_facts import Facts
from tests.rules.build import REGION, TRUSTS, figure


def kpi_like(terms: KpiTerms, **fields: Any) -> Kpi:
    """A KPI, not stored, that fits the terms."""
    given = {"code": terms.code, "name": "Indikator", "unit": str(terms.unit), "takes_measurements": True}
    return Kpi(**{**given, "decimals": 0 if terms.unit in ("count", "nok") else 1, **fields})


def judged(
    terms: KpiTerms, figures: dict[str, list[Figure]], *, as_of: str = "2025", preliminary: bool = False
) -> dict[str, Judgement]:
    """All the cells of a KPI, by organisation."""
    held = judgements(terms, figures, as_of=Period.parse(as_of), preliminary=preliminary)
    return {organisation: judgement for (_code, organisation), judgement in held.items()}


def explained(
    terms: KpiTerms,
    *values: Any,
    whose: str = "STO",
    as_of: str = "2025",
    own: list[Figure] | None = None,
    facts: dict[str, Any] | None = None,
    preliminary: bool = False,
    **fields: Any,
) -> Explanation:
    """One cell explained. `values` go by trust in the plan's order: a list of figures, one value (the year 2025's) or
    None; `own` are the region's."""
    figures = {
        code: value if isinstance(value, list) else [figure("2025", value)]
        for code, value in zip(TRUSTS, values, strict=False)
        if value is not None
    }
    if own:
        figures[REGION] = own
    cells = judged(terms, figures, as_of=as_of, preliminary=preliminary)
    held = Facts(terms=terms, organisations={}, series=figures, parts=cells, **(facts or {}))
    return explain(cells[whose], kpi_like(terms, **fields), held)


def text_of(explanation: Explanation) -> str:
    """All that an explanation says, for looking a sentence up in it. Spaces that do not break are plain ones."""
    return "\n".join(sentences_of(explanation)).replace("\N{NO-BREAK SPACE}", " ")


def sentences_of(explanation: Explanation) -> list[str]:
    """Each of its texts on its own."""
    found = [explanation.title, *map(str, explanation.answer)]
    for step in explanation.steps:
        found += [step.name, *map(str, step.lines), *map(str, step.notes), *step.sources]
    for fact in explanation.facts:
        found += [fact.name, *map(str, fact.lines)]
    for flag in explanation.flags:
        found += [flag.word, str(flag.sentence)]
    found += map(str, explanation.inconsistencies)
    if explanation.scale:
        found += [explanation.scale.title, explanation.scale.description]
        found += [mark.text for mark in explanation.scale.marks]
    return found
