"""Loading and removing the demo: never in the place of real figures, never twice, never back after it was removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kpi.actions.record import NewMeasurement, record_measurements
from kpi.models import Indicator, Kpi, Measurement, Organisation, Plan
from kpi.rules.period import Period
from kpi.trial.comments import Correction, Story
from kpi.trial.load_demo import PlanMissing, load_demo
from kpi.trial.remove_demo import remove_demo_measurements
from kpi.trial.story import STORY

SMALL = Story(
    plan="regional",
    lines=tuple(line for line in STORY.lines if line.kpi in ("SP-1.1", "K.1")),
    corrections=(Correction("SP-1.1", "STO", "2025-11", "51.9", "En grunn."),),
)


def give(origin: str, value: str = "61.2", period: str = "2026-03") -> None:
    """A real figure in a cell of the demo's."""
    row = NewMeasurement(
        Indicator.objects.get(code="SP-1.1").pk,
        Organisation.objects.get(code="HNT").pk,
        Period.parse(period),
        Decimal(value),
    )
    record_measurements([row], by=None, origin=origin, approve=True)


def rows() -> list[dict[str, object]]:
    return list(Measurement.objects.order_by("pk").values())


def test_loading_twice_changes_nothing(plan: Plan) -> None:
    loaded = load_demo(by=None, story=SMALL)
    before = rows()
    assert loaded.stored == len(before) > 0
    again = load_demo(by=None, story=SMALL)
    assert again.why_not
    assert again.stored == 0
    assert rows() == before
    assert {row["origin"] for row in before} == {Measurement.DEMO}


def test_a_correction_has_its_history(plan: Plan) -> None:
    load_demo(by=None, story=SMALL)
    cell = Measurement.objects.filter(
        indicator__code="SP-1.1",
        organisation__code="STO",
        last_day=date(2025, 11, 30),
        period_kind="month",
    )
    now = cell.get(state=Measurement.CURRENT)
    first = cell.get(state=Measurement.SUPERSEDED)
    assert first.value == Decimal("51.9")
    assert now.corrects == first
    assert now.reason == "En grunn."
    assert now.denominator is not None


def test_a_real_figure_is_never_replaced(plan: Plan) -> None:
    give(Measurement.IMPORTED)
    before = Measurement.objects.get()
    loaded = load_demo(by=None, story=SMALL)
    assert loaded.occupied == 1
    cell = Measurement.objects.filter(
        indicator=before.indicator,
        organisation=before.organisation,
        last_day=before.last_day,
        period_kind="month",
    )
    assert cell.get() == before
    assert cell.get().state == Measurement.CURRENT


@pytest.mark.parametrize("origin", [Measurement.ENTERED, Measurement.IMPORTED])
def test_if_empty_does_nothing_beside_what_people_have_given(plan: Plan, origin: str) -> None:
    give(origin)
    assert "people have given" in load_demo(by=None, if_empty=True, story=SMALL).why_not
    assert Measurement.objects.count() == 1
    assert Plan.objects.get().demo == ""


def test_if_empty_loads_beside_the_figures_of_a_report(plan: Plan) -> None:
    give(Measurement.REPORT, period="2019-T2")
    assert load_demo(by=None, if_empty=True, story=SMALL).stored > 0
    assert Measurement.objects.filter(origin=Measurement.REPORT).count() == 1
    assert Plan.objects.get().demo == "loaded"


def test_if_empty_does_not_bring_back_what_was_removed(plan: Plan) -> None:
    stored = load_demo(by=None, if_empty=True, story=SMALL).stored
    assert remove_demo_measurements(by=None) == stored
    assert "removed" in load_demo(by=None, if_empty=True, story=SMALL).why_not
    assert not Measurement.objects.exists()
    # Asked for outright it comes.
    assert load_demo(by=None, story=SMALL).stored == stored


def test_removing_leaves_what_people_have_given(plan: Plan) -> None:
    load_demo(by=None, story=SMALL)
    give(Measurement.ENTERED, "66.6")
    entered = Measurement.objects.get(origin=Measurement.ENTERED)
    assert entered.corrects is not None
    demo = Measurement.objects.filter(origin=Measurement.DEMO).count()
    out = StringIO()
    call_command("remove_demo", stdout=out)
    assert f"{demo} demo figures removed" in out.getvalue()
    left = Measurement.objects.get()
    assert (left.pk, left.state, left.corrects) == (entered.pk, Measurement.CURRENT, None)
    assert Plan.objects.get().demo == "removed"
    out = StringIO()
    call_command("remove_demo", stdout=out)
    assert "0 demo figures removed" in out.getvalue()


def test_periods_that_have_not_begun_are_left_out(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2025, 6, 15))
    loaded = load_demo(by=None, story=SMALL)
    assert loaded.ahead > 0
    assert loaded.stored > 0
    starts = set(Measurement.objects.values_list("first_day", flat=True))
    assert max(starts) == date(2025, 6, 1)


def test_what_the_register_does_not_know_is_left_out(plan: Plan) -> None:
    unknown = Kpi.objects.get(code="K.1")
    unknown.baselines.all().delete()
    unknown.ambitions.all().delete()
    unknown.delete()
    loaded = load_demo(by=None, story=SMALL)
    assert loaded.unknown == 7
    assert not Measurement.objects.exclude(indicator__code="SP-1.1").exists()


def test_without_the_plan_it_says_so(db: None) -> None:
    with pytest.raises(PlanMissing):
        load_demo(by=None, story=replace(SMALL, plan="another"))
    with pytest.raises(CommandError, match="load_plan"):
        call_command("load_demo", stdout=StringIO())
