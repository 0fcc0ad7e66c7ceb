"""Each flag explained in a sentence, with the figures it is about. Which flags a cell has, the rules decide."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpi.presentation.cell import flags_of
from kpi.presentation.explain.parts import FlagNote, Text, say
from kpi.presentation.explain.words import Words
from kpi.presentation.formats import listed, period_name
from kpi.rules.period import Period
from kpi.rules.terms import Flag


def flag_notes(words: Words) -> tuple[FlagNote, ...]:
    """A judgement's flags, in the order of the vocabulary."""
    return tuple(
        FlagNote(shown.code, shown.text, _sentence(words, Flag(shown.code)))
        for shown in flags_of(words.judgement)
    )


def _sentence(words: Words, flag: Flag) -> Text:
    judgement, baseline = words.judgement, words.judgement.baseline
    if (
        flag == Flag.FIRST_MEASUREMENT_IS_BASELINE
        and baseline is not None
        and baseline.judged_figure is not None
    ):
        return say(
            "flag.first_measurement_is_baseline",
            _(
                "Planen har ikke noe nullpunkt å regne med. Første måling etter innføringen, %(period)s, er brukt."
            ),
            period=period_name(baseline.judged_figure.period),
        )
    if flag == Flag.BEFORE_GO_LIVE:
        return _before_go_live(words)
    if flag == Flag.STALE and judgement.period is not None:
        return say(
            "flag.stale",
            _("Tallet gjelder %(period)s og er mer enn to rapporteringsperioder gammelt i %(as_of)s."),
            period=period_name(judgement.period),
            as_of=period_name(judgement.as_of),
        )
    if flag == Flag.PRELIMINARY:
        return say("flag.preliminary", _("Minst ett av tallene er ikke godkjent ennå."))
    if flag == Flag.PARTIAL_COVERAGE:
        sentence = ngettext(
            "%(of_whole)s tall er regnet uten %(trusts)s, som ikke har levert for perioden.",
            "%(of_whole)s tall er regnet uten %(trusts)s, som ikke har levert for perioden.",
            len(judgement.lacking),
        )
        return words.say("flag.partial_coverage", sentence, trusts=listed(list(judgement.lacking)))
    if flag == Flag.UNWEIGHTED:
        return words.say(
            "flag.unweighted",
            _("Ikke alle %(the_parts)s har levert nevner, så alle teller like mye, store som små."),
        )
    if flag == Flag.AMBITION_NOT_ADOPTED:
        return words.say(
            "flag.ambition_not_adopted",
            _("Planen har ikke vedtatt noen %(common)s ambisjon her. Den er regnet ut av %(of_parts)s."),
        )
    if flag == Flag.GREEN_WITHOUT_PROGRESS and baseline is not None:
        return say(
            "flag.green_without_progress",
            _("Grønn, men ikke bedre enn nullpunktet (%(baseline)s): utgangspunktet lå nær ambisjonen."),
            baseline=words.exact(baseline.value),
        )
    if flag == Flag.WORSE_THAN_BASELINE and baseline is not None:
        return say(
            "flag.worse_than_baseline",
            _("Verdien er verre enn nullpunktet (%(baseline)s)."),
            baseline=words.exact(baseline.value),
        )
    if flag == Flag.REQUIREMENT_NOT_MET and judgement.requirement is not None:
        return say(
            "flag.requirement_not_met",
            _("Det nasjonale styringskravet er %(requirement)s."),
            requirement=words.requirement(judgement.requirement),
        )
    return say("flag.source_inconsistent", _("Planens egne tall går ikke opp her. Se merknaden under."))


def _before_go_live(words: Words) -> Text:
    go_live = words.facts.terms.go_live_of(words.judgement.organisation)
    month = "" if go_live is None else period_name(Period(go_live, 1))
    return say(
        "flag.before_go_live", _("Tallet er fra før løsningen ble tatt i bruk (%(month)s)."), month=month
    )
