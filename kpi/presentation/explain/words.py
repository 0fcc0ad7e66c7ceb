"""How figures, organisations, ambitions and sources are named in an explanation. No step is put together here."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _

from kpi.models import Kpi
from kpi.presentation.ambitions import ambition_text
from kpi.presentation.formats import NBSP, Number, listed, number, unit_word, with_percent
from kpi.rules.ambition import Ambition, Requirement
from kpi.rules.judgement import Judgement
from kpi.rules.limits import Limits, limits_of
from kpi.rules.number import decimals_to_tell_apart, decimals_to_write
from kpi.rules.status import Thresholds
from kpi.rules.terms import AmbitionKind, Comparison, Direction, Source, Unit
from kpi.selectors.kpi_facts import Facts

MOST_DECIMALS = 4
"""A figure that does not end within so many decimals is shown rounded, with a sign that says so."""


def ends(value: Number) -> bool:
    """Whether a number can be written out in full here."""
    return decimals_to_write(Fraction(value), at_most=MOST_DECIMALS) is not None


def figure(value: Number, least: int = 0) -> str:
    """A number with the decimals it has, at least `least`; an endless one is rounded. Example: 212.8 is `212,8`."""
    decimals = decimals_to_write(Fraction(value), at_least=least, at_most=MOST_DECIMALS)
    return number(value, max(least + 1, 2) if decimals is None else decimals)


def equals(value: Number) -> str:
    """The sign before a result: `≈` where what follows is rounded."""
    return "=" if ends(value) else "≈"


def told_apart(value: Fraction, limits: Sequence[Fraction], *, least: int, most: int = 8) -> str:
    """A number with the decimals it takes to be on its own side of each limit: 0.49998 beside 0.5 is not `0,500`."""
    decimals = decimals_to_tell_apart(value, limits, at_least=least, at_most=most - 1)
    return number(value, most if decimals is None else decimals)


@dataclass(frozen=True)
class Words:
    """One judgement with what is needed to speak of it."""

    judgement: Judgement
    kpi: Kpi
    facts: Facts

    @property
    def is_region(self) -> bool:
        return self.facts.terms.is_whole(self.judgement.organisation)

    @property
    def direction(self) -> Direction:
        return self.facts.terms.direction

    @property
    def higher(self) -> bool:
        return self.direction == Direction.HIGHER

    @property
    def thresholds(self) -> Thresholds:
        """What a colour was set by; only asked of a judgement that has one."""
        assert self.judgement.thresholds is not None  # no colour without limits
        return self.judgement.thresholds

    @cached_property
    def limits(self) -> Limits:
        return limits_of(self.judgement, self.direction)

    @cached_property
    def limits_hold(self) -> bool:
        """Whether there is an ambition with limits to speak of, also where the figure itself is missing."""
        return self.limits.green is not None or self.limits.yellow is not None

    def name(self, code: str) -> str:
        """An organisation in running text: its code, or the region."""
        return _("regionen") if code == self.facts.terms.whole_code else code

    @property
    def who(self) -> str:
        return self.name(self.judgement.organisation)

    def names(self, codes: Sequence[str]) -> str:
        return listed([self.name(code) for code in codes])

    def measured(self, value: Number) -> str:
        """A measured figure without unit, with at least the decimals the KPI is shown with; an endless one with as
        many as set it apart from the limits."""
        if ends(value):
            return figure(value, self.kpi.decimals)
        return told_apart(Fraction(value), self._fixed_points, least=self.kpi.decimals)

    @cached_property
    def _fixed_points(self) -> list[Fraction]:
        """What a shown figure must not seem to be, unless it is."""
        judgement = self.judgement
        points = [self.limits.green, self.limits.yellow]
        points += [judgement.baseline.value if judgement.baseline else None]
        points += [judgement.target.value if judgement.target else None]
        return [point for point in points if point is not None and ends(point)]

    def with_unit(self, text: str) -> str:
        """A figure already written, with the KPI's unit: `92 %`, `5 dager`, `638`."""
        if self.kpi.unit == Unit.PERCENT:
            return with_percent(text)
        word = unit_word(self.kpi)
        return f"{text}{NBSP}{word}" if word else text

    def value(self, value: Number) -> str:
        """A measured figure with its unit: `58,0 %`."""
        return self.with_unit(self.measured(value))

    def exact(self, value: Number) -> str:
        """A figure of the plan's with its unit and no more decimals than it has: `92 %`."""
        return self.with_unit(self.bare(value))

    def bare(self, value: Number) -> str:
        """The same without unit, for a formula."""
        return figure(value) if ends(value) else number(value, max(self.kpi.decimals, 1))

    def difference(self, value: Number) -> str:
        """The size of a difference: `12,0 prosentpoeng`, `6,0 dager`, `14`."""
        text = self.measured(abs(Fraction(value)))
        if self.kpi.unit == Unit.PERCENT:
            return _("%(number)s prosentpoeng") % {"number": text}
        return self.with_unit(text)

    def share(self, value: Fraction) -> str:
        """A share as per cent with one decimal, more where a limit is nearer than that: `63,0 %`."""
        return with_percent(told_apart(value * 100, [limit * 100 for limit in self._shares], least=1))

    def attained(self, value: Fraction) -> tuple[str, str]:
        """An attainment after its sign: (`≈`, `0,630`), (`=`, `0,50`); more decimals where a limit is near."""
        if decimals_to_write(value, at_most=3) is not None:
            return "=", figure(value, 2)
        return "≈", told_apart(value, self._shares, least=3)

    @property
    def _shares(self) -> list[Fraction]:
        """The shares of an ambition that a shown one must not seem to be, unless it is."""
        limits = self.judgement.thresholds
        found = [] if limits is None else [limits.green, limits.yellow]
        return [*found, Fraction(1), Fraction(0)]

    def requirement(self, requirement: Requirement) -> str:
        """A requirement: `minst 70 %`, `høyst 50 dager`."""
        limit = self.exact(requirement.limit)
        if requirement.comparison == Comparison.AT_LEAST:
            return _("minst %(limit)s") % {"limit": limit}
        return _("høyst %(limit)s") % {"limit": limit}

    def reachable(self, limit: Fraction) -> Fraction:
        """The worst value that can occur on the better side of a limit: a count is whole, so 644.4 is met by 644."""
        if self.kpi.unit == Unit.COUNT:
            return Fraction(math.ceil(limit) if self.higher else math.floor(limit))
        return limit

    def or_better(self, value: Fraction) -> str:
        """A limit as a reader meets it: `46 % eller høyere`, `10 dager eller lavere`; a count's in whole numbers."""
        if self.higher:
            return _("%(value)s eller høyere") % {"value": self.exact(self.reachable(value))}
        return _("%(value)s eller lavere") % {"value": self.exact(self.reachable(value))}

    def ambition(self, ambition: Ambition) -> str:
        """What is promised: `92 %`, `80 % reduksjon`, `0 tilfeller`, `forbedring`, a sum of targets `224,75`."""
        held, target = self.judgement.requirement, self.judgement.target
        if ambition.kind == AmbitionKind.REQUIREMENT and held is not None:
            return _("det nasjonale kravet, %(requirement)s") % {"requirement": self.requirement(held)}
        if ambition.value is None and ambition.rules.is_change and target is not None:
            return self.exact(target.value)
        if ambition.kind == AmbitionKind.ZERO and self.kpi.unit == Unit.PERCENT:
            return self.exact(0)
        return ambition_text(ambition, self.kpi)

    def sources(self, *found: Source | None) -> tuple[str, ...]:
        """Where things stand, a line per document: `Regional gevinstrealiseringsplan 2.0, kap. 4.3, fotnote 12`."""
        documents: dict[str, tuple[list[str], list[str]]] = {}
        for source in found:
            if source is not None and source.document:
                sections, footnotes = documents.setdefault(source.document, ([], []))
                sections += [part for part in _parts(source.section) if part not in sections]
                footnotes += [part for part in _parts(source.footnote) if part not in footnotes]
        lines = [
            self._place(document, sorted(held[0], key=_place_order), sorted(held[1], key=_place_order))
            for document, held in documents.items()
        ]
        return tuple(line for line in lines if line)

    def _place(self, document: str, sections: list[str], footnotes: list[str]) -> str:
        held = self.facts.documents.get(document)
        if held is None:
            return ""
        values = {
            "document": f"{held.title} {held.version}".strip(),
            "sections": listed(sections),
            "footnotes": listed(footnotes),
        }
        if sections and footnotes:
            return _("%(document)s, kap. %(sections)s, fotnote %(footnotes)s") % values
        return _("%(document)s, kap. %(sections)s") % values if sections else values["document"]


def _place_order(text: str) -> list[int]:
    """Chapter 4.10 after 4.9, footnote 10 after 9."""
    return [int(number) for number in re.findall(r"\d+", text)]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def in_a_sentence(text: str) -> str:
    """A heading's words in the middle of a sentence, abbreviations left alone."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
