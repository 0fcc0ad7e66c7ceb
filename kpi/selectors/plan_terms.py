"""A plan's KPIs with the terms they are judged on, read whole in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Exists, OuterRef

from kpi.models import (
    Ambition,
    Baseline,
    Inconsistency,
    Kpi,
    Organisation,
    Plan,
    PlanMember,
    RegionalAmbition,
    RequirementLimit,
    Threshold,
)
from kpi.models.revision import LAST_WORD_LAST
from kpi.rules.kpi_terms import KpiTerms, OrganisationTerms
from kpi.rules.status import Thresholds
from kpi.selectors.stamp import Stamp, stamp_of
from kpi.selectors.terms_of_rows import (
    ambition_terms,
    baseline_terms,
    kpi_own_terms,
    requirement_terms,
    thresholds_terms,
)

Cell = tuple[int, int]
"""The keys of a KPI and an organisation."""


@dataclass(frozen=True)
class PlanTerms:
    """A plan as the judgement needs it. `members` and `kpis` are in plan order; `terms` and `ambitions` go by KPI code,
    the latter further by organisation code (the rows now in the register, for what is shown beside the figures).
    `stamp` names the state of the register they were read in; None where that has no name, or for one KPI's terms,
    since nothing of the plan's may be kept under its name."""

    plan: Plan
    members: tuple[PlanMember, ...]
    kpis: tuple[Kpi, ...]
    terms: dict[str, KpiTerms]
    ambitions: dict[str, dict[str, list[Ambition]]] = field(default_factory=dict)
    stamp: Stamp | None = None

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """All organisations of the plan, in plan order."""
        return tuple(member.organisation for member in self.members)

    @cached_property
    def whole(self) -> Organisation | None:
        """The organisation that all others are parts of, directly or through others; None where there is none."""
        tops = [member.organisation for member in self.members if member.part_of_id is None]
        return tops[0] if len(tops) == 1 and self.parts_of(tops[0]) else None

    @cached_property
    def subject(self) -> Organisation | None:
        """The organisation whose statuses are the plan's: the whole, or the only one; None where several stand side by
        side."""
        return self.members[0].organisation if len(self.members) == 1 else self.whole

    @cached_property
    def first(self) -> Organisation:
        """The organisation that a page is about where none is asked for: the subject, else the first of the plan."""
        return self.subject or self.members[0].organisation

    @cached_property
    def parts(self) -> tuple[Organisation, ...]:
        """The direct parts of the whole; without one, the organisations that are parts of no other."""
        return self.parts_of(self.whole)

    @cached_property
    def shown_together(self) -> tuple[Organisation, ...]:
        """The whole and its direct parts, or those that are part of none, in plan order: what fits side by side."""
        together = {organisation.pk for organisation in (*self.parts, self.whole) if organisation is not None}
        return tuple(organisation for organisation in self.organisations if organisation.pk in together)

    @cached_property
    def without_parts(self) -> tuple[Organisation, ...]:
        """The organisations that have no parts, in plan order: what is reported is reported for these first."""
        wholes = {member.part_of_id for member in self.members}
        return tuple(organisation for organisation in self.organisations if organisation.pk not in wholes)

    @cached_property
    def has_wholes(self) -> bool:
        """Whether any organisation has parts."""
        return any(member.part_of_id is not None for member in self.members)

    def whole_of(self, part: Organisation) -> Organisation | None:
        """The organisation that one is a part of; None for one that is part of none."""
        above = next(member.part_of_id for member in self.members if member.organisation == part)
        return next((one for one in self.organisations if one.pk == above), None)

    def parts_of(self, whole: Organisation | None) -> tuple[Organisation, ...]:
        """The direct parts of an organisation, in plan order; of None, those that are parts of no other."""
        above = None if whole is None else whole.pk
        return tuple(member.organisation for member in self.members if member.part_of_id == above)

    def kpi(self, code: str) -> Kpi | None:
        return next((kpi for kpi in self.kpis if kpi.code == code), None)

    def organisation(self, code: str) -> Organisation | None:
        return next(
            (member.organisation for member in self.members if member.organisation.code == code), None
        )


def plan_terms(plan_code: str, *, kpi_code: str | None = None) -> PlanTerms | None:
    """The terms of the plan with this code; None when there is no such plan.

    `kpi_code` narrows it to one KPI. One query when the plan's terms have been read since they were last changed, else
    eight whatever the plan's size. What is returned is shared by all who ask, so nobody changes it.
    """
    stamp = stamp_of(plan_code)
    if stamp is None:
        return _read(plan_code, kpi_code)
    return _kept(stamp, plan_code, kpi_code)


@lru_cache(maxsize=16)
def _kept(stamp: Stamp, plan_code: str, kpi_code: str | None) -> PlanTerms | None:
    """The terms under the name of the plan's whole state."""
    terms = _kept_terms(stamp.terms, plan_code, kpi_code)
    return terms and replace(terms, stamp=stamp if kpi_code is None else None)


@lru_cache(maxsize=16)
def _kept_terms(_stamp: str, plan_code: str, kpi_code: str | None) -> PlanTerms | None:
    """What the terms were when they had this name: new figures leave them as they are."""
    return _read(plan_code, kpi_code)


def _read(plan_code: str, kpi_code: str | None) -> PlanTerms | None:
    members = tuple(
        PlanMember.objects.filter(plan__code=plan_code)
        .select_related("plan", "plan__owner", "organisation")
        .order_by("position")
    )
    if not members:
        return None
    plan = members[0].plan
    chosen: dict[str, Any] = {"kpi__plan": plan}
    if kpi_code is not None:
        chosen["kpi__code"] = kpi_code
    kpis = tuple(_kpis(plan, kpi_code))
    rows = _Rows(
        baselines=_by_cell(_dated(Baseline.objects.filter(**chosen, role=Baseline.BASELINE))),
        ambitions=_by_cell(_ambitions(chosen)),
        adopted=_by_cell(_dated(RegionalAmbition.objects.filter(**chosen))),
        requirements=_by_kpi(
            _dated(RequirementLimit.objects.filter(**chosen, category=None)).select_related("requirement")
        ),
        thresholds=_thresholds(plan),
    )
    codes = {member.organisation_id: member.organisation.code for member in members}
    return PlanTerms(
        plan,
        members,
        kpis,
        {kpi.code: _kpi_terms(kpi, members, codes, rows) for kpi in kpis},
        {
            kpi.code: {
                code: rows.ambitions[kpi.pk, id_]
                for id_, code in codes.items()
                if (kpi.pk, id_) in rows.ambitions
            }
            for kpi in kpis
        },
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """The dated rows of a plan, by cell or KPI, those whose word counts last."""

    baselines: dict[Cell, list[Baseline]]
    ambitions: dict[Cell, list[Ambition]]
    adopted: dict[Cell, list[RegionalAmbition]]
    requirements: dict[int, list[RequirementLimit]]
    thresholds: dict[int | None, tuple[Thresholds, ...]]


def _kpi_terms(kpi: Kpi, members: Iterable[PlanMember], codes: dict[int, str], rows: _Rows) -> KpiTerms:
    everywhere: bool = kpi.is_inconsistent  # type: ignore[attr-defined]
    organisations = []
    for member in members:
        cell = (kpi.pk, member.organisation_id)
        ambitions = rows.ambitions.get(cell, [])
        organisations.append(
            OrganisationTerms(
                code=member.organisation.code,
                part_of=None if member.part_of_id is None else codes[member.part_of_id],
                go_live=None
                if member.go_live is None
                else member.go_live.year * 12 + member.go_live.month - 1,
                baselines=tuple(baseline_terms(row) for row in rows.baselines.get(cell, [])),
                ambitions=tuple(ambition_terms(row) for row in ambitions),
                adopted=tuple(ambition_terms(row) for row in rows.adopted.get(cell, [])),
                inconsistent=everywhere or any(row.is_inconsistent for row in ambitions),  # type: ignore[attr-defined]
            )
        )
    return KpiTerms(
        code=kpi.code,
        organisations=tuple(organisations),
        requirements=tuple(requirement_terms(row) for row in rows.requirements.get(kpi.pk, [])),
        thresholds=rows.thresholds.get(kpi.pk) or rows.thresholds.get(None, ()),
        **kpi_own_terms(kpi),
    )


def _kpis(plan: Plan, kpi_code: str | None) -> list[Kpi]:
    everywhere = Inconsistency.objects.filter(kpis=OuterRef("pk"), organisations=None)
    kpis = (
        Kpi.objects.filter(plan=plan)
        .select_related("goal", "sub_goal", "indicator")
        .annotate(is_inconsistent=Exists(everywhere))
        .order_by("position")
    )
    return list(kpis if kpi_code is None else kpis.filter(code=kpi_code))


def _ambitions(chosen: dict[str, Any]) -> Any:
    here = Inconsistency.objects.filter(kpis=OuterRef("kpi"), organisations=OuterRef("organisation"))
    return _dated(Ambition.objects.filter(**chosen)).annotate(is_inconsistent=Exists(here))


def _dated(rows: Any) -> Any:
    """Rows with their revision, those whose word counts last."""
    return rows.select_related("revision").order_by(*LAST_WORD_LAST)


def _by_cell(rows: Any) -> dict[Cell, list[Any]]:
    found: dict[Cell, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.kpi_id, row.organisation_id].append(row)
    return dict(found)


def _by_kpi(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.kpi_id].append(row)
    return dict(found)


def _thresholds(plan: Plan) -> dict[int | None, tuple[Thresholds, ...]]:
    """The limits by KPI, and under None the plan's own, which apply to a KPI until its own limits begin."""
    found: dict[int | None, list[Thresholds]] = defaultdict(list)
    for row in _dated(Threshold.objects.filter(plan=plan)):
        found[row.kpi_id].append(thresholds_terms(row))
    general = found.get(None, [])
    return {
        kpi_id: tuple(rows) if kpi_id is None else (*_until_own(general, rows), *rows)
        for kpi_id, rows in found.items()
    }


def _until_own(general: list[Thresholds], own: list[Thresholds]) -> list[Thresholds]:
    """The plan's limits that come before a KPI's first own ones; none where its own apply from the beginning."""
    starts = [row.valid_from for row in own if row.valid_from is not None]
    if len(starts) < len(own):
        return []
    first = min(starts)
    return [row for row in general if row.valid_from is None or row.valid_from < first]
