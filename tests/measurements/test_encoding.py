"""Telling the old one-byte encodings apart by what could be Norwegian, and refusing what could be either."""

from __future__ import annotations

import pytest

from kpi.files.encoding import decoded
from kpi.files.lines import UnreadableFile
from kpi.words.fault_codes import FileFault

HEADER = "kpi;organisation;period;value;comment\n"
NORWEGIAN = [
    "på",
    "på en åpen dag",
    "Ålesund",
    "Røros",
    "Ørland",
    "Ærlig svar fra Ås",
    "HelsaMi på Åpen post i Ørsta, målt på nytt",
    "«på»",
    "kafé på Ås",
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850", "mac-roman"])
@pytest.mark.parametrize("comment", NORWEGIAN)
def test_norwegian_letters_are_read_right_or_not_at_all(encoding: str, comment: str) -> None:
    text = f"{HEADER}P-2.1;STO;2026-10;21,6;{comment}\n"
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "comment",
    [
        "it’s – 50 % …",
        "«sitat»",
        "Müller og Šola, Besançon",
        "½ ± 3 °C · §",
        "€ 5",
        "© Helseplattformen®",
        "naïve",
    ],
)
def test_what_excel_saves_is_windows_1252(comment: str) -> None:
    text = f"{HEADER}P-2.1;STO;2026-10;21,6;{comment}\n"
    assert decoded(text.encode("cp1252")) == text


def test_utf_8_that_was_taken_for_windows_1252_is_told_by_itself() -> None:
    """Whatever can be UTF-8 is: no text in the other encodings looks like it by chance."""
    assert decoded("på Åsen".encode()) == "på Åsen"


@pytest.mark.parametrize(
    "content",
    [
        b"3\xbe og mer",  # three quarters, or an æ
        "på Åsen".encode() + b"\xff",  # UTF-8 but for one byte
        b"\x81\x8d\x90",
        "Œuvre".encode("cp1252"),  # or åuvre, for a Macintosh
        "åpent".encode("mac-roman"),  # or Œpent, for Windows
    ],
)
def test_what_can_be_read_in_several_ways_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        decoded(b"ok\n\n" + content)
    assert caught.value.fault == FileFault.ENCODING
    assert caught.value.values == {"row": 3}


@pytest.mark.parametrize("content", [b"\x00\xff", b"\xff\x01", b"abc\x00", b"\xe5\x07", b"\xff\xfea"])
def test_what_is_no_text_is_said_to_be_another_kind_of_file(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        decoded(content)
    assert caught.value.fault == FileFault.OTHER_KIND


def test_a_control_character_in_a_text_is_left_to_whoever_reads_the_cell() -> None:
    assert decoded("på\x07".encode()) == "på\x07"
