"""The parts of a workbook beside its sheets: what it consists of, the texts its cells share, and how they are shown."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from datetime import datetime

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from kpi.files.limits import LONGEST_TEXT, MOST_PARTS, MOST_SHEETS, MOST_STYLES, Budget
from kpi.files.lines import UnreadableFile
from kpi.files.number_format import LONGEST_FORMAT, Shown, shown_by
from kpi.files.xml_stream import Ends, Starts, local
from kpi.words.fault_codes import FileFault


class LongFormat(Exception):
    """A number format is longer than any program writes."""


class _Handler:
    """A handler that minds nothing; each of the following minds what it needs."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.starts: Starts = {}
        self.ends: Ends = {}

    def text(self, text: str) -> None:
        pass


class Relationships(_Handler):
    """Which parts belong to a part: by id, and of which kind each is."""

    def __init__(self, folder: str, budget: Budget) -> None:
        super().__init__(budget)
        self.folder = folder
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.starts = {"Relationship": self._relationship}

    def _relationship(self, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") == "External":
            return
        self.budget.take_text(sum(len(value) for value in attributes.values()))
        target = posixpath.normpath(posixpath.join("/", self.folder, attributes["Target"])).lstrip("/")
        if len(self.targets) == MOST_PARTS:
            raise UnreadableFile(FileFault.TOO_MANY_PARTS)
        self.targets[attributes["Id"]] = target
        self.kinds[target] = posixpath.basename(attributes["Type"])

    def of_kind(self, kind: str) -> list[str]:
        """The parts of one kind, in order."""
        return [target for target, its_kind in self.kinds.items() if its_kind == kind]


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A sheet as the workbook lists it; `id` is that of its relationship."""

    id: str
    name: str
    visible: bool


class Contents(_Handler):
    """The workbook's own part: which sheets it has, and from which day dates are counted."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self.is_workbook = False
        self.sheets: list[ListedSheet] = []
        self.epoch: datetime = WINDOWS_EPOCH
        self.starts = {
            "workbook": self._workbook,
            "sheet": self._sheet,
            "workbookPr": self._properties,
        }

    def _workbook(self, attributes: dict[str, str]) -> None:
        self.is_workbook = True

    def _sheet(self, attributes: dict[str, str]) -> None:
        self.budget.take_text(sum(len(value) for value in attributes.values()))
        if len(self.sheets) == MOST_SHEETS:
            raise UnreadableFile(FileFault.TOO_MANY_PARTS)
        visible = attributes.get("state", "visible") == "visible"
        self.sheets.extend(
            ListedSheet(value, attributes.get("name", ""), visible)
            for key, value in attributes.items()
            if ":" in key and local(key) == "id"
        )

    def _properties(self, attributes: dict[str, str]) -> None:
        if attributes.get("date1904") in ("1", "true"):
            self.epoch = MAC_EPOCH


class Strings(_Handler):
    """The texts that cells share: `si` elements, whose pieces stand in `t`. Reading aids (`rPh`) are left out."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self.strings: list[str] = []
        self.pieces: list[str] = []
        self.length = 0
        self.inside = self.phonetic = False
        self.starts = {"t": self._start_text, "rPh": self._start_phonetic}
        self.ends = {"t": self._end_text, "rPh": self._end_phonetic, "si": self._end_string}

    def text(self, text: str) -> None:
        if self.inside and self.length <= LONGEST_TEXT:
            self.length += len(text)
            self.pieces.append(text)

    def _start_text(self, attributes: dict[str, str]) -> None:
        self.inside = not self.phonetic

    def _end_text(self) -> None:
        self.inside = False

    def _start_phonetic(self, attributes: dict[str, str]) -> None:
        self.phonetic = True

    def _end_phonetic(self) -> None:
        self.phonetic = False

    def _end_string(self) -> None:
        text = "".join(self.pieces)[: LONGEST_TEXT + 1]
        self.budget.take_text(len(text))
        self.strings.append(text)
        self.pieces.clear()
        self.length = 0


class Styles(_Handler):
    """Which number format each cell format has."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self.patterns: dict[int, str] = {}
        self.formats: list[int] = []
        self.inside = False
        self.starts = {"numFmt": self._pattern, "cellXfs": self._start_formats, "xf": self._format}
        self.ends = {"cellXfs": self._end_formats}

    def _pattern(self, attributes: dict[str, str]) -> None:
        pattern = attributes.get("formatCode", "")
        if len(pattern) > LONGEST_FORMAT:
            raise LongFormat
        self.budget.take_text(len(pattern))
        self.patterns[int(attributes["numFmtId"])] = pattern

    def _start_formats(self, attributes: dict[str, str]) -> None:
        self.inside = True

    def _end_formats(self) -> None:
        self.inside = False

    def _format(self, attributes: dict[str, str]) -> None:
        if self.inside:
            if len(self.formats) == MOST_STYLES:
                raise UnreadableFile(FileFault.TOO_MANY_CELLS)
            self.formats.append(int(attributes.get("numFmtId", "0")))

    def shown(self) -> list[Shown]:
        """What each cell format shows, by its place."""
        known = {id_: shown_by(id_, self.patterns.get(id_)) for id_ in set(self.formats)}
        return [known[id_] for id_ in self.formats]
