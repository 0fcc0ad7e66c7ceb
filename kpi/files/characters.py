"""Characters that look like others or like nothing: how codes and numbers are freed of them, and how they are named."""

from __future__ import annotations

import unicodedata

_HYPHENS = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
_SPACES = dict.fromkeys("\u00a0\u2007\u2008\u2009\u202f", " ")
_PLAIN = str.maketrans(_HYPHENS | _SPACES)
MOST_NAMED = 3


def visible(text: str) -> str:
    """The text without characters that nobody sees: zero-width spaces, direction marks, soft hyphens."""
    if text.isascii() or text.isprintable():  # what is seen by nobody is not printable
        return text
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def plain(text: str) -> str:
    """A code or a number with hyphens and spaces that a keyboard has, nothing invisible, and no space around it.

    Word makes a hyphen within a code a non-breaking one, and a web page may bring zero-width spaces along: both look
    like the plain code. Example: `P\N{NON-BREAKING HYPHEN}2.1` is `P-2.1`.
    """
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFC", visible(text).translate(_PLAIN)).strip()


def odd_characters(text: str) -> str:
    """The characters of a code that are easily taken for others, by name. Example: "а" (CYRILLIC SMALL LETTER A)."""
    odd = dict.fromkeys(sign for sign in text if not sign.isascii() and sign not in "æøåÆØÅ")
    named = [f"«{sign}» ({unicodedata.name(sign, f'U+{ord(sign):04X}')})" for sign in odd]
    return ", ".join(named[:MOST_NAMED]) + (" …" if len(named) > MOST_NAMED else "")
