"""What each flag, each reason for no colour and each proposed outcome means, in a sentence of its own.

What they are called is `kpi.words.labels`; a flag explained with a cell's own figures is `kpi.presentation.explain`.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kpi.rules.outcome import Outcome
from kpi.rules.terms import Flag, Reason
from kpi.words.labels import Labels

REASON_MEANING: Labels = {
    Reason.NO_MEASUREMENT: _("Det finnes ikke noe godkjent tall for en periode som er slutt."),
    Reason.INCOMPLETE_YEAR: _(
        "Antall vurderes for et helt år. Det finnes tall, men de dekker ikke tolv måneder uten hull."
    ),
    Reason.NO_COLOUR_RULE: _(
        "Planen har ingen terskelverdier, eller verken høyere eller lavere er bedre. Tallet vises uten farge."
    ),
    Reason.INCOMPLETE_REGION: _(
        "%(a_part)s mangler tall for perioden. En sum, en endring eller en forbedring for %(the_whole)s kan da ikke "
        "vurderes, men delsummen vises."
    ),
    Reason.NO_AMBITION: _("Planen har ikke satt noen ambisjon her."),
    Reason.AMBITION_PENDING: _(
        "Planen sier at ambisjonen kommer senere, eller at et nasjonalt krav gjelder, og det er ikke trådt i kraft."
    ),
    Reason.BASELINE_JUST_SET: _(
        "Tallet er selv nullpunktet, eller deler måneder med det. Endringen kan vurderes når neste tall kommer."
    ),
    Reason.NO_BASELINE: _(
        "Ambisjonen er en endring eller en forbedring, og det er ikke noe å sammenligne med ennå."
    ),
}
REASON_MEANING_FOR_WHOLES: Labels = {
    Reason.INCOMPLETE_YEAR: _("For %(the_whole)s: ingen av %(the_parts)s har et helt år."),
}
"""What is to be added where organisations have parts."""
FLAG_MEANING: Labels = {
    Flag.FIRST_MEASUREMENT_IS_BASELINE: _(
        "Planen har ikke noe nullpunkt å regne med, så den første målingen etter innføring er brukt."
    ),
    Flag.BEFORE_GO_LIVE: _("Tallet er for en periode som begynte før løsningen ble tatt i bruk."),
    Flag.STALE: _("Tallet er mer enn to rapporteringsperioder gammelt."),
    Flag.PRELIMINARY: _(
        "Tallet, eller noe av det, er ikke godkjent. Vises bare når du har bedt om foreløpige tall."
    ),
    Flag.PARTIAL_COVERAGE: _(
        "%(of_whole)s snitt eller andel er regnet uten alle %(the_parts)s. Det står hvem som mangler."
    ),
    Flag.UNWEIGHTED: _(
        "%(of_whole)s tall er et vanlig snitt, der små og store %(plain_parts)s teller like mye, fordi noen ikke har "
        "levert nevner."
    ),
    Flag.AMBITION_NOT_ADOPTED: _(
        "%(the_whole)s er vurdert mot en ambisjon som er regnet ut av %(of_parts)s, og som ingen har vedtatt."
    ),
    Flag.GREEN_WITHOUT_PROGRESS: _(
        "Grønn, men ikke bedre enn nullpunktet. Utgangspunktet var allerede nær ambisjonen eller forbi den."
    ),
    Flag.WORSE_THAN_BASELINE: _("Tallet er dårligere enn nullpunktet, uansett farge."),
    Flag.REQUIREMENT_NOT_MET: _("Et nasjonalt styringskrav gjelder, og er ikke møtt."),
    Flag.SOURCE_INCONSISTENT: _("Planens egne tall går ikke opp her. En merknad sier hva som skurrer."),
}
OUTCOME: Labels = {
    Outcome.REACHED: _("Nådd"),
    Outcome.PARTLY_REACHED: _("Delvis nådd"),
    Outcome.NOT_REACHED: _("Ikke nådd"),
    Outcome.UNKNOWN: _("Ikke kjent"),
}
OUTCOME_MEANING: Labels = {
    Outcome.REACHED: _("Hele ambisjonen er nådd. Er ambisjonen forbedring, er tegnet grønt."),
    Outcome.PARTLY_REACHED: _("Minst halve ambisjonen er nådd, eller minst %(one_of_parts)s har nådd den."),
    Outcome.NOT_REACHED: _("Det finnes et tegn med farge, og ingen av delene gjelder."),
    Outcome.UNKNOWN: _("Det finnes ikke noe tegn med farge å gå etter."),
}
