"""How figures, organisations, ambitions and sources are named in an explanation. No step is put together here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from django.utils.translation import gettext as _

from kpi.models import Kpi
from kpi.presentation.ambitions import ambition_text
from kpi.presentation.citations import Citations, Cited
from kpi.presentation.explain.parts import Shown, Text, rich
from kpi.presentation.formats import NBSP, Number, listed, number, unit_word, with_percent
from kpi.presentation.organisation_words import REGION, OrganisationWords, beginning, words_about
from kpi.rules.ambition import Ambition, Requirement
from kpi.rules.judgement import Judgement
from kpi.rules.limits import Limits, fixed_points, limits_of
from kpi.rules.number import decimals_to_tell_apart, decimals_to_write
from kpi.rules.status import Thresholds
from kpi.rules.terms import Basis, Comparison, Direction, Unit
from kpi.selectors.kpi_facts import Facts

MOST_DECIMALS = 4
"""A figure that does not end within so many decimals is shown rounded, with a sign that says so."""


def ends(value: Number) -> bool:
    """Whether a number can be written out in full here."""
    return decimals_to_write(Fraction(value), at_most=MOST_DECIMALS) is not None


def in_full(value: Number, least: int = 0) -> str:
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
    def is_whole(self) -> bool:
        return self.facts.terms.is_whole(self.judgement.organisation)

    @property
    def goes_by_its_own(self) -> bool:
        """Whether it is judged against an ambition of its own, and none that is adopted or calculated."""
        judgement = self.judgement
        return judgement.adopted_by is None and (not self.is_whole or judgement.basis == Basis.OWN)

    @cached_property
    def itself_and_below(self) -> tuple[str, ...]:
        """The organisation, and all that are parts of it, as far down as there are any."""
        found = [self.judgement.organisation]
        for code in found:
            found += [part.code for part in self.facts.terms.parts_of(code)]
        return tuple(found)

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
    def organisations(self) -> OrganisationWords:
        """What the organisation with its parts, or the one it is a part of, are called in a sentence."""
        return words_about(self.judgement.organisation, self.facts.terms, self.facts.organisations)

    def say(self, id: str, template: object, **values: object) -> Text:
        """`say` with a text that speaks of the organisations: `%(the_parts)s`, `%(of_whole)s` and the like."""
        return replace(self.rich(template, **values), id=id, values=MappingProxyType(values))

    def rich(self, template: object, **values: object) -> Text:
        """`rich` with a text that speaks of the organisations."""
        return rich(beginning(str(template)), **{**self.organisations.forms, **values})

    def name(self, code: str) -> str:
        """An organisation in running text: its code, or the region."""
        whole = self.facts.organisations.get(code)
        is_whole = code == self.facts.terms.whole_code and (whole is None or whole.kind == REGION)
        return _("regionen") if is_whole else code

    @property
    def who(self) -> str:
        return self.name(self.judgement.organisation)

    def names(self, codes: Sequence[str]) -> str:
        return listed([self.name(code) for code in codes])

    def measured(self, value: Number) -> str:
        """A measured figure without unit, with at least the decimals the KPI is shown with; an endless one with as
        many as set it apart from the limits."""
        if ends(value):
            return in_full(value, self.kpi.decimals)
        return told_apart(Fraction(value), self._fixed_points, least=self.kpi.decimals)

    @cached_property
    def _fixed_points(self) -> list[Fraction]:
        """What a shown figure must not seem to be, unless it is."""
        return [point for point in fixed_points(self.judgement, self.direction) if ends(point)]

    def with_unit(self, text: str) -> str:
        """A figure already written, with the KPI's unit: `92 %`, `5 dager`, `638`."""
        if self.kpi.unit == Unit.PERCENT:
            return with_percent(text)
        word = unit_word(self.kpi)
        return f"{text}{NBSP}{word}" if word else text

    def value(self, value: Number) -> Shown:
        """A measured figure with its unit: `58,0 %`."""
        return Shown(self.with_unit(self.measured(value)), value)

    def exact(self, value: Number) -> Shown:
        """A figure of the plan's with its unit and no more decimals than it has: `92 %`."""
        return Shown(self.with_unit(self.bare(value)), value)

    def bare(self, value: Number) -> str:
        """The same without unit, for a formula."""
        return in_full(value) if ends(value) else number(value, max(self.kpi.decimals, 1))

    def difference(self, value: Number) -> Shown:
        """The size of a difference: `12,0 prosentpoeng`, `6,0 dager`, `14`."""
        size = abs(Fraction(value))
        text = self.measured(size)
        if self.kpi.unit == Unit.PERCENT:
            return Shown(_("%(number)s prosentpoeng") % {"number": text}, size)
        return Shown(self.with_unit(text), size)

    def share(self, value: Fraction) -> Shown:
        """A share as per cent with one decimal, more where a limit is nearer than that: `63,0 %`."""
        shares = [limit * 100 for limit in self._shares]
        return Shown(with_percent(told_apart(value * 100, shares, least=1)), value)

    def attained(self, value: Fraction) -> tuple[str, Shown]:
        """An attainment after its sign: (`≈`, `0,630`), (`=`, `0,50`); more decimals where a limit is near."""
        if decimals_to_write(value, at_most=3) is not None:
            return "=", Shown(in_full(value, 2), value)
        return "≈", Shown(told_apart(value, self._shares, least=3), value)

    @property
    def _shares(self) -> list[Fraction]:
        """The shares of an ambition that a shown one must not seem to be, unless it is."""
        limits = self.judgement.thresholds
        found = [] if limits is None else [limits.green, limits.yellow]
        return [*found, Fraction(1), Fraction(0)]

    def requirement(self, requirement: Requirement) -> Shown:
        """A requirement: `minst 70 %`, `høyst 50 dager`."""
        limit = self.exact(requirement.limit)
        if requirement.comparison == Comparison.AT_LEAST:
            return Shown(_("minst %(limit)s") % {"limit": limit}, requirement.limit, "at_least")
        return Shown(_("høyst %(limit)s") % {"limit": limit}, requirement.limit, "at_most")

    def reachable(self, limit: Fraction) -> Fraction:
        """The worst value that can occur on the better side of a limit: a count is whole, so 644.4 is met by 644."""
        if self.kpi.unit == Unit.COUNT:
            return Fraction(math.ceil(limit) if self.higher else math.floor(limit))
        return limit

    def or_better(self, value: Fraction) -> Shown:
        """A limit as a reader meets it: `46 % eller høyere`, `10 dager eller lavere`; a count's in whole numbers."""
        limit = self.reachable(value)
        if self.higher:
            return Shown(_("%(value)s eller høyere") % {"value": self.exact(limit)}, limit, "or_higher")
        return Shown(_("%(value)s eller lavere") % {"value": self.exact(limit)}, limit, "or_lower")

    def ambition(self, ambition: Ambition) -> Shown:
        """What is promised: `92 %`, `80 % reduksjon`, `0 tilfeller`, `forbedring`, a sum of targets `224,75`."""
        required, target = self.judgement.requirement, self.judgement.target
        if ambition.rules.follows_requirement and required is not None:
            text = _("det nasjonale kravet, %(requirement)s") % {"requirement": self.requirement(required)}
            return Shown(text, required.limit, ambition.kind)
        if ambition.value is None and ambition.rules.is_change and target is not None:
            return Shown(self.exact(target.value), target.value, ambition.kind)
        if ambition.rules.is_zero and self.kpi.unit == Unit.PERCENT:
            return Shown(self.exact(0), 0, ambition.kind)
        return Shown(ambition_text(ambition, self.kpi), ambition.value, ambition.kind)

    def sources(self, *cited: Cited) -> tuple[str, ...]:
        """Where things stand, a line per document: `Regional gevinstrealiseringsplan 2.0, kap. 4.3, fotnote 12`."""
        return Citations(self.facts.documents).lines(*cited)


def in_a_sentence(text: str) -> str:
    """A heading's words in the middle of a sentence, abbreviations left alone."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
