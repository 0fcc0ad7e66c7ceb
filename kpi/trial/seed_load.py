"""Masses of made-up figures for load tests, and taking them away again. They are of no use for anything else.

How they are stored is `kpi.actions.load_test`'s matter.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from kpi.actions.load_test import THE_SAME_IN_ALL, Row, make_units, remove_units, store_rows
from kpi.actions.made_up_figures import remove_figures
from kpi.actions.record import this_month
from kpi.models import Kpi, Measurement, Organisation, Plan, PlanMember
from kpi.rules.period import Period
from kpi.rules.terms import Unit

UNIT_CODE = "LOAD-"
LARGEST = 100_000
"""Units, months and corrections in one go: more is a slip of the finger."""
VALUES = 211
"""Different figures per KPI; a prime, so that they do not fall in step with months or units."""


class SeedRefused(Exception):
    """Nothing was seeded or removed. The message says why."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """How many rows and units were made or removed."""

    rows: int
    units: int


@dataclass(frozen=True, slots=True)
class _Cell:
    indicator_id: int
    organisation_id: int
    first_day: date
    last_day: date


def seed_load(
    plan_code: str, *, organisations: int, months: int, corrections: int = 0, scope: bool = False
) -> Seeded:
    """Make `organisations` units that belong to the parts of a plan, and `months` months of figures for each of them
    and each KPI that is reported more often than yearly, up to the current month; each with `corrections` superseded
    rows before it. With `scope` also for the plan's own organisations and all its KPIs, in cells that are empty.
    Raises SeedRefused.
    """
    for name, number in (("organisations", organisations), ("months", months), ("corrections", corrections)):
        if not 0 <= number <= LARGEST:
            raise SeedRefused(f"{name} must be from 0 to {LARGEST}.")
    plan = Plan.objects.filter(code=plan_code).first()
    if plan is None:
        raise SeedRefused(f"There is no plan {plan_code} to make figures for; run load_plan first.")
    if _units().exists() or _figures().exists():
        raise SeedRefused("There are load-test data already; take them away first with --remove.")
    kpis = list(
        Kpi.objects.filter(plan=plan, indicator__isnull=False)
        .select_related("indicator")
        .order_by("position")
    )
    values = {kpi.indicator_id: _values(kpi) for kpi in kpis if kpi.indicator_id is not None}
    with transaction.atomic():
        units = _make_units(plan, organisations)
        often = [kpi.indicator_id for kpi in kpis if kpi.indicator_id is not None and kpi.frequency != "year"]
        cells = _cells(often, units, months)
        rows = _insert(cells, values, corrections)
        if scope:
            rows += _insert(_empty_cells_of(plan, list(values), months), values, corrections)
    if connection.vendor == "postgresql":
        # The server would do this itself a little later; what is measured before then would mislead.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE kpi_measurement")
    return Seeded(rows, len(units))


def remove_load() -> Seeded:
    """Take away all figures of load tests, and the units made for them. Raises SeedRefused where somebody has used a
    unit for something else."""
    units = _units()
    with transaction.atomic():
        others = Measurement.objects.filter(organisation__in=units).exclude(origin=Measurement.LOAD_TEST)
        if others.exists():
            raise SeedRefused("Somebody has given figures for a unit of the load test; nothing was removed.")
        rows = remove_figures(Measurement.LOAD_TEST)
        count = remove_units(UNIT_CODE)
    return Seeded(rows, count)


def _units() -> QuerySet[Organisation]:
    return Organisation.objects.filter(code__startswith=UNIT_CODE, kind="unit")


def _figures() -> QuerySet[Measurement]:
    return Measurement.objects.filter(origin=Measurement.LOAD_TEST)


def _make_units(plan: Plan, number: int) -> list[int]:
    wholes = PlanMember.objects.filter(plan=plan, part_of__isnull=False).values("part_of")
    parts = PlanMember.objects.filter(plan=plan).exclude(organisation__in=wholes)
    parents = list(parts.order_by("position").values_list("organisation_id", flat=True))
    if number and not parents:
        raise SeedRefused("The plan has no trusts to put units under.")
    named = ((f"{UNIT_CODE}{place:04d}", f"Lasttest {place}") for place in range(1, number + 1))
    return make_units(named, parents)


def _cells(indicators: Sequence[int], organisations: Sequence[int], months: int) -> Iterator[_Cell]:
    now = this_month()
    periods = [Period(now.start - back, 1) for back in range(months)]
    days = [(period.first_day, period.last_day) for period in periods]
    for organisation_id in organisations:
        for indicator_id in indicators:
            for first_day, last_day in days:
                yield _Cell(indicator_id, organisation_id, first_day, last_day)


def _empty_cells_of(plan: Plan, indicators: Sequence[int], months: int) -> Iterator[_Cell]:
    """The months of the plan's own organisations in which no figure stands."""
    members = list(PlanMember.objects.filter(plan=plan).values_list("organisation_id", flat=True))
    standing = Measurement.objects.filter(organisation__in=members, period_kind="month").exclude(
        state=Measurement.SUPERSEDED
    )
    filled = set(standing.order_by().values_list("indicator_id", "organisation_id", "last_day"))
    for cell in _cells(indicators, members, months):
        if (cell.indicator_id, cell.organisation_id, cell.last_day) not in filled:
            yield cell


def _insert(cells: Iterable[_Cell], values: dict[int, list[_Value]], corrections: int) -> int:
    """Store the cells' rows. Ids are given here, since each row names the one it corrects."""
    last_id = Measurement.objects.aggregate(last=Max("pk"))["last"] or 0
    return store_rows(_rows(cells, values, corrections, last_id + 1))


def _rows(
    cells: Iterable[_Cell], values: dict[int, list[_Value]], corrections: int, first_id: int
) -> Iterator[Row]:
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    day = connection.ops.adapt_datefield_value
    id_ = first_id
    for cell in cells:
        pool = values[cell.indicator_id]
        first_day, last_day = day(cell.first_day), day(cell.last_day)
        before = None
        for turn in range(corrections + 1):
            state = Measurement.CURRENT if turn == corrections else Measurement.SUPERSEDED
            figures = pool[id_ % VALUES]
            where = (id_, cell.indicator_id, cell.organisation_id, first_day, last_day)
            yield (*where, *figures, state, now, now, before, *THE_SAME_IN_ALL)
            before, id_ = id_, id_ + 1


_Value = tuple[Any, Any, Any]
"""Value, numerator and denominator, as the database takes them."""


def _values(kpi: Kpi) -> list[_Value]:
    """Figures that fit the KPI, which its rows take turns with; the same each time."""
    chance = random.Random(kpi.code)  # noqa: S311 – made-up figures, nothing secret
    values = []
    for _place in range(VALUES):
        value, numerator, denominator = (_adapted(number) for number in _value(Unit(kpi.unit), chance))
        values.append((value, numerator, denominator))
    return values


def _value(unit: Unit, chance: random.Random) -> tuple[Decimal, Decimal | None, Decimal | None]:
    if unit == Unit.COUNT:
        return Decimal(chance.randint(0, 400)), None, None
    denominator = chance.randint(40, 900)
    if unit == Unit.PERCENT:
        numerator = chance.randint(0, denominator)
        tenths = (2000 * numerator + denominator) // (2 * denominator)
    else:
        numerator = chance.randint(denominator, 60 * denominator)
        tenths = (20 * numerator + denominator) // (2 * denominator)
    return Decimal(tenths).scaleb(-1), Decimal(numerator), Decimal(denominator)


def _adapted(number: Decimal | None) -> Any:
    return None if number is None else connection.ops.adapt_decimalfield_value(number, 20, 6)
