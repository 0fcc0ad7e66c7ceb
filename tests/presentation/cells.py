"""A short way to have one cell explained without a database: terms and figures in, the explanation out. What it says is
looked up by the identifiers of its sentences."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from kpi.models import Ambition, Baseline, Indicator, Kpi, Organisation, RegionalAmbition, Revision
from kpi.presentation import explanation as explanation_module
from kpi.presentation.explain.parts import Explanation, Shown, Text
from kpi.presentation.explanation import explain
from kpi.rules.figure import Figure
from kpi.rules.judgement import Judgement
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import Period
from kpi.selectors.board import judgements
from kpi.selectors.kpi_facts import Facts
from tests.rules.build import REGION, TRUSTS, figure

EXPLANATION = Path(explanation_module.__file__)


def kpi_like(terms: KpiTerms, **fields: Any) -> Kpi:
    """A KPI, not stored, that fits the terms. `fields` are its indicator's; it has none with
    `takes_measurements=False`."""
    if not fields.pop("takes_measurements", True):
        return Kpi(code=terms.code, name="Indikator")
    decimals = 0 if terms.unit in ("count", "nok") else 1
    indicator = Indicator(**{"code": terms.code, "unit": str(terms.unit), "decimals": decimals, **fields})
    indicator.pk = 1  # what is not stored has no number, and a KPI without one takes no measurements
    return Kpi(code=terms.code, name="Indikator", indicator=indicator)


def judged(
    terms: KpiTerms, figures: dict[str, list[Figure]], *, as_of: str = "2025", preliminary: bool = False
) -> dict[str, Judgement]:
    """All the cells of a KPI, by organisation."""
    cells = judgements(terms, figures, as_of=Period.parse(as_of), preliminary=preliminary)
    return {organisation: judgement for (_code, organisation), judgement in cells.items()}


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
    known = {**rows_of(terms), **(facts or {})}
    return explain(
        cells[whose],
        kpi_like(terms, **fields),
        Facts(terms=terms, organisations={}, series=figures, parts=cells, **known),
    )


def rows_of(terms: KpiTerms) -> dict[str, Any]:
    """The rows that the terms would have been read from, not stored: what the plan gives for each organisation."""
    start = Revision(code="start")
    return {
        "adopted": [
            RegionalAmbition(
                organisation=Organisation(code=member.code),
                kind=row.kind,
                value=_decimal(row.value),
                revision=start,
            )
            for member in terms.organisations
            for row in member.adopted
        ],
        "ambitions": {
            member.code: [
                Ambition(kind=row.kind, value=_decimal(row.value), revision=start) for row in member.ambitions
            ]
            for member in terms.organisations
        },
        "baselines": {
            member.code: [
                Baseline(kind=row.kind, value=_decimal(row.value), revision=start) for row in member.baselines
            ]
            for member in terms.organisations
        },
    }


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(value.numerator) / Decimal(value.denominator)


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


class Said:
    """What an explanation says, sentence by sentence: `said["answer.of_own_ambition"]` gives the values that were put
    into that sentence. An identifier that no sentence in the code has is an error, also in `in` and `not in`."""

    def __init__(self, explanation: Explanation) -> None:
        self.texts = texts_of(explanation)

    def all(self, id: str) -> list[dict[str, str]]:
        """The values of every sentence with the identifier."""
        _must_exist(id)
        return [values_of(text) for text in self.texts if text.id == id]

    def __getitem__(self, id: str) -> dict[str, str]:
        found = self.all(id)
        assert len(found) == 1, (
            f"{len(found)} sentences are {id}; there are {[text.id for text in self.texts]}"
        )
        return found[0]

    def __contains__(self, id: str) -> bool:
        return bool(self.all(id))


def values_of(text: Text) -> dict[str, str]:
    """A sentence's values as they are written, with plain spaces: `21,65 %`. Where a wording goes with the number,
    its identifier and the number itself: `or_higher 21.65`."""
    return {name: _plain(value) for name, value in text.values.items()}


def _plain(value: object) -> str:
    if isinstance(value, Shown) and value.id:
        return value.id if value.number is None else f"{value.id} {_written(value.number)}"
    return str(value).replace("\N{NO-BREAK SPACE}", " ")


def _written(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):.12g}"


def texts_of(explanation: Explanation) -> list[Text]:
    """All its sentences that have an identifier, in the order in which they are read."""
    texts = [*explanation.answer]
    for step in explanation.steps:
        texts += [*step.lines, *step.notes]
    for fact in explanation.facts:
        texts += fact.lines
    return [*texts, *(flag.sentence for flag in explanation.flags), *explanation.inconsistencies]


def _must_exist(id: str) -> None:
    assert any(re.fullmatch(known, id) for known in known_ids()), f"no sentence in the code is {id}"


@cache
def known_ids() -> dict[str, set[str]]:
    """The identifiers in the code as patterns (`answer\\.therefore\\..*`), each with the templates that it is given."""
    found: dict[str, set[str]] = {}
    for path in [EXPLANATION, *EXPLANATION.with_name("explain").glob("*.py")]:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and len(call.args) == 2:
                name = ast.unparse(call.func)
                if name in ("say", "words.say"):
                    id, template = call.args
                    found.setdefault(_pattern(id), set()).add(ast.unparse(template))
                elif name == "quoted":
                    found.setdefault(_pattern(call.args[1]), set()).add("quoted")
    return found


def _pattern(id: ast.expr) -> str:
    if isinstance(id, ast.JoinedStr):
        return "".join(
            re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in id.values
        )
    assert isinstance(id, ast.Constant)
    return re.escape(id.value)


def number_in(text: str) -> str:
    """The first number in a text, with plain spaces."""
    found = re.search(r"−?\d[\d ]*(,\d+)?", text.replace("\N{NO-BREAK SPACE}", " "))
    assert found, text
    return found[0].strip()
