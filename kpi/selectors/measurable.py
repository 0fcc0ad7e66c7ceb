"""What measurements can be given for: the KPIs, and the organisations their plans hold. Three queries in all.

Who may give them is decided in `kpi.permissions`; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.models import Kpi, Organisation, ScopeMember
from kpi.rules.terms import Unit


@dataclass(frozen=True, slots=True)
class MeasurableKpi:
    """A KPI as seen by someone with a figure for it. `unit` is None only where it takes no measurements."""

    id: int
    code: str
    plan_id: int
    unit: Unit | None
    takes_measurements: bool


@dataclass(frozen=True, slots=True)
class Measurable:
    """The register's KPIs and organisations by code and by id, and who is within which plan."""

    kpis: dict[int, MeasurableKpi]
    organisations: dict[int, str]
    within: dict[int, frozenset[int]]

    def holds(self, kpi: MeasurableKpi, organisation_id: int) -> bool:
        """Whether the organisation, or one above it, is in the scope of the KPI's plan."""
        return organisation_id in self.within.get(kpi.plan_id, ())

    def kpis_by_code(self) -> dict[str, MeasurableKpi]:
        return {kpi.code: kpi for kpi in self.kpis.values()}

    def organisations_by_code(self) -> dict[str, int]:
        return {code: id_ for id_, code in self.organisations.items()}


def measurable() -> Measurable:
    """All KPIs and organisations of the register, with what each plan takes in."""
    kpis = {
        id_: MeasurableKpi(id_, code, plan_id, Unit(unit) if unit else None, takes)
        for id_, code, plan_id, unit, takes in Kpi.objects.order_by("id").values_list(
            "id", "code", "plan_id", "unit", "takes_measurements"
        )
    }
    tree = {
        id_: (code, parent)
        for id_, code, parent in Organisation.objects.order_by("id").values_list("id", "code", "parent_id")
    }
    members: dict[int, set[int]] = {}
    for plan_id, organisation_id in ScopeMember.objects.order_by("id").values_list(
        "plan_id", "organisation_id"
    ):
        members.setdefault(plan_id, set()).add(organisation_id)
    parents = {id_: parent for id_, (_code, parent) in tree.items()}
    return Measurable(
        kpis=kpis,
        organisations={id_: code for id_, (code, _parent) in tree.items()},
        within={plan_id: _with_descendants(roots, parents) for plan_id, roots in members.items()},
    )


def _with_descendants(roots: set[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    """The roots and all that lie under them. Stands a tree with a ring in it, which the database cannot rule out."""
    inside: dict[int, bool] = {}
    for id_ in parents:
        path: list[int] = []
        seen: set[int] = set()
        at: int | None = id_
        while at is not None and at not in inside and at not in roots and at not in seen:
            path.append(at)
            seen.add(at)
            at = parents.get(at)
        found = at is not None and (at in roots or inside.get(at, False))
        inside.update(dict.fromkeys(path, found))
    return frozenset(roots) | {id_ for id_, within in inside.items() if within}
