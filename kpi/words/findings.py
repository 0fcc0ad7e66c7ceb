"""One thing that is wrong with what was given, wherever it was found: a form, a file of measurements, a plan's files.

Which faults there are, and when they apply, is decided where they are found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, with the place where it can be put right.

    `line` is the line in the file (the first is 1), or the place among rows that were given without a file; None where
    the fault is of no line. `column` is the column's name, empty where the fault is of none. `file` and `sheet` are
    given where there are several, `record` is the key of the record that stands there, such as `P-2.1/STO`. `text` is
    put into words in the reader's language when `reason` is read.
    """

    line: int | None
    column: str
    code: str
    text: str | Promise
    values: Mapping[str, object] = field(default_factory=dict)
    file: str = field(default="", kw_only=True)
    sheet: str = field(default="", kw_only=True)
    record: str = field(default="", kw_only=True)

    @property
    def place(self) -> str:
        """Where it stands, as commands print it.

        Examples: `row 3, value` in a file of measurements, and in a plan's
        `north/ambitions.csv, record P-2.1/STO (line 7), field value`.
        """
        if not self.file:
            return f"row {self.line}, {self.column}"
        place = f"{self.file}, sheet {self.sheet}" if self.sheet else self.file
        if self.record or self.line is not None:
            line = f" (line {self.line})" if self.line is not None else ""
            place += f", record {self.record or 'without a key'}{line}"
        return f"{place}, field {self.column}" if self.column else place

    @property
    def reason(self) -> str:
        """The fault as a sentence, in the language that is active now."""
        return str(self.text) % self.values if self.values else str(self.text)

    def __str__(self) -> str:
        sheet = f" (sheet {self.sheet})" if self.sheet and not self.file else ""
        return f"{self.place}: {self.reason}{sheet}"
