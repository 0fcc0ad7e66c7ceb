"""Going through the XML parts of a workbook as a stream: constant memory, whatever is in the part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol
from xml.parsers import expat

from kpi.files.limits import Budget
from kpi.files.lines import UnreadableFile
from kpi.words.fault_codes import FileFault

LONGEST_MARK = 256 * 1024
"""Bytes of one tag or comment. A longer one is kept whole by the parser, and gone through anew with every piece."""
DEEPEST = 100
SIGNS_AS_ELEMENT = 8
"""Line breaks and references, which the parser takes one by one, that cost as much time as an element."""
_SIGNS_APART = (b"\n", b"\r", b"&")
MOST_NAMES = 2_000
"""Names of elements and attributes, which the parser remembers for good."""


Starts = dict[str, Callable[[dict[str, str]], None]]
Ends = dict[str, Callable[[], None]]


class XmlNotAllowed(Exception):
    """What no workbook has and what can make a small part grow: a document type, one huge tag, tags within tags
    without end."""


class Handler(Protocol):
    """What is done at the elements of a part, by their names without prefix, and with the text in between.

    A file may have millions of elements, so that those which mean nothing must cost nothing but a look-up.
    """

    starts: Starts
    """What to do where an element begins, given its attributes. Their names keep their prefix."""
    ends: Ends

    def text(self, text: str) -> None:
        """Text stands here, perhaps a part of it."""


def stream(pieces: Iterable[bytes], handler: Handler, budget: Budget) -> None:
    """Feed a part to the handler. UnreadableFile when the budget is used up, XmlNotAllowed for what no workbook has."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    starts, ends = handler.starts, handler.ends
    depth = 0
    left = budget.elements

    def refuse(*_declaration: object) -> None:
        raise XmlNotAllowed

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, left
        depth += 1
        left -= 1
        if left < 0:
            raise UnreadableFile(FileFault.TOO_MANY_CELLS)
        if depth > DEEPEST:
            raise XmlNotAllowed
        begin = starts.get(name)
        if begin is None and ":" in name:
            begin = starts.get(local(name))
        if begin is not None:
            begin(attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        finish = ends.get(name)
        if finish is None and ":" in name:
            finish = ends.get(local(name))
        if finish is not None:
            finish()

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    fed = 0
    for piece in pieces:
        left -= sum(piece.count(sign) for sign in _SIGNS_APART) // SIGNS_AS_ELEMENT
        if left < 0:
            raise UnreadableFile(FileFault.TOO_MANY_CELLS)
        parser.Parse(piece, False)
        fed += len(piece)
        if fed - max(parser.CurrentByteIndex, 0) > LONGEST_MARK or len(parser.intern) > MOST_NAMES:
            raise XmlNotAllowed
    parser.Parse(b"", True)
    budget.elements = left


def local(name: str) -> str:
    """A name without its prefix. Example: `x:row` is `row`."""
    return name[name.rfind(":") + 1 :]
