"""Going through the XML parts of a workbook as a stream: constant memory however long the part is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Protocol
from xml.parsers import expat

from kpi.files.lines import UnreadableFile
from kpi.words.fault_codes import FileFault

CHUNK = 64 * 1024
MOST_ELEMENTS = 3_000_000
"""Far more than the rows that are taken can have; a part of a hundred megabytes can hold many more."""


class XmlNotAllowed(Exception):
    """A document type declaration, which no workbook has and which can make a small part grow."""


class Handler(Protocol):
    """What is told about each element, by its name without prefix, and about the text in between."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins. Attribute names keep their prefix."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text stands here, perhaps a part of it."""


def stream(part: IO[bytes], handler: Handler) -> Iterator[None]:
    """Feed a part to the handler, and yield after each piece so that what was gathered can be passed on."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_declaration: object) -> None:
        raise XmlNotAllowed

    elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal elements
        elements += 1
        if elements > MOST_ELEMENTS:
            raise UnreadableFile(FileFault.TOO_MANY_CELLS)
        handler.start(local(name), attributes)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: handler.end(local(name))
    parser.CharacterDataHandler = handler.text
    while chunk := part.read(CHUNK):
        parser.Parse(chunk, False)
        yield
    parser.Parse(b"", True)
    yield


def local(name: str) -> str:
    """A name without its prefix. Example: `x:row` is `row`."""
    return name[name.rfind(":") + 1 :]
