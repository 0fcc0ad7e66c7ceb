"""The page about the rules as ready text: signs, limits in force, kinds of ambition, reasons, flags, our readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dashboards.parts.legend import meaning_of
from dashboards.rules.examples import Kind, flattering_start, kinds
from kpi.presentation.ambitions import requirement_text
from kpi.presentation.formats import day as day_text
from kpi.presentation.formats import share, value_with_unit
from kpi.presentation.links import Links
from kpi.rules.ambition import in_force
from kpi.rules.status import STANDARD, Thresholds
from kpi.rules.terms import Flag, Reason, Status, ThresholdBasis
from kpi.selectors.plan_terms import PlanTerms
from kpi.words.labels import FLAG, REASON, STATUS, Labels
from kpi.words.meanings import FLAG_MEANING, OUTCOME, OUTCOME_MEANING, REASON_MEANING


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
class Reading:
    """A choice the plan leaves open: where, and what was chosen."""

    place: str
    choice: str


@dataclass(frozen=True)
class RulesPage:
    """Everything the template shows."""

    signs: tuple[SignLine, ...]
    limits_day: str
    own_limits: tuple[KpiRule, ...]
    requirements: tuple[KpiRule, ...]
    kinds: tuple[Kind, ...]
    flattering: Mapping[str, str]
    reasons: tuple[Term, ...]
    flags: tuple[Term, ...]
    outcomes: tuple[Term, ...]
    readings: tuple[Reading, ...]


def rules_page(terms: PlanTerms | None, *, on: date, links: Links) -> RulesPage:
    """The page, with the limits and requirements in force on a day; without a plan, the standard limits."""
    of_kpis = terms.terms if terms else {}
    limits = {code: in_force(kpi.thresholds, on) or STANDARD for code, kpi in of_kpis.items()}
    common = Counter(limits.values()).most_common(1)[0][0] if limits else STANDARD
    return RulesPage(
        signs=tuple(
            SignLine(status, str(STATUS[status]), capfirst(meaning_of(status, common))) for status in Status
        ),
        limits_day=day_text(on),
        own_limits=_own_limits(terms, limits, common, links) if terms else (),
        requirements=_requirements(terms, on, links) if terms else (),
        kinds=kinds(common),
        flattering=flattering_start(),
        reasons=_terms("reason", Reason, REASON, REASON_MEANING),
        flags=_terms("flag", Flag, FLAG, FLAG_MEANING),
        outcomes=_terms("outcome", OUTCOME_MEANING, OUTCOME, OUTCOME_MEANING),
        readings=readings(),
    )


def _terms(kind: str, codes: object, words: Labels, meanings: Labels) -> tuple[Term, ...]:
    return tuple(
        Term(f"{kind}-{code}", capfirst(str(words[code])), str(meanings[code]))
        for code in codes  # type: ignore[attr-defined]
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


def readings() -> tuple[Reading, ...]:
    """The choices made where the plan's text leaves one."""
    return (
        Reading(
            _("Antall"),
            _(
                "Et antall vurderes for et helt år, siden planens nullpunkt gjelder et år. 250 avvik i et tertial er "
                "ikke en nedgang fra 1064 i året."
            ),
        ),
        Reading(
            _("Nivå, lavere er bedre"),
            _(
                "Måloppnåelsen er ambisjonen delt på tallet. Det er raust: halve ambisjonen er det dobbelte av nivået. "
                "Planens 25 og 50 % har ingen opplagt mening her."
            ),
        ),
        Reading(
            _("Forbedring"),
            _(
                "Betyr bedre enn nullpunktet. Planen sier «tidligere målinger», så en måleindikator kan settes til å "
                "sammenlignes med den forrige."
            ),
        ),
        Reading(_("Reduksjon fra–til"), _("Nådd ved den nedre enden av spennet.")),
        Reading(
            _("«80%» og «20-30%» alene"),
            _("Leses som reduksjon for L.1 og S.1, siden hovedmålene sier det."),
        ),
        Reading(
            _("Nullpunkt som mangler"),
            _("Den første godkjente målingen etter innføring blir nullpunkt, og det står ved tegnet."),
        ),
        Reading(
            _("Styringskrav"),
            _(
                "Grønn er at kravet er møtt, verken mer eller mindre. Gul begynner fortsatt ved en fjerdedel av "
                "ambisjonen. En forbedring som ikke møter kravet, er gul."
            ),
        ),
        Reading(
            _("Ventetid (S-1.1)"),
            _("Årlig melding sier under 50 dager, planen sier 50. Her er 50 dager nok."),
        ),
        Reading(
            _("Passert planlagt tid (S-1.3)"),
            _("Planen oppgir 95 %, som er andelen avtaler som holdes. Det leses som høyst 5 % passert."),
        ),
        Reading(
            _("Epikriser (SP-1.1)"),
            _("Kravet om minst 70 % gjelder hele måleindikatoren, etter fotnote 12 og 27."),
        ),
        Reading(
            _("Kapittel 4 og 7.1"),
            _("Der de er ulike for et foretak, gjelder kapittel 4, og det andre vises."),
        ),
        Reading(
            _("Regional ambisjon som planen utelater"),
            _(
                "Regnes ut av foretakenes og merkes «beregnet, ikke vedtatt». Nivåer blir snittet, antall blir summen "
                "av foretakenes mål, og endringer i andeler blir snittet av prosentene."
            ),
        ),
        Reading(
            _("Ulike løfter"),
            _("Økning ved siden av reduksjon, eller nivå ved siden av endring, gir ingen felles ambisjon."),
        ),
        Reading(
            _("Regionens innføring"),
            _("Regionen regnes som i gang når det siste foretaket er det."),
        ),
        Reading(
            _("Foretak som skiller seg ut"),
            _("Nevnes bare når det har minst to røde flere enn alle andre."),
        ),
    )
