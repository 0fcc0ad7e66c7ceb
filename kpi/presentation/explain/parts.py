"""What an explanation is made of: texts with emphasis, steps, facts and the scale, ready to be shown. No rules here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from django.utils.translation import get_language

from kpi.rules.terms import Status

PLAN_LANGUAGE = "nb"
"""The plans' own texts are written in bokmål."""
_MARKS = re.compile(r"%\((\w+)\)s|(\*\*)")


class FromPlan(str):
    """Words taken from a plan or typed by a person: Norwegian whatever the page's language."""

    __slots__ = ()


class Shown(str):
    """A value as it is written, with what it stands for: `21,65 %` is 21.65.

    `id` says which wording was chosen where there are several: `minst 70 %` is `at_least` and 70.
    """

    __slots__ = ("id", "number")
    number: Fraction | None
    id: str

    def __new__(cls, text: str, number: Fraction | Decimal | int | None = None, id: str = "") -> Shown:
        """The text, the number that it writes (none for a word such as `forbedring`), and the wording's identifier."""
        shown = super().__new__(cls, text)
        shown.number = None if number is None else Fraction(number)
        shown.id = id
        return shown


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is plain or strong, and ours or taken from the plan."""

    text: str
    strong: bool = False
    from_plan: bool = False

    @property
    def lang(self) -> str:
        """The language of the words where it is not the page's own."""
        return PLAN_LANGUAGE if self.from_plan and get_language() != PLAN_LANGUAGE else ""


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence as the runs it is shown in, with an identifier that is the same in every language and however the
    sentence is worded, and the values put into it by name."""

    runs: tuple[Run, ...]
    id: str = ""
    values: Mapping[str, object] = field(default_factory=dict, compare=False)

    @property
    def numbers(self) -> dict[str, Fraction]:
        """The values that are numbers. Example: `21,65 % er 50,0 % av …` has value 21.65 and share 1/2."""
        return {
            name: value.number
            for name, value in self.values.items()
            if isinstance(value, Shown) and value.number is not None
        }

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return any(run.text for run in self.runs)


def rich(template: str, **values: object) -> Text:
    """A translated sentence with its values put in. `**` in the sentence begins and ends what is strong, so that a
    translation may move it; a value that is FromPlan keeps its language. Values are never read for marks."""
    runs: list[Run] = []
    strong, at = False, 0
    for mark in _MARKS.finditer(template):
        if mark.start() > at:
            runs.append(Run(template[at : mark.start()], strong))
        if mark[2]:
            strong = not strong
        else:
            value = values[mark[1]]
            runs.append(Run(str(value), strong, isinstance(value, FromPlan)))
        at = mark.end()
    if at < len(template):
        runs.append(Run(template[at:], strong))
    return Text(tuple(run for run in runs if run.text))


def say(id: str, template: str, **values: object) -> Text:
    """A `rich` sentence of an explanation. `id` begins with where it stands (`answer.`, `measured.`, `target.`, …) and
    lasts while the words may be mended: tests and scripts go by it and by the values."""
    return replace(rich(template, **values), id=id, values=MappingProxyType(values))


def quoted(text: str, id: str = "") -> Text:
    """A text from the plan, or typed by a person, as it stands."""
    return Text((Run(text, from_plan=True),) if text else (), id)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps: what it is called, what it comes to, the smaller print under it, and where it stands.
    They are `measured`, `target`, `attainment`, `limits` and `verdict`."""

    id: str
    name: str
    lines: tuple[Text, ...]
    notes: tuple[Text, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SideFact:
    """A term and what there is to say of it, beside the steps."""

    id: str
    name: str
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class FlagNote:
    """A flag: its code, its words in tables, and what it means here."""

    code: str
    word: str
    sentence: Text


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the scale with one colour; places and widths are SVG attributes, already in per cent. Without a
    `word_x` there is no room for its word."""

    status: Status
    word: str
    x: str
    width: str
    word_x: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A named value on the scale, on one of the rows of words under it."""

    id: str
    value: Fraction
    text: str
    x: str
    y: int
    anchor: str
    line_to: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value lies between red and green. `description` says the same in words."""

    title: str
    zones: tuple[Zone, ...]
    marks: tuple[Mark, ...]
    now: str
    now_x: str
    now_anchor: str
    height: int
    description: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a cell has its status. `answer` are the two or three sentences that say it; `steps` are always five."""

    kpi: str
    organisation: str
    status: Status
    word: str
    title: str
    answer: tuple[Text, ...]
    steps: tuple[Step, ...]
    scale: Scale | None
    facts: tuple[SideFact, ...]
    flags: tuple[FlagNote, ...]
    inconsistencies: tuple[Text, ...]

    @property
    def has_side(self) -> bool:
        """Whether there is anything to show beside the steps."""
        return bool(self.scale or self.facts or self.flags or self.inconsistencies)
