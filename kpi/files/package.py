"""The parts of a zip package, unpacked piece by piece and never further than its directory says. What the parts hold is
read elsewhere.

Only what workbooks use is taken: parts that are stored or deflated. The other ways of packing cannot be unpacked in
small pieces, so that a kilobyte of them can take all memory.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from kpi.files.limits import LARGEST_UNPACKED, MEGABYTE, MOST_PARTS, Budget
from kpi.files.lines import UnreadableFile
from kpi.words.fault_codes import FileFault

CHUNK = 64 * 1024
_PACKED_CHUNK = 16 * 1024
_ENTRY = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s22xHH")
"""A part's own header: its mark, and the lengths of the name and the extra field that follow."""
_IS_ENCRYPTED = 0x1


class DamagedPackage(Exception):
    """The package contradicts itself."""


class Package:
    """A zip file in memory. `names` are those of its parts."""

    def __init__(self, content: bytes, budget: Budget) -> None:
        self.content = content
        self.budget = budget
        # Before the directory is read, as a long one takes time and memory itself.
        if content.count(_ENTRY) > MOST_PARTS:
            raise UnreadableFile(FileFault.TOO_MANY_PARTS)
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
        if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
            raise UnreadableFile(FileFault.ENCRYPTED)
        if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
            raise UnreadableFile(FileFault.OTHER_COMPRESSION)
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise UnreadableFile(FileFault.UNPACKS_TOO_LARGE, megabytes=LARGEST_UNPACKED // MEGABYTE)
        self.parts = {part.filename: part for part in parts}
        if len(self.parts) < len(parts):
            raise DamagedPackage  # two parts with one name: nobody knows which is meant

    @property
    def names(self) -> set[str]:
        """What the parts are called."""
        return set(self.parts)

    def read(self, name: str) -> Iterator[bytes]:
        """A part in pieces. DamagedPackage when it is not as its directory entry says."""
        part = self.parts[name]
        size = check = 0
        for piece in self._unpacked(part):
            self.budget.take_unpacked(len(piece))
            size += len(piece)
            if size > part.file_size:
                raise DamagedPackage
            check = zlib.crc32(piece, check)
            yield piece
        if size != part.file_size or check != part.CRC:
            raise DamagedPackage

    def _unpacked(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        packed = self._packed(part)
        if part.compress_type == zipfile.ZIP_STORED:
            yield from _pieces(packed, CHUNK)
            return
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        for chunk in _pieces(packed, _PACKED_CHUNK):
            while chunk and not stream.eof:
                yield stream.decompress(chunk, CHUNK)
                chunk = stream.unconsumed_tail
        # What is still inside comes out without any more going in.
        while not stream.eof and (rest := stream.decompress(b"", CHUNK)):
            yield rest
        if not stream.eof:
            raise DamagedPackage

    def _packed(self, part: zipfile.ZipInfo) -> memoryview:
        mark, name, extra = _LOCAL.unpack_from(self.content, part.header_offset)
        start = part.header_offset + _LOCAL.size + name + extra
        if mark != b"PK\x03\x04" or start + part.compress_size > len(self.content):
            raise DamagedPackage
        return memoryview(self.content)[start : start + part.compress_size]


def _pieces(data: memoryview, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield bytes(data[start : start + size])
