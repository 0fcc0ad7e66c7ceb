"""XLSX workbooks, and telling them from what only looks like one. Text files are read in `text_file`.

The parts are gone through as streams. A reader that lays out the rectangle between a sheet's outermost cells can be
made to take all memory by two cells in a file of a few kilobytes, and none says both quickly and exactly what is in
a cell whose formula went wrong.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from kpi.files.limits import Budget
from kpi.files.lines import Sheet, UnreadableFile
from kpi.files.number_format import Shown
from kpi.files.package import DamagedPackage, Package
from kpi.files.sheet import SheetReader
from kpi.files.workbook_parts import Contents, Relationships, Strings, Styles
from kpi.files.xml_stream import Handler, stream
from kpi.words.fault_codes import FileFault

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")


def looks_like_workbook(content: bytes) -> bool:
    """Whether the file is a zip, or the older container that old and encrypted workbooks lie in."""
    return content.startswith((*_ZIP, _COMPOUND))


def workbook_sheets(content: bytes) -> list[Sheet]:
    """All worksheets in order, hidden ones too, with formulas' stored results. Raises UnreadableFile."""
    if content.startswith(_COMPOUND):
        fault = FileFault.ENCRYPTED if _ENCRYPTED_PART in content else FileFault.OLD_EXCEL
        raise UnreadableFile(fault)
    try:
        budget = Budget()
        return list(_Workbook(Package(content, budget), budget).sheets())
    except UnreadableFile:
        raise
    except Exception:  # noqa: BLE001 - a damaged workbook fails in any way there is: zip, XML, or what they hold
        raise UnreadableFile(FileFault.DAMAGED) from None


class _Workbook:
    """Finds a workbook's parts by its relationships, as programs that write workbooks name parts as they like."""

    def __init__(self, package: Package, budget: Budget) -> None:
        self.package = package
        self.names = package.names
        self.budget = budget
        main = next(iter(self._related("").of_kind("officeDocument")), "")
        if not main.endswith(".xml") or main not in self.names:
            raise UnreadableFile(FileFault.OTHER_ZIP)
        self.contents = Contents(budget)
        self._read(main, self.contents)
        if not self.contents.is_workbook:
            raise UnreadableFile(FileFault.OTHER_ZIP)
        self.related = self._related(main)

    def sheets(self) -> Iterator[Sheet]:
        """The worksheets; sheets that hold only a chart are none."""
        worksheets = set(self.related.of_kind("worksheet"))
        listed = [
            (sheet, part)
            for sheet in self.contents.sheets
            if (part := self.related.targets.get(sheet.id, "")) in worksheets
        ]
        if not any(sheet.visible for sheet, _part in listed):
            raise UnreadableFile(FileFault.NO_SHEET)
        if len({part for _sheet, part in listed}) < len(listed):
            raise DamagedPackage  # two sheets with one part, which could be read over and over
        strings, styles = Strings(self.budget), Styles(self.budget)
        for handler, kind in ((strings, "sharedStrings"), (styles, "styles")):
            for part in self.related.of_kind(kind):
                self._read(part, handler)
        shown: list[Shown] = styles.shown()
        for sheet, part in listed:
            reader = SheetReader(strings.strings, shown, self.contents.epoch, self.budget)
            self._read(part, reader)
            yield Sheet(sheet.name, reader.lines, sheet.visible, sorted(reader.hidden_columns))

    def _related(self, part: str) -> Relationships:
        folder, name = posixpath.split(part)
        relationships = Relationships(folder, self.budget)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path in self.names:
            self._read(path, relationships)
        return relationships

    def _read(self, part: str, handler: Handler) -> None:
        stream(self.package.read(part), handler, self.budget)
