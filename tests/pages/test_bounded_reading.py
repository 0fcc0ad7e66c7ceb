"""What a board leaves unread changes no answer: any terms that can be stored, any history, any period asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.files.plan.load import load_plans
from kpi.models import Baseline, Indicator, Kpi, Measurement, Organisation, Plan, PlanMember
from kpi.rules.judgement import Judgement
from kpi.rules.period import MONTH, TERTIAL, YEAR, Period
from kpi.selectors.board import board, judgements
from kpi.selectors.figures import whole_history
from kpi.selectors.plan_terms import PlanTerms, plan_terms
from tests.plan.made_up import made_up_plan

MEMBERS = {"HMN": None, "STO": "HMN", "HNT": "HMN", "HNT-A": "HNT", "HNT-B": "HNT"}
KPIS = ("A.1", "A.2")
FIRST, LAST = Period.parse("2016-01").start, Period.parse("2026-12").start
KINDS = {MONTH: "month", 3: "quarter", TERTIAL: "tertial", 6: "half_year", YEAR: "year"}
NOW = datetime(2026, 11, 22, tzinfo=UTC)

months = st.integers(FIRST, LAST)
# Mostly what is reported again and again, so that series have lengths, gaps and several kinds of period.
runs = st.tuples(
    st.sampled_from(KPIS),
    st.sampled_from(sorted(MEMBERS)),
    st.sampled_from(sorted(KINDS)),
    months,
    st.integers(1, 16),
    st.sampled_from([1, 1, 1, 2, 5]),
    st.sampled_from(["current"] * 4 + ["proposed"]),
    st.booleans(),
)
dates = st.one_of(st.none(), months.map(lambda month: Period(month, 1).first_day))
used = st.fixed_dictionaries(
    {
        "over_time": st.sampled_from(["level", "year_sum"]),
        "aggregation": st.sampled_from(["weighted", "sum"]),
        "frequency": st.sampled_from(["month", "quarter", "tertial", "year", "two_years"]),
        "compares_with": st.sampled_from(["baseline", "baseline", "previous"]),
        "ambition": st.sampled_from(["level", "increase", "improvement", "pending"]),
        "baselines": st.dictionaries(st.sampled_from(sorted(MEMBERS)), dates, max_size=4),
    }
)


@pytest.fixture(scope="module")
def made_up(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Plan]:
    """A plan of three levels with two KPIs."""
    with django_db_blocker.unblock(), transaction.atomic():
        folder = made_up_plan(tmp_path_factory.mktemp("plan") / "made-up", members=MEMBERS, kpis=KPIS)
        load_plans([folder.path])
        yield Plan.objects.get()
        transaction.set_rollback(True)


def store(go_lives: dict[str, date | None], terms: tuple[dict[str, Any], ...], figures: list[Any]) -> None:
    for code, day in go_lives.items():
        PlanMember.objects.filter(organisation__code=code).update(go_live=day)
    organisations = {one.code: one for one in Organisation.objects.all()}
    for code, chosen in zip(KPIS, terms, strict=True):
        kpi = Kpi.objects.get(code=code)
        Kpi.objects.filter(pk=kpi.pk).update(
            frequency=chosen["frequency"], compares_with=chosen["compares_with"]
        )
        Indicator.objects.filter(pk=kpi.indicator_id).update(
            over_time=chosen["over_time"], aggregation=chosen["aggregation"], unit="days"
        )
        figure = {"level": 80, "increase": 10}.get(chosen["ambition"])
        kpi.ambitions.update(kind=chosen["ambition"], value=figure)
        kpi.baselines.all().delete()
        for place, (organisation, valid_from) in enumerate(chosen["baselines"].items()):
            revision = kpi.plan.revisions.create(
                code=f"{code}-{organisation}",
                origin="register",
                valid_from=valid_from,
                reason="En grunn",
                made_at=NOW,
            )
            Baseline.objects.create(
                kpi=kpi,
                organisation=organisations[organisation],
                revision=revision,
                kind="value",
                role=Baseline.BASELINE,
                value=40 + place,
            )
    Measurement.objects.bulk_create(measurements(figures, organisations))


def measurements(figures: list[Any], organisations: dict[str, Organisation]) -> Iterator[Measurement]:
    indicators = dict(Kpi.objects.values_list("code", "indicator"))
    taken = set()
    for kpi, organisation, length, month, count, step, state, weighted in figures:
        for number in range(count):
            period = Period(month - month % length + number * step * length, length)
            cell = (kpi, organisation, period, state)
            if period.end > LAST or cell in taken:
                continue
            taken.add(cell)
            yield Measurement(
                indicator_id=indicators[kpi],
                organisation=organisations[organisation],
                first_day=period.first_day,
                last_day=period.last_day,
                period_kind=KINDS[length],
                value=Decimal((month + 7 * number) % 90 + 1),
                denominator=Decimal(number + 2) if weighted else None,
                origin="imported",
                state=state,
                entered_at=NOW,
                approved_at=NOW if state == "current" else None,
            )


def on_the_whole_history(
    terms: PlanTerms, as_of: Period, until: Period, preliminary: bool
) -> dict[tuple[str, str], Judgement]:
    history = whole_history(terms, until=until, preliminary=preliminary)
    judged: dict[tuple[str, str], Judgement] = {}
    for code, kpi in terms.terms.items():
        judged |= judgements(kpi, history[code], as_of=as_of, preliminary=preliminary)
    return judged


def test_bounded_reading_equals_the_whole_history(made_up: Plan, db: None) -> None:
    @settings(
        max_examples=120 if connection.vendor == "sqlite" else 60,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        go_lives=st.fixed_dictionaries(dict.fromkeys(MEMBERS, dates)),
        terms=st.tuples(*(used for _kpi in KPIS)),
        figures=st.lists(runs, max_size=12),
        length=st.sampled_from([MONTH, TERTIAL, YEAR]),
        month=months,
        preliminary=st.booleans(),
    )
    def equals(go_lives: Any, terms: Any, figures: Any, length: int, month: int, preliminary: bool) -> None:
        as_of = Period(month - month % length, length)
        with transaction.atomic():
            store(go_lives, terms, figures)
            read = plan_terms("made-up")
            assert read is not None
            found = board(read, as_of=as_of, preliminary=preliminary)
            assert found.now == on_the_whole_history(read, as_of, as_of, preliminary)
            assert found.earlier == on_the_whole_history(read, as_of.previous(), as_of, preliminary)
            some = board(read, as_of=as_of, preliminary=preliminary, organisations=["HNT"])
            assert some.now == {cell: one for cell, one in found.now.items() if cell[1] == "HNT"}
            transaction.set_rollback(True)

    equals()
