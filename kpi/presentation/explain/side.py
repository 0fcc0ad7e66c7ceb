"""What stands beside the steps: what it takes to turn green, progress, one's own ambition, conditions, the deadline."""

from __future__ import annotations

from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kpi.presentation.explain.parts import FromPlan, Shown, SideFact, Text, quoted, say
from kpi.presentation.explain.target import own_row
from kpi.presentation.explain.words import Words, in_a_sentence, told_apart
from kpi.presentation.formats import Number, number, with_percent
from kpi.rules.figure import Figure
from kpi.rules.outcome import Outcome, propose_outcome
from kpi.rules.terms import Basis, Direction, OverTime, Reason, Status, Unit

OUTCOME: dict[Outcome, str | Promise] = {
    Outcome.REACHED: gettext_lazy("Forslag etter reglene: **nådd**."),
    Outcome.PARTLY_REACHED: gettext_lazy("Forslag etter reglene: **delvis nådd**."),
    Outcome.NOT_REACHED: gettext_lazy("Forslag etter reglene: **ikke nådd**."),
    Outcome.UNKNOWN: gettext_lazy("Forslag etter reglene: **ikke kjent**."),
}


def side_facts(words: Words) -> tuple[SideFact, ...]:
    """The facts, in the order they are read; those with nothing to say are left out."""
    found = (
        _to_green(words),
        _to_a_colour(words),
        _progress(words),
        _own_ambition(words),
        _conditions(words),
        _deadline(words),
    )
    return tuple(fact for fact in found if fact is not None)


# ---- what it takes ----


def _to_green(words: Words) -> SideFact | None:
    judgement = words.judgement
    limit = words.limits.green
    if judgement.reason is not None or judgement.value is None or limit is None:
        return None
    if judgement.status == Status.GREEN:
        return _room(words, judgement.value, limit)
    lines = (*_counted(words, limit), *_in_unit(words, judgement.value, limit))
    return SideFact("to_green", _("For å bli grønn"), lines) if lines else None


def _strictly(words: Words) -> bool:
    """An improvement must be better than what it is compared with; other limits are themselves on the right side."""
    return words.judgement.ambition.rules.compares and words.judgement.requirement is None


def _counted(words: Words, limit: Fraction) -> tuple[Text, ...]:
    """How many more (or fewer) of what is counted, where one figure with numerator and denominator was judged."""
    part = _single_figure(words)
    if words.kpi.unit != Unit.PERCENT or part is None or part.numerator is None or not part.denominator:
        return ()
    numerator, denominator = Fraction(part.numerator), Fraction(part.denominator)
    if denominator.denominator != 1 or numerator.denominator != 1:
        return ()
    at_limit = limit * denominator / 100
    if words.higher:
        needed = _floor(at_limit) + 1 if _strictly(words) else -_floor(-at_limit)
        missing = needed - numerator
    else:
        needed = -_floor(-at_limit) - 1 if _strictly(words) else _floor(at_limit)
        missing = numerator - needed
    if missing <= 0 or needed < 0 or needed > denominator:
        return ()
    values = {"count": _count(missing), "denominator": _count(denominator), "what": _what_is_counted(words)}
    if words.higher:
        return (
            say(
                "to_green.more_of",
                _("**%(count)s flere** %(what)s, av %(denominator)s i perioden."),
                **values,
            ),
        )
    return (
        say("to_green.fewer_of", _("**%(count)s færre** %(what)s, av %(denominator)s i perioden."), **values),
    )


def _what_is_counted(words: Words) -> FromPlan:
    """The numerator's own words in the middle of a sentence: `epikriser sendt innen 1 dag etter utskrivning`."""
    text = words.kpi.numerator.split("(")[0].strip().rstrip(".")
    in_norwegian = (get_language() or "nb") in ("nb", "nn")
    return FromPlan(in_a_sentence(text) if in_norwegian else f"“{text}”")


def _single_figure(words: Words) -> Figure | None:
    judged = words.judgement.judged_figure
    if judged is not None and len(judged.figures) == 1:
        return judged.figures[0]
    return None


def _in_unit(words: Words, value: Fraction, limit: Fraction) -> tuple[Text, ...]:
    distance = abs(limit - value)
    if words.kpi.unit == Unit.COUNT:
        return _in_counts(words, value, limit)
    values = {"distance": _distance(words, distance), "limit": words.exact(limit)}
    if _strictly(words):
        if words.higher:
            return (say("to_green.higher_than", _("Høyere enn %(limit)s."), **values),)
        return (say("to_green.lower_than", _("Lavere enn %(limit)s."), **values),)
    if words.higher:
        return (say("to_green.higher", _("**%(distance)s høyere**, til %(limit)s."), **values),)
    return (say("to_green.lower", _("**%(distance)s lavere**, til %(limit)s."), **values),)


def _in_counts(words: Words, value: Fraction, limit: Fraction) -> tuple[Text, ...]:
    """Whole numbers: the nearest count on the right side of the limit."""
    if words.higher:
        goal = _floor(limit) + 1 if _strictly(words) else -_floor(-limit)
    else:
        goal = -_floor(-limit) - 1 if _strictly(words) else _floor(limit)
    if goal < 0:
        return ()
    values = {"count": _count(abs(goal - value)), "goal": _count(goal)}
    in_a_year = words.facts.terms.over_time == OverTime.YEAR_SUM
    if words.higher:
        if in_a_year:
            return (
                say(
                    "to_green.more_in_a_year",
                    _("**%(count)s flere** på tolv måneder, til %(goal)s."),
                    **values,
                ),
            )
        return (say("to_green.more", _("**%(count)s flere**, til %(goal)s."), **values),)
    if in_a_year:
        return (
            say(
                "to_green.fewer_in_a_year", _("**%(count)s færre** på tolv måneder, til %(goal)s."), **values
            ),
        )
    return (say("to_green.fewer", _("**%(count)s færre**, til %(goal)s."), **values),)


def _distance(words: Words, distance: Fraction) -> Shown:
    """A distance that is not shown as zero unless it is zero."""
    text = told_apart(distance, [Fraction(0)], least=words.kpi.decimals)
    if words.kpi.unit == Unit.PERCENT:
        return Shown(_("%(number)s prosentpoeng") % {"number": text}, distance)
    return Shown(words.with_unit(text), distance)


def _room(words: Words, value: Fraction, limit: Fraction) -> SideFact:
    """How much it can weaken and still be green."""
    id, name = "room", _("Margin ned til gul")
    if words.judgement.ambition.rules.compares and words.judgement.requirement is None:
        id, name = "lead", _("Bedre enn det den sammenlignes med")
    if words.kpi.unit == Unit.COUNT:
        return SideFact(id, name, (_room_in_counts(words, value, limit),))
    if value == limit:
        return SideFact(id, name, (say("room.none", _("Ingenting: verdien ligger på grensen.")),))
    return SideFact(
        id, name, (say("room.distance", "%(distance)s", distance=_distance(words, abs(value - limit))),)
    )


def _room_in_counts(words: Words, value: Fraction, limit: Fraction) -> Text:
    edge = -_floor(-limit) if words.higher else _floor(limit)
    room = abs(value - edge)
    if room == 0:
        return say("room.none", _("Ingenting: verdien ligger på grensen."))
    if words.higher:
        return say("room.fewer", _("%(count)s færre"), count=_count(room))
    return say("room.more", _("%(count)s flere"), count=_count(room))


def _to_a_colour(words: Words) -> SideFact | None:
    """What is lacking for a colour to be set at all."""
    sentence = _lacking(words)
    return None if sentence is None else SideFact("to_a_colour", _("For å få en farge"), (sentence,))


def _lacking(words: Words) -> Text | None:
    judgement = words.judgement
    reason = judgement.reason
    if reason is None or not words.kpi.takes_measurements:
        return None
    if reason == Reason.NO_MEASUREMENT:
        return say("to_a_colour.measurement", _("Det må registreres en måling."))
    if reason == Reason.INCOMPLETE_YEAR:
        return say("to_a_colour.months", _("Det må registreres tall for månedene som mangler, se steg 1."))
    if reason == Reason.NO_COLOUR_RULE:
        if words.direction == Direction.NEUTRAL:
            return say("to_a_colour.direction", _("Indikatoren må få en retning."))
        return say("to_a_colour.thresholds", _("Planen må få terskelverdier."))
    if reason == Reason.INCOMPLETE_REGION:
        return words.say(
            "to_a_colour.all_organisations", _("Alle %(the_parts)s må registrere tall for samme periode.")
        )
    if reason in (Reason.NO_AMBITION, Reason.AMBITION_PENDING):
        if words.is_whole:
            return words.say(
                "to_a_colour.ambitions",
                _("%(the_parts)s må sette sine ambisjoner, eller %(the_whole)s vedta en felles."),
            )
        return say("to_a_colour.ambition", _("Ambisjonen må settes i en ny versjon av planen."))
    if reason == Reason.BASELINE_JUST_SET:
        return say("to_a_colour.later_measurement", _("Det må registreres en måling for en senere periode."))
    return say(
        "to_a_colour.baseline",
        _("Det må finnes et nullpunkt: i planen, eller som første måling etter innføringen."),
    )


# ---- progress and own ambition ----


def _progress(words: Words) -> SideFact | None:
    judgement = words.judgement
    baseline, target, value = judgement.baseline, judgement.target, judgement.value
    if judgement.reason is not None or baseline is None or target is None or value is None:
        return None
    name = _("Framgang fra nullpunktet")
    if judgement.progress is None:
        return SideFact(
            "progress",
            name,
            (
                say(
                    "progress.already_there",
                    _("Nullpunktet (%(baseline)s) er allerede minst like bra som ambisjonen."),
                    baseline=words.exact(baseline.value),
                ),
            ),
        )
    x, b, t = words.measured(value), words.bare(baseline.value), words.bare(target.value)
    top, bottom = (f"{x} − {b}", f"{t} − {b}") if words.higher else (f"{b} − {x}", f"{b} − {t}")
    limits = [Fraction(0), Fraction(100)]
    share = Shown(with_percent(told_apart(judgement.progress * 100, limits, least=1)), judgement.progress)
    sign = "=" if (judgement.progress * 1000).denominator == 1 else "≈"
    sentence = _("(%(top)s) ÷ (%(bottom)s) %(sign)s **%(share)s** av veien")
    return SideFact(
        "progress",
        name,
        (words.say("progress.formula", sentence, top=top, bottom=bottom, sign=sign, share=share),),
    )


def _own_ambition(words: Words) -> SideFact | None:
    judgement = words.judgement
    if words.goes_by_its_own or judgement.basis == Basis.OWN or judgement.own == judgement.ambition:
        return None
    if words.is_whole and (
        judgement.calculated is not None and judgement.own == judgement.calculated.as_ambition
    ):
        return None  # a whole has none of its own as a rule
    kind = judgement.own.rules
    if kind.follows_requirement and judgement.ambition.rules.follows_requirement:
        return None  # the same promise twice
    if kind.is_blank:
        return SideFact("own_ambition", _("Egen ambisjon"), (say("own_ambition.not_set", _("Ikke satt.")),))
    if kind.is_awaited:
        return SideFact("own_ambition", _("Egen ambisjon"), (say("own_ambition.pending", _("Avventes.")),))
    lines = [say("own_ambition.value", "%(ambition)s", ambition=words.ambition(judgement.own))]
    if judgement.own_attainment is not None:
        lines.append(
            say(
                "own_ambition.attained",
                _("**%(share)s** nådd. Setter ikke fargen."),
                share=words.share(judgement.own_attainment),
            )
        )
    return SideFact("own_ambition", _("Egen ambisjon"), tuple(lines))


# ---- the plan's words ----


def _conditions(words: Words) -> SideFact | None:
    """Conditions in words, shown and not calculated with: one's own, or for a whole those of all below it."""
    if words.is_whole:
        found = [
            say("conditions.of", "%(code)s: %(condition)s", code=code, condition=FromPlan(row.condition))
            for code in words.itself_and_below
            for row in words.facts.ambitions.get(code, ())[-1:]
            if row.condition
        ]
    else:
        own = own_row(words)
        found = [quoted(own.condition, "conditions.own")] if own is not None and own.condition else []
    if not found:
        return None
    return SideFact(
        "conditions",
        _("Forbehold"),
        (*found, say("conditions.not_calculated", _("Forbehold vises, men regnes ikke med."))),
    )


def _deadline(words: Words) -> SideFact | None:
    """The deadline, and from then on the outcome that the rules propose."""
    years = _deadline_years(words)
    if not years:
        return None
    last = max(years)
    lines = [
        say("deadline.year", "%(year)s", year="–".join(str(year) for year in sorted({min(years), last})))
    ]
    if words.judgement.as_of.end >= last * 12 + 11:
        parts = [words.facts.parts[code] for code in words.itself_and_below[1:] if code in words.facts.parts]
        outcome = propose_outcome(words.judgement, parts if words.is_whole else ())
        lines.append(say(f"deadline.proposal.{outcome}", str(OUTCOME[outcome])))
        lines.append(say("deadline.a_person_decides", _("En person avgjør utfallet.")))
    return SideFact("deadline", _("Frist"), tuple(lines))


def _deadline_years(words: Words) -> list[int]:
    if words.is_whole:
        rows = [row for code in words.itself_and_below for row in words.facts.ambitions.get(code, ())[-1:]]
    else:
        own = own_row(words)
        rows = [own] if own is not None else []
    return [row.deadline for row in rows if row.deadline]


def _count(value: Number) -> Shown:
    return Shown(number(value), value)


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator
