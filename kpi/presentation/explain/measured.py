"""Step 1, the figure that counts: its period, its parts, the trusts in it, and where each came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpi.presentation.explain.origin import origins, sources
from kpi.presentation.explain.parts import Shown, Step, Text, say
from kpi.presentation.explain.words import Words, equals, in_full
from kpi.presentation.formats import Number, listed, period_name, short_period
from kpi.rules.figure import Figure, JudgedFigure, visible
from kpi.rules.period import YEAR, Period
from kpi.rules.terms import Aggregation, OverTime, Reason, Unit
from kpi.rules.values import WholeValue


def measured_step(words: Words) -> Step:
    """Which figure is judged, and what it is made of."""
    judgement = words.judgement
    name = _("Målingen som teller")
    if judgement.value is None or judgement.period is None:
        return Step("measured", name, _without_figure(words), _rule_notes(words))
    if judgement.from_parts is not None:
        return _whole_step(words, name, judgement.from_parts)
    assert judgement.judged_figure is not None  # a trust's value has one
    lines = [_figure_line(words, judgement.judged_figure), *_sum_lines(words, judgement.judged_figure)]
    notes = [*origins(words, judgement.judged_figure.figures), *_rule_notes(words)]
    return Step("measured", name, tuple(lines), tuple(notes), sources(words, judgement.judged_figure.figures))


def _whole_step(words: Words, name: str, whole: WholeValue) -> Step:
    line = say(
        "measured.value",
        _("**%(value)s** · %(period)s"),
        value=words.value(whole.value),
        period=period_name(whole.period),
    )
    lines = [line]
    if whole.reported is not None:
        lines.append(
            words.say(
                "measured.own_goes_first",
                _("%(of_whole)s eget tall går foran det som kan regnes ut av %(of_parts)s."),
            )
        )
        lines.extend(_sum_lines(words, whole.reported))
        if whole.calculated is not None:
            lines.append(
                words.say(
                    "measured.calculated_beside",
                    _("%(of_parts)s tall for samme periode gir **%(value)s**: %(parts)s."),
                    value=words.value(whole.calculated),
                    parts=_part_values(words, whole),
                )
            )
    else:
        lines.extend(_calculated_lines(words, whole))
    notes = [*origins(words, whole.figures), *_rule_notes(words)]
    return Step("measured", name, tuple(lines), tuple(notes), sources(words, whole.figures))


def _calculated_lines(words: Words, whole: WholeValue) -> list[Text]:
    lines = [_calculation(words, whole)]
    if (
        len(whole.parts) > 1
        and words.facts.terms.aggregation == Aggregation.WEIGHTED
        and not whole.unweighted
    ):
        lines.append(
            words.say("measured.each_part", _("%(each_part)s: %(parts)s."), parts=_part_values(words, whole))
        )
    if whole.lacking:
        missing = words.names(whole.lacking)
        sentence = ngettext(
            "**%(trusts)s mangler** for denne perioden og er ikke med. En manglende måling regnes aldri som null.",
            "**%(trusts)s mangler** for denne perioden og er ikke med. Manglende målinger regnes aldri som null.",
            len(whole.lacking),
        )
        lines.append(words.say("measured.missing", sentence, trusts=missing))
    return lines


def _calculation(words: Words, whole: WholeValue) -> Text:
    """The arithmetic of the value calculated for a whole."""
    parts = list(whole.parts.values())
    result = f"{equals(whole.value)} {words.value(whole.value)}"
    values = [words.measured(part.value) for part in parts]
    if words.facts.terms.aggregation == Aggregation.SUM:
        return words.say(
            "measured.sum",
            _("Summen av %(the_parts)s: %(calculation)s."),
            calculation=f"{' + '.join(values)} {result}",
        )
    if len(parts) == 1:
        only = words.names(list(whole.parts))
        return words.say(
            "measured.only_one",
            _("Bare %(one_part)s har tall for perioden: %(calculation)s."),
            calculation=f"{only} {values[0]}",
        )
    if whole.unweighted:
        calculation = f"({' + '.join(values)}) ÷ {len(values)} {result}"
        return say(
            "measured.unweighted",
            _("Uvektet snitt, fordi ikke alle tallene har nevner: %(calculation)s."),
            calculation=calculation,
        )
    figures = whole.figures
    weights = [_plain(part.denominator or 0) for part in figures]
    if all(part.numerator is not None for part in figures):
        tops = [_plain(part.numerator or 0) for part in figures]
        calculation = f"({' + '.join(tops)}) ÷ ({' + '.join(weights)}) {result}"
        return words.say(
            "measured.pooled",
            _("%(of_parts)s tellere delt på %(of_parts)s nevnere: %(calculation)s."),
            calculation=calculation,
        )
    products = [
        f"{words.measured(part.value)} × {weight}" for part, weight in zip(figures, weights, strict=True)
    ]
    calculation = f"({' + '.join(products)}) ÷ ({' + '.join(weights)}) {result}"
    return words.say(
        "measured.weighted",
        _("Snitt av %(the_parts)s, vektet med nevnerne: %(calculation)s."),
        calculation=calculation,
    )


def _part_values(words: Words, whole: WholeValue) -> str:
    return listed([f"{code} {words.value(judged.value)}" for code, judged in whole.parts.items()])


def _figure_line(words: Words, judged: JudgedFigure) -> Text:
    values = {"value": words.value(judged.value), "period": period_name(judged.period)}
    part = judged.figures[0]
    if len(judged.figures) == 1 and part.denominator is not None and words.kpi.unit != Unit.COUNT:
        below = _plain(part.denominator)
        if part.numerator is not None:
            operands = {"numerator": _plain(part.numerator), "denominator": below}
            if words.kpi.unit == Unit.PERCENT:
                template = _("**%(value)s** · %(period)s · %(numerator)s av %(denominator)s")
                return say("measured.value_of", template, **values, **operands)
            template = _("**%(value)s** · %(period)s · %(numerator)s delt på %(denominator)s")
            return say("measured.value_divided", template, **values, **operands)
        return say(
            "measured.value_denominator",
            _("**%(value)s** · %(period)s · nevner %(denominator)s"),
            **values,
            denominator=below,
        )
    return say("measured.value", _("**%(value)s** · %(period)s"), **values)


def _sum_lines(words: Words, judged: JudgedFigure) -> list[Text]:
    """The figures that make up a whole year."""
    if words.facts.terms.over_time != OverTime.YEAR_SUM:
        return []
    if len(judged.figures) == 1:
        return [say("measured.one_for_the_year", _("Levert som ett tall for hele året."))]
    terms = [f"{words.measured(part.value)} ({short_period(part.period)})" for part in judged.figures]
    return [
        say(
            "measured.year_sum",
            _("Et antall vurderes for et helt år: %(parts)s = %(sum)s."),
            parts=" + ".join(terms),
            sum=words.measured(judged.value),
        )
    ]


def _rule_notes(words: Words) -> tuple[Text, ...]:
    as_of = period_name(words.judgement.as_of)
    if not words.kpi.takes_measurements:
        return ()
    if words.facts.terms.over_time == OverTime.YEAR_SUM:
        return (
            say(
                "measured.rule_year",
                _("Regel: siste tolv måneder uten hull eller overlapp, til og med %(as_of)s."),
                as_of=as_of,
            ),
        )
    if words.is_whole:
        return (
            words.say(
                "measured.rule_region",
                _(
                    "Regel: den siste perioden som %(a_part)s eller %(the_whole)s har tall for, til og med %(as_of)s."
                ),
                as_of=as_of,
            ),
        )
    return (say("measured.rule", _("Regel: siste godkjente måling til og med %(as_of)s."), as_of=as_of),)


# ---- no figure ----


def _without_figure(words: Words) -> tuple[Text, ...]:
    if not words.kpi.takes_measurements:
        return (
            say(
                "measured.takes_none",
                _("Indikatoren tar ikke imot målinger: planen beskriver noe som skal lages, ikke et tall."),
            ),
        )
    if words.judgement.reason == Reason.INCOMPLETE_YEAR:
        return _incomplete_year(words)
    if words.is_whole:
        return (
            words.say(
                "measured.none_anywhere",
                _("**Ingen måling som kan vurderes** for %(the_whole)s eller %(any_part)s."),
            ),
        )
    return (
        say(
            "measured.none",
            _("**Ingen måling som kan vurderes** for %(organisation)s."),
            organisation=words.who,
        ),
    )


def _incomplete_year(words: Words) -> tuple[Text, ...]:
    """Which months the figures cover of the twelve up to the last of them."""
    codes = [words.judgement.organisation]
    if words.is_whole:
        codes = [*(part.code for part in words.facts.terms.parts_of(words.judgement.organisation)), *codes]
    lines = [
        say("measured.incomplete_year", _("**Ikke et helt år.** Et antall vurderes for tolv måneder på rad."))
    ]
    for code in codes:
        until = words.judgement.as_of.end
        figures = visible(
            words.facts.series.get(code, ()), until=until, preliminary=_asks_for_preliminary(words)
        )
        if figures:
            lines.append(_coverage(words, code, figures))
    return tuple(lines)


def _coverage(words: Words, code: str, figures: Sequence[Figure]) -> Text:
    last = max(figure.period.end for figure in figures)
    window = Period.ending(last, YEAR)
    covered = {
        month
        for figure in figures
        if figure.period.start >= window.start
        for month in range(figure.period.start, figure.period.end + 1)
    }
    gaps = _stretches(sorted(set(range(window.start, window.end + 1)) - covered))
    values = {"organisation": words.name(code), "count": len(covered), "window": period_name(window)}
    if not gaps:
        return say(
            "measured.overlap",
            _("%(organisation)s har tall for alle månedene i %(window)s, men de overlapper."),
            **values,
        )
    return say(
        "measured.coverage",
        _("%(organisation)s har %(count)s av 12 måneder i %(window)s. Mangler %(gaps)s."),
        **values,
        gaps=listed([short_period(gap) for gap in gaps]),
    )


def _stretches(months: Sequence[int]) -> list[Period]:
    """Months on end as periods. Example: March, April and June are two."""
    found: list[Period] = []
    for month in months:
        if found and found[-1].end == month - 1:
            found[-1] = Period(found[-1].start, found[-1].months + 1)
        else:
            found.append(Period(month, 1))
    return found


def _asks_for_preliminary(words: Words) -> bool:
    """Whether figures not yet approved were asked for; a judgement says so by resting on one."""
    return any(not part.approved for part in _judged_figures(words))


def _judged_figures(words: Words) -> Iterable[Figure]:
    judged = words.judgement.judged_figure
    return judged.figures if judged else ()


def _plain(value: Number) -> Shown:
    """A numerator or denominator: no unit, the decimals it has."""
    return Shown(in_full(value), value)
