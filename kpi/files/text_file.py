"""CSV files: which separator, which line, which cells. What a workbook holds is read in `workbook`."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator

from kpi.files.encoding import decoded
from kpi.files.limits import MOST_COLUMNS, MOST_ROWS
from kpi.files.lines import Line, Sheet, UnreadableFile, is_blank
from kpi.words.fault_codes import FileFault

SEPARATORS = (";", ",", "\t")
MOST_SEPARATORS = 50_000
"""In one line: more than a long text and the empty cells that a spreadsheet may put far out can have together."""


def text_sheet(content: bytes, *, known: Collection[str]) -> Sheet:
    """The records of a CSV file, each with the line it starts on. `known` are the column names, which show what
    stands between them: semicolon, comma or tab. Raises UnreadableFile."""
    lines: list[Line] = []
    for line in _records(decoded(content), known):
        if len(lines) > MOST_ROWS:  # the first names the columns
            raise UnreadableFile(FileFault.TOO_MANY_ROWS, rows=MOST_ROWS)
        lines.append(line)
    return Sheet("", lines, whole_lines=True)


def _records(text: str, known: Collection[str]) -> Iterator[Line]:
    separator = separator_of(text, known)
    reader = csv.reader(_bounded(text, separator), delimiter=separator, strict=True, skipinitialspace=True)
    starts = 1
    try:
        for record in reader:
            if record:
                cells = _within_bounds(record, starts)
                if not all(is_blank(cell) for cell in cells):
                    yield Line(starts, tuple(cells))
            starts = reader.line_num + 1
    except csv.Error:
        raise UnreadableFile(FileFault.QUOTES, row=starts) from None


def _bounded(text: str, separator: str) -> Iterator[str]:
    """The lines of the text as they end in the file, as long as none could be taken apart into cells without end."""
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if line.count(separator) > MOST_SEPARATORS:
            raise UnreadableFile(FileFault.TOO_MANY_COLUMNS, columns=MOST_COLUMNS, row=number)
        yield line


def _within_bounds(record: list[str], row: int) -> list[str]:
    """The record, without the empty cells that a spreadsheet may have put far out."""
    if len(record) <= MOST_COLUMNS:
        return record
    if not is_blank("".join(record[MOST_COLUMNS:])):
        raise UnreadableFile(FileFault.TOO_MANY_COLUMNS, columns=MOST_COLUMNS, row=row)
    return record[:MOST_COLUMNS]


def separator_of(text: str, known: Collection[str]) -> str:
    """The separator that makes most known column names of the first line with content."""
    header = next((line for line in io.StringIO(text, newline=None) if line.strip()), "")

    def columns_made(separator: str) -> tuple[int, int]:
        # The names that count stand among the first columns; a line may have millions of separators.
        names = [name.strip().strip('"').strip().casefold() for name in header.split(separator, MOST_COLUMNS)]
        return len({name for name in names if name in known}), len(names)

    return max(SEPARATORS, key=columns_made)
