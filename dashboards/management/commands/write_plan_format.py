"""`manage.py write_plan_format`: docs/plan-format.md from the tables of a plan's files, or a check of it."""

from __future__ import annotations

from pathlib import Path

from dashboards.management.written_page import WrittenPage
from kpi.files.plan.format_document import document


class Command(WrittenPage):
    """Write the page, or check it."""

    help = (
        "Writes docs/plan-format.md from the files' tables; with --check only says whether it is up to date."
    )
    page = Path("docs") / "plan-format.md"

    def document(self) -> str:
        """The page about the files."""
        return document()
