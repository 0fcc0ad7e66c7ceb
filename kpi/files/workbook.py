"""XLSX workbooks, and telling them from what only looks like one. Text files are read in `text_file`.

The parts are gone through as streams. A reader that lays out the rectangle between a sheet's outermost cells can be
made to take all memory by two cells in a file of a few kilobytes, and none says both quickly and exactly what is in
a cell whose formula went wrong.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from kpi.files.lines import LARGEST_UNPACKED, LONGEST_TEXT, MEGABYTE, Line, UnreadableFile
from kpi.files.sheet import sheet_lines
from kpi.files.xml_stream import Handler, local, stream
from kpi.words.fault_codes import FileFault

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_IS_ENCRYPTED = 0x1
_DATES_BY_REGION = frozenset([*range(27, 37), *range(50, 59)])
"""Number formats that are dates in the languages that have them, and that the standard lists without a pattern."""


def looks_like_workbook(content: bytes) -> bool:
    """Whether the file is a zip, or the older container that old and encrypted workbooks lie in."""
    return content.startswith((*_ZIP, _COMPOUND))


def workbook_lines(content: bytes) -> Iterator[Line]:
    """The rows of the first visible sheet that hold something, with formulas' stored results. Raises
    UnreadableFile."""
    if content.startswith(_COMPOUND):
        fault = FileFault.ENCRYPTED if _ENCRYPTED_PART in content else FileFault.OLD_EXCEL
        raise UnreadableFile(fault)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_directory(package)
            yield from _Workbook(package).lines()
    except UnreadableFile:
        raise
    except Exception:  # noqa: BLE001 - a damaged workbook fails in any way there is: zip, XML, or what they hold
        raise UnreadableFile(FileFault.DAMAGED) from None


def _check_directory(package: zipfile.ZipFile) -> None:
    """What the zip's own directory tells, before anything is unpacked. No part unpacks to more than it says there."""
    parts = package.infolist()
    if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
        raise UnreadableFile(FileFault.ENCRYPTED)
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UnreadableFile(FileFault.UNPACKS_TOO_LARGE, megabytes=LARGEST_UNPACKED // MEGABYTE)


class _Workbook:
    """Finds a workbook's parts by its relationships, as programs that write workbooks name parts as they like."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.names = set(package.namelist())
        main = next(iter(self._related("").of_kind("officeDocument")), "")
        if not main.endswith(".xml") or main not in self.names:
            raise UnreadableFile(FileFault.OTHER_ZIP)
        self.contents = _Contents()
        self._read(main, self.contents)
        if self.contents.root != "workbook":
            raise UnreadableFile(FileFault.OTHER_ZIP)
        self.related = self._related(main)

    def lines(self) -> Iterator[Line]:
        """The rows of the first visible worksheet; sheets that hold only a chart are none."""
        worksheets = self.related.of_kind("worksheet")
        sheet = next(
            (
                self.related.targets[id_]
                for id_ in self.contents.visible
                if self.related.targets.get(id_) in worksheets
            ),
            None,
        )
        if sheet is None:
            raise UnreadableFile(FileFault.NO_SHEET)
        strings, styles = _Strings(), _Styles()
        for handler, kind in ((strings, "sharedStrings"), (styles, "styles")):
            for part in self.related.of_kind(kind):
                self._read(part, handler)
        with self.package.open(sheet) as cells:
            yield from sheet_lines(
                cells,
                strings=strings.strings,
                date_styles=styles.date_styles(),
                epoch=self.contents.epoch,
            )

    def _related(self, part: str) -> _Relationships:
        folder, name = posixpath.split(part)
        relationships = _Relationships(folder)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path in self.names:
            self._read(path, relationships)
        return relationships

    def _read(self, part: str, handler: Handler) -> None:
        with self.package.open(part) as file:
            for _piece in stream(file, handler):
                pass


class _Handler:
    """A handler that minds nothing; each of the following minds what it needs."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        pass

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


@dataclass
class _Relationships(_Handler):
    """Which parts belong to a part: by id, and of which kind each is."""

    folder: str
    targets: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self.folder, attributes["Target"])).lstrip("/")
            self.targets[attributes["Id"]] = target
            self.kinds[target] = posixpath.basename(attributes["Type"])

    def of_kind(self, kind: str) -> list[str]:
        return [target for target, its_kind in self.kinds.items() if its_kind == kind]


@dataclass
class _Contents(_Handler):
    """The workbook's own part: which sheets are visible, by relationship, and from which day dates are counted."""

    root: str = ""
    visible: list[str] = field(default_factory=list)
    epoch: datetime = WINDOWS_EPOCH

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            self.visible.extend(
                value for key, value in attributes.items() if ":" in key and local(key) == "id"
            )
        elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch = MAC_EPOCH


@dataclass
class _Strings(_Handler):
    """The texts that cells share: `si` elements, whose pieces stand in `t`. Reading aids (`rPh`) are left out."""

    strings: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    inside: bool = False
    phonetic: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self.inside = not self.phonetic
        elif name == "rPh":
            self.phonetic = True

    def text(self, text: str) -> None:
        if self.inside:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        if name == "t":
            self.inside = False
        elif name == "si":
            self.strings.append("".join(self.pieces)[:LONGEST_TEXT])
            self.pieces.clear()
        elif name == "rPh":
            self.phonetic = False


@dataclass
class _Styles(_Handler):
    """Which number format each cell format has."""

    patterns: dict[str, str] = field(default_factory=dict)
    formats: list[str] = field(default_factory=list)
    inside: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.patterns[attributes["numFmtId"]] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.inside = True
        elif name == "xf" and self.inside:
            self.formats.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.inside = False

    def date_styles(self) -> frozenset[int]:
        """The cell formats that show a number as a date or a time."""
        return frozenset(at for at, id_ in enumerate(self.formats) if self._is_date(id_))

    def _is_date(self, id_: str) -> bool:
        if id_ in self.patterns:
            return bool(is_date_format(self.patterns[id_]))
        number = int(id_)
        return number in _DATES_BY_REGION or bool(is_date_format(BUILTIN_FORMATS.get(number, "General")))
