"""The prerequisites and changes that an organisation answers for, with those it shares them with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kpi.models import Change, Organisation, Plan, Prerequisite


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
        _duties(Prerequisite.objects.filter(goal__plan=plan, responsible=organisation), organisation),
        _duties(Change.objects.filter(goal__plan=plan, responsible=organisation), organisation),
    )


def _duties(rows, organisation: Organisation) -> tuple[Duty, ...]:  # type: ignore[no-untyped-def]
    held: Iterable[Prerequisite | Change] = (
        rows.select_related("goal")
        .prefetch_related("responsible")
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
        for row in held
    )
