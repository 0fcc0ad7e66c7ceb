"""Whether plans that the register holds can be written as files and loaded again. The files' own checks decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi.files.plan.checks import check_plan
from kpi.files.plan.findings import Finding
from kpi.files.plan.reading import read_plan_files
from kpi.files.plan.write import write_plan_files
from kpi.models import Plan
from kpi.selectors.shared_records import shared_records


@dataclass(frozen=True, slots=True)
class Fault:
    """What a finding says, wherever its line stands now: the file's table, the record, the column, and why."""

    table: str
    record: str
    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.table} {self.record}, {self.column}: {self.reason}"


Faults = Counter[Fault]


def faults_of_stored(plans: Iterable[Plan]) -> Faults:
    """What the plans' files, written now, would be refused for. Empty where they can be loaded into an empty register.

    To see what a change leads to, ask before and after, and subtract: what was wrong before is no fault of the change.
    It takes as long as writing and reading the plans, so it is asked when something is stored, not of each page.
    """
    return Counter(_fault(finding) for plan in plans for finding in _findings(plan))


def _findings(plan: Plan) -> list[Finding]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / plan.code
        write_plan_files(plan, path)
        files = read_plan_files(path, shared_records())
        check_plan(files)
    return files.findings


def _fault(finding: Finding) -> Fault:
    table = finding.file.rpartition("/")[2].removesuffix(".csv")
    return Fault(table, finding.record, finding.column, finding.reason)
