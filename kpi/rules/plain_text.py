"""Texts as they can be kept in a cell of a file: on one line, without characters that nobody sees."""

from __future__ import annotations


def on_one_line(text: str) -> str:
    """The text with its line breaks, tabs and runs of spaces as single spaces, and without control characters.

    >>> on_one_line("  Vedtatt i styret\\n\\tsak 12/27 ")
    'Vedtatt i styret sak 12/27'
    """
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())
