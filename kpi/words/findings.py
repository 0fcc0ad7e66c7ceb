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
    def reason(self) -> str:
        """The fault as a sentence, in the language that is active now."""
        return str(self.text) % self.values if self.values else str(self.text)
