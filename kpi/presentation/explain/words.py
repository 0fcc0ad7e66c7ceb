"""How figures, organisations, ambitions and sources are named in an explanation. No step is put together here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _

from kpi.models import Kpi
from kpi.presentation.ambitions import ambition_text
from kpi.presentation.formats import NBSP, Number, listed, number, unit_word
from kpi.rules.ambition import Ambition, Requirement
from kpi.rules.judgement import Judgement
from kpi.rules.limits import Limits, limits_of
from kpi.rules.regional_ambition import rounded
from kpi.rules.terms import CHANGES, AmbitionKind, Comparison, Direction, Source, Unit
from kpi.selectors.kpi_facts import Facts

MOST_DECIMALS = 4
"""A figure that does not end within so many decimals is shown rounded, with a sign that says so."""


def ends(value: Number) -> bool:
    """Whether a number can be written out in full here."""
    exact = abs(Fraction(value))
    return rounded(exact, MOST_DECIMALS) == exact


def figure(value: Number, least: int = 0) -> str:
    """A number with the decimals it has, at least `least`; an endless one is rounded. Example: 212.8 is `212,8`."""
    exact = abs(Fraction(value))
    for decimals in range(least, MOST_DECIMALS + 1):
        if rounded(exact, decimals) == exact:
            return number(value, decimals)
    return number(value, max(least + 1, 2))


def equals(value: Number) -> str:
    """The sign before a result: `≈` where what follows is rounded."""
    return "=" if ends(value) else "≈"


def told_apart(value: Fraction, limits: Sequence[Fraction], *, least: int, most: int = 8) -> str:
    """A number with the decimals it takes to be on its own side of each limit: 0.49998 beside 0.5 is not `0,500`."""
    for decimals in range(least, most):
        shown = rounded(abs(value), decimals) * (1 if value >= 0 else -1)
        if all((shown > limit) == (value > limit) and (shown < limit) == (value < limit) for limit in limits):
            return number(value, decimals)
    return number(value, most)


@dataclass(frozen=True)
class Words:
    """One judgement with what is needed to speak of it."""

    judgement: Judgement
    kpi: Kpi
    facts: Facts

    @property
    def is_region(self) -> bool:
        return self.judgement.organisation == self.facts.terms.region.code

    @property
    def direction(self) -> Direction:
        return self.facts.terms.direction

    @property
    def higher(self) -> bool:
        return self.direction == Direction.HIGHER

    @cached_property
    def limits(self) -> Limits:
        return limits_of(self.judgement, self.direction)

    @cached_property
    def limits_hold(self) -> bool:
        """Whether there is an ambition with limits to speak of, also where the figure itself is missing."""
        return self.limits.green is not None or self.limits.yellow is not None

    def name(self, code: str) -> str:
        """An organisation in running text: its code, or the region."""
        return _("regionen") if code == self.facts.terms.region.code else code

    @property
    def who(self) -> str:
        return self.name(self.judgement.organisation)

    def names(self, codes: Sequence[str]) -> str:
        return listed([self.name(code) for code in codes])

    def measured(self, value: Number) -> str:
        """A measured figure without unit, with at least the decimals the KPI is shown with."""
        return figure(value, self.kpi.decimals)

    def with_unit(self, text: str) -> str:
        """A figure already written, with the KPI's unit: `92 %`, `5 dager`, `638`."""
        if self.kpi.unit == Unit.PERCENT:
            return text + NBSP + "%"
        word = unit_word(self.kpi)
        return f"{text}{NBSP}{word}" if word else text

    def value(self, value: Number) -> str:
        """A measured figure with its unit: `58,0 %`."""
        return self.with_unit(self.measured(value))

    def exact(self, value: Number) -> str:
        """A figure of the plan's with its unit and no more decimals than it has: `92 %`."""
        return self.with_unit(figure(value))

    def difference(self, value: Number) -> str:
        """The size of a difference: `12,0 prosentpoeng`, `6,0 dager`, `14`."""
        text = self.measured(abs(Fraction(value)))
        if self.kpi.unit == Unit.PERCENT:
            return _("%(number)s prosentpoeng") % {"number": text}
        return self.with_unit(text)

    def share(self, value: Fraction) -> str:
        """A share as per cent with one decimal, more where a limit is nearer than that: `63,0 %`."""
        thresholds = self.judgement.thresholds
        limits = [thresholds.green * 100, thresholds.yellow * 100, Fraction(100), Fraction(0)]
        return told_apart(value * 100, limits, least=1) + NBSP + "%"

    def attained(self, value: Fraction) -> tuple[str, str]:
        """An attainment after its sign: (`≈`, `0,630`), (`=`, `0,50`); more decimals where a limit is near."""
        if rounded(abs(value), 3) == abs(value):
            return "=", figure(value, 2)
        thresholds = self.judgement.thresholds
        limits = [thresholds.green, thresholds.yellow, Fraction(1), Fraction(0)]
        return "≈", told_apart(value, limits, least=3)

    def requirement(self, requirement: Requirement) -> str:
        """A requirement: `minst 70 %`, `høyst 50 dager`."""
        limit = self.exact(requirement.limit)
        if requirement.comparison == Comparison.AT_LEAST:
            return _("minst %(limit)s") % {"limit": limit}
        return _("høyst %(limit)s") % {"limit": limit}

    def or_better(self, value: Fraction) -> str:
        """A limit as a reader meets it: `46 % eller høyere`, `10 dager eller lavere`."""
        if self.higher:
            return _("%(value)s eller høyere") % {"value": self.exact(value)}
        return _("%(value)s eller lavere") % {"value": self.exact(value)}

    def ambition(self, ambition: Ambition) -> str:
        """What is promised: `92 %`, `80 % reduksjon`, `ingen tilfeller`, `forbedring`, a sum of targets `224,75`."""
        held, target = self.judgement.requirement, self.judgement.target
        if ambition.kind == AmbitionKind.REQUIREMENT and held is not None:
            return _("det nasjonale kravet, %(requirement)s") % {"requirement": self.requirement(held)}
        if ambition.value is None and ambition.kind in CHANGES and target is not None:
            return self.exact(target.value)
        return ambition_text(ambition, self.kpi)

    def source(self, source: Source) -> str:
        """Where something stands: `Regional gevinstrealiseringsplan 2.0, kap. 4.3 og 7.1, fotnote 12 og 27`."""
        return self.place(source.document, source.section, source.footnote)

    def place(self, document: str, section: str, footnote: str = "") -> str:
        held = self.facts.documents.get(document)
        if held is None:
            return ""
        title = f"{held.title} {held.version}".strip()
        values = {"document": title, "sections": _listing(section), "footnotes": _listing(footnote)}
        if section and footnote:
            return _("%(document)s, kap. %(sections)s, fotnote %(footnotes)s") % values
        if section:
            return _("%(document)s, kap. %(sections)s") % values
        return title


def _listing(text: str) -> str:
    return listed([part.strip() for part in text.split(",") if part.strip()])


def capitalised(text: str) -> str:
    """A text that begins a sentence: its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def at_line_start(text: str) -> str:
    """The other way: a heading's words in the middle of a sentence, abbreviations left alone."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def unique(texts: Sequence[str]) -> tuple[str, ...]:
    """Sources without repetition, in order, empty ones left out."""
    return tuple(dict.fromkeys(text for text in texts if text))
