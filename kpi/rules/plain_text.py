"""Texts as they can be kept in a cell of a file: on one line, without characters that nobody sees; and codes."""

from __future__ import annotations

import re

_CODE = re.compile(r"\w[\w.-]*")
"""Letters, digits and underscore, and after the first also point and hyphen."""


def on_one_line(text: str) -> str:
    """The text with its line breaks, tabs and runs of spaces as single spaces, and without control characters.

    >>> on_one_line("  Vedtatt i styret\\n\\tsak 12/27 ")
    'Vedtatt i styret sak 12/27'
    """
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())


def as_cell(text: str) -> str:
    """The text as a cell of a file gives it back: as it is where it can stand in one, else on one line.

    >>> as_cell("to\\nlinjer"), as_cell("  rundt "), as_cell("to  mellomrom")
    ('to linjer', 'rundt', 'to  mellomrom')
    """
    return on_one_line(text) if _is_torn(text) else text


def _is_torn(text: str) -> bool:
    if text != text.strip():
        return True
    # Most texts are plain, and one look tells.
    return not text.isprintable() and any(
        sign in "\n\r\t" or not (sign.isprintable() or sign.isspace()) for sign in text
    )


def is_code(text: str) -> bool:
    """Whether a text can be a code anywhere: in a file, in an address, in the administration.

    >>> is_code("SP-1.1"), is_code("A/B"), is_code("-1"), is_code("med rom")
    (True, False, False, False)
    """
    return _CODE.fullmatch(text) is not None
