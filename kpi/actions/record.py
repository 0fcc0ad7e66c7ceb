"""Recording measurements: the only place where a measurement is written. Nothing is ever overwritten or deleted here.

What a figure must be to be recorded is decided in `kpi.rules.validity`, who may record it in `kpi.permissions`.
Reading figures from files is `kpi.files.import_measurements`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from types import EllipsisType

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from kpi.actions.locks import queue_for_figures
from kpi.actions.new_measurement import Cell, NewMeasurement, faults_in, this_month
from kpi.actions.refusals import Conflict, Finding, Refused
from kpi.models import Measurement, User
from kpi.permissions import writable_organisations
from kpi.rules.correction import Entry, changed_field, correction_fault
from kpi.rules.terms import Qualifier
from kpi.selectors.measurable import measurable
from kpi.words.fault_codes import Misfit
from kpi.words.faults import in_words

__all__ = [
    "Correction",
    "NewMeasurement",
    "Recorded",
    "lacks_reason",
    "record_measurement",
    "record_measurements",
    "this_month",
]

MADE_UP = frozenset({Measurement.DEMO, Measurement.LOAD_TEST})
"""Origins of figures that nobody measured: they never take the place of one that somebody did."""

BATCH = 400
"""Ids in one statement, well under what SQLite takes."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A row that says another figure than the newest one of its cell: its place among the rows, from 1, the field that
    differs, and what stood there and stands there now, as messages show them."""

    place: int
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of the rows: `new` filled an empty cell, `corrected` are new rows for a filled one, `approved`
    were waiting with this very value, `unchanged` stood there already.

    `corrections` are those of the corrected that say another figure than somebody measured, not a comment alone.
    """

    new: int = 0
    corrected: int = 0
    approved: int = 0
    unchanged: int = 0
    corrections: tuple[Correction, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A row that a cell has: the current one or the proposed one, with what it says."""

    id: int
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    qualifier: str
    comment: str
    made_up: bool

    @property
    def figures(self) -> tuple[object, ...]:
        """What makes two rows say the same of what was measured."""
        return self.value, self.numerator, self.denominator, self.qualifier

    @property
    def entry(self) -> Entry:
        """The row as the rules see it."""
        return Entry(
            self.value, self.numerator, self.denominator, Qualifier(self.qualifier), comment=self.comment
        )


def record_measurements(
    rows: Iterable[NewMeasurement], *, by: User | None, origin: str, approve: bool, reason: str = ""
) -> Recorded:
    """Record many figures, all or none. `by` None is the system itself.

    A cell that already has the same value, numerator, denominator and qualifier is left as it is (with `approve`, a
    proposal with them becomes the current row), unless the row brings a comment of its own: then it is kept as a new
    row that says the same. Another value is a new row that corrects the newest one of the cell, and needs a `reason`:
    with `approve` it becomes current and what was there is superseded, otherwise it is proposed, and an earlier
    proposal is superseded. Raises Refused, PermissionDenied or Conflict, and then nothing is stored.
    """
    given = list(rows)
    reason = reason.strip()
    if not given:
        return Recorded()
    _check(given, by=by)
    with _one_transaction():
        queue_for_figures({row.organisation_id for row in given}, {row.indicator_id for row in given})
        standing = _standing(given)
        _check_reason(given, standing, origin=origin, approve=approve, reason=reason)
        return _write(given, standing, by=by, origin=origin, approve=approve, reason=reason)


def record_measurement(
    row: NewMeasurement,
    *,
    by: User | None,
    origin: str = Measurement.ENTERED,
    reason: str = "",
    expected_current: int | EllipsisType | None = ...,
) -> Measurement:
    """Record one figure, approved at once, and return the row that is current in its cell afterwards.

    `expected_current` is the id of the current row that the person was shown, None for an empty cell: when another
    one stands there now, Conflict is raised. Left out, nothing is expected.
    """
    reason = reason.strip()
    _check([row], by=by)
    with _one_transaction():
        queue_for_figures({row.organisation_id}, {row.indicator_id})
        standing = _standing([row])
        if expected_current is not ...:
            current = standing[Measurement.CURRENT].get(row.cell)
            if expected_current != (current.id if current else None):
                raise Conflict
        _check_reason([row], standing, origin=origin, approve=True, reason=reason)
        _write([row], standing, by=by, origin=origin, approve=True, reason=reason)
        return Measurement.objects.get(
            indicator_id=row.indicator_id,
            organisation_id=row.organisation_id,
            category=row.category_id,
            first_day=row.period.first_day,
            last_day=row.period.last_day,
            period_kind=row.period_kind,
            state=Measurement.CURRENT,
        )


def lacks_reason(standing: Measurement, row: NewMeasurement, reason: str) -> bool:
    """Whether a row needs a reason, and has none, to take the place of what stands in its cell. A made-up figure is not
    corrected but replaced."""
    if standing.origin in MADE_UP:
        return False
    entry = Entry(
        standing.value,
        standing.numerator,
        standing.denominator,
        Qualifier(standing.qualifier),
        standing.comment,
    )
    return correction_fault(entry, _entry(row), reason) is not None


def _check(rows: Sequence[NewMeasurement], *, by: User | None) -> None:
    if by is not None:
        foreign = {row.organisation_id for row in rows} - writable_organisations(by)
        if foreign:
            raise PermissionDenied("no right to write measurements for all of these organisations")
    findings = faults_in(rows, measurable())
    if findings:
        raise Refused(findings)


@contextmanager
def _one_transaction() -> Iterator[None]:
    """All or nothing; what only the database can see of others writing at the same time becomes a Conflict."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Conflict from error


def _standing(rows: Sequence[NewMeasurement]) -> dict[str, dict[Cell, _Standing]]:
    """The current and the proposed rows of the cells, by state. Two queries for each batch of organisations."""
    found: dict[str, dict[Cell, _Standing]] = {Measurement.CURRENT: {}, Measurement.PROPOSED: {}}
    ends = [row.period.last_day for row in rows]
    within = Q(last_day__range=(min(ends), max(ends)))
    indicators = {row.indicator_id for row in rows}
    if len(indicators) <= BATCH:
        within &= Q(indicator_id__in=sorted(indicators))
    for ids in _batches(sorted({row.organisation_id for row in rows})):
        # A query for each state, since the database has an index for each.
        for state, cells in found.items():
            kept = Measurement.objects.filter(within, organisation_id__in=ids, state=state).order_by()
            for row in kept.only(*_STANDING_FIELDS):
                cell = (row.indicator_id, row.organisation_id, row.category_id, row.period)
                cells[cell] = _Standing(
                    row.pk,
                    row.value,
                    row.numerator,
                    row.denominator,
                    row.qualifier,
                    row.comment,
                    row.origin in MADE_UP,
                )
    return found


_STANDING_FIELDS = (
    "indicator_id",
    "organisation_id",
    "category_id",
    "first_day",
    "last_day",
    "period_kind",
    "value",
    "numerator",
    "denominator",
    "qualifier",
    "comment",
    "origin",
)


def _check_reason(
    rows: Sequence[NewMeasurement],
    standing: dict[str, dict[Cell, _Standing]],
    *,
    origin: str,
    approve: bool,
    reason: str,
) -> None:
    """Another value for a filled cell is a correction, and says why. A made-up figure is not corrected but replaced."""
    if reason or origin in MADE_UP:
        return
    findings = []
    for place, row in enumerate(rows, start=1):
        current = standing[Measurement.CURRENT].get(row.cell)
        proposed = standing[Measurement.PROPOSED].get(row.cell)
        newest = proposed or current
        if newest is None or newest.made_up:
            continue
        if approve and current is not None and _figures(row) == current.figures:
            continue
        if missing := correction_fault(newest.entry, _entry(row), reason):
            fault = Misfit.CORRECTION_WITHOUT_REASON
            shown = _old_and_new(newest, row, missing.field)
            findings.append(Finding(place, missing.field, fault, in_words(fault), shown))
    if findings:
        raise Refused(findings)


def _figures(row: NewMeasurement) -> tuple[object, ...]:
    return row.value, row.numerator, row.denominator, row.qualifier


def _entry(row: NewMeasurement) -> Entry:
    return Entry(row.value, row.numerator, row.denominator, Qualifier(row.qualifier), comment=row.comment)


def _old_and_new(newest: _Standing, row: NewMeasurement, field: str) -> dict[str, str]:
    return {"old": _shown(newest, field), "new": _shown(row, field)}


def _shown(row: _Standing | NewMeasurement, field: str) -> str:
    """What stands in a field as a message names it: a number without the zeros that the database adds, and for a value
    that is not given the word for why."""
    number = getattr(row, field)
    if number is None:
        return str(row.qualifier) if field == "value" else ""
    return f"{number.normalize():f}" if isinstance(number, Decimal) else str(number)


def _write(
    rows: Sequence[NewMeasurement],
    standing: dict[str, dict[Cell, _Standing]],
    *,
    by: User | None,
    origin: str,
    approve: bool,
    reason: str,
) -> Recorded:
    now = timezone.now()
    approval = {"approved_by": by, "approved_at": now}
    made_up = origin in MADE_UP
    superseded: list[int] = []
    promoted: list[int] = []
    fresh: list[Measurement] = []
    corrections: list[Correction] = []
    new = corrected = unchanged = 0
    for place, row in enumerate(rows, start=1):
        current = standing[Measurement.CURRENT].get(row.cell)
        proposed = standing[Measurement.PROPOSED].get(row.cell)
        newest = proposed or current
        if _stays(row, current, proposed, approve=approve, made_up=made_up):
            unchanged += 1
            continue
        if approve and current:
            superseded.append(current.id)
        if approve and proposed and _says_nothing_new(row, proposed, made_up=made_up):
            promoted.append(proposed.id)
            continue
        if proposed:
            superseded.append(proposed.id)
        new, corrected = (new + 1, corrected) if newest is None else (new, corrected + 1)
        if newest and not newest.made_up and (differs := changed_field(newest.entry, _entry(row))):
            corrections.append(Correction(place, differs, **_old_and_new(newest, row, differs)))
        fresh.append(
            Measurement(
                indicator_id=row.indicator_id,
                organisation_id=row.organisation_id,
                category_id=row.category_id,
                first_day=row.period.first_day,
                last_day=row.period.last_day,
                period_kind=row.period_kind,
                value=row.value,
                qualifier=row.qualifier,
                numerator=row.numerator,
                denominator=row.denominator,
                comment=row.comment,
                printed=row.printed,
                document_id=row.document_id,
                section=row.section,
                footnote=row.footnote,
                origin=origin,
                state=Measurement.CURRENT if approve else Measurement.PROPOSED,
                entered_by=by,
                entered_at=now,
                corrects_id=newest.id if newest else None,
                reason=reason if newest else "",
                **(approval if approve else {}),
            )
        )
    # In this order, since a cell has room for one current and one proposed row.
    for ids in _batches(superseded):
        Measurement.objects.filter(pk__in=ids).update(state=Measurement.SUPERSEDED)
    for ids in _batches(promoted):
        Measurement.objects.filter(pk__in=ids).update(state=Measurement.CURRENT, **approval)
    Measurement.objects.bulk_create(fresh)
    return Recorded(
        new=new,
        corrected=corrected,
        approved=len(promoted),
        unchanged=unchanged,
        corrections=tuple(corrections),
    )


def _stays(
    row: NewMeasurement,
    current: _Standing | None,
    proposed: _Standing | None,
    *,
    approve: bool,
    made_up: bool,
) -> bool:
    """Whether the cell stays as it is. A proposal is compared with the newest row, an approved figure with the
    current one."""
    kept = [standing for standing in (current, proposed) if standing]
    if made_up and any(not standing.made_up for standing in kept):
        return True
    compared = current if approve else (proposed or current)
    return compared is not None and _says_nothing_new(row, compared, made_up=made_up)


def _says_nothing_new(row: NewMeasurement, standing: _Standing, *, made_up: bool) -> bool:
    """Whether the row says what is there, and has no comment of its own. A measured figure is never the same as a
    made-up one, which goes when the demo goes."""
    same = _figures(row) == standing.figures and (made_up or not standing.made_up)
    return same and row.comment in ("", standing.comment)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
