"""Steps 3 to 5: how much of the ambition is reached, where the limits lie, and what that comes to."""

from __future__ import annotations

from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpi.presentation.explain.parts import Step, Text, say
from kpi.presentation.explain.words import Words, in_full
from kpi.rules.attainment import is_better
from kpi.rules.terms import Direction, Reason, Status, ThresholdBasis
from kpi.words.labels import REASON

ENDS_IN: dict[Status, str | Promise] = {
    Status.GREEN: gettext_lazy("Derfor **grønn**: tilfredsstillende."),
    Status.YELLOW: gettext_lazy("Derfor **gul**: ikke tilfredsstillende."),
    Status.RED: gettext_lazy("Derfor **rød**: langt fra tilfredsstillende."),
}


# ---- 3 ----


def attainment_step(words: Words) -> Step:
    """The arithmetic of the attainment, with its result."""
    judgement = words.judgement
    name = _("Måloppnåelsen")
    if judgement.reason is not None and judgement.attainment is None:
        line = say(
            "attainment.not_while_reason",
            _("Regnes ikke ut så lenge statusen er «%(reason)s»."),
            reason=str(REASON[judgement.reason]),
        )
        return Step("attainment", name, (line,))
    if judgement.ambition.rules.compares:
        return Step(
            "attainment",
            name,
            (say("attainment.not_a_number", _("Ingen andel regnes ut, siden ambisjonen ikke er et tall.")),),
        )
    assert judgement.attainment is not None  # a colour has one, unless it is an improvement's
    formula, rule = _formula(words)
    values = {"share": words.share(judgement.attainment)}
    if not formula:
        return Step(
            "attainment",
            name,
            (say("attainment.share", _("Måloppnåelsen er **%(share)s**."), **values),),
            (rule,),
        )
    sign, result = words.attained(judgement.attainment)
    line = say(
        "attainment.formula",
        _("%(formula)s %(sign)s **%(result)s**, altså %(share)s av ambisjonen"),
        formula=formula,
        sign=sign,
        result=result,
        **values,
    )
    return Step("attainment", name, (line,), (rule,))


def _formula(words: Words) -> tuple[str, Text]:
    """The formula in figures (empty where there is nothing to divide), and the rule in words."""
    judgement = words.judgement
    assert judgement.value is not None  # a colour with an attainment has both
    assert judgement.target is not None
    value, target = judgement.value, judgement.target.value
    x, t = words.measured(value), words.bare(target)
    base = judgement.baseline.value if judgement.baseline else None
    if judgement.ambition.rules.is_change and base is not None:
        if not is_better(target, base, words.direction):
            return "", say(
                "attainment.rule_target_no_better",
                _("Regel: målet er ikke bedre enn nullpunktet, så det er nådd eller ikke nådd."),
            )
        b = words.bare(base)
        if words.higher:
            return f"({x} − {b}) ÷ ({t} − {b})", say(
                "attainment.rule_increase", _("Regel: økningen som er nådd, delt på økningen som er lovet.")
            )
        return f"({b} − {x}) ÷ ({b} − {t})", say(
            "attainment.rule_reduction", _("Regel: nedgangen som er nådd, delt på nedgangen som er lovet.")
        )
    if words.higher:
        if target > 0:
            return f"{x} ÷ {t}", say(
                "attainment.rule_level_higher", _("Regel: nivå, høyere er bedre: verdien delt på ambisjonen.")
            )
        return "", say(
            "attainment.rule_zero_higher", _("Regel: ambisjonen er 0, og høyere er bedre: alltid nådd.")
        )
    if target > 0:
        if value <= 0:
            return "", say("attainment.rule_value_zero", _("Regel: lavere er bedre, og verdien er 0: nådd."))
        return f"{t} ÷ {x}", say(
            "attainment.rule_level_lower",
            _(
                "Regel: nivå, lavere er bedre: ambisjonen delt på verdien. Det er vår lesning av planen, og romslig."
            ),
        )
    if base is not None and base > 0:
        return f"({words.bare(base)} − {x}) ÷ {words.bare(base)}", say(
            "attainment.rule_zero_from_baseline",
            _("Regel: ambisjonen er 0: nedgangen fra nullpunktet delt på nullpunktet."),
        )
    return "", say(
        "attainment.rule_zero_without_baseline",
        _("Regel: ambisjonen er 0, uten et nullpunkt over 0: 0 er nådd, alt annet er ikke nådd."),
    )


# ---- 4 ----


def limits_step(words: Words) -> Step:
    """Where green and yellow begin."""
    judgement = words.judgement
    name = _("Grensene")
    if judgement.thresholds is None:
        return Step(
            "limits", name, (say("limits.no_rule", _("Planen har ingen grenser, så den gir ingen farger.")),)
        )
    if words.direction == Direction.NEUTRAL:
        return Step(
            "limits",
            name,
            (
                say(
                    "limits.neutral",
                    _("Verken høyere eller lavere er bedre her, så det er ingen grenser."),
                ),
            ),
        )
    sources = [judgement.thresholds.source]
    if not judgement.ambition.rules.is_set:
        return Step(
            "limits",
            name,
            (say("limits.none", _("Uten ambisjon er det ingen grenser.")),),
            (),
            words.sources(*sources),
        )
    if judgement.requirement is not None:
        sources.append(judgement.requirement.source)
    if judgement.ambition.rules.compares:
        note = say(
            "limits.our_reading_of_improvement",
            _("Planen sier ikke hva som er gult her. Dette er vår lesning av den."),
        )
        return Step("limits", name, (_improvement_limits(words),), (note,), words.sources(*sources[1:]))
    lines = [_green_limit(words), _yellow_limit(words), say("limits.red", _("Rød: alt annet."))]
    notes: tuple[Text, ...] = ()
    if judgement.requirement is None:
        notes = (say("limits.border", _("Et tall på grensen hører til den beste siden.")),)
    return Step("limits", name, tuple(lines), notes, words.sources(*sources))


def _improvement_limits(words: Words) -> Text:
    required = words.judgement.requirement
    if required is not None:
        return say(
            "limits.improvement_with_requirement",
            _(
                "Grønn bare når styringskravet (%(requirement)s) er møtt. Ellers er bedre eller likt gul, verre rød."
            ),
            requirement=words.requirement(required),
        )
    against = words.judgement.compared_with
    if against is None:
        return say("limits.improvement", _("Bedre er grønn, likt er gul, verre er rød."))
    return say(
        "limits.improvement_from",
        _("Bedre enn %(value)s er grønn, likt er gul, verre er rød."),
        value=words.value(against),
    )


def _green_limit(words: Words) -> Text:
    judgement = words.judgement
    if judgement.requirement is not None:
        return say(
            "limits.green_requirement",
            _("Grønn: bare når styringskravet er møtt, **%(requirement)s**."),
            requirement=words.requirement(judgement.requirement),
        )
    limit = words.limits.green
    values = {
        "share": in_full(words.thresholds.green, 2),
        "value": "" if limit is None else words.or_better(limit),
    }
    if words.thresholds.basis == ThresholdBasis.VALUE:
        return say("limits.green_value", _("Grønn: **%(value)s**."), **values)
    if limit is None:
        return say("limits.green_share", _("Grønn: fra %(share)s."), **values)
    return say("limits.green_share_and_value", _("Grønn: fra %(share)s, det vil si **%(value)s**."), **values)


def _yellow_limit(words: Words) -> Text:
    limit = words.limits.yellow
    values = {
        "share": in_full(words.thresholds.yellow, 2),
        "value": "" if limit is None else words.or_better(limit),
    }
    if words.thresholds.basis == ThresholdBasis.VALUE:
        return say("limits.yellow_value", _("Gul: **%(value)s**."), **values)
    if limit is None:
        return say("limits.yellow_share", _("Gul: fra %(share)s."), **values)
    return say("limits.yellow_share_and_value", _("Gul: fra %(share)s, det vil si **%(value)s**."), **values)


# ---- 5 ----


def verdict_step(words: Words) -> Step:
    """The comparison that decides."""
    judgement = words.judgement
    name = _("Vurderingen")
    if judgement.reason is not None:
        return Step(
            "verdict",
            name,
            (
                say(
                    "verdict.no_colour",
                    _("**Ingen farge**: %(reason)s."),
                    reason=str(REASON[judgement.reason]).lower(),
                ),
            ),
            _why_no_colour_is_invented(judgement.reason),
        )
    end = say(f"verdict.therefore.{judgement.status}", str(ENDS_IN[judgement.status]))
    if judgement.ambition.rules.compares:
        return Step("verdict", name, (*_improvement_comparison(words), end))
    return Step("verdict", name, (*_requirement_comparison(words), *_share_comparison(words), end))


def _why_no_colour_is_invented(reason: Reason) -> tuple[Text, ...]:
    """What is missing is never drawn as something; where the plan has no limits, nothing is missing."""
    if reason == Reason.NO_COLOUR_RULE:
        return ()
    text = _("Manglende grunnlag vises aldri som null, grønt eller rødt.")
    return (say("verdict.missing_is_not_zero", text),)


def _improvement_comparison(words: Words) -> tuple[Text, ...]:
    judgement = words.judgement
    assert judgement.value is not None  # what a colour rests on
    assert judgement.compared_with is not None
    value, against = judgement.value, judgement.compared_with
    x, b = words.value(value), words.value(against)
    comparison = f"{x} {_sign(value, against)} {b}"
    if value == against:
        line = say("verdict.same", _("%(comparison)s, så verken bedre eller verre."), comparison=comparison)
    elif is_better(value, against, words.direction):
        line = say("verdict.better", _("%(comparison)s, så bedre."), comparison=comparison)
    else:
        line = say("verdict.worse", _("%(comparison)s, så verre."), comparison=comparison)
    return (*_requirement_comparison(words), line)


def _requirement_comparison(words: Words) -> tuple[Text, ...]:
    judgement = words.judgement
    required = judgement.requirement
    if required is None or judgement.value is None:
        return ()
    value, limit = judgement.value, required.limit
    comparison = f"{words.value(value)} {_sign(value, limit)} {words.exact(limit)}"
    if required.is_met(judgement.value):
        return (
            say(
                "verdict.requirement_met",
                _("%(comparison)s, så styringskravet er møtt."),
                comparison=comparison,
            ),
        )
    return (
        say(
            "verdict.requirement_not_met",
            _("%(comparison)s, så styringskravet er **ikke møtt**. Ikke grønn."),
            comparison=comparison,
        ),
    )


def _share_comparison(words: Words) -> tuple[Text, ...]:
    """The attainment against the limits it met or missed; with a requirement met there is nothing more to compare."""
    judgement = words.judgement
    if judgement.requirement is not None and judgement.status == Status.GREEN:
        return ()
    thresholds = words.thresholds
    shown: str
    green: str
    yellow: str
    by_value = thresholds.basis == ThresholdBasis.VALUE
    upwards = words.higher or not by_value
    if by_value:
        assert judgement.value is not None  # a colour has a figure
        number, shown = judgement.value, words.value(judgement.value)
        green, yellow = words.exact(thresholds.green), words.exact(thresholds.yellow)
    else:
        assert judgement.attainment is not None  # a colour has one, unless it is an improvement's
        number, shown = judgement.attainment, words.attained(judgement.attainment)[1]
        green, yellow = in_full(thresholds.green, 2), in_full(thresholds.yellow, 2)
    to_green = f"{shown} {_reaching(number, thresholds.green, upwards=upwards)} {green}"
    to_yellow = f"{shown} {_reaching(number, thresholds.yellow, upwards=upwards)} {yellow}"
    if judgement.status == Status.GREEN:
        return (say("verdict.comparison", "%(comparison)s.", comparison=to_green),)
    if judgement.status == Status.RED or judgement.requirement is not None:
        return (say("verdict.comparison", "%(comparison)s.", comparison=to_yellow),)
    return (
        say("verdict.between", _("%(not_green)s, men %(yellow)s."), not_green=to_green, yellow=to_yellow),
    )


def _sign(value: Fraction, other: Fraction) -> str:
    if value == other:
        return "="
    return "<" if value < other else ">"


def _reaching(value: Fraction, limit: Fraction, *, upwards: bool) -> str:
    """`≥` or `≤` also where the two are equal, since a border belongs to the better side."""
    if upwards:
        return "≥" if value >= limit else "<"
    return "≤" if value <= limit else ">"
