"""The answer in two or three sentences, before the steps: what the figure comes to, and what follows from it."""

from __future__ import annotations

from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kpi.presentation.explain.parts import Text, rich
from kpi.presentation.explain.words import Words
from kpi.presentation.formats import listed, period_name, share
from kpi.rules.attainment import is_better
from kpi.rules.period import Period
from kpi.rules.terms import (
    Aggregation,
    AmbitionKind,
    Basis,
    ComparesWith,
    Direction,
    OverTime,
    Reason,
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
        return _no_colour(words, words.judgement.reason)
    therefore = rich(str(THEREFORE[words.judgement.status]))
    if words.judgement.ambition.kind == AmbitionKind.IMPROVEMENT:
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
            return rich(
                _("**%(value)s** er verre enn nullpunktet, så måloppnåelsen er negativ: %(share)s."),
                **values,
            )
        if words.higher:
            return rich(_("Med **%(value)s** er %(share)s av den lovede økningen nådd."), **values)
        return rich(_("Med **%(value)s** er %(share)s av den lovede nedgangen nådd."), **values)
    if judgement.target.value == 0 and not words.higher:
        if judgement.value == 0:
            return rich(_("Verdien er **0**, som er ambisjonen."))
        if judgement.baseline is not None and judgement.baseline.value > 0:
            return rich(_("Med **%(value)s** er %(share)s av veien fra nullpunktet til 0 gått."), **values)
        return rich(_("Verdien er **%(value)s**, og ambisjonen er 0."), **values)
    if words.higher:
        if judgement.basis == Basis.OWN:
            return rich(_("**%(value)s** er %(share)s av foretakets egen ambisjon."), **values)
        return rich(_("**%(value)s** er %(share)s av den regionale ambisjonen."), **values)
    against = {**values, "target": words.exact(judgement.target.value)}
    if judgement.basis == Basis.OWN:
        return rich(
            _("**%(value)s** mot foretakets egen ambisjon på %(target)s gir en måloppnåelse på %(share)s."),
            **against,
        )
    return rich(
        _("**%(value)s** mot den regionale ambisjonen på %(target)s gir en måloppnåelse på %(share)s."),
        **against,
    )


def _limit(words: Words) -> Text:
    """Which side of which limit, and whether a requirement overrules it."""
    judgement = words.judgement
    held = judgement.requirement
    if held is not None:
        requirement = words.requirement(held)
        if judgement.status == Status.GREEN:
            return rich(_("**Styringskravet på %(requirement)s er møtt.**"), requirement=requirement)
        if judgement.status == Status.RED:
            return rich(
                _("Det er under grensen for gul, og **styringskravet på %(requirement)s er ikke møtt.**"),
                requirement=requirement,
            )
        if _past_green(words):
            return rich(
                _("Det er over grensen for grønn, men **styringskravet på %(requirement)s er ikke møtt.**"),
                requirement=requirement,
            )
        return rich(
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
        return rich(_("Grønn begynner ved %(green)s."), green=green)
    if status == Status.YELLOW:
        return rich(
            _("Det er under grensen for grønn (%(green)s), men ikke for gul (%(yellow)s)."),
            green=green,
            yellow=yellow,
        )
    return rich(_("Det er under grensen for gul (%(yellow)s)."), yellow=yellow)


def _share_limit(words: Words) -> Text:
    """Limits that are shares, with what they are shares of: a bare `50 %` would read as a value."""
    judgement, thresholds = words.judgement, words.thresholds
    if judgement.status == Status.GREEN:
        limit, green = words.limits.green, _share_of_what(words, thresholds.green)
        if limit is None:
            return rich(_("Grønn begynner ved %(green)s."), green=green)
        value = words.exact(words.reachable(limit))
        return rich(_("Grønn begynner ved %(green)s, her %(value)s."), green=green, value=value)
    if judgement.status == Status.YELLOW:
        values = {"green": _share_of_what(words, thresholds.green), "yellow": share(thresholds.yellow)}
        if judgement.attainment == thresholds.yellow:
            return rich(
                _("Det er under grensen for grønn (%(green)s), og på grensen for gul (%(yellow)s)."), **values
            )
        return rich(
            _("Det er under grensen for grønn (%(green)s), men over grensen for gul (%(yellow)s)."), **values
        )
    return rich(
        _("Det er under grensen for gul (%(yellow)s)."), yellow=_share_of_what(words, thresholds.yellow)
    )


def _share_of_what(words: Words, limit: Fraction) -> str:
    """A limit's share in the terms that `_reached` tells the attainment in."""
    judgement, values = words.judgement, {"share": share(limit)}
    if judgement.ambition.rules.is_change:
        if words.higher:
            return _("%(share)s av den lovede økningen") % values
        return _("%(share)s av den lovede nedgangen") % values
    if judgement.target is not None and judgement.target.value == 0 and not words.higher:
        if judgement.baseline is not None and judgement.baseline.value > 0:
            return _("%(share)s av veien fra nullpunktet til 0") % values
        return _("%(share)s måloppnåelse") % values
    if words.higher:
        return _("%(share)s av ambisjonen") % values
    return _("%(share)s måloppnåelse") % values


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
            return rich(
                _("Ambisjonen er forbedring, og **%(value)s** er bedre enn forrige måling, %(against)s."),
                **values,
            )
        if judgement.value == judgement.compared_with:
            return rich(_("Ambisjonen er forbedring, og **%(value)s** er likt med forrige måling."), **values)
        return rich(
            _("Ambisjonen er forbedring, og **%(value)s** er verre enn forrige måling, %(against)s."),
            **values,
        )
    if better:
        return rich(
            _("Ambisjonen er forbedring, og **%(value)s** er bedre enn nullpunktet, %(against)s."), **values
        )
    if judgement.value == judgement.compared_with:
        return rich(_("Ambisjonen er forbedring, og **%(value)s** er likt med nullpunktet."), **values)
    return rich(
        _("Ambisjonen er forbedring, og **%(value)s** er verre enn nullpunktet, %(against)s."), **values
    )


def _requirement_alone(words: Words) -> tuple[Text, ...]:
    held, value = words.judgement.requirement, words.judgement.value
    if held is None or value is None:
        return ()
    if held.is_met(value):
        return (
            rich(_("**Styringskravet på %(requirement)s er møtt.**"), requirement=words.requirement(held)),
        )
    return (
        rich(_("**Styringskravet på %(requirement)s er ikke møtt.**"), requirement=words.requirement(held)),
    )


# ---- no colour ----


def _no_colour(words: Words, reason: Reason) -> tuple[Text, ...]:
    if reason == Reason.NO_MEASUREMENT:
        return _no_measurement(words)
    if reason == Reason.INCOMPLETE_YEAR:
        if words.is_region:
            first = rich(_("**Ingen av foretakene har et helt år** fram til %(as_of)s."), as_of=_as_of(words))
        else:
            first = rich(
                _("%(organisation)s har tall, men **ikke for et helt år** fram til %(as_of)s."),
                organisation=words.who,
                as_of=_as_of(words),
            )
        return (
            first,
            rich(
                _("Et antall vurderes for tolv måneder: en del av et år kan ikke sammenlignes med et helt.")
            ),
        )
    if reason == Reason.NO_COLOUR_RULE:
        return _no_colour_rule(words)
    if reason == Reason.INCOMPLETE_REGION:
        return _incomplete_region(words)
    if reason == Reason.NO_AMBITION:
        first = (
            rich(_("**Ingen av foretakene har satt noen ambisjon.**"))
            if words.is_region
            else rich(_("**Planen gir ingen ambisjon** for %(organisation)s."), organisation=words.who)
        )
        return (first, rich(_("Uten ambisjon er det ikke noe å vurdere tallet mot.")))
    if reason == Reason.AMBITION_PENDING:
        first = (
            rich(_("**Den regionale ambisjonen avventes.**"))
            if words.is_region
            else rich(_("**Ambisjonen for %(organisation)s avventes.**"), organisation=words.who)
        )
        return (first, rich(_("Tallet vurderes når ambisjonen er satt.")))
    if reason == Reason.BASELINE_JUST_SET:
        return _baseline_just_set(words)
    return _no_baseline(words)


def _no_colour_rule(words: Words) -> tuple[Text, ...]:
    if words.direction == Direction.NEUTRAL:
        return (rich(_("**Verken høyere eller lavere er bedre her**, så tallet vises uten farge.")),)
    first = rich(_("**Planen har ingen terskelverdier**, så tallet vises uten farge."))
    attained = words.judgement.attainment
    if attained is None:
        return (first,)
    return (first, rich(_("%(share)s av ambisjonen er nådd."), share=words.share(attained)))


def _as_of(words: Words) -> str:
    return period_name(words.judgement.as_of)


def _no_measurement(words: Words) -> tuple[Text, ...]:
    if not words.kpi.takes_measurements:
        return (
            rich(
                _("**Dette måles ikke.** Planen beskriver noe som skal lages, ikke et tall som kan følges.")
            ),
            rich(_("Derfor settes ingen farge.")),
        )
    if words.is_region:
        first = rich(
            _("**Verken foretakene eller regionen har noen måling** fram til %(as_of)s."), as_of=_as_of(words)
        )
    else:
        first = rich(
            _("**Det finnes ingen måling** for %(organisation)s fram til %(as_of)s."),
            organisation=words.who,
            as_of=_as_of(words),
        )
    return (first, rich(_("En manglende måling er ikke null, og den får ingen farge.")))


def _incomplete_region(words: Words) -> tuple[Text, ...]:
    judgement = words.judgement
    sentence = ngettext(
        "**%(trusts)s mangler** for %(period)s.",
        "**%(trusts)s mangler** for %(period)s.",
        len(judgement.missing),
    )
    first = rich(
        sentence,
        trusts=listed(list(judgement.missing)),
        period=period_name(judgement.period) if judgement.period else "",
    )
    if words.facts.terms.aggregation == Aggregation.SUM:
        return (first, rich(_("En sum uten alle foretakene kan ikke vurderes mot en ambisjon for alle.")))
    return (first, rich(_("En endring kan ikke vurderes når ikke alle foretakene er med.")))


def _baseline_just_set(words: Words) -> tuple[Text, ...]:
    judgement = words.judgement
    first_reading = judgement.baseline.reading if judgement.baseline else None
    assert first_reading is not None  # the reason rests on it
    after = Period(first_reading.period.end + 1, 1)
    if judgement.period == first_reading.period:
        first = rich(
            _("**Målingen for %(period)s er selv nullpunktet**, siden planen ikke oppgir noe."),
            period=period_name(first_reading.period),
        )
    else:
        first = rich(
            _("**Målingen deler måneder med nullpunktet**, som er den første målingen (%(period)s)."),
            period=period_name(first_reading.period),
        )
    if words.facts.terms.over_time == OverTime.YEAR_SUM:
        second = _("En endring kan vurderes fra et helt år som begynner i %(month)s eller senere.")
    else:
        second = _("En endring kan vurderes fra en måling som begynner i %(month)s eller senere.")
    return (first, rich(second, month=period_name(after)))


def _no_baseline(words: Words) -> tuple[Text, ...]:
    if words.facts.terms.compares_with == ComparesWith.PREVIOUS:
        return (
            rich(_("**Det finnes ingen tidligere måling** å sammenligne med.")),
            rich(_("Ambisjonen er forbedring fra forrige måling.")),
        )
    second = (
        _("Ambisjonen er forbedring, og det finnes ikke noe å forbedre fra.")
        if words.judgement.ambition.kind == AmbitionKind.IMPROVEMENT
        else _("Ambisjonen er en endring, og det finnes ikke noe å regne endringen fra.")
    )
    if words.is_region:
        return (rich(_("**Nullpunktet mangler** for ett eller flere foretak.")), rich(second))
    return (
        rich(_("**Nullpunktet mangler**: planen oppgir ikke noe, og det er ingen måling etter innføringen.")),
        rich(second),
    )
