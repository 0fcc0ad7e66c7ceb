"""Loading plans from their files: everything is checked first, then all of it is stored, or nothing.

The register's plan data becomes what the files say, also where someone has changed or added something since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, Model, OuterRef, ProtectedError

from kpi.files.plan.checks import check_plan, check_together
from kpi.files.plan.columns import Value
from kpi.files.plan.findings import PlanRefused, plan_finding
from kpi.files.plan.reading import PlanFiles, Row, read_plan_files
from kpi.files.plan.records import Records, TableChange
from kpi.files.plan.tables import BY_NAME, TABLES, Table
from kpi.models import Kpi, Measurement, Organisation, Plan, ScopeMember

SHARED = ("documents", "organisations")
STRUCTURE = ("goals", "sub_goals", "kpis")
"""What other records hang on, so that it is removed last."""


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan that was loaded, with what it changed table by table."""

    folder: Path
    title: str
    version: str
    changes: list[TableChange]

    @property
    def changed(self) -> bool:
        return any(change.any for change in self.changes)


def load_plans(folders: Sequence[Path]) -> list[LoadedPlan]:
    """Make the register hold the plans in `folders`, all or nothing. PlanRefused lists every fault."""
    plans = [read_plan_files(folder) for folder in folders]
    for files in plans:
        check_plan(files)
    check_together(plans)
    _refuse_if(plans)
    try:
        with transaction.atomic():
            return [_store(files) for files in plans]
    except (IntegrityError, ProtectedError) as error:
        reason = "the register was changed by someone else meanwhile; load the plan again"
        raise PlanRefused([plan_finding(reason, file=str(folder)) for folder in folders]) from error


def _refuse_if(plans: Sequence[PlanFiles]) -> None:
    findings = [finding for files in plans for finding in files.findings]
    if findings:
        raise PlanRefused(findings)


def _store(files: PlanFiles) -> LoadedPlan:
    """Write one plan whose files hold together."""
    ids: dict[str, dict[Value, int]] = {}
    changes: dict[str, TableChange] = {}
    for name in SHARED:
        records = _shared(BY_NAME[name], files.rows[name], ids)
        changes[name] = records.change
    plan = _plan(files, ids, changes)
    tables = [table for table in TABLES if table.name not in (*SHARED, "plan")]
    held = {table.name: _stored(table, files.rows[table.name], plan) for table in tables}
    _check_against_register(files, plan, held, ids)
    for name in STRUCTURE:
        ids[name] = _by_code(held[name].write(ids))
        changes[name] = held[name].change
    for table in tables:
        if table.name in STRUCTURE:
            continue
        if table.name == "scope":
            _make_way(held["scope"])
        records = held[table.name]
        records.remove(records.gone(ids))
        records.write(ids)
        changes[table.name] = records.change
        if table.name == "scope":
            ids["scope"] = {
                row["organisation"]: ids["organisations"][row["organisation"]] for row in records.rows
            }
    for name in reversed(STRUCTURE):
        held[name].remove(held[name].gone(ids))
    return LoadedPlan(files.folder, plan.title, plan.version, [changes[table.name] for table in TABLES])


def _by_code(records: Sequence[Model]) -> dict[Value, int]:
    return {_code_of(record): record.pk for record in records}


def _shared(table: Table, rows: Sequence[Row], ids: dict[str, dict[Value, int]]) -> Records:
    """Write documents or organisations, which other plans may use too."""
    stored: list[Model] = list(table.model._default_manager.all())
    ids[table.name] = _by_code(stored)
    fresh: list[Organisation] = []
    if table.model is Organisation:
        # An organisation may lie under one that is new as well, so all are there before any is placed.
        names = ("code", "name", "short_name", "kind")
        fresh = [
            Organisation(**{name: row[name] for name in names})
            for row in rows
            if row["code"] not in ids[table.name]
        ]
        Organisation.objects.bulk_create(fresh)
        ids[table.name] |= _by_code(fresh)
    records = Records(table, rows, [*stored, *fresh], fresh=frozenset(record.pk for record in fresh))
    ids[table.name] |= _by_code(records.write(ids))
    return records


def _plan(files: PlanFiles, ids: dict[str, dict[Value, int]], changes: dict[str, TableChange]) -> Plan:
    rows = files.rows["plan"]
    records = Records(BY_NAME["plan"], rows, list(Plan.objects.filter(code=rows[0]["code"])))
    (plan,) = records.write(ids)
    changes["plan"] = records.change
    assert isinstance(plan, Plan)
    return plan


def _stored(table: Table, rows: Sequence[Row], plan: Plan) -> Records:
    """The plan's stored records of a table, beside its rows."""
    names = {field.name for field in table.model._meta.get_fields()}
    if "plan" in names:
        way, fixed = "plan", {"plan_id": plan.pk}
    else:
        way, fixed = ("kpi__plan" if "kpi" in names else "goal__plan"), {}
    stored = table.model._default_manager.filter(**{way: plan}).order_by("pk")
    return Records(table, rows, list(stored), fixed)


def _make_way(scope: Records) -> None:
    """Let the former region be a part before another becomes the region, since a plan never has two."""
    roles = {row["organisation"]: row["role"] for row in scope.rows}
    former = [
        member
        for member in ScopeMember.objects.filter(pk__in=[record.pk for record in scope.stored])
        .filter(role=ScopeMember.REGION)
        .select_related("organisation")
        if roles.get(member.organisation.code) == ScopeMember.PART
    ]
    if former:
        ScopeMember.objects.filter(pk__in=[member.pk for member in former]).update(role=ScopeMember.PART)


def _check_against_register(
    files: PlanFiles, plan: Plan, held: dict[str, Records], ids: dict[str, dict[Value, int]]
) -> None:
    """PlanRefused when a KPI's code is taken by another plan, or something measured would be lost from view."""
    taken = dict(Kpi.objects.exclude(plan=plan).values_list("code", "plan__code"))
    for row in files.rows["kpis"]:
        if row["code"] in taken:
            files.fault(
                row, "code", f"the plan {taken[str(row['code'])]} has a KPI with this code; choose another"
            )
    unmeasured = {row["code"]: row for row in files.rows["kpis"] if not row["takes_measurements"]}
    gone = {record.pk for record in held["kpis"].gone(ids)}
    for kpi in _measured_kpis(
        gone | {record.pk for record in held["kpis"].stored if _code_of(record) in unmeasured}
    ):
        if kpi.pk in gone:
            files.missing(
                "kpis",
                kpi.code,
                "code",
                "the KPI has measurements, so it cannot be removed; put its row back",
            )
        else:
            files.fault(
                unmeasured[kpi.code], "takes_measurements", "the KPI has measurements already; write yes"
            )
    for organisation in _measured_members([record.pk for record in held["scope"].gone(ids)], plan):
        files.missing(
            "scope",
            organisation,
            "organisation",
            "the organisation has measurements on the plan's KPIs, so it cannot be removed; put its row back",
        )
    _refuse_if([files])


def _code_of(record: Model) -> Any:
    return record.code  # type: ignore[attr-defined]


def _measured_kpis(ids: set[int]) -> list[Kpi]:
    if not ids:
        return []
    return list(
        Kpi.objects.filter(Exists(Measurement.objects.filter(kpi=OuterRef("pk"))), pk__in=ids).order_by("pk")
    )


def _measured_members(ids: Sequence[int], plan: Plan) -> list[str]:
    if not ids:
        return []
    measured = Measurement.objects.filter(kpi__plan=plan, organisation=OuterRef("organisation"))
    return list(
        ScopeMember.objects.filter(Exists(measured), pk__in=ids)
        .order_by("pk")
        .values_list("organisation__code", flat=True)
    )
