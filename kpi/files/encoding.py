"""Which characters the bytes of a text file stand for. Where that cannot be told safely, the file is refused.

UTF-8 and UTF-16 tell by themselves. The old one-byte encodings do not: the byte that is å for a Macintosh is Œ for
Windows and î for MS-DOS. What a file reads as in each is therefore looked at, and the reading that could be
Norwegian is taken.
"""

from __future__ import annotations

import re

from kpi.files.lines import UnreadableFile
from kpi.words.fault_codes import FileFault

_NOT_TEXT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"{\\rtf")

_NORWEGIAN = frozenset("æøåÆØÅ")
_COMMON = _NORWEGIAN | frozenset("éÉ«»–—“”‘’…·§°\u00a0")
_WINDOWS = "cp1252"
_ENCODINGS = {
    # Windows-1252 is what Excel saves, so all of Western Europe's letters are expected in it.
    _WINDOWS: _COMMON
    | frozenset(chr(code) for code in range(0xC0, 0x100))
    | frozenset("ŒœŠšŽžŸ€‚„•‰™¡£¨©«¬\u00ad®±²³´µ·¹º»¼½¾×÷"),
    "cp850": _COMMON,
    "mac-roman": _COMMON,
}
"""Beside ASCII, the characters that a text in each encoding may have."""
_CAPITAL_WITHIN = re.compile("[a-zß-öø-ÿ][À-ÖØ-ÞŒ]")
"""A letter such as Å right after a small one, which no word has."""
_ASCII_BYTES = 128


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 with or without a byte-order mark, UTF-16 with one, else the one-byte encoding in which
    it can be Norwegian. UnreadableFile when it is no text, or can be read in several ways."""
    if content.startswith(_OTHER_KINDS):
        raise UnreadableFile(FileFault.OTHER_KIND)
    try:
        text = content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        text = _one_byte(content, error)
    if "\x00" in text:
        raise UnreadableFile(FileFault.OTHER_KIND)
    return text


def _one_byte(content: bytes, error: UnicodeDecodeError) -> str:
    if content.startswith(_UTF_16) or _NOT_TEXT.search(content):
        raise UnreadableFile(FileFault.OTHER_KIND)
    texts = {
        encoding: text
        for encoding, expected in _ENCODINGS.items()
        if (text := _text_in(content, encoding, expected)) is not None
    }
    if texts:
        most = max(_norwegian(text) for text in texts.values())
        best = [encoding for encoding, text in texts.items() if _norwegian(text) == most]
        if best[0] == _WINDOWS or (len(best) == 1 and _WINDOWS not in texts):
            return texts[best[0]]
    row = content.count(b"\n", 0, error.start) + 1
    raise UnreadableFile(FileFault.ENCODING, row=row)


def _text_in(content: bytes, encoding: str, expected: frozenset[str]) -> str | None:
    """The text as one encoding has it, or None when it cannot be Norwegian."""
    foreign = bytes(byte for byte in set(content) if byte >= _ASCII_BYTES)
    if not expected.issuperset(foreign.decode(encoding, errors="replace")):
        return None
    text = content.decode(encoding)
    return None if _CAPITAL_WITHIN.search(text) else text


def _norwegian(text: str) -> int:
    return sum(text.count(sign) for sign in _NORWEGIAN)
