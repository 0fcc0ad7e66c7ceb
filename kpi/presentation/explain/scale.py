"""The scale that shows where a figure lies: zones of the three colours, and the named values among them.

Places and widths are per cent of the drawing's width, as SVG attributes.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpi.presentation.explain.parts import Mark, Scale, Zone
from kpi.presentation.explain.words import Words, in_full
from kpi.presentation.label_places import Box, Name, Place, place_all
from kpi.rules.number import rounded
from kpi.rules.terms import Basis, Status, Unit
from kpi.words.labels import STATUS

BAND_FOOT = 68
"""Where the band of zones ends, in the drawing's own pixels; words stand below it in rows."""
FIRST_ROW, ROW_HEIGHT = 90, 16
CHARACTER = 2.2
"""The width of a character in per cent of a narrow screen's scale, for keeping words from colliding."""
GAP = 3
"""The space between words on a row, so that two names do not read as one."""
STEM_ROOM = 0.5
"""How far words keep from the stem of another, in per cent of the width."""
ROOM_FOR_WORD = 17

NAMED: dict[str, str | Promise] = {
    "limit": "%(value)s",
    "baseline": gettext_lazy("Nullpunkt %(value)s"),
    "requirement": gettext_lazy("Krav %(value)s"),
    "ambition": gettext_lazy("Ambisjon %(value)s"),
    "own": gettext_lazy("Egen %(value)s"),
}


@dataclass(frozen=True)
class Span:
    """The values that the scale runs between."""

    low: Fraction
    high: Fraction

    def place(self, value: Fraction) -> Fraction:
        """Per cent of the width, kept within the drawing."""
        return min(max((value - self.low) / (self.high - self.low) * 100, Fraction(0)), Fraction(100))


def scale(words: Words) -> Scale | None:
    """The scale of a judgement; None where its limits are no values that could be placed."""
    green, yellow = words.limits.green, words.limits.yellow
    if green is None or not words.judgement.ambition.rules.is_set:
        return None
    # Without a colour the figure is not placed among colours: it would look like one.
    value = words.judgement.value if words.judgement.reason is None else None
    named = _named_values(words)
    span = span_of(
        [number for _name, number in named] + ([value] if value is not None else []), yellow, words
    )
    bounds = zone_bounds(green, yellow, span, higher=words.higher)
    marks = _marks(words, named, span)
    return Scale(
        title=_("Hvordan ligger %(organisation)s an?") % {"organisation": words.who}
        if value is not None
        else _("Hvor går grensene?"),
        zones=tuple(_zone(status, start, end, span, value) for status, start, end in bounds),
        marks=marks,
        now="" if value is None else _("%(value)s nå") % {"value": words.value(value)},
        now_x="" if value is None else _text(span.place(value)),
        now_anchor="" if value is None else _anchor(span.place(value)),
        height=max([mark.y for mark in marks], default=BAND_FOOT) + 12,
        description=_description(words, value, bounds, named),
    )


def _zone(status: Status, start: Fraction, end: Fraction, span: Span, value: Fraction | None) -> Zone:
    """A stretch with its word at the start of it, or behind the figure's pin where that would stand in the word."""
    left, right = span.place(start), span.place(end)
    word_at = left
    if value is not None and left <= span.place(value) <= left + ROOM_FOR_WORD:
        word_at = span.place(value)
    return Zone(
        status,
        str(STATUS[status]),
        _text(left),
        _text(right - left),
        _text(word_at) if right - word_at >= ROOM_FOR_WORD else "",
    )


def _named_values(words: Words) -> list[tuple[str, Fraction]]:
    """The values to name, the important first; one that says the same as another is left out."""
    judgement = words.judgement
    found: list[tuple[str, Fraction]] = []
    if judgement.requirement is not None:
        found.append(("requirement", judgement.requirement.limit))
    if judgement.target is not None and not judgement.ambition.rules.follows_requirement:
        found.append(("ambition", judgement.target.value))
    if judgement.baseline is not None:
        found.append(("baseline", judgement.baseline.value))
    own = judgement.own_target
    if own is not None and judgement.basis != Basis.OWN and not words.is_whole and own != judgement.target:
        found.append(("own", own.value))
    taken = {value for _name, value in found}
    for limit in (words.limits.green, words.limits.yellow):
        if limit is not None and limit not in taken:
            found.append(("limit", limit))
            taken.add(limit)
    return found


def span_of(values: list[Fraction], yellow: Fraction | None, words: Words) -> Span:
    """The stretch to draw: from zero where that leaves room to tell the values apart, else zoomed in on them.

    A yellow limit far from all else (a quarter of a target where lower is better is four times as much) is left out.
    """
    told_apart = list(values)
    if yellow is not None:
        others = [value for value in values if value != yellow]
        if others and yellow > 2 * max(others):
            told_apart = others
    low, high = min(told_apart), max(told_apart)
    width = high - low
    if high == 0:
        return Span(Fraction(0), Fraction(1))
    if width == 0 or width * 5 >= high * 2:
        ceiling = high * Fraction(23, 20) if width else high * 2
        low = Fraction(0)
    else:
        low, ceiling = max(Fraction(0), low - width * Fraction(7, 20)), high + width * Fraction(1, 4)
    if words.kpi.unit == Unit.PERCENT:
        ceiling = min(ceiling, Fraction(100))
        if low == 0 and high >= 60:
            ceiling = Fraction(100)
    return Span(low, ceiling if ceiling > low else low + 1)


def zone_bounds(
    green: Fraction, yellow: Fraction | None, span: Span, *, higher: bool
) -> list[tuple[Status, Fraction, Fraction]]:
    """The stretches of colour from left to right, cut to what is drawn. A stretch without width is left out, save a
    green that is a single point, which gets a sliver."""
    if yellow is None or (yellow > green if higher else yellow < green):
        yellow = green
    if higher:
        edges = [
            (Status.RED, span.low, yellow),
            (Status.YELLOW, yellow, green),
            (Status.GREEN, green, span.high),
        ]
    else:
        edges = [
            (Status.GREEN, span.low, green),
            (Status.YELLOW, green, yellow),
            (Status.RED, yellow, span.high),
        ]
    sliver = (span.high - span.low) / 60
    found: list[tuple[Status, Fraction, Fraction]] = []
    for status, start, end in edges:
        start, end = max(start, span.low), min(end, span.high)
        if status == Status.GREEN and start >= end:
            start, end = (span.high - sliver, span.high) if higher else (span.low, span.low + sliver)
            found = [(name, first, min(last, start)) for name, first, last in found]
        elif found:
            start = max(start, found[-1][2])  # what follows a sliver begins where it ends
        if start < end:
            found.append((status, start, end))
    return found


def _marks(words: Words, named: list[tuple[str, Fraction]], span: Span) -> tuple[Mark, ...]:
    """The named values under the band, each on the first row where it is in nobody's way."""
    shown = [
        (name, value, str(NAMED[name]) % {"value": _as_in_text(words, name, value)})
        for name, value in named
        if span.low <= value <= span.high
    ]
    if span.low > 0:
        shown.append(("start", span.low, _short(words, span.low)))
    while (places := _places([(span.place(x), len(text)) for _name, x, text in shown])) is None:
        shown.pop()  # the least important; the description names it
    found: list[Mark] = []
    for (name, value, text), (row, anchor) in zip(shown, places, strict=True):
        y = FIRST_ROW + row * ROW_HEIGHT
        found.append(Mark(name, value, text, _text(span.place(value)), y, anchor, y - 13))
    return tuple(found)


def _places(marks: list[tuple[Fraction, int]]) -> list[tuple[int, str]] | None:
    """A row and an anchor for each mark, given by where it is and how many characters it has, on as few rows as have
    room for all; None where no number of rows has."""
    for rows in range(1, len(marks) + 1):
        choices = [(row, anchor) for row in range(rows) for anchor in ("middle", "end", "start")]
        inside = [[choice for choice in choices if _is_inside(*mark, choice[1])] for mark in marks]
        names = [
            Name([_place(*mark, *choice) for choice in own]) for mark, own in zip(marks, inside, strict=True)
        ]
        if (found := place_all(names, gap=GAP)) is not None:
            return [own[number] for own, number in zip(inside, found, strict=True)]
    return None if marks else []


def _place(x: Fraction, length: int, row: int, anchor: str) -> Place:
    """Words on a row under the band, and the stem that leads to them past the rows above. The rows are counted down
    the drawing, one for each unit of height."""
    start, end = _stretch(x, length, anchor)
    return Place(Box(start, end, row, row + 1), Box(float(x) - STEM_ROOM, float(x) + STEM_ROOM, 0, row))


def _is_inside(x: Fraction, length: int, anchor: str) -> bool:
    start, end = _stretch(x, length, anchor)
    return start >= -1 and end <= 101


def _stretch(x: Fraction, length: int, anchor: str) -> tuple[float, float]:
    """From where to where words reach, in per cent of the width."""
    width = length * CHARACTER
    start = float(x) - {"middle": width / 2, "end": width, "start": 0}[anchor]
    return start, start + width


def _as_in_text(words: Words, name: str, value: Fraction) -> str:
    """A named value without unit, written as in the sentences around the scale, so that they do not seem to differ."""
    return words.bare(words.reachable(value) if name == "limit" else value)


def _short(words: Words, value: Fraction) -> str:
    """The scale's own end without unit, and without more decimals than a scale can show."""
    decimals = words.kpi.decimals + 1
    return in_full(rounded(value, decimals))


def _anchor(x: Fraction) -> str:
    return "start" if x < 16 else "end" if x > 84 else "middle"


def _text(value: Fraction) -> str:
    return f"{float(value):.2f}%"


def _description(
    words: Words,
    value: Fraction | None,
    bounds: list[tuple[Status, Fraction, Fraction]],
    named: list[tuple[str, Fraction]],
) -> str:
    limits = [number for name, number in named if name == "limit"]

    def edge(number: Fraction) -> str:
        return words.exact(words.reachable(number) if number in limits else number)

    zones = [
        _("%(colour)s fra %(start)s til %(end)s.")
        % {"colour": STATUS[status], "start": edge(start), "end": edge(end)}
        for status, start, end in bounds
    ]
    values = [
        str(NAMED[name]) % {"value": words.exact(number)} + "." for name, number in named if name != "limit"
    ]
    first = (
        [_("Verdien er %(value)s.") % {"value": words.value(value)}]
        if value is not None
        else [_("Ingen verdi er plassert.")]
    )
    return " ".join([*first, *zones, *values])
