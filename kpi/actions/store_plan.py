"""Making the register hold a plan as its files say. What the files hold is read and checked in `kpi.files.plan`.

The plan's own records become what the files say. What others share is only changed where no other plan lists it;
what was made in the register – revisions, follow-up, measurements – is never changed or removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone

from kpi.actions.plan_records import RecordRow, Records, RecordTable, TableChange
from kpi.models import Plan, Revision
from kpi.selectors.plan_in_use import PlanInUse, plan_in_use

STRUCTURE = ("goals", "sub_goals", "kpis", "requirements")
"""What other records belong to, so that it is written first and removed last."""
FIRST = ("plan", "revisions", "members", *STRUCTURE)


@dataclass(frozen=True, slots=True)
class PlanFault:
    """Why the rows cannot be stored: table, row (None where one is missing), its key, column and remedy."""

    table: str
    row: RecordRow | None
    record: str
    column: str
    reason: str


class PlanNotStorable(Exception):
    """The rows do not fit what the register holds. Nothing was stored."""

    def __init__(self, faults: Sequence[PlanFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults")


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan that was stored, with what it changed table by table."""

    plan: Plan
    changes: list[TableChange]


def store_plan(tables: Sequence[RecordTable], rows: Mapping[str, Sequence[RecordRow]]) -> StoredPlan:
    """Write one plan whose rows hold together, within the caller's transaction. PlanNotStorable lists every fault."""
    return _Store(tables, rows).store()


class _Store:
    def __init__(self, tables: Sequence[RecordTable], rows: Mapping[str, Sequence[RecordRow]]) -> None:
        self.tables = {table.name: table for table in tables}
        self.rows = rows
        self.ids: dict[str, dict[Any, int]] = {}
        self.changes: dict[str, TableChange] = {}
        self.faults: list[PlanFault] = []
        self.code = str(rows["plan"][0]["code"])
        self.in_use: PlanInUse = plan_in_use(self.code)

    def store(self) -> StoredPlan:
        for table in self.tables.values():
            if table.shared:
                self._store_shared(table)
        self._refuse()
        plan = self._store_plan()
        records = {
            name: self._stored(table, plan)
            for name, table in self.tables.items()
            if not table.shared and name != "plan"
        }
        self._check(records)
        self._refuse()
        self._write_revisions(plan, records["revisions"])
        self._write_members(records["members"])
        for name in STRUCTURE:
            self.ids[name] = _by_code(records[name].write(self.ids))
            self.changes[name] = records[name].change
        for name, found in records.items():
            if name not in FIRST:
                self._write(found)
        for name in ("members", *reversed(STRUCTURE)):
            records[name].remove(records[name].gone(self.ids))
        self._remove_empty_revisions(plan)
        return StoredPlan(plan, [self.changes[name] for name in self.tables])

    def _store_shared(self, table: RecordTable) -> None:
        """Write what plans share. A record that another plan lists may only be repeated as it is."""
        rows = self.rows[table.name]
        stored = list(table.model._default_manager.order_by("pk"))
        self.ids[table.name] = _by_code(stored)
        fresh = self._made_first(table, rows)
        records = Records(table, rows, [*stored, *fresh], fresh=frozenset(record.pk for record in fresh))
        others = self.in_use.listed_elsewhere.get(table.name, {})
        for row, column in records.differing(self.ids):
            if row["code"] in others:
                plans = ", ".join(others[row["code"]])
                self._fault(
                    table.name,
                    row,
                    column,
                    f"the register says otherwise, and the plan {plans} uses it; write the same, or take another code",
                )
            elif table.name == "indicators" and column in ("unit", "direction", "over_time", "aggregation"):
                count = self.in_use.measurements.get(str(row["code"]), 0)
                if count:
                    self._fault(
                        table.name,
                        row,
                        column,
                        f"{count} measurements were given with another definition; "
                        "keep the cell as it was, or take a new code for what is measured now",
                    )
        self._refuse()
        self.ids[table.name] |= _by_code(records.write(self.ids))
        self.changes[table.name] = records.change

    def _made_first(self, table: RecordTable, rows: Sequence[RecordRow]) -> list[Model]:
        """New records of a table that refers to itself: all are there before any of them is tied to another."""
        own = [column for column, target in table.references.items() if target == table.name]
        if not own:
            return []
        plain = [
            name for name in table.column_names if name not in table.references and name not in table.lists
        ]
        fresh = [
            table.model(**{name: _given(table.model, name, row[name]) for name in plain})
            for row in rows
            if row["code"] not in self.ids[table.name]
        ]
        table.model._default_manager.bulk_create(fresh)
        self.ids[table.name] |= _by_code(fresh)
        return fresh

    def _store_plan(self) -> Plan:
        records = Records(self.tables["plan"], self.rows["plan"], list(Plan.objects.filter(code=self.code)))
        (plan,) = records.write(self.ids)
        assert isinstance(plan, Plan)
        self.changes["plan"] = records.change
        listed = {
            name: [str(row["code"]) for row in self.rows[name]]
            for name, table in self.tables.items()
            if table.shared
        }
        if plan.listed != listed:
            plan.listed = listed
            plan.save(update_fields=["listed"])
        return plan

    def _stored(self, table: RecordTable, plan: Plan) -> Records:
        """The plan's stored records of a table, beside its rows. Of dated ones, the files' and the named revisions'."""
        names = {field.name for field in table.model._meta.get_fields()}
        if "plan" in names:
            way, fixed = "plan", {"plan_id": plan.pk}
        else:
            way, fixed = ("kpi__plan" if "kpi" in names else "goal__plan"), {}
        stored = table.model._default_manager.filter(**{way: plan}).order_by("pk")
        at_creation = {}
        if table.name == "revisions":
            stored = stored.filter(origin=Revision.REGISTER)
            at_creation = {"made_at": timezone.now()}
        return Records(table, self.rows[table.name], list(stored), fixed, at_creation)

    def _check(self, records: Mapping[str, Records]) -> None:
        """What the files leave out that somebody has used."""
        self.ids["members"] = {
            row["organisation"]: self.ids["organisations"][row["organisation"]]
            for row in self.rows["members"]
        }
        kpis = {row["code"] for row in self.rows["kpis"]}
        for code in self.in_use.kpis_in_use:
            if code not in kpis:
                self._missing(
                    "kpis",
                    code,
                    "code",
                    "the KPI has measurements or revisions, so it cannot be removed; put it back",
                )
        uses = {row["code"]: row["indicator"] for row in self.rows["kpis"]}
        for code, indicator in self.in_use.measured_kpis.items():
            if code in uses and uses[code] != indicator:
                self._fault(
                    "kpis",
                    next(row for row in self.rows["kpis"] if row["code"] == code),
                    "indicator",
                    f"there are measurements of {indicator} already; write it again, or take a new KPI code",
                )
        members = {row["organisation"] for row in self.rows["members"]}
        for code in self.in_use.members_in_use:
            if code not in members:
                self._missing(
                    "members",
                    code,
                    "organisation",
                    "the organisation has measurements or revisions on the plan's KPIs, so it cannot be removed; "
                    "put it back",
                )
        responsible = {row["code"]: row["responsible"] for row in self.rows["undertakings"]}
        for code, organisation in self.in_use.followed_up:
            if organisation not in responsible.get(code, ()):
                self._missing(
                    "undertakings",
                    code,
                    "responsible",
                    f"{organisation} has follow-up here; put it back in the list",
                )

    def _write_revisions(self, plan: Plan, register: Records) -> None:
        """The revisions made in the register that the files name, and the files' own, one for each day in them."""
        for row, column in register.differing(self.ids):
            self._fault(
                "revisions",
                row,
                column,
                "the register says otherwise; a revision is never changed afterwards",
            )
        self._refuse()
        register.write(self.ids)
        self.changes["revisions"] = register.change
        made_here = Revision.objects.filter(plan=plan, origin=Revision.REGISTER)
        self.ids["revisions"] = dict(made_here.values_list("code", "pk"))
        days: dict[date | None, int] = {}
        for revision in Revision.objects.filter(plan=plan, origin=Revision.FILE):
            days[revision.valid_from] = revision.pk
        for day in self._days():
            if day not in days:
                days[day] = Revision.objects.create(
                    plan=plan, code=Revision.file_code(day), origin=Revision.FILE, valid_from=day
                ).pk
        self.ids["days"] = days

    def _days(self) -> set[date | None]:
        return {
            row["valid_from"]
            for name, table in self.tables.items()
            if table.is_dated
            for row in self.rows[name]
            if row["revision"] is None
        }

    def _write_members(self, members: Records) -> None:
        members.write(self.ids)
        self.changes["members"] = members.change

    def _write(self, records: Records) -> None:
        """Remove what has gone from the files, then write the rest. Dated records of the register stay."""
        table = records.table
        if table.is_dated:
            made_here = set(self.ids["revisions"].values())
            for row, column in records.differing(self.ids):
                if row["revision"] is not None:
                    self._fault(
                        table.name,
                        row,
                        column,
                        "the register says otherwise; a revision is never changed afterwards",
                    )
            self._refuse()
            gone = [record for record in records.gone(self.ids) if _revision_of(record) not in made_here]
        else:
            gone = records.gone(self.ids)
        records.remove(gone)
        records.write(self.ids)
        self.changes[table.name] = records.change

    def _remove_empty_revisions(self, plan: Plan) -> None:
        """Days that no row of the files names any more."""
        Revision.objects.filter(plan=plan, origin=Revision.FILE).exclude(
            pk__in=[self.ids["days"][day] for day in self._days()]
        ).delete()

    def _fault(self, table: str, row: RecordRow, column: str, reason: str) -> None:
        self.faults.append(PlanFault(table, row, row.record, column, reason))

    def _missing(self, table: str, record: str, column: str, reason: str) -> None:
        self.faults.append(PlanFault(table, None, record, column, reason))

    def _refuse(self) -> None:
        if self.faults:
            raise PlanNotStorable(self.faults)


def _by_code(records: Iterable[Model]) -> dict[Any, int]:
    return {record.code: record.pk for record in records}  # type: ignore[attr-defined]


def _revision_of(record: Model) -> int:
    revision: int = record.revision_id  # type: ignore[attr-defined]
    return revision


def _given(model: type[Model], name: str, value: Any) -> Any:
    field = model._meta.get_field(name)
    return field.get_default() if value is None and not field.null else value  # type: ignore[union-attr]
