"""How the trusts' ambitions become the region's: the rule, what went in, and whether it is what has been adopted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kpi.presentation.explain.parts import Shown, Text, say
from kpi.presentation.explain.words import Words, in_full
from kpi.presentation.formats import listed
from kpi.rules.ambition import Ambition
from kpi.rules.governing_ambition import adopted_for, calculated_ambition
from kpi.rules.kinds import kind_of
from kpi.rules.regional_ambition import CalculatedAmbition, as_percentage, by_rule
from kpi.rules.terms import RegionalRule

BY_RULE: dict[RegionalRule, str | Promise] = {
    RegionalRule.MEAN: gettext_lazy(
        "Beregnet: snittet av %(of_parts)s ambisjoner, %(values)s, er %(result)s."
    ),
    RegionalRule.MEDIAN: gettext_lazy(
        "Beregnet: medianen av %(of_parts)s ambisjoner, %(values)s, er %(result)s."
    ),
    RegionalRule.LOWEST: gettext_lazy(
        "Beregnet: den laveste av %(of_parts)s ambisjoner, %(values)s, er %(result)s."
    ),
    RegionalRule.HIGHEST: gettext_lazy(
        "Beregnet: den høyeste av %(of_parts)s ambisjoner, %(values)s, er %(result)s."
    ),
}


def calculated_lines(words: Words, day: date) -> list[Text]:
    """What the KPI's rule makes of the trusts' ambitions in force on `day`, for the region and beside an adopted
    ambition; nothing where a trust is judged against its own."""
    judgement, terms = words.judgement, words.facts.terms
    adopted = adopted_for(terms, judgement.organisation, day=day)
    whole = adopted[0] if adopted is not None else judgement.organisation
    if not terms.is_whole(whole) or words.goes_by_its_own:
        return []
    calculated = calculated_ambition(terms, whole, words.facts.series, as_of=judgement.as_of, day=day)
    lines = _worked_out(words, dict(calculated.inputs), calculated)
    if adopted is not None and not _agrees(words, adopted[1], calculated):
        lines.append(
            say(
                "target.adopted_differs",
                _("Det vedtatte og det beregnede er **ikke likt**. Det vedtatte gjelder."),
            )
        )
    return lines


def _agrees(words: Words, adopted: Ambition, calculated: CalculatedAmbition) -> bool:
    """A requirement is adopted as such; its printed figure may be the complement of the limit."""
    if adopted.rules.follows_requirement:
        return calculated.rules.follows_requirement
    return calculated.value == adopted.value and not calculated.is_sum


def _worked_out(words: Words, given: Mapping[str, Ambition], calculated: CalculatedAmbition) -> list[Text]:
    unset = [code for code, ambition in given.items() if not ambition.is_set]
    if not calculated.rules.is_set:
        return _not_yet(words, unset, all_unset=len(unset) == len(given))
    if calculated.rules.follows_requirement:
        return []  # the promise itself says so
    if calculated.rules.compares:
        return [
            words.say("target.all_have_improvement", _("Alle %(the_parts)s har forbedring som ambisjon."))
        ]
    if calculated.is_sum:
        return _sum(words, calculated)
    return [*_by_rule(words, given, calculated), *_left_out(words, unset)]


def _by_rule(words: Words, given: Mapping[str, Ambition], calculated: CalculatedAmbition) -> list[Text]:
    if calculated.value is None or not any(ambition.is_set for ambition in given.values()):
        return []
    is_change = kind_of(calculated.kind).is_change
    values = {
        code: as_percentage(ambition) if is_change else ambition.value or Fraction(0)
        for code, ambition in given.items()
        if ambition.is_set
    }
    rule = words.facts.terms.regional.rule or RegionalRule.MEAN
    shown = listed([f"{in_full(value)} ({code})" for code, value in values.items()])
    unrounded, result = (
        by_rule(list(values.values()), rule),
        Shown(in_full(calculated.value), calculated.value),
    )
    if unrounded != calculated.value:
        text = _("%(exact)s, avrundet til %(result)s") % {"exact": in_full(unrounded), "result": result}
        result = Shown(text, calculated.value, "rounded")
    lines = [words.say(f"target.calculated.{rule}", str(BY_RULE[rule]), values=shown, result=result)]
    if is_change:
        lines.append(
            words.say("target.percent_of_regional_baseline", _("Prosenten regnes av %(of_whole)s nullpunkt."))
        )
    return lines


def _sum(words: Words, calculated: CalculatedAmbition) -> list[Text]:
    without = [code for code, target in calculated.targets if target is None]
    shown = [f"{in_full(target.value)} ({code})" for code, target in calculated.targets if target is not None]
    if calculated.value is None or without:
        return [
            words.say(
                "target.sum_lacks_baseline",
                _("Summen av %(of_parts)s mål kan ikke regnes ut ennå, for %(trusts)s mangler nullpunkt."),
                trusts=listed(without),
            )
        ]
    return [
        words.say(
            "target.sum",
            _("Summen av %(of_parts)s mål: %(parts)s = **%(sum)s**."),
            parts=" + ".join(shown),
            sum=words.exact(calculated.value),
        )
    ]


def _not_yet(words: Words, unset: list[str], *, all_unset: bool) -> list[Text]:
    if words.judgement.ambition.rules.is_blank:
        return []  # the promise itself says so
    if all_unset and unset:
        return [
            words.say(
                "target.none_set_yet",
                _(
                    "Ingen av %(the_parts)s har satt noe tall ennå, så ingen %(common)s ambisjon kan beregnes."
                ),
            )
        ]
    if not unset:
        return [
            words.say(
                "target.of_different_kinds",
                _("%(of_parts)s ambisjoner er av ulik art og gir ingen felles ambisjon."),
            )
        ]
    sentence = ngettext(
        "%(common)s ambisjon kan ikke beregnes før %(trusts)s har satt sin.",
        "%(common)s ambisjon kan ikke beregnes før %(trusts)s har satt sine.",
        len(unset),
    )
    return [words.say("target.waits_for", sentence, trusts=listed(unset))]


def _left_out(words: Words, unset: list[str]) -> list[Text]:
    if not unset:
        return []
    sentence = ngettext(
        "%(trusts)s har ikke satt sin ambisjon og er ikke med.",
        "%(trusts)s har ikke satt sine ambisjoner og er ikke med.",
        len(unset),
    )
    return [words.say("target.left_out", sentence, trusts=listed(unset))]
