"""A whole plan, as its document holds it: everything it says, as in force on a day. Nothing is judged here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kpi.models import Ambition as AmbitionRow
from kpi.models import (
    Baseline,
    BenefitGoal,
    Document,
    GlossaryEntry,
    Inconsistency,
    Kpi,
    Organisation,
    Plan,
    PlanMember,
    PlanRole,
    PlanVersion,
    ReportingDuty,
    RequirementLimit,
    SubGoal,
    Threshold,
    Undertaking,
)
from kpi.models.revision import LAST_WORD_LAST
from kpi.models.source import Sourced
from kpi.rules.ambition import NO_AMBITION, Ambition, in_force
from kpi.rules.governing_ambition import calculated_ambition
from kpi.rules.period import Period
from kpi.rules.regional_ambition import CalculatedAmbition
from kpi.selectors.figures import Series, figures_of
from kpi.selectors.plan_terms import PlanTerms
from kpi.selectors.reconciliation import Reconciliation, reconcile
from kpi.selectors.undertakings import by_responsibility


@dataclass(frozen=True)
class LeftOut:
    """A KPI that the plan has adopted no regional ambition for, with the one its trusts' ambitions come to.

    `inputs` are the trusts' ambitions by organisation code, in plan order.
    """

    kpi: Kpi
    inputs: dict[str, Ambition]
    calculated: CalculatedAmbition


@dataclass(frozen=True)
class PlanDocument:
    """The plan. Rows stand in the plan's order; targets are those in force on `day`.

    `baselines`, `context` (other years) and `ambitions` go by the keys of KPI and organisation; `kpis`,
    `prerequisites` and `changes` by the key of the goal.
    """

    terms: PlanTerms
    day: date
    goals: list[BenefitGoal]
    sub_goals: dict[int, list[SubGoal]]
    kpis: dict[int, list[Kpi]]
    baselines: dict[tuple[int, int], Baseline]
    context: dict[tuple[int, int], list[Baseline]]
    ambitions: dict[tuple[int, int], AmbitionRow]
    prerequisites: dict[int, list[Undertaking]]
    changes: dict[int, list[Undertaking]]
    reconciliation: Reconciliation
    left_out: list[LeftOut]
    requirements: list[RequirementLimit]
    thresholds: list[Threshold]
    inconsistencies: list[Inconsistency]
    versions: list[PlanVersion]
    glossary: list[GlossaryEntry]
    roles: list[PlanRole]
    reporting: list[ReportingDuty]
    members: list[PlanMember]
    documents: dict[int, Document]

    @property
    def responsible(self) -> list[Organisation]:
        """Those outside the plan's own organisations who answer for a prerequisite or a change."""
        own = {organisation.pk for organisation in self.terms.organisations}
        rows: list[Undertaking] = [row for of_goal in self.prerequisites.values() for row in of_goal]
        rows += [row for of_goal in self.changes.values() for row in of_goal]
        others = {
            organisation.pk: organisation
            for row in rows
            for organisation in row.responsible.all()
            if organisation.pk not in own
        }
        return sorted(others.values(), key=lambda organisation: organisation.code)


def plan_document(terms: PlanTerms, *, as_of: Period) -> PlanDocument:
    """The plan whose terms have been read. At most 22 more queries, whatever the plan's size."""
    plan, day = terms.plan, as_of.last_day
    goals = list(BenefitGoal.objects.filter(plan=plan).order_by("position"))
    reconciliation = reconcile(terms, day=day)
    series = figures_of(terms, as_of=as_of)
    adopted = {row.kpi.pk for row in reconciliation.rows}
    kpis: dict[int, list[Kpi]] = defaultdict(list)
    for kpi in terms.kpis:
        kpis[kpi.goal_id].append(kpi)
    baselines, context = _baselines(terms, day)
    document = PlanDocument(
        terms=terms,
        day=day,
        goals=goals,
        sub_goals=_by_goal(SubGoal.objects.filter(goal__plan=plan).order_by("position")),
        kpis=kpis,
        baselines=baselines,
        context=context,
        ambitions=_ambitions(terms, day),
        prerequisites=_undertakings(plan, Undertaking.PREREQUISITE),
        changes=_undertakings(plan, Undertaking.CHANGE),
        reconciliation=reconciliation,
        left_out=[
            left_out(terms, kpi, series[kpi.code], as_of=as_of)
            for kpi in terms.kpis
            if terms.whole is not None and kpi.pk not in adopted and kpi.takes_measurements
        ],
        requirements=_requirements(terms, day),
        thresholds=_thresholds(terms, day),
        inconsistencies=list(
            Inconsistency.objects.filter(plan=plan)
            .prefetch_related("kpis", "organisations")
            .order_by("position")
        ),
        versions=list(PlanVersion.objects.filter(plan=plan).order_by("position")),
        glossary=list(GlossaryEntry.objects.filter(plan=plan).order_by("position")),
        roles=list(PlanRole.objects.filter(plan=plan).order_by("position")),
        reporting=list(ReportingDuty.objects.filter(plan=plan).order_by("position")),
        members=list(terms.members),
        documents={},
    )
    return replace(document, documents=_documents_of(document))


def _documents_of(document: PlanDocument) -> dict[int, Document]:
    """The documents that the plan's own rows name. Other plans' documents stand in the same table."""
    by_goal = (document.sub_goals, document.kpis, document.context, document.prerequisites, document.changes)
    lists: list[Iterable[Sourced]] = [
        [document.terms.plan],
        document.goals,
        *(rows for table in by_goal for rows in table.values()),
        document.baselines.values(),
        document.ambitions.values(),
        [row.record for row in document.reconciliation.rows],
        document.requirements,
        document.thresholds,
        document.inconsistencies,
        document.versions,
        document.glossary,
        document.roles,
        document.reporting,
        document.members,
    ]
    named = {row.document_id for rows in lists for row in rows if row.document_id is not None}
    return Document.objects.in_bulk(named)


def left_out(terms: PlanTerms, kpi: Kpi, series: Series, *, as_of: Period) -> LeftOut:
    """What the parts' ambitions for a KPI come to for the whole; the plan must have one. No queries."""
    assert terms.whole is not None
    kpi_terms, whole, day = terms.terms[kpi.code], terms.whole.code, as_of.last_day
    return LeftOut(
        kpi,
        {part.code: in_force(part.ambitions, day) or NO_AMBITION for part in kpi_terms.parts_of(whole)},
        calculated_ambition(kpi_terms, whole, series, as_of=as_of, day=day),
    )


def _baselines(
    terms: PlanTerms, day: date
) -> tuple[dict[tuple[int, int], Baseline], dict[tuple[int, int], list[Baseline]]]:
    versions: dict[tuple[int, int], list[Baseline]] = defaultdict(list)
    context: dict[tuple[int, int], list[Baseline]] = defaultdict(list)
    for row in (
        Baseline.objects.filter(kpi__plan=terms.plan)
        .select_related("revision")
        .order_by("year", *LAST_WORD_LAST)
    ):
        by_cell = versions if row.role == Baseline.BASELINE else context
        by_cell[row.kpi_id, row.organisation_id].append(row)
    return {cell: current for cell, rows in versions.items() if (current := in_force(rows, day))}, context


def _ambitions(terms: PlanTerms, day: date) -> dict[tuple[int, int], AmbitionRow]:
    return {
        (row.kpi_id, row.organisation_id): row
        for of_kpi in terms.ambitions.values()
        for rows in of_kpi.values()
        if (row := in_force(rows, day))
    }


def _undertakings(plan: Plan, kind: str) -> dict[int, list[Undertaking]]:
    rows = Undertaking.objects.filter(goal__plan=plan, kind=kind).prefetch_related(by_responsibility())
    return _by_goal(rows.order_by("goal__position", "position", "pk"))


def _by_goal(rows: Iterable[Any]) -> dict[int, list[Any]]:
    by_goal: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_goal[row.goal_id].append(row)
    return by_goal


def _requirements(terms: PlanTerms, day: date) -> list[RequirementLimit]:
    versions: dict[int, list[RequirementLimit]] = defaultdict(list)
    for row in (
        RequirementLimit.objects.filter(kpi__plan=terms.plan)
        .select_related("requirement", "revision")
        .order_by(*LAST_WORD_LAST)
    ):
        versions[row.kpi_id].append(row)
    return [current for kpi in terms.kpis if (current := in_force(versions.get(kpi.pk, []), day))]


def _thresholds(terms: PlanTerms, day: date) -> list[Threshold]:
    """The plan's own limits first, then those of single KPIs."""
    versions: dict[int | None, list[Threshold]] = defaultdict(list)
    for row in Threshold.objects.filter(plan=terms.plan).select_related("revision").order_by(*LAST_WORD_LAST):
        versions[row.kpi_id].append(row)
    order = [None, *(kpi.pk for kpi in terms.kpis)]
    return [current for key in order if (current := in_force(versions.get(key, []), day))]
