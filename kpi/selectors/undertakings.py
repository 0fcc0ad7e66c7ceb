"""The prerequisites and changes that an organisation answers for, with those it shares them with."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from kpi.models import Organisation, Plan, Undertaking


@dataclass(frozen=True)
class Duty:
    """One undertaking. `shared_with` are the other organisations' codes."""

    code: str
    text: str
    goal: str
    section: str
    shared_with: tuple[str, ...]

    @property
    def shared_text(self) -> str:
        """Who else answers for it, as a list."""
        return ", ".join(self.shared_with)


@dataclass(frozen=True)
class Duties:
    """What one organisation answers for, in the plan's order."""

    prerequisites: tuple[Duty, ...]
    changes: tuple[Duty, ...]


def duties_of(plan: Plan, organisation: Organisation) -> Duties:
    """What `organisation` answers for in a plan. Four queries whatever the number."""
    return Duties(
        _duties(plan, organisation, Undertaking.PREREQUISITE),
        _duties(plan, organisation, Undertaking.CHANGE),
    )


def _duties(plan: Plan, organisation: Organisation, kind: str) -> tuple[Duty, ...]:
    rows = (
        Undertaking.objects.filter(goal__plan=plan, responsible=organisation, kind=kind)
        .select_related("goal")
        .prefetch_related(by_responsibility())
        .order_by("goal__position", "position", "pk")
    )
    return tuple(
        Duty(
            row.code,
            row.text,
            row.goal.code,
            row.section,
            tuple(other.code for other in row.responsible.all() if other.pk != organisation.pk),
        )
        for row in rows
    )


def by_responsibility() -> Prefetch:
    """Those who answer for an undertaking, in the plan's order."""
    return Prefetch(
        "responsible", Organisation.objects.order_by("responsibilities__position", "code").distinct()
    )
