"""Columns of codes, chapters, versions and words. Figures and dates stand in `number_columns`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kpi.files.characters import plain
from kpi.files.lines import Cell
from kpi.files.plan.column import AS_TEXT, CellFault, Column, Value, in_words
from kpi.files.plan.findings import shown
from kpi.rules.plain_text import is_code

_CHAPTER = re.compile(r"[1-9][0-9]{0,2}(?:\.[1-9][0-9]{0,2})*")
_VERSION = re.compile(r"(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2}))*|[12][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Code(Column):
    """A code. `of` names the file whose codes it must be one of."""

    of: str = ""

    @property
    def empty(self) -> Value:
        return None if self.of else ""

    @property
    def form(self) -> str:
        return f"a code in `{self.of}.csv`" if self.of else "a code"

    def read(self, cell: str) -> Value:
        code = plain(cell)
        if not is_code(code):
            raise CellFault(f"{shown(cell)} is not a code; use letters, digits, point, hyphen and underscore")
        return code


@dataclass(frozen=True, slots=True)
class Codes(Column):
    """Codes from another file, with commas between."""

    of: str = ""

    @property
    def empty(self) -> Value:
        return ()

    @property
    def form(self) -> str:
        return f"codes in `{self.of}.csv`, with commas between"

    def read(self, cell: str) -> Value:
        codes = tuple(part.strip() for part in plain(cell).split(","))
        for code in codes:
            if not is_code(code):
                raise CellFault(f"{shown(code)} is not a code; write codes with commas between, such as A,B")
        if len(set(codes)) < len(codes):
            raise CellFault(f"{shown(cell)} names a code twice; keep one")
        return codes

    def write(self, value: Value) -> str:
        assert isinstance(value, tuple)
        return ",".join(value)


@dataclass(frozen=True, slots=True)
class Section(Column):
    """Chapters of a document: numbers with points, several with commas. The value is the text without spaces."""

    @property
    def form(self) -> str:
        return "chapter numbers, with commas between"

    def read(self, cell: str) -> Value:
        chapters = [part.strip() for part in cell.split(",")]
        for chapter in chapters:
            if not _CHAPTER.fullmatch(chapter):
                raise CellFault(
                    f"{shown(chapter)} is not a chapter; write numbers with points, several with commas, such as "
                    f"4.1 or 4.3,7.1 (where a spreadsheet has made a date of it: {AS_TEXT})"
                )
        return ",".join(chapters)


@dataclass(frozen=True, slots=True)
class Version(Column):
    """A version: numbers with points, or a year."""

    @property
    def form(self) -> str:
        return "numbers with points"

    def text_of(self, cell: Cell) -> str:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            raise CellFault(
                f"the workbook holds a number ({in_words(cell)}), in which 2.0 cannot be told from 2; {AS_TEXT}"
            )
        return Column.text_of(self, cell)

    def read(self, cell: str) -> Value:
        if not _VERSION.fullmatch(cell):
            raise CellFault(
                f"{shown(cell)} is not a version; write numbers with points, such as 1.1 (where a spreadsheet has made "
                f"a date of it: {AS_TEXT})"
            )
        return cell


@dataclass(frozen=True, slots=True)
class YesNo(Column):
    """`yes` or `no`."""

    required: bool = True

    @property
    def form(self) -> str:
        return "`yes` or `no`"

    def read(self, cell: str) -> Value:
        if cell.lower() not in ("yes", "no"):
            raise CellFault(f"{shown(cell)} is neither yes nor no; write one of them")
        return cell.lower() == "yes"

    def write(self, value: Value) -> str:
        return {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else ""


@dataclass(frozen=True, slots=True)
class Choice(Column):
    """One word of a closed list."""

    words: tuple[str, ...] = ()

    @property
    def form(self) -> str:
        return "one of " + ", ".join(f"`{word}`" for word in self.words)

    def read(self, cell: str) -> Value:
        if cell not in self.words:
            raise CellFault(f"{shown(cell)} is not a known word here; write one of {', '.join(self.words)}")
        return cell


def choice(
    name: str,
    words: Iterable[str],
    required: bool = False,
    *,
    description: str = "",
    required_where: str = "",
) -> Choice:
    """A column whose words come from a vocabulary of the rules or the labels."""
    return Choice(
        name,
        required,
        tuple(str(word) for word in words),
        description=description,
        required_where=required_where,
    )
