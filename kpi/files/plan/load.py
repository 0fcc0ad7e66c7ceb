"""Loading plans from their files: everything is read and checked first, then all of it is stored, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from kpi.actions.locks import queue_for_plans
from kpi.actions.plan_faults import PlanNotStorable
from kpi.actions.plan_records import TableChange
from kpi.actions.store_plan import StoredPlan, store_plan
from kpi.files.plan.checks import check_plan, check_together
from kpi.files.plan.findings import PlanRefused, plan_finding
from kpi.files.plan.questions import questions_of
from kpi.files.plan.reading import PlanFiles, Row, read_plan_files
from kpi.files.plan.tables import TABLES
from kpi.selectors.shared_records import shared_records
from kpi.selectors.statuses import Statuses, statuses_of

MOST_NAMED = 3
"""Records that a message names before it is too long to read."""


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan that was loaded, with what it changed table by table, and the statuses that became others, where they were
    asked for: KPI and organisation code to the status before and after. `questions` are about what may be a slip."""

    folder: Path
    code: str
    title: str
    version: str
    changes: list[TableChange]
    statuses: dict[tuple[str, str], tuple[str, str]]
    questions: list[str]

    @property
    def changed(self) -> bool:
        return any(change.any for change in self.changes)


def load_plans(folders: Sequence[Path], *, dry_run: bool = False, judge: bool = False) -> list[LoadedPlan]:
    """Make the register hold the plans in `folders`, all or nothing. PlanRefused lists every fault.

    `dry_run` tells what would change and stores nothing. `judge` has each plan judged before and after, to tell which
    statuses change; that takes as long as loading it. What is there already is read under the same lock as what is
    written, so that two loads at once queue.
    """
    try:
        with transaction.atomic():
            queue_for_plans()
            plans = _read(folders)
            together = [str(files.rows["plan"][0]["code"]) for files in plans]
            loaded = [_load(files, together, judge=judge) for files in plans]
            if dry_run:
                transaction.set_rollback(True)
            return loaded
    except ProtectedError as error:
        users = ", ".join(sorted(str(record) for record in error.protected_objects)[:MOST_NAMED])
        reason = f"something that the files leave out is used by {users}; put it back"
        raise PlanRefused([plan_finding(reason, file=str(folder)) for folder in folders]) from error
    except IntegrityError as error:
        reason = "the register was changed by someone else meanwhile; load the plan again"
        raise PlanRefused([plan_finding(reason, file=str(folder)) for folder in folders]) from error


def _read(folders: Sequence[Path]) -> list[PlanFiles]:
    registered = shared_records()
    plans = [read_plan_files(folder, registered) for folder in folders]
    for files in plans:
        check_plan(files)
    check_together(plans)
    _refuse_if(plans)
    return plans


def _refuse_if(plans: Sequence[PlanFiles]) -> None:
    findings = [finding for files in plans for finding in files.findings]
    if findings:
        raise PlanRefused(findings)


def _load(files: PlanFiles, together: Sequence[str], *, judge: bool) -> LoadedPlan:
    before = statuses_of(str(files.rows["plan"][0]["code"])) if judge else {}
    try:
        stored = store_plan(TABLES, files.rows, together=together)
    except PlanNotStorable as error:
        for fault in error.faults:
            if isinstance(fault.row, Row):
                files.fault(fault.row, fault.column, fault.reason)
            else:
                files.missing(fault.table, fault.record, fault.column, fault.reason)
        _refuse_if([files])
        raise
    return LoadedPlan(
        files.folder,
        stored.plan.code,
        stored.plan.title,
        stored.plan.version,
        stored.changes,
        _changed(before, stored),
        questions_of(files),
    )


def _changed(before: Statuses, stored: StoredPlan) -> dict[tuple[str, str], tuple[str, str]]:
    """The cells, known before and after, whose status is another now. A plan that changed nothing is not judged."""
    if not before or not any(change.any for change in stored.changes):
        return {}
    after = statuses_of(stored.plan.code)
    return {
        cell: (status, after[cell]) for cell, status in before.items() if after.get(cell, status) != status
    }
