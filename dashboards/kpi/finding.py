"""What a KPI's page says first, in sentences made from the judgements; and what each chart shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kpi.models import Kpi
from kpi.presentation.explain.parts import Text, rich
from kpi.presentation.explain.target import adopted_row
from kpi.presentation.explain.words import Words
from kpi.presentation.formats import difference, listed, period_name
from kpi.presentation.organisation_words import OrganisationWords
from kpi.rules.change import Change, Verdict
from kpi.rules.judgement import Judgement
from kpi.rules.terms import Status, Unit
from kpi.words.labels import STATUS

REGION_IS: dict[Status, str | Promise] = {
    Status.GREEN: gettext_lazy("%(the_whole)s er **grønn**: %(value)s for %(period)s."),
    Status.YELLOW: gettext_lazy("%(the_whole)s er **gul**: %(value)s for %(period)s."),
    Status.RED: gettext_lazy("%(the_whole)s er **rød**: %(value)s for %(period)s."),
}
ALL_ARE: dict[Status, str | Promise] = {
    Status.GREEN: gettext_lazy("Alle %(the_parts)s er grønne."),
    Status.YELLOW: gettext_lazy("Alle %(the_parts)s er gule."),
    Status.RED: gettext_lazy("Alle %(the_parts)s er røde."),
    Status.NONE: gettext_lazy("Ingen av %(the_parts)s har status."),
}
CHANGED: dict[Verdict, str | Promise] = {
    Verdict.BETTER: gettext_lazy("Bedre enn forrige periode: %(organisations)s."),
    Verdict.WORSE: gettext_lazy("Verre enn forrige periode: %(organisations)s."),
}
ALL_CHANGED: dict[Verdict, str | Promise] = {
    Verdict.BETTER: gettext_lazy("Alle %(the_parts)s er bedre enn i forrige periode."),
    Verdict.WORSE: gettext_lazy("Alle %(the_parts)s er verre enn i forrige periode."),
}


def finding(
    kpi: Kpi,
    subject: Words | None,
    parts: Sequence[Judgement],
    changes: Mapping[str, Change],
    organisations: OrganisationWords,
) -> tuple[Text, ...]:
    """Where the plan's subject stands and against what, which parts stand how, and who has moved since the period
    before. Without a subject the parts alone; an only organisation has no parts."""
    if not kpi.takes_measurements:
        return (
            rich(_("Dette måles ikke: planen beskriver noe som skal lages, ikke et tall som kan følges.")),
        )
    return (
        *(_subject(subject) if subject else ()),
        *_parts(parts, organisations),
        *_moved(parts, changes, organisations),
    )


def _subject(words: Words) -> tuple[Text, ...]:
    judgement = words.judgement
    organisation = words.facts.organisations.get(judgement.organisation)
    # An only organisation is a whole without parts.
    name = {} if words.is_whole or organisation is None else {"The_whole": organisation.title}
    if judgement.reason is not None or judgement.value is None or judgement.period is None:
        reason = words.organisations.reason(judgement.reason) if judgement.reason else ""
        text = _("%(the_whole)s har **ingen status**: %(reason)s.")
        return (words.rich(text, reason=reason.lower(), **name),)
    first = words.rich(
        REGION_IS[judgement.status],
        **name,
        value=words.value(judgement.value),
        period=period_name(judgement.period),
    )
    return (first, *_against(words))


def _against(words: Words) -> tuple[Text, ...]:
    judgement = words.judgement
    if judgement.requirement is not None:
        return (rich(_("Kravet er %(requirement)s."), requirement=words.requirement(judgement.requirement)),)
    if judgement.ambition.rules.compares and judgement.compared_with is not None:
        return (
            rich(_("Ambisjonen er å bli bedre enn %(value)s."), value=words.exact(judgement.compared_with)),
        )
    if judgement.target is not None:
        target = words.exact(judgement.target.value)
        if adopted_row(words) is None:
            return (rich(_("Den beregnede ambisjonen (ikke vedtatt) er %(target)s."), target=target),)
        return (rich(_("Ambisjonen er %(target)s."), target=target),)
    return ()


def _parts(trusts: Sequence[Judgement], words: OrganisationWords) -> tuple[Text, ...]:
    bound = [trust for trust in trusts if trust.requirement is not None and trust.status != Status.NONE]
    if bound:
        return (_requirement(bound, trusts, words),)
    statuses = {trust.status for trust in trusts}
    if len(trusts) > 1 and len(statuses) == 1:
        return (rich(words.put(ALL_ARE[statuses.pop()])),)
    return tuple(
        rich(_trusts_are(status, len(codes)), trusts=listed(codes))
        for status in Status
        if (codes := [trust.organisation for trust in trusts if trust.status == status])
    )


def _trusts_are(status: Status, number: int) -> str:
    if status == Status.GREEN:
        return ngettext("%(trusts)s er grønn.", "%(trusts)s er grønne.", number)
    if status == Status.YELLOW:
        return ngettext("%(trusts)s er gul.", "%(trusts)s er gule.", number)
    if status == Status.RED:
        return ngettext("%(trusts)s er rød.", "%(trusts)s er røde.", number)
    return ngettext("%(trusts)s har ingen status.", "%(trusts)s har ingen status.", number)


def _requirement(bound: Sequence[Judgement], trusts: Sequence[Judgement], words: OrganisationWords) -> Text:
    """Who meets the requirement, of those with a status."""
    met = [trust.organisation for trust in bound if trust.status == Status.GREEN]
    if len(bound) < len(trusts):
        without = listed([trust.organisation for trust in trusts if trust.status == Status.NONE])
        if not met:
            return rich(_("Ingen møter kravet; %(without)s har ingen status."), without=without)
        return rich(
            ngettext(
                "%(met)s møter kravet; %(without)s har ingen status.",
                "%(met)s møter kravet; %(without)s har ingen status.",
                len(met),
            ),
            met=listed(met),
            without=without,
        )
    if not met:
        return rich(words.put(_("Ingen av %(the_parts)s møter kravet.")))
    if len(met) == len(bound) > 1:
        return rich(words.put(_("Alle %(the_parts)s møter kravet.")))
    if len(met) == 1:
        return rich(_("Bare %(trust)s møter kravet."), trust=met[0])
    return rich(_("%(trusts)s møter kravet."), trusts=listed(met))


def _moved(
    trusts: Sequence[Judgement], changes: Mapping[str, Change], words: OrganisationWords
) -> tuple[Text, ...]:
    found = []
    for verdict, sentence in CHANGED.items():
        codes = [t.organisation for t in trusts if changes[t.organisation].verdict == verdict]
        if len(codes) == len(trusts) > 1:
            found.append(rich(words.put(ALL_CHANGED[verdict])))
        elif codes:
            found.append(rich(str(sentence), organisations=listed(codes)))
    return tuple(found)


# ---- a chart's caption ----


def caption(words: Words, change: Change, earlier: Judgement | None) -> tuple[Text, ...]:
    """What one chart shows: the newest value, how it compares with a year before, and where it lies."""
    judgement = words.judgement
    if judgement.value is None or judgement.period is None:
        return (rich(_("Ingen verdi som kan vurderes.")),)
    return (_year_on_year(words, change, earlier), *_lies(words))


def _year_on_year(words: Words, change: Change, earlier: Judgement | None) -> Text:
    judgement = words.judgement
    assert judgement.value is not None  # the caller has seen to it
    assert judgement.period is not None
    values = {"value": words.value(judgement.value), "period": period_name(judgement.period)}
    if change.difference is None or change.verdict is None or earlier is None or earlier.period is None:
        return rich(_("**%(value)s** for %(period)s."), **values)
    size = difference(change.difference, words.kpi)
    values["earlier"] = period_name(earlier.period)
    values["difference"] = (
        _("%(number)s prosentpoeng") % {"number": size}
        if words.kpi.unit == Unit.PERCENT
        else words.with_unit(size)
    )
    if change.verdict == Verdict.BETTER:
        return rich(_("**%(value)s** for %(period)s, %(difference)s bedre enn %(earlier)s."), **values)
    if change.verdict == Verdict.WORSE:
        return rich(_("**%(value)s** for %(period)s, %(difference)s verre enn %(earlier)s."), **values)
    return rich(_("**%(value)s** for %(period)s, uendret fra %(earlier)s."), **values)


def _lies(words: Words) -> tuple[Text, ...]:
    """On which side of the requirement or the status's limit the newest value lies."""
    judgement = words.judgement
    if judgement.reason is not None or judgement.value is None:
        return ()
    if judgement.requirement is not None:
        if judgement.requirement.is_met(judgement.value):
            return (rich(_("Kravet er møtt.")),)
        return (rich(_("Kravet er ikke møtt.")),)
    return (rich("%(status)s.", status=str(STATUS[judgement.status])),)
