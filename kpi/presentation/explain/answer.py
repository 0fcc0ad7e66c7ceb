"""The answer in two or three sentences, before the steps: what the figure comes to, and what follows from it."""

from __future__ import annotations

from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpi.presentation.explain.no_colour import no_colour
from kpi.presentation.explain.parts import Shown, Text, say
from kpi.presentation.explain.words import Words
from kpi.presentation.formats import share
from kpi.rules.attainment import is_better
from kpi.rules.terms import (
    Basis,
    ComparesWith,
    Status,
    ThresholdBasis,
)

WHY: dict[Status, str | Promise] = {
    Status.GREEN: gettext_lazy("Hvorfor er %(organisation)s grønn?"),
    Status.YELLOW: gettext_lazy("Hvorfor er %(organisation)s gul?"),
    Status.RED: gettext_lazy("Hvorfor er %(organisation)s rød?"),
    Status.NONE: gettext_lazy("Hvorfor har %(organisation)s ingen status?"),
}
THEREFORE: dict[Status, str | Promise] = {
    Status.GREEN: gettext_lazy("Derfor grønn."),
    Status.YELLOW: gettext_lazy("Derfor gul."),
    Status.RED: gettext_lazy("Derfor rød."),
}


def title(words: Words) -> str:
    """The question that the explanation answers."""
    return str(WHY[words.judgement.status]) % {"organisation": words.who}


def answer(words: Words) -> tuple[Text, ...]:
    """The status in two or three sentences."""
    if words.judgement.reason is not None:
        return no_colour(words, words.judgement.reason)
    therefore = say(f"answer.therefore.{words.judgement.status}", str(THEREFORE[words.judgement.status]))
    if words.judgement.ambition.rules.compares:
        return (_improvement(words), *_requirement_alone(words), therefore)
    return (_reached(words), _limit(words), therefore)


def _reached(words: Words) -> Text:
    judgement = words.judgement
    assert judgement.value is not None
    assert judgement.attainment is not None
    assert judgement.target is not None
    values = {"value": words.value(judgement.value), "share": words.share(judgement.attainment)}
    if judgement.ambition.rules.is_change:
        if judgement.attainment < 0:
            return say(
                "answer.attainment_negative",
                _("**%(value)s** er verre enn nullpunktet, så måloppnåelsen er negativ: %(share)s."),
                **values,
            )
        if words.higher:
            return say(
                "answer.of_promised_increase",
                _("Med **%(value)s** er %(share)s av den lovede økningen nådd."),
                **values,
            )
        return say(
            "answer.of_promised_reduction",
            _("Med **%(value)s** er %(share)s av den lovede nedgangen nådd."),
            **values,
        )
    if judgement.target.value == 0 and not words.higher:
        if judgement.value == 0:
            return say("answer.zero_reached", _("Verdien er **0**, som er ambisjonen."))
        if judgement.baseline is not None and judgement.baseline.value > 0:
            return say(
                "answer.of_way_to_zero",
                _("**%(value)s** er %(share)s av veien fra nullpunktet (%(baseline)s) til 0."),
                baseline=words.exact(judgement.baseline.value),
                **values,
            )
        return say("answer.zero_not_reached", _("Verdien er **%(value)s**, og ambisjonen er 0."), **values)
    if words.higher:
        if judgement.basis == Basis.OWN:
            return words.say(
                "answer.of_own_ambition",
                _("**%(value)s** er %(share)s av %(of_part)s egen ambisjon."),
                **values,
            )
        return words.say(
            "answer.of_regional_ambition",
            _("**%(value)s** er %(share)s av den %(the_common)s ambisjonen."),
            **values,
        )
    against = {**values, "target": words.exact(judgement.target.value)}
    if judgement.basis == Basis.OWN:
        return words.say(
            "answer.against_own_ambition",
            _("**%(value)s** mot %(of_part)s egen ambisjon på %(target)s gir en måloppnåelse på %(share)s."),
            **against,
        )
    return words.say(
        "answer.against_regional_ambition",
        _("**%(value)s** mot den %(the_common)s ambisjonen på %(target)s gir en måloppnåelse på %(share)s."),
        **against,
    )


def _limit(words: Words) -> Text:
    """Which side of which limit, and whether a requirement overrules it."""
    judgement = words.judgement
    required = judgement.requirement
    if required is not None:
        requirement = words.requirement(required)
        if judgement.status == Status.GREEN:
            return say(
                "answer.requirement_met",
                _("**Styringskravet på %(requirement)s er møtt.**"),
                requirement=requirement,
            )
        if judgement.status == Status.RED:
            return say(
                "answer.below_yellow_requirement_not_met",
                _("Det er under grensen for gul, og **styringskravet på %(requirement)s er ikke møtt.**"),
                requirement=requirement,
            )
        if _past_green(words):
            return say(
                "answer.above_green_requirement_not_met",
                _("Det er over grensen for grønn, men **styringskravet på %(requirement)s er ikke møtt.**"),
                requirement=requirement,
            )
        return say(
            "answer.below_green_requirement_not_met",
            _("Det er under grensen for grønn, og **styringskravet på %(requirement)s er ikke møtt.**"),
            requirement=requirement,
        )
    if words.thresholds.basis == ThresholdBasis.VALUE:
        return _value_limit(words)
    return _share_limit(words)


def _value_limit(words: Words) -> Text:
    """Limits that the plan gives as values of the KPI itself."""
    status, thresholds = words.judgement.status, words.thresholds
    green, yellow = words.exact(thresholds.green), words.exact(thresholds.yellow)
    if status == Status.GREEN:
        return say("answer.green_value", _("Grønn begynner ved %(green)s."), green=green)
    if status == Status.YELLOW:
        return say(
            "answer.yellow_value",
            _("Det er under grensen for grønn (%(green)s), men ikke for gul (%(yellow)s)."),
            green=green,
            yellow=yellow,
        )
    return say("answer.red_value", _("Det er under grensen for gul (%(yellow)s)."), yellow=yellow)


def _share_limit(words: Words) -> Text:
    """Limits that are shares, with what they are shares of: a bare `50 %` would read as a value."""
    judgement, thresholds = words.judgement, words.thresholds
    if judgement.status == Status.GREEN:
        limit, green = words.limits.green, _share_of_what(words, thresholds.green)
        if limit is None:
            return say("answer.green_share", _("Grønn begynner ved %(green)s."), green=green)
        value = words.exact(words.reachable(limit))
        return say(
            "answer.green_share_and_value",
            _("Grønn begynner ved %(green)s, her %(value)s."),
            green=green,
            value=value,
        )
    if judgement.status == Status.YELLOW:
        values = {"green": _share_of_what(words, thresholds.green), "yellow": _share(thresholds.yellow)}
        if judgement.attainment == thresholds.yellow:
            return say(
                "answer.on_yellow_share",
                _("Det er under grensen for grønn (%(green)s), og på grensen for gul (%(yellow)s)."),
                **values,
            )
        return say(
            "answer.yellow_share",
            _("Det er under grensen for grønn (%(green)s), men over grensen for gul (%(yellow)s)."),
            **values,
        )
    return say(
        "answer.red_share",
        _("Det er under grensen for gul (%(yellow)s)."),
        yellow=_share_of_what(words, thresholds.yellow),
    )


def _share_of_what(words: Words, limit: Fraction) -> Shown:
    """A limit's share in the terms that `_reached` tells the attainment in."""
    judgement, values = words.judgement, {"share": _share(limit)}
    if judgement.ambition.rules.is_change:
        if words.higher:
            return Shown(_("%(share)s av den lovede økningen") % values, limit, "of_promised_increase")
        return Shown(_("%(share)s av den lovede nedgangen") % values, limit, "of_promised_reduction")
    if judgement.target is not None and judgement.target.value == 0 and not words.higher:
        if judgement.baseline is not None and judgement.baseline.value > 0:
            return Shown(_("%(share)s av veien fra nullpunktet til 0") % values, limit, "of_way_to_zero")
        return Shown(_("%(share)s måloppnåelse") % values, limit, "attainment")
    if words.higher:
        return Shown(_("%(share)s av ambisjonen") % values, limit, "of_ambition")
    return Shown(_("%(share)s måloppnåelse") % values, limit, "attainment")


def _share(limit: Fraction) -> Shown:
    return Shown(share(limit), limit)


def _past_green(words: Words) -> bool:
    """Whether the value is past the plan's own limit for green, which a requirement overrules."""
    judgement, thresholds = words.judgement, words.thresholds
    if thresholds.basis == ThresholdBasis.VALUE:
        return judgement.value is not None and not is_better(
            thresholds.green, judgement.value, words.direction
        )
    return judgement.attainment is not None and judgement.attainment >= thresholds.green


def _improvement(words: Words) -> Text:
    judgement = words.judgement
    assert judgement.value is not None
    assert judgement.compared_with is not None
    values = {"value": words.value(judgement.value), "against": words.value(judgement.compared_with)}
    better = is_better(judgement.value, judgement.compared_with, words.direction)
    if words.facts.terms.compares_with == ComparesWith.PREVIOUS:
        if better:
            return say(
                "answer.better_than_previous",
                _("Ambisjonen er forbedring, og **%(value)s** er bedre enn forrige måling, %(against)s."),
                **values,
            )
        if judgement.value == judgement.compared_with:
            return say(
                "answer.same_as_previous",
                _("Ambisjonen er forbedring, og **%(value)s** er likt med forrige måling."),
                **values,
            )
        return say(
            "answer.worse_than_previous",
            _("Ambisjonen er forbedring, og **%(value)s** er verre enn forrige måling, %(against)s."),
            **values,
        )
    if better:
        return say(
            "answer.better_than_baseline",
            _("Ambisjonen er forbedring, og **%(value)s** er bedre enn nullpunktet, %(against)s."),
            **values,
        )
    if judgement.value == judgement.compared_with:
        return say(
            "answer.same_as_baseline",
            _("Ambisjonen er forbedring, og **%(value)s** er likt med nullpunktet."),
            **values,
        )
    return say(
        "answer.worse_than_baseline",
        _("Ambisjonen er forbedring, og **%(value)s** er verre enn nullpunktet, %(against)s."),
        **values,
    )


def _requirement_alone(words: Words) -> tuple[Text, ...]:
    required, value = words.judgement.requirement, words.judgement.value
    if required is None or value is None:
        return ()
    if required.is_met(value):
        return (
            say(
                "answer.requirement_met",
                _("**Styringskravet på %(requirement)s er møtt.**"),
                requirement=words.requirement(required),
            ),
        )
    return (
        say(
            "answer.requirement_not_met",
            _("**Styringskravet på %(requirement)s er ikke møtt.**"),
            requirement=words.requirement(required),
        ),
    )
