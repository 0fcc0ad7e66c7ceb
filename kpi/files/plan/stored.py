"""Whether the plan that the register holds can be written as files and loaded again. The files' own checks decide."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from kpi.files.plan.checks import check_plan
from kpi.files.plan.findings import Finding
from kpi.files.plan.reading import read_plan_files
from kpi.files.plan.write import write_plan_files
from kpi.models import Plan
from kpi.selectors.shared_records import shared_records


def findings_of_stored(plan: Plan) -> list[Finding]:
    """What the plan's files, written now, would be refused for. Empty where they can be loaded into an empty register.

    It takes as long as writing and reading the plan: ask it before something is stored, and not of each page.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / plan.code
        write_plan_files(plan, path)
        files = read_plan_files(path, shared_records())
        check_plan(files)
    return files.findings
