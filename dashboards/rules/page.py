"""The page about the rules as ready text: signs, limits in force, kinds of ambition, reasons, flags and choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dashboards.parts.legend import meaning_of
from dashboards.rules.interpretations import Interpretation, interpretations
from dashboards.rules.kinds import Kind, flattering_start, kinds
from kpi.presentation.ambitions import requirement_text
from kpi.presentation.formats import day as day_text
from kpi.presentation.formats import share, value_with_unit
from kpi.presentation.links import Links
from kpi.presentation.organisation_words import IN_GENERAL, OrganisationWords, words_of
from kpi.rules.ambition import in_force
from kpi.rules.status import STANDARD, Thresholds
from kpi.rules.terms import Flag, Reason, Status, ThresholdBasis
from kpi.selectors.plan_terms import PlanTerms
from kpi.words.labels import STATUS, Labels
from kpi.words.meanings import (
    FLAG_MEANING,
    OUTCOME,
    OUTCOME_MEANING,
    REASON_MEANING,
    REASON_MEANING_FOR_WHOLES,
)

OF_WHOLES: frozenset[Reason | Flag] = frozenset(
    (Reason.INCOMPLETE_REGION, Flag.PARTIAL_COVERAGE, Flag.UNWEIGHTED, Flag.AMBITION_NOT_ADOPTED)
)
"""Reasons and flags that only an organisation with parts can have."""


COLOUR_ALONE = frozenset({"improvement", "requirement"})
"""Kinds of ambition that give a colour and no share, so that a plan without limits makes nothing of them."""


@dataclass(frozen=True)
class SignLine:
    """A sign with its word and what it means."""

    status: Status
    word: str
    meaning: str


@dataclass(frozen=True)
class Term:
    """A word with its explanation, at a place that others link to."""

    anchor: str
    word: str
    meaning: str


@dataclass(frozen=True)
class KpiRule:
    """Something of its own that a KPI is judged by."""

    code: str
    name: str
    url: str
    text: str


@dataclass(frozen=True)
class RulesPage:
    """Everything the template shows."""

    signs: tuple[SignLine, ...]
    limits_day: str
    own_limits: tuple[KpiRule, ...]
    requirements: tuple[KpiRule, ...]
    kinds: tuple[Kind, ...]
    flattering: Mapping[str, str]
    has_whole: bool
    has_colours: bool
    reasons: tuple[Term, ...]
    flags: tuple[Term, ...]
    outcomes: tuple[Term, ...]
    interpretations: tuple[Interpretation, ...]


def rules_page(terms: PlanTerms | None, *, on: date, links: Links) -> RulesPage:
    """The page, with the limits and requirements in force on a day; without a plan, the standard limits."""
    of_kpis = terms.terms if terms else {}
    limits = {code: in_force(kpi.thresholds, on) or STANDARD for code, kpi in of_kpis.items()}
    words = words_of(terms) if terms else IN_GENERAL
    has_whole = terms is None or terms.has_wholes
    has_colours = not of_kpis or any(in_force(kpi.thresholds, on) for kpi in of_kpis.values())
    common = Counter(limits.values()).most_common(1)[0][0] if limits else STANDARD
    return RulesPage(
        signs=tuple(
            SignLine(status, str(STATUS[status]), capfirst(meaning_of(status, common)))
            for status in Status
            if has_colours or status == Status.NONE
        ),
        limits_day=day_text(on),
        own_limits=_own_limits(terms, limits, common, links) if terms else (),
        requirements=_requirements(terms, on, links) if terms else (),
        kinds=tuple(kind for kind in kinds(common) if has_colours or kind.code not in COLOUR_ALONE),
        flattering=flattering_start(),
        has_colours=has_colours,
        has_whole=has_whole,
        reasons=_terms(
            "reason",
            {code: words.reason(code) for code in Reason if has_whole or code not in OF_WHOLES},
            {
                code: f"{meaning} {REASON_MEANING_FOR_WHOLES[code]}"
                if has_whole and code in REASON_MEANING_FOR_WHOLES
                else meaning
                for code, meaning in REASON_MEANING.items()
            },
            words,
        ),
        flags=_terms(
            "flag",
            {code: words.flag(code) for code in Flag if has_whole or code not in OF_WHOLES},
            FLAG_MEANING,
            words,
        ),
        outcomes=_terms("outcome", OUTCOME, OUTCOME_MEANING, words),
        interpretations=interpretations(
            terms.plan.code if terms else "", words, has_whole=has_whole, has_colours=has_colours
        ),
    )


def _terms(
    kind: str, labels: Mapping[str, object], meanings: Labels, words: OrganisationWords
) -> tuple[Term, ...]:
    return tuple(
        Term(f"{kind}-{code}", capfirst(str(label)), words.put(meanings[code]))
        for code, label in labels.items()
    )


def _own_limits(
    terms: PlanTerms, in_use: Mapping[str, Thresholds], common: Thresholds, links: Links
) -> tuple[KpiRule, ...]:
    rules = []
    for kpi in terms.kpis:
        limits = in_use[kpi.code]
        if (limits.green, limits.yellow, limits.basis) == (common.green, common.yellow, common.basis):
            continue
        if limits.basis == ThresholdBasis.SHARE:
            words = {"green": share(limits.green), "yellow": share(limits.yellow)}
            text = _("grønn fra %(green)s av ambisjonen, gul fra %(yellow)s") % words
        else:
            words = {
                "green": value_with_unit(limits.green, kpi, exact=True),
                "yellow": value_with_unit(limits.yellow, kpi, exact=True),
            }
            text = _("grønn fra %(green)s, gul fra %(yellow)s") % words
        rules.append(KpiRule(kpi.code, kpi.name, links.kpi(kpi.code), text))
    return tuple(rules)


def _requirements(terms: PlanTerms, on: date, links: Links) -> tuple[KpiRule, ...]:
    rules = []
    for kpi in terms.kpis:
        requirement = in_force(terms.terms[kpi.code].requirements, on)
        if requirement is not None:
            text = requirement_text(requirement, kpi)
            rules.append(KpiRule(kpi.code, kpi.name, links.kpi(kpi.code), text))
    return tuple(rules)
