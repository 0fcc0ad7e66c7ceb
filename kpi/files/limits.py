"""How much of a file is taken, the same for measurements and for plans, and what a workbook may cost to read.

The limits of a workbook hold for all of its parts together, so that no part can use them up anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from kpi.files.lines import UnreadableFile
from kpi.words.fault_codes import FileFault

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
LARGEST_UNPACKED = 100 * MEGABYTE
MOST_ROWS = 50_000
MOST_COLUMNS = 100
LONGEST_TEXT = 20_000
"""Characters of a cell that are read, and one more, so that whoever takes as many or fewer can see a longer one."""

MOST_ELEMENTS = 900_000
"""XML elements of a workbook: enough for the most rows that are taken, in eight columns, and little enough to be read
within two seconds of a slow processor."""
MOST_TEXT = 20_000_000
"""Characters that a workbook's texts may have together."""
MOST_PARTS = 2_000
MOST_SHEETS = 200
MOST_STYLES = 65_500
"""Cell formats; about as many as Excel has room for."""


@dataclass(slots=True)
class Budget:
    """What is left for reading one workbook. Each use says how much it takes; UnreadableFile when it is not there."""

    unpacked: int = LARGEST_UNPACKED
    elements: int = MOST_ELEMENTS
    text: int = MOST_TEXT
    rows: int = MOST_ROWS

    def take_unpacked(self, size: int) -> None:
        """Bytes that were unpacked."""
        self.unpacked -= size
        if self.unpacked < 0:
            raise UnreadableFile(FileFault.UNPACKS_TOO_LARGE, megabytes=LARGEST_UNPACKED // MEGABYTE)

    def take_text(self, length: int) -> None:
        """Characters that are kept."""
        self.text -= length
        if self.text < 0:
            raise UnreadableFile(FileFault.TOO_MUCH_TEXT)

    def take_row(self) -> None:
        """A row with content."""
        self.rows -= 1
        if self.rows < 0:
            raise UnreadableFile(FileFault.TOO_MANY_ROWS, rows=MOST_ROWS)
