"""What stands behind one KPI's judgements: the plan's printed cells, documents, and who entered each figure.

Read for the explanation of a status. No words and no rules here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kpi.models import (
    Ambition,
    Baseline,
    Document,
    Inconsistency,
    Measurement,
    Organisation,
    RegionalAmbition,
    RequirementLimit,
)
from kpi.models.revision import LAST_WORD_LAST
from kpi.rules.figure import Figure
from kpi.rules.judgement import Judgement
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.values import Value
from kpi.selectors.figures import Series
from kpi.selectors.plan_terms import PlanTerms


@dataclass(frozen=True)
class KnownInconsistency:
    """Something in the plan that does not add up. No `organisations` means that it is about all."""

    note: str
    document: str
    section: str
    footnote: str
    organisations: tuple[str, ...] = ()

    def concerns(self, organisation: str) -> bool:
        return not self.organisations or organisation in self.organisations


@dataclass(frozen=True)
class Facts:
    """What an explanation needs beside the judgement. Rows go by organisation code; `documents` and `records` by the
    keys that sources and figures carry; `series` are the figures the judgement was made on (a figure that is not
    saved yet has no `ref`); `parts` are the trusts' judgements, for the region's outcome."""

    terms: KpiTerms
    organisations: Mapping[str, Organisation]
    documents: Mapping[str, Document] = field(default_factory=dict)
    records: Mapping[Hashable, Measurement] = field(default_factory=dict)
    baselines: Mapping[str, Sequence[Baseline]] = field(default_factory=dict)
    context: Mapping[str, Sequence[Baseline]] = field(default_factory=dict)
    ambitions: Mapping[str, Sequence[Ambition]] = field(default_factory=dict)
    adopted: Sequence[RegionalAmbition] = ()
    requirements: Sequence[RequirementLimit] = ()
    inconsistencies: Sequence[KnownInconsistency] = ()
    series: Mapping[str, Sequence[Figure]] = field(default_factory=dict)
    parts: Mapping[str, Judgement] = field(default_factory=dict)


def kpi_facts(
    terms: PlanTerms,
    kpi_code: str,
    *,
    series: Series,
    judged: Iterable[Judgement],
    about: Iterable[Judgement],
) -> Facts:
    """The facts for explaining `about`, some of the KPI's judgements `judged` (all of them, the region's too).

    Six queries. For a value that is not saved yet, put it into `series` as a Figure without `ref`, judge with
    `kpi.selectors.board.judgements`, and pass the results here.
    """
    kpi = terms.kpi(kpi_code)
    assert kpi is not None  # the caller has found the KPI in these terms
    known = terms.terms[kpi_code]
    baselines, context = _baselines(kpi.pk)
    return Facts(
        terms=known,
        organisations={organisation.code: organisation for organisation in terms.organisations},
        documents={str(document.pk): document for document in Document.objects.all()},
        records=_records(about),
        baselines=baselines,
        context=context,
        ambitions=terms.ambitions.get(kpi_code, {}),
        adopted=tuple(
            RegionalAmbition.objects.filter(kpi=kpi)
            .select_related("revision", "organisation")
            .order_by(*LAST_WORD_LAST)
        ),
        requirements=tuple(
            RequirementLimit.objects.filter(kpi=kpi)
            .select_related("revision", "requirement")
            .order_by(*LAST_WORD_LAST)
        ),
        inconsistencies=_inconsistencies(kpi.pk),
        series=series,
        parts={judgement.organisation: judgement for judgement in judged},
    )


def _baselines(kpi_id: int) -> tuple[dict[str, list[Baseline]], dict[str, list[Baseline]]]:
    used: dict[str, list[Baseline]] = defaultdict(list)
    context: dict[str, list[Baseline]] = defaultdict(list)
    rows = (
        Baseline.objects.filter(kpi=kpi_id)
        .select_related("organisation", "revision")
        .order_by("year", *LAST_WORD_LAST)
    )
    for row in rows:
        (used if row.role == Baseline.BASELINE else context)[row.organisation.code].append(row)
    return used, context


def _inconsistencies(kpi_id: int) -> tuple[KnownInconsistency, ...]:
    """One row per inconsistency and organisation it is limited to."""
    found: dict[int, tuple[str, str, str, str]] = {}
    organisations: dict[int, list[str]] = defaultdict(list)
    rows = (
        Inconsistency.objects.filter(kpis=kpi_id)
        .order_by("position")
        .values_list("pk", "note", "document_id", "section", "footnote", "organisations__code")
    )
    for pk, note, document, section, footnote, organisation in rows:
        found.setdefault(pk, (note, str(document or ""), section, footnote))
        if organisation:
            organisations[pk].append(organisation)
    return tuple(KnownInconsistency(*known, tuple(organisations[pk])) for pk, known in found.items())


def _records(about: Iterable[Judgement]) -> dict[Hashable, Measurement]:
    refs = {ref for judgement in about for ref in refs_of(judgement)}
    rows = Measurement.objects.filter(pk__in=refs).select_related("entered_by", "approved_by", "corrects")
    return {row.pk: row for row in rows}


def refs_of(judgement: Judgement) -> set[int]:
    """The measurements that a judgement rests on: the judged figure's, and the baseline's where it was measured."""
    found: list[Value | None] = [judgement.judged_figure, judgement.from_parts]
    if judgement.from_parts is not None:
        found.extend(judgement.from_parts.parts.values())
    found.append(judgement.baseline.judged_figure if judgement.baseline else None)
    return {
        figure.ref
        for value in found
        if value is not None
        for figure in value.figures
        if isinstance(figure.ref, int)
    }
