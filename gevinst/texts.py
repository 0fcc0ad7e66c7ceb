"""Finds the texts that are marked for translation, in code and templates, without the gettext programs.

Only reading belongs here; `collect_translations` writes what is found into the catalogues in `locale/`.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

SOURCE_FOLDERS = ("gevinst", "kpi", "dashboards", "templates")


class Arguments(NamedTuple):
    """Which arguments of a translating function are texts, and what each of them is."""

    msgid: int
    plural: int | None = None
    context: int | None = None


FUNCTIONS = {
    "_": Arguments(0),
    "gettext": Arguments(0),
    "gettext_lazy": Arguments(0),
    "gettext_noop": Arguments(0),
    "ngettext": Arguments(0, plural=1),
    "ngettext_lazy": Arguments(0, plural=1),
    "pgettext": Arguments(1, context=0),
    "pgettext_lazy": Arguments(1, context=0),
    "npgettext": Arguments(1, plural=2, context=0),
    "npgettext_lazy": Arguments(1, plural=2, context=0),
}

STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"\b({'|'.join(FUNCTIONS)})\(\s*({STRING}(?:\s*,\s*{STRING})*)")


@dataclass(frozen=True, order=True)
class Text:
    """A text to translate, as a catalogue tells texts apart."""

    msgid: str
    plural: str = ""
    context: str = ""


def find_texts(root: Path) -> dict[Text, list[str]]:
    """Every marked text, with the files it stands in (paths from the root), in the order of the files."""
    found: dict[Text, list[str]] = {}
    for path in _source_files(root):
        name = path.relative_to(root).as_posix()
        source = path.read_text(encoding="utf-8")
        texts = texts_in_code(source) if path.suffix == ".py" else texts_in_template(source)
        for text in texts:
            files = found.setdefault(text, [])
            if name not in files:
                files.append(name)
    return _one_entry_each(found)


def _one_entry_each(found: dict[Text, list[str]]) -> dict[Text, list[str]]:
    """A catalogue has one entry for a text, so one marked both alone and with a plural is the one with the plural."""
    plurals = {(text.msgid, text.context): text for text in found if text.plural}
    merged: dict[Text, list[str]] = {}
    for text, files in found.items():
        places = merged.setdefault(plurals.get((text.msgid, text.context), text), [])
        places += [name for name in files if name not in places]
    return merged


def texts_in_code(source: str) -> Iterator[Text]:
    """The marked texts of a Python file. Texts that are put together when the program runs are passed over."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            if name in FUNCTIONS:
                values = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
                yield from _text(name, values)


def texts_in_template(source: str) -> Iterator[Text]:
    """The marked texts of a Django template."""
    for call in TEMPLATE_CALL.finditer(templatize(source)):
        yield from _text(call[1], [ast.literal_eval(literal) for literal in re.findall(STRING, call[2])])


def _text(function: str, values: Sequence[object]) -> Iterator[Text]:
    places = FUNCTIONS[function]
    texts = []
    for place in (places.msgid, places.plural, places.context):
        value = "" if place is None else values[place] if place < len(values) else None
        if not isinstance(value, str):
            return
        texts.append(value)
    # The empty text is the name of a catalogue's own header.
    if texts[0]:
        yield Text(*texts)


def _source_files(root: Path) -> Iterator[Path]:
    for folder in SOURCE_FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                yield path
