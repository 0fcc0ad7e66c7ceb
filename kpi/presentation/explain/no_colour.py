"""The answer where there is no colour: what is lacking, and why that leaves nothing to judge."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpi.presentation.explain.parts import Text, say
from kpi.presentation.explain.words import Words
from kpi.presentation.formats import listed, period_name
from kpi.rules.period import Period
from kpi.rules.terms import Aggregation, ComparesWith, Direction, OverTime, Reason


def no_colour(words: Words, reason: Reason) -> tuple[Text, ...]:
    """Two sentences: what is lacking, and why nothing can be judged without it."""
    if reason == Reason.NO_MEASUREMENT:
        return _no_measurement(words)
    if reason == Reason.INCOMPLETE_YEAR:
        if words.is_whole:
            first = words.say(
                "answer.no_whole_year_anywhere",
                _("**Ingen av %(the_parts)s har et helt år** fram til %(as_of)s."),
                as_of=_as_of(words),
            )
        else:
            first = say(
                "answer.no_whole_year",
                _("%(organisation)s har tall, men **ikke for et helt år** fram til %(as_of)s."),
                organisation=words.who,
                as_of=_as_of(words),
            )
        return (
            first,
            say(
                "answer.a_count_takes_a_year",
                _("Et antall vurderes for tolv måneder: en del av et år kan ikke sammenlignes med et helt."),
            ),
        )
    if reason == Reason.NO_COLOUR_RULE:
        return _no_colour_rule(words)
    if reason == Reason.INCOMPLETE_REGION:
        return _incomplete_region(words)
    if reason == Reason.NO_AMBITION:
        first = (
            words.say("answer.no_ambition_anywhere", _("**Ingen av %(the_parts)s har satt noen ambisjon.**"))
            if words.is_whole
            else say(
                "answer.no_ambition",
                _("**Planen gir ingen ambisjon** for %(organisation)s."),
                organisation=words.who,
            )
        )
        return (
            first,
            say("answer.nothing_to_judge_against", _("Uten ambisjon er det ikke noe å vurdere tallet mot.")),
        )
    if reason == Reason.AMBITION_PENDING:
        first = (
            words.say("answer.regional_ambition_pending", _("**Den %(the_common)s ambisjonen avventes.**"))
            if words.is_whole
            else say(
                "answer.ambition_pending",
                _("**Ambisjonen for %(organisation)s avventes.**"),
                organisation=words.who,
            )
        )
        return (
            first,
            say("answer.judged_when_ambition_is_set", _("Tallet vurderes når ambisjonen er satt.")),
        )
    if reason == Reason.BASELINE_JUST_SET:
        return _baseline_just_set(words)
    return _no_baseline(words)


def _no_colour_rule(words: Words) -> tuple[Text, ...]:
    if words.direction == Direction.NEUTRAL:
        return (
            say(
                "answer.neither_is_better",
                _("**Verken høyere eller lavere er bedre her**, så tallet vises uten farge."),
            ),
            say(
                "answer.followed_not_steered",
                _("Indikatoren beskriver noe som følges, ikke noe som skal opp eller ned."),
            ),
        )
    first = say("answer.no_thresholds", _("**Planen har ingen terskelverdier**, så tallet vises uten farge."))
    attained = words.judgement.attainment
    if attained is None:
        return (first, say("answer.followed_over_time", _("Tallet kan følges over tid.")))
    share = words.share(attained)
    return (first, say("answer.share_of_ambition", _("%(share)s av ambisjonen er nådd."), share=share))


def _as_of(words: Words) -> str:
    return period_name(words.judgement.as_of)


def _no_measurement(words: Words) -> tuple[Text, ...]:
    if not words.kpi.takes_measurements:
        return (
            say(
                "answer.not_measured",
                _("**Dette måles ikke.** Planen beskriver noe som skal lages, ikke et tall som kan følges."),
            ),
            say("answer.therefore_no_colour", _("Derfor settes ingen farge.")),
        )
    if words.is_whole:
        first = words.say(
            "answer.no_measurement_anywhere",
            _(
                "**Verken %(the_parts)s eller %(the_whole)s har noen måling som kan vurderes** fram til %(as_of)s."
            ),
            as_of=_as_of(words),
        )
    else:
        first = say(
            "answer.no_measurement",
            _("**Det finnes ingen måling som kan vurderes** for %(organisation)s fram til %(as_of)s."),
            organisation=words.who,
            as_of=_as_of(words),
        )
    return (
        first,
        say("answer.missing_is_not_zero", _("En manglende måling er ikke null, og den får ingen farge.")),
    )


def _incomplete_region(words: Words) -> tuple[Text, ...]:
    judgement = words.judgement
    sentence = ngettext(
        "**%(trusts)s mangler** for %(period)s.",
        "**%(trusts)s mangler** for %(period)s.",
        len(judgement.lacking),
    )
    first = words.say(
        "answer.missing_organisations",
        sentence,
        trusts=listed(list(judgement.lacking)),
        period=period_name(judgement.period) if judgement.period else "",
    )
    if words.facts.terms.aggregation == Aggregation.SUM:
        return (
            first,
            words.say(
                "answer.sum_takes_all",
                _("En sum uten alle %(the_parts)s kan ikke vurderes mot en ambisjon for alle."),
            ),
        )
    return (
        first,
        words.say(
            "answer.change_takes_all", _("En endring kan ikke vurderes når ikke alle %(the_parts)s er med.")
        ),
    )


def _baseline_just_set(words: Words) -> tuple[Text, ...]:
    judgement = words.judgement
    first_judged = judgement.baseline.judged_figure if judgement.baseline else None
    assert first_judged is not None  # the reason rests on it
    after = Period(first_judged.period.end + 1, 1)
    if judgement.period == first_judged.period:
        first = say(
            "answer.is_itself_the_baseline",
            _("**Målingen for %(period)s er selv nullpunktet**, siden planen ikke oppgir noe."),
            period=period_name(first_judged.period),
        )
    else:
        first = say(
            "answer.shares_months_with_baseline",
            _("**Målingen deler måneder med nullpunktet**, som er den første målingen (%(period)s)."),
            period=period_name(first_judged.period),
        )
    month = period_name(after)
    if words.facts.terms.over_time == OverTime.YEAR_SUM:
        second = say(
            "answer.change_from_whole_year",
            _("En endring kan vurderes fra et helt år som begynner i %(month)s eller senere."),
            month=month,
        )
    else:
        second = say(
            "answer.change_from_measurement",
            _("En endring kan vurderes fra en måling som begynner i %(month)s eller senere."),
            month=month,
        )
    return (first, second)


def _no_baseline(words: Words) -> tuple[Text, ...]:
    if words.facts.terms.compares_with == ComparesWith.PREVIOUS:
        return (
            say("answer.no_previous", _("**Det finnes ingen tidligere måling** å sammenligne med.")),
            say("answer.improvement_on_previous", _("Ambisjonen er forbedring fra forrige måling.")),
        )
    second = (
        say(
            "answer.improvement_on_nothing",
            _("Ambisjonen er forbedring, og det finnes ikke noe å forbedre fra."),
        )
        if words.judgement.ambition.rules.compares
        else say(
            "answer.change_from_nothing",
            _("Ambisjonen er en endring, og det finnes ikke noe å regne endringen fra."),
        )
    )
    if words.is_whole:
        return (
            words.say("answer.no_baseline_somewhere", _("**Nullpunktet mangler** for %(some_parts)s.")),
            second,
        )
    return (
        say(
            "answer.no_baseline",
            _("**Nullpunktet mangler**: planen oppgir ikke noe, og det er ingen måling etter innføringen."),
        ),
        second,
    )
