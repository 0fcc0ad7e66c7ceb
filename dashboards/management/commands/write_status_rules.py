"""`manage.py write_status_rules`: docs/status-rules.md from the rules, or a check that it is up to date."""

from __future__ import annotations

from pathlib import Path

from dashboards.management.written_page import WrittenPage
from dashboards.rules.document import document


class Command(WrittenPage):
    """Write the page, or check it."""

    help = "Writes docs/status-rules.md from the rules; with --check only says whether it is up to date."
    page = Path("docs") / "status-rules.md"

    def document(self) -> str:
        """The page about the judgement."""
        return document()
