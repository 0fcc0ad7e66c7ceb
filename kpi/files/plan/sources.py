"""Where a plan's files lie: in a folder of CSV files, or in one workbook with a sheet for each.

Here they are opened and told apart; what stands in them is read in `reading`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.functional import Promise

from kpi.files.lines import Sheet, UnreadableFile
from kpi.files.plan.findings import CONTENT
from kpi.files.plan.table import Table
from kpi.files.reading import read_sheets
from kpi.words.fault_codes import FileFault, SheetFault
from kpi.words.faults import in_words
from kpi.words.findings import Finding

ABOUT = "about"
"""A sheet for people, which the template has and which is not read."""
BESIDE_PLANS = ("figures", "measurements")
"""CSV files that may lie in a plan's folder and that others read."""


@dataclass(slots=True)
class Sources:
    """A plan's files as lines of cells, by table.

    One that could not be read is in `unread`, with a finding; one that is not there and need not be is in neither.
    """

    path: Path
    sheets: dict[str, Sheet] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_folder(self) -> bool:
        return not self.path.is_file()

    def fault(
        self,
        name: str,
        reason: str | Promise,
        *,
        record: str = "",
        line: int | None = None,
        column: str = "",
        code: str = CONTENT,
        values: Mapping[str, object] | None = None,
    ) -> None:
        """Note what is wrong in the file or sheet with this name, or with all of them where no name is given."""
        file = f"{self.path.name}/{name}.csv" if self.is_folder and name else self.path.name
        sheet = "" if self.is_folder else name
        self.findings.append(
            Finding(line, column, code, reason, values or {}, file=file, sheet=sheet, record=record)
        )


def open_sources(path: Path, tables: Sequence[Table]) -> Sources:
    """The files of the plan in a folder or a workbook, with what is wrong with them as files."""
    sources = Sources(path)
    if sources.is_folder:
        _open_folder(sources, tables)
    else:
        _open_workbook(sources, tables)
    return sources


def is_optional(table: Table) -> bool:
    """Whether a plan may do without the file."""
    return table.optional


def _open_folder(sources: Sources, tables: Sequence[Table]) -> None:
    for table in tables:
        path = sources.path / f"{table.name}.csv"
        if path.exists() or not is_optional(table):
            sheets = _read(sources, table.name, path, table.column_names, workbook=False)
            if sheets:
                sources.sheets[table.name] = sheets[0]
            else:
                sources.unread.add(table.name)
    known = sorted({table.name for table in tables}.union(BESIDE_PLANS))
    for path in sorted(sources.path.rglob("*")):
        if path.is_file() and (name := _stray(path, known, sources.path)):
            reason = f"a plan has no such file; remove it or correct its name to one of {', '.join(known)}"
            sources.fault(name, reason)


def _stray(path: Path, known: Collection[str], folder: Path) -> str:
    """How a file is named that looks like one of the plan's and is none, such as `thresholds.CSV`, `thresholds.txt` or
    `old/thresholds.csv`: what it holds would be taken to be left out. Empty for those of the plan, and for others, such
    as notes."""
    if path.parent == folder and path.suffix == ".csv":
        return "" if path.stem in known else path.stem
    is_like_one = path.name.casefold().partition(".")[0] in known
    return path.relative_to(folder).as_posix() if is_like_one or path.suffix.casefold() == ".csv" else ""


def _open_workbook(sources: Sources, tables: Sequence[Table]) -> None:
    names = {table.name for table in tables}
    columns = {column for table in tables for column in table.column_names}
    sheets = _read(sources, "", sources.path, sorted(columns), workbook=True)
    for sheet in sheets:
        _take_sheet(sources, sheet, names)
    for table in tables:
        if table.name in sources.sheets:
            continue
        if not sheets:
            sources.unread.add(table.name)
        elif not is_optional(table) and table.name not in sources.unread:
            sources.unread.add(table.name)
            sources.fault(table.name, "the sheet is missing or empty; its first row must name the columns")


def _read(
    sources: Sources, name: str, path: Path, columns: Collection[str], *, workbook: bool
) -> list[Sheet]:
    """The sheets of a file; none, with a finding, when it cannot be read."""
    try:
        with path.open("rb") as file:
            return read_sheets(file, known=columns, workbook=workbook)
    except UnreadableFile as error:
        if error.fault == FileFault.EMPTY and not workbook:
            reason = f"the file is empty; its first line must be {';'.join(columns)}"
            sources.fault(name, reason, code=error.fault)
        else:
            sources.fault(name, in_words(error.fault), code=error.fault, values=error.values)
    except FileNotFoundError:
        sources.fault(name, f"the file is missing; add {path.name} to the plan's folder")
    except OSError as error:
        sources.fault(name, f"the file cannot be read ({error.strerror}); see to its rights and kind")
    return []


def _take_sheet(sources: Sources, sheet: Sheet, names: Collection[str]) -> None:
    name = sheet.name.strip().casefold().removesuffix(".csv")
    if not sheet.lines or name == ABOUT:
        return
    if name not in names:
        if sheet.visible:
            known = ", ".join(sorted(names))
            sources.fault(
                sheet.name, f"a plan has no such sheet; remove it or name it {ABOUT} or one of {known}"
            )
    elif not sheet.visible:
        sources.unread.add(name)
        fault = SheetFault.SHEET_HIDDEN
        sources.fault(sheet.name, in_words(fault), code=fault, values={"sheet": sheet.name})
    elif name in sources.sheets:
        sources.fault(sheet.name, "there is another sheet with this name; keep one")
    else:
        sources.sheets[name] = sheet
