"""A table as it was handed in: a header that names columns, and the lines under it.

How each kind of file is taken apart stands in `text_file` and `workbook`; what the cells mean is the caller's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from kpi.files.lines import (
    LARGEST_FILE,
    MEGABYTE,
    MOST_ROWS,
    Line,
    UnreadableFile,
    in_short,
    is_blank,
)
from kpi.files.text_file import text_lines
from kpi.files.workbook import looks_like_workbook, workbook_lines
from kpi.words.fault_codes import FileFault, HeaderFault


@dataclass(frozen=True, slots=True)
class HeaderFinding:
    """A fault and the column it is about."""

    column: str
    fault: HeaderFault


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the lines under it. `columns` says where each known column stands."""

    header: Line
    columns: Mapping[str, int]
    lines: Sequence[Line]
    findings: Sequence[HeaderFinding] = field(default_factory=tuple)

    def beside(self, line: Line) -> int | None:
        """The place (from 1) of the first cell with content that stands in no column of the header."""
        for index, cell in enumerate(line.cells):
            if not is_blank(cell) and is_blank(self.header.cell(index)):
                return index + 1
        return None


def read_table(file: BinaryIO, *, required: Collection[str], optional: Collection[str] = ()) -> Table:
    """The table in a CSV or XLSX file, told apart by content and not by name. Raises UnreadableFile.

    Lines without content are left out, and still counted. Column names are read without regard to capitals.
    """
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(FileFault.TOO_LARGE, megabytes=LARGEST_FILE // MEGABYTE)
    lines = _with_content(_lines(content, known={*required, *optional}))
    header = next(lines, None)
    if header is None:
        raise UnreadableFile(FileFault.EMPTY)
    columns, findings = _columns(header, required, optional)
    if not columns:
        raise UnreadableFile(FileFault.NO_HEADER, columns=", ".join(required))
    rows: list[Line] = []
    for line in lines:
        if len(rows) == MOST_ROWS:
            raise UnreadableFile(FileFault.TOO_MANY_ROWS, rows=MOST_ROWS)
        rows.append(line)
    if not rows and not findings:
        raise UnreadableFile(FileFault.NO_ROWS)
    return Table(header, columns, rows, findings)


def _lines(content: bytes, *, known: Collection[str]) -> Iterator[Line]:
    return workbook_lines(content) if looks_like_workbook(content) else text_lines(content, known=known)


def _with_content(lines: Iterator[Line]) -> Iterator[Line]:
    return (line for line in lines if not all(is_blank(cell) for cell in line.cells))


def _columns(
    header: Line, required: Collection[str], optional: Collection[str]
) -> tuple[dict[str, int], list[HeaderFinding]]:
    columns: dict[str, int] = {}
    findings: list[HeaderFinding] = []
    for index, cell in enumerate(header.cells):
        if is_blank(cell):
            continue
        written = in_short(cell)
        name = written.casefold()
        if name not in required and name not in optional:
            findings.append(HeaderFinding(written, HeaderFault.COLUMN_UNKNOWN))
        elif name in columns:
            findings.append(HeaderFinding(name, HeaderFault.COLUMN_TWICE))
        else:
            columns[name] = index
    findings.extend(
        HeaderFinding(name, HeaderFault.COLUMN_MISSING) for name in required if name not in columns
    )
    return columns, findings
