"""What measurements can be given for: the indicators, and the organisations whose plans use them. Five queries in all.

Who may give them is decided in `kpi.permissions`; nothing is written here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi.models import Category, Indicator, Kpi, Organisation, Plan, PlanMember
from kpi.models.indicator import shown_decimals
from kpi.rules.terms import Unit


@dataclass(frozen=True, slots=True)
class MeasurableIndicator:
    """An indicator as seen by someone with a number for it. `unit` is None where nobody knows it."""

    id: int
    code: str
    unit: Unit | None
    below_zero: bool
    decimals: int = 1


class UnknownCode(LookupError):
    """No KPI or indicator has the code."""


class NotMeasured(LookupError):
    """The KPI has no indicator, so it takes no measurements."""


class AmbiguousCode(LookupError):
    """KPIs of several plans have the code. `plans` are their codes."""

    def __init__(self, plans: list[str]) -> None:
        self.plans = plans
        super().__init__(", ".join(plans))


@dataclass(frozen=True, slots=True)
class Measurable:
    """The register's indicators, organisations and categories, and which organisations the plans that use an
    indicator take in. `uses` are KPI codes to plan codes to the indicator's id, None for a KPI without one."""

    indicators: dict[int, MeasurableIndicator]
    organisations: dict[int, str]
    within: dict[int, frozenset[int]]
    uses: dict[str, dict[str, int | None]]
    by_code: dict[str, MeasurableIndicator] = field(default_factory=dict)
    categories: dict[str, int] = field(default_factory=dict)
    category_names: dict[str, int] = field(default_factory=dict)

    def takes(self, indicator_id: int, organisation_id: int) -> bool:
        """Whether the organisation, or one above it, is a member of a plan that uses the indicator."""
        return organisation_id in self.within.get(indicator_id, ())

    def plans_with(self, indicator_id: int) -> list[str]:
        """The codes of the plans that use the indicator."""
        return sorted(
            {plan for uses in self.uses.values() for plan, id_ in uses.items() if id_ == indicator_id}
        )

    def indicator(self, code: str, plan: str | None = None) -> MeasurableIndicator:
        """The indicator that `code` means: the KPI of the plan named, else of the one plan that has such a KPI, else
        the indicator with that code, which a plan that is named must use. Raises UnknownCode, NotMeasured or
        AmbiguousCode."""
        uses = self.uses.get(code, {})
        if plan is not None:
            uses = {name: id_ for name, id_ in uses.items() if name == plan}
        if len(uses) > 1:
            raise AmbiguousCode(sorted(uses))
        for id_ in uses.values():
            if id_ is None:
                raise NotMeasured(code)
            return self.indicators[id_]
        found = self.indicator_with(code)
        if found is None or (plan is not None and not self._is_used(found, plan)):
            raise UnknownCode(code)
        return found

    def _is_used(self, indicator: MeasurableIndicator, plan: str) -> bool:
        return any(uses.get(plan) == indicator.id for uses in self.uses.values())

    def indicator_with(self, code: str) -> MeasurableIndicator | None:
        """The indicator that has this code itself."""
        return self.by_code.get(code)

    def organisations_by_code(self) -> dict[str, int]:
        return {code: id_ for id_, code in self.organisations.items()}

    def category(self, text: str) -> int | None:
        """The id of the category with this code or, if only one has it, this name; None when there is none."""
        return self.categories.get(text) or self.category_names.get(text)


def measurable() -> Measurable:
    """All indicators and organisations of the register, with who is within the plans that use each."""
    indicators = {
        id_: MeasurableIndicator(
            id_, code, Unit(unit) if unit else None, below_zero, shown_decimals(decimals, unit)
        )
        for id_, code, unit, below_zero, decimals in Indicator.objects.order_by("id").values_list(
            "id", "code", "unit", "below_zero", "decimals"
        )
    }
    tree = {
        id_: (code, parent)
        for id_, code, parent in Organisation.objects.order_by("id").values_list("id", "code", "parent_id")
    }
    members: dict[int, set[int]] = defaultdict(set)
    for plan_id, organisation_id in PlanMember.objects.order_by("id").values_list(
        "plan_id", "organisation_id"
    ):
        members[plan_id].add(organisation_id)
    parents = {id_: parent for id_, (_code, parent) in tree.items()}
    inside = {plan_id: _with_descendants(roots, parents) for plan_id, roots in members.items()}
    uses: dict[str, dict[str, int | None]] = defaultdict(dict)
    within: dict[int, set[int]] = defaultdict(set)
    kpis = Kpi.objects.order_by("id").values_list("code", "plan__code", "plan_id", "indicator_id")
    for code, plan_code, plan_id, indicator_id in kpis:
        uses[code][plan_code] = indicator_id
        if indicator_id is not None:
            within[indicator_id] |= inside.get(plan_id, frozenset())
    codes, names = _categories()
    return Measurable(
        indicators=indicators,
        organisations={id_: code for id_, (code, _parent) in tree.items()},
        within={id_: frozenset(organisations) for id_, organisations in within.items()},
        uses=dict(uses),
        by_code={indicator.code: indicator for indicator in indicators.values()},
        categories=codes,
        category_names=names,
    )


def organisations_within(plan: Plan) -> frozenset[int]:
    """The ids of the plan's members and of all that belong to them. Two queries."""
    members = set(PlanMember.objects.filter(plan=plan).values_list("organisation_id", flat=True))
    return _with_descendants(
        members, dict(Organisation.objects.order_by("id").values_list("id", "parent_id"))
    )


def _categories() -> tuple[dict[str, int], dict[str, int]]:
    """Ids by code, and by name where only one category has it."""
    codes: dict[str, int] = {}
    by_name: dict[str, list[int]] = defaultdict(list)
    for id_, code, name in Category.objects.order_by("id").values_list("id", "code", "name"):
        codes[code] = id_
        by_name[name].append(id_)
    return codes, {name: ids[0] for name, ids in by_name.items() if len(ids) == 1}


def _with_descendants(roots: set[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    """The roots and all that belong to them. Copes with a ring in the tree, which the database cannot rule out."""
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
    return frozenset(roots) | {id_ for id_, is_inside in inside.items() if is_inside}
