"""The choices made where a plan's text leaves one open, for the page about the rules. The document has its own list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from kpi.presentation.organisation_words import IN_GENERAL, OrganisationWords

REGIONAL = "regional"


@dataclass(frozen=True)
class Interpretation:
    """What the text leaves open, and what was chosen. With a `plan`, it is that plan's own text;
    `of_wholes` matters only where organisations have parts, `of_colours` only where there are limits."""

    place: str
    choice: str
    plan: str = ""
    of_wholes: bool = False
    of_colours: bool = False


def interpretations(
    plan_code: str,
    words: OrganisationWords = IN_GENERAL,
    *,
    has_whole: bool = True,
    has_colours: bool = True,
) -> tuple[Interpretation, ...]:
    """Those that apply to every plan, and those of this one, in the words for its organisations."""
    return tuple(
        replace(one, place=words.put(one.place), choice=words.put(one.choice))
        for one in _every(words)
        if one.plan in ("", plan_code)
        and (has_whole or not one.of_wholes)
        and (has_colours or not one.of_colours)
    )


def _every(words: OrganisationWords) -> tuple[Interpretation, ...]:
    return (
        Interpretation(
            _("Antall"),
            _(
                "Et antall vurderes for et helt år, siden planens nullpunkt gjelder et år. 250 avvik i et tertial er "
                "ikke en nedgang fra 1064 i året."
            ),
        ),
        Interpretation(
            _("Nivå, lavere er bedre"),
            _(
                "Måloppnåelsen er ambisjonen delt på tallet. Det er romslig: halve ambisjonen er det dobbelte av "
                "nivået. Planens 25 og 50 % har ingen opplagt mening her."
            ),
            of_colours=True,
        ),
        Interpretation(
            _("Forbedring"),
            _(
                "Betyr bedre enn nullpunktet. Planen sier «tidligere målinger», så en måleindikator kan settes til å "
                "sammenlignes med den forrige."
            ),
            of_colours=True,
        ),
        Interpretation(_("Reduksjon fra–til"), _("Nådd ved den nedre enden av spennet.")),
        Interpretation(
            _("«80%» og «20-30%» alene"),
            _("Leses som reduksjon for L.1 og S.1, siden hovedmålene sier det."),
            plan=REGIONAL,
        ),
        Interpretation(
            _("Nullpunkt som mangler"),
            _("Den første godkjente målingen etter innføring blir nullpunkt, og det står ved tegnet."),
        ),
        Interpretation(
            _("Styringskrav"),
            _(
                "Grønn er at kravet er møtt, verken mer eller mindre. Gul begynner fortsatt ved en fjerdedel av "
                "ambisjonen. En forbedring som ikke møter kravet, er gul."
            ),
            of_colours=True,
        ),
        Interpretation(
            _("Ventetid (S-1.1)"),
            _("Årlig melding sier under 50 dager, planen sier 50. Her er 50 dager nok."),
            plan=REGIONAL,
        ),
        Interpretation(
            _("Passert planlagt tid (S-1.3)"),
            _("Planen oppgir 95 %, som er andelen avtaler som holdes. Det leses som høyst 5 % passert."),
            plan=REGIONAL,
        ),
        Interpretation(
            _("Epikriser (SP-1.1)"),
            _("Kravet om minst 70 % gjelder hele måleindikatoren, etter fotnote 12 og 27."),
            plan=REGIONAL,
        ),
        Interpretation(
            _("Kapittel 4 og 7.1"),
            _("Der de er ulike for et foretak, gjelder kapittel 4, og det andre vises."),
            plan=REGIONAL,
        ),
        Interpretation(
            _("%(common)s ambisjon som planen utelater"),
            _(
                "Regnes ut av %(of_parts)s og merkes «beregnet, ikke vedtatt». Nivåer blir snittet, antall blir summen "
                "av %(of_parts)s mål, og endringer i andeler blir snittet av prosentene."
            ),
            of_wholes=True,
        ),
        Interpretation(
            _("Ulike løfter"),
            _("Økning ved siden av reduksjon, eller nivå ved siden av endring, gir ingen felles ambisjon."),
        ),
        Interpretation(
            _("%(of_whole)s innføring"),
            _("%(the_whole)s regnes som i gang når %(last_part)s er det."),
            of_wholes=True,
        ),
        Interpretation(
            _("Foretak som skiller seg ut"),
            _("Nevnes bare når det har minst to røde flere enn alle andre."),
            of_colours=True,
        )
        if words.are_trusts
        else Interpretation(
            _("Organisasjon som skiller seg ut"),
            _("Nevnes bare når den har minst to røde flere enn alle andre."),
            of_colours=True,
        ),
    )
