"""Step 2, the ambition: the ambition as printed, its kind in words, the baseline, and how the two become a figure."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from kpi.models import Ambition as AmbitionRow
from kpi.models import Baseline as BaselineRow
from kpi.models import RegionalAmbition
from kpi.presentation.explain.common_ambition import calculated_lines
from kpi.presentation.explain.parts import FromPlan, Step, Text, quoted, say
from kpi.presentation.explain.words import Words, equals, in_full
from kpi.presentation.formats import day, period_name
from kpi.rules.ambition import Baseline, in_force
from kpi.rules.terms import Aggregation, BaselineKind, ComparesWith, Direction, Source


def target_step(words: Words) -> Step:
    """What the figure is compared with."""
    judgement = words.judgement
    ambition = judgement.ambition
    lines: list[Text] = [_promise(words)]
    sources = [ambition.source]
    adopted = adopted_row(words)
    lines.extend(calculated_lines(words, _day_of(words)))
    if adopted is None and not words.goes_by_its_own:
        sources.extend(_ambition_sources(words))
    # Every baseline is named, also where only the progress rests on it; one that is lacking only where it is needed.
    if _needs_baseline(words) or judgement.baseline is not None:
        lines.extend(baseline_lines(words))
        if judgement.baseline is not None:
            sources.append(judgement.baseline.source)
    lines.extend(_target_lines(words))
    if ambition.rules.follows_requirement and judgement.requirement is not None:
        sources.append(judgement.requirement.source)
    notes = [*_kind_notes(words), *_printed_notes(words, adopted)]
    return Step("target", _("Ambisjonen"), tuple(lines), tuple(notes), words.sources(*sources))


def _needs_baseline(words: Words) -> bool:
    judgement = words.judgement
    if judgement.ambition.rules.needs_baseline:
        return True
    return judgement.target is not None and judgement.target.value == 0


def _ambition_sources(words: Words) -> list[Source]:
    """Where the trusts' ambitions stand, which a calculated regional ambition is made of."""
    calculated = words.judgement.calculated
    inputs = calculated.inputs if calculated is not None else ()
    return [ambition.source for _code, ambition in inputs if ambition.source != Source()]


# ---- the rows behind, for what they print ----


def adopted_row(words: Words) -> RegionalAmbition | None:
    """The adopted ambition that sets the colour: its own, or that of the whole that the judgement names."""
    adopted_by = words.judgement.adopted_by
    adopted = [row for row in words.facts.adopted if row.organisation.code == adopted_by]
    row = in_force(adopted, _day_of(words))
    if row is None or not row.rules.is_set:
        return None
    return row


def own_row(words: Words) -> AmbitionRow | None:
    """The organisation's own ambition as the plan prints it."""
    return in_force(words.facts.ambitions.get(words.judgement.organisation, ()), _day_of(words))


def baseline_row(words: Words, code: str) -> BaselineRow | None:
    """An organisation's baseline as the plan prints it."""
    return in_force(words.facts.baselines.get(code, ()), _day_of(words))


def _day_of(words: Words) -> date:
    """The day whose rules were valid."""
    judgement = words.judgement
    return (judgement.period or judgement.as_of).last_day


# ---- lines ----


def _promise(words: Words) -> Text:
    judgement = words.judgement
    kind = judgement.ambition.rules
    if kind.is_blank:
        if words.is_whole:
            return words.say(
                "target.no_ambition_anywhere", _("Ingen av %(the_parts)s har satt noen ambisjon.")
            )
        return say(
            "target.no_ambition",
            _("Planen gir **ingen ambisjon** for %(organisation)s."),
            organisation=words.who,
        )
    if kind.is_awaited:
        if words.is_whole:
            return words.say("target.regional_pending", _("Den %(the_common)s ambisjonen **avventes**."))
        return say(
            "target.pending", _("Ambisjonen for %(organisation)s **avventes**."), organisation=words.who
        )
    ambition = words.ambition(judgement.ambition)
    if kind.follows_requirement:
        if not words.goes_by_its_own:
            return words.say(
                "target.regional_requirement",
                _("%(common)s ambisjon er **%(ambition)s**. Den gjelder alle."),
                ambition=ambition,
            )
        return say("target.own_requirement", _("Egen ambisjon er **%(ambition)s**."), ambition=ambition)
    if adopted_row(words) is not None:
        return words.say(
            "target.adopted",
            _("%(common)s ambisjon **%(ambition)s**, vedtatt. Den gjelder alle."),
            ambition=ambition,
        )
    if not words.goes_by_its_own:
        return words.say(
            "target.not_adopted",
            _("%(common)s ambisjon **%(ambition)s**, beregnet og ikke vedtatt."),
            ambition=ambition,
        )
    if words.is_whole:
        return words.say(
            "target.own_of_whole",
            _("Egen ambisjon **%(ambition)s**. Den går foran det %(of_parts)s ambisjoner kommer til."),
            ambition=ambition,
        )
    return words.say(
        "target.own",
        _(
            "Egen ambisjon **%(ambition)s**. Ingen %(common)s ambisjon er vedtatt, så %(of_part)s egen gjelder."
        ),
        ambition=ambition,
    )


def baseline_lines(words: Words) -> list[Text]:
    """The baseline and where it comes from; that there is none is said too."""
    baseline = words.judgement.baseline
    if words.facts.terms.compares_with == ComparesWith.PREVIOUS:
        return []
    if baseline is None:
        return [
            *_why_no_given(words),
            say("target.no_baseline_yet", _("Det finnes ikke noe nullpunkt ennå.")),
        ]
    value = words.exact(baseline.value)
    if baseline.judged_figure is not None:
        return [
            *_why_no_given(words),
            say(
                "target.first_measurement_is_baseline",
                _("Første måling etter innføringen er nullpunkt: **%(value)s** (%(period)s)."),
                value=value,
                period=period_name(baseline.judged_figure.period),
            ),
        ]
    if baseline.calculated_from:
        return [_common_baseline(words, baseline)]
    if baseline.year:
        return [
            say(
                "target.baseline_of_year",
                _("Nullpunkt **%(value)s** (%(year)s)."),
                value=value,
                year=baseline.year,
            )
        ]
    return [say("target.baseline", _("Nullpunkt **%(value)s**."), value=value)]


def _common_baseline(words: Words, baseline: Baseline) -> Text:
    values = [words.bare(value) for value in baseline.part_values]
    result = {"parts": " + ".join(values), "value": words.exact(baseline.value)}
    if words.facts.terms.aggregation == Aggregation.SUM:
        return words.say(
            "target.baseline_sum",
            _("%(of_whole)s nullpunkt er summen av %(of_parts)s: %(parts)s = **%(value)s**."),
            **result,
        )
    return words.say(
        "target.baseline_mean",
        _(
            "%(of_whole)s nullpunkt er snittet av %(of_parts)s: (%(parts)s) ÷ %(count)s %(sign)s **%(value)s**."
        ),
        **result,
        count=len(values),
        sign=equals(baseline.value),
    )


def _why_no_given(words: Words) -> list[Text]:
    """What the plan prints instead of a figure that can be calculated with."""
    row = baseline_row(words, words.judgement.organisation)
    if row is None or words.is_whole:
        return []
    kind = BaselineKind(row.kind)
    if kind == BaselineKind.VALUE:
        return [
            say(
                "target.baseline_not_calculated_with",
                _("I planen står «%(printed)s» som nullpunkt. Det regnes ikke med."),
                printed=FromPlan(row.printed),
            )
        ]
    if kind == BaselineKind.REGIONAL:
        return [
            words.say(
                "target.baseline_regional_only", _("Planens nullpunkt gjelder bare %(the_whole)s samlet.")
            )
        ]
    if row.printed:
        return [
            say(
                "target.baseline_printed",
                _("I planen står «%(printed)s» som nullpunkt."),
                printed=FromPlan(row.printed),
            )
        ]
    return [say("target.baseline_not_given", _("Planen oppgir ikke noe nullpunkt."))]


def _target_lines(words: Words) -> list[Text]:
    """The arithmetic from ambition and baseline to the figure aimed at."""
    judgement = words.judgement
    ambition, target = judgement.ambition, judgement.target
    if ambition.rules.compares:
        return _improvement_lines(words)
    if target is None or not ambition.rules.is_change or ambition.value is None or judgement.baseline is None:
        return []
    base = words.bare(judgement.baseline.value)
    share = ambition.value / 100
    sign = "+" if ambition.rules.way == Direction.HIGHER else "−"
    lines = [
        say(
            "target.from_baseline",
            _("%(calculation)s = **%(target)s**"),
            calculation=f"{base} × (1 {sign} {in_full(share, 2)})",
            target=words.exact(target.value),
        )
    ]
    if target.stretch is not None and ambition.high is not None:
        lines.append(
            say(
                "target.stretch",
                _("Nådd ved den nedre enden av spennet. Den øvre enden er %(calculation)s = %(target)s."),
                calculation=f"{base} × (1 {sign} {in_full(ambition.high / 100, 2)})",
                target=words.exact(target.stretch),
            )
        )
    return lines


def _improvement_lines(words: Words) -> list[Text]:
    judgement = words.judgement
    compared = judgement.compared_with
    if words.facts.terms.compares_with == ComparesWith.PREVIOUS:
        if compared is None:
            return [say("target.no_previous", _("Sammenlignes med forrige måling, og det finnes ingen."))]
        return [
            say(
                "target.previous",
                _("Sammenlignes med forrige måling, **%(value)s**."),
                value=words.value(compared),
            )
        ]
    return []


def _kind_notes(words: Words) -> list[Text]:
    rules = words.judgement.ambition.rules
    if rules.is_change:
        return [say("target.is_change", _("Ambisjonen er en endring fra nullpunktet."))]
    if rules.compares:
        return [
            say(
                "target.is_improvement",
                _("Forbedring uten tall: det holder å være bedre enn det den sammenlignes med."),
            )
        ]
    if rules.is_level and words.judgement.ambition.value is not None:
        if words.higher:
            return [say("target.level_higher", _("Ambisjonen er et nivå, og høyere er bedre."))]
        return [say("target.level_lower", _("Ambisjonen er et nivå, og lavere er bedre."))]
    return []


def _printed_notes(words: Words, adopted: RegionalAmbition | None) -> list[Text]:
    """How it stands in the plan, where that is not what the page says of itself."""
    notes: list[Text] = []
    if adopted is not None:
        if adopted.printed and adopted.complement:
            notes.append(
                say(
                    "target.printed_complement",
                    _("I planen står «%(printed)s», som er det motsatte målet."),
                    printed=FromPlan(adopted.printed),
                )
            )
        if adopted.note:
            notes.append(quoted(adopted.note, "target.note"))
    own = own_row(words)
    if own is not None and not words.is_whole:
        if adopted is None and own.printed and own.rules.is_set:
            notes.append(
                say("target.printed", _("I planen står «%(printed)s»."), printed=FromPlan(own.printed))
            )
        if own.printed_elsewhere:
            notes.append(
                say(
                    "target.printed_elsewhere",
                    _("Et annet sted i planen står det «%(printed)s»."),
                    printed=FromPlan(own.printed_elsewhere),
                )
            )
    if words.judgement.ambition.valid_from is not None:
        notes.append(
            say("target.valid_from", _("Gjelder fra %(day)s."), day=day(words.judgement.ambition.valid_from))
        )
    return notes
