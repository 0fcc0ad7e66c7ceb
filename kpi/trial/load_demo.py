"""Putting the demo figures into the register. Taking them out again is `kpi.trial.remove_demo`, and what they are
is told in `kpi.trial.story`."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from kpi.actions.made_up_figures import LOADED, REMOVED, remember_demo
from kpi.actions.record import NewMeasurement, Recorded, record_measurements, this_month
from kpi.models import Kpi, Measurement, Organisation, Plan, User
from kpi.trial.comments import Story
from kpi.trial.series import DemoFigure, figures_of
from kpi.trial.story import STORY

GIVEN_BY_PEOPLE = (Measurement.ENTERED, Measurement.IMPORTED)


class PlanMissing(Exception):
    """The plan that the demo belongs to is not in the register."""


@dataclass(frozen=True, slots=True)
class DemoLoaded:
    """What became of the figures: stored; left out since the cell holds a real figure (`occupied`), since the month
    has not begun (`ahead`) or since the register has no such KPI or organisation (`unknown`). `why_not` says in a
    sentence why nothing was done at all."""

    stored: int = 0
    occupied: int = 0
    ahead: int = 0
    unknown: int = 0
    why_not: str = ""


def load_demo(*, by: User | None, if_empty: bool = False, story: Story = STORY) -> DemoLoaded:
    """Record the demo's figures, those that were put right with the value they had first. `by` None is the system.

    Loaded once, they stay as they are. With `if_empty` nothing is done either where people have given figures, or
    where the demo has been taken out. Raises PlanMissing.
    """
    with transaction.atomic():
        plan = Plan.objects.select_for_update().filter(code=story.plan).first()
        if plan is None:
            raise PlanMissing(story.plan)
        why_not = _why_not(plan, if_empty=if_empty)
        if why_not:
            return DemoLoaded(why_not=why_not)
        loaded = _record(plan, figures_of(story), by=by)
        remember_demo(plan, LOADED)
        return loaded


def _why_not(plan: Plan, *, if_empty: bool) -> str:
    if plan.demo == LOADED:
        return "the demo figures are loaded already"
    if if_empty and plan.demo == REMOVED:
        return "the demo figures have been removed from this register"
    if if_empty and Measurement.objects.filter(origin__in=GIVEN_BY_PEOPLE).exists():
        return "the register holds figures that people have given"
    return ""


def _record(plan: Plan, figures: list[DemoFigure], *, by: User | None) -> DemoLoaded:
    indicators = dict(
        Kpi.objects.filter(plan=plan, indicator__isnull=False).values_list("code", "indicator_id")
    )
    organisations = dict(Organisation.objects.filter(memberships__plan=plan).values_list("code", "id"))
    known = [
        figure for figure in figures if figure.kpi in indicators and figure.organisation in organisations
    ]
    now = this_month()
    begun = [figure for figure in known if figure.period.start <= now.start]

    def row(figure: DemoFigure, *, at_first: bool = False) -> NewMeasurement:
        cell = (indicators[figure.kpi], organisations[figure.organisation], figure.period)
        if at_first and figure.first_value is not None:
            return NewMeasurement(*cell, figure.first_value)
        return NewMeasurement(*cell, figure.value, figure.numerator, figure.denominator, figure.comment)

    def record(rows: list[NewMeasurement], *, approve: bool, reason: str = "") -> Recorded:
        return record_measurements(rows, by=by, origin=Measurement.DEMO, approve=approve, reason=reason)

    first = record([row(figure, at_first=True) for figure in begun if figure.approved], approve=True)
    corrected = [
        record([row(figure)], approve=True, reason=figure.reason)
        for figure in begun
        if figure.approved and figure.first_value is not None
    ]
    proposed = record([row(figure) for figure in begun if not figure.approved], approve=False)
    return DemoLoaded(
        stored=first.new + sum(done.corrected for done in corrected) + proposed.new,
        occupied=first.unchanged + proposed.unchanged,
        ahead=len(known) - len(begun),
        unknown=len(figures) - len(known),
    )
