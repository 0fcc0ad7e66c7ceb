"""CSV files: which characters, which separator, which line. What a workbook holds is read in `workbook`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator

from kpi.files.lines import Line, UnreadableFile
from kpi.words.fault_codes import FileFault

SEPARATORS = (";", ",", "\t")

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"{\\rtf")


def text_lines(content: bytes, *, known: Collection[str]) -> Iterator[Line]:
    """The records of a CSV file, each with the line it starts on. `known` are the column names, which show what
    stands between them: semicolon, comma or tab."""
    text = decoded(content)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator_of(text, known), strict=True, skipinitialspace=True
    )
    starts = 1
    try:
        for record in reader:
            if record:
                yield Line(starts, tuple(record))
            starts = reader.line_num + 1
    except csv.Error:
        raise UnreadableFile(FileFault.QUOTES, row=starts) from None


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 with or without a byte-order mark, UTF-16 with one, else Windows-1252."""
    if content.startswith(_OTHER_KINDS):
        raise UnreadableFile(FileFault.OTHER_KIND)
    for encoding in ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _NOT_TEXT.search(text):
            break
        return text
    raise UnreadableFile(FileFault.OTHER_KIND)


def separator_of(text: str, known: Collection[str]) -> str:
    """The separator that makes most known column names of the first line with content."""
    header = next((line for line in io.StringIO(text, newline=None) if line.strip()), "")

    def columns_made(separator: str) -> tuple[int, int]:
        names = [name.strip().strip('"').strip().casefold() for name in header.split(separator)]
        return len({name for name in names if name in known}), len(names)

    return max(SEPARATORS, key=columns_made)
