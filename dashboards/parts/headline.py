"""The sentences at the top of a page, built from the counts. What they say must follow from the numbers alone.

Names of organisations and figures are filled into whole sentences, so that each language can order them its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils import formats as django_formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.parts.tiles import counted
from dashboards.parts.together import has_colours, judged_together
from kpi.presentation.explain.parts import FromPlan, Run, rich
from kpi.presentation.formats import listed, number, period_name
from kpi.presentation.organisation_words import IN_GENERAL, OrganisationWords, words_of
from kpi.rules.change import Verdict
from kpi.rules.judgement import Judgement
from kpi.rules.period import MONTH, TERTIAL, Period
from kpi.rules.summary import Counts, count, stands_out
from kpi.rules.terms import Reason, Status
from kpi.selectors.board import Board
from kpi.words.labels import STATUS

NAMED_AT_MOST = 4
"""How many trusts a sentence lists one by one."""


def runs(sentence: str) -> tuple[Run, ...]:
    """A sentence with its emphasis marked by ** as stretches: `**15 grønne**, 2 røde` is two."""
    parts = sentence.split("**")
    return tuple(Run(text, strong=bool(place % 2)) for place, text in enumerate(parts) if text)


def paragraph(*sentences: tuple[Run, ...]) -> tuple[Run, ...]:
    """Sentences after one another, those with nothing to say left out."""
    told: list[Run] = []
    for sentence in sentences:
        if sentence:
            told += [Run(" "), *sentence] if told else sentence
    return tuple(told)


def since_name(as_of: Period) -> str:
    """The period before `as_of`, without its year where that is the same: `1. tertial`, `mars`, `3. tertial 2025`."""
    before = as_of.previous()
    if before.is_calendar and before.first_day.year == as_of.first_day.year:
        if before.months == TERTIAL:
            return _("%(number)s. tertial") % {"number": before.first_day.month // TERTIAL + 1}
        if before.months == MONTH:
            return django_formats.date_format(before.first_day, "F")
    return period_name(before)


def plan_headline(board: Board) -> tuple[Run, ...]:
    """The overview's sentences: the statuses of the whole, the part that stands out, what has changed. Without a whole
    the statuses are those of all together, and of an only organisation its own."""
    terms, words = board.terms, words_of(board.terms)
    if terms.subject is not None and terms.whole is None:
        return organisation_headline(board, terms.subject.code, late=0)
    if _nothing_given(board.now.values()):
        return runs(nothing_measured(len(terms.kpis), board.as_of))
    counts = count(judged_together(board, board.now))
    parts = {part.code: count(board.of(part.code)) for part in terms.parts}
    if terms.subject is not None:
        statuses = statuses_of(board, counts, words)
    elif has_colours(board):
        statuses = assessment_counts(counts, board.as_of, words)
    else:
        statuses = measured_counts(board, words)
    return paragraph(runs(statuses), runs(outlier(parts, words)), runs(all_movements(board, words)))


def organisation_headline(board: Board, organisation: str, *, late: int) -> tuple[Run, ...]:
    """One organisation's sentences: statuses, what has changed, what has turned red, how many figures are `late`."""
    judged = board.of(organisation)
    counts = count(judged)
    if _nothing_given(judged):
        return runs(nothing_measured(counts.total, board.as_of))
    missing = ngettext("%(count)s tall mangler.", "%(count)s tall mangler.", late) % {"count": number(late)}
    return paragraph(
        runs(statuses_of(board, counts)),
        runs(movements(board, organisation)),
        turned_red(board, organisation),
        runs(missing if late else ""),
    )


def nothing_measured(total: int, as_of: Period) -> str:
    """What is said of a plan without figures."""
    if not total:
        return _("Planen har ingen måleindikatorer.")
    return ngettext(
        "**Måleindikatoren har ingen status.** Ingen målinger gjelder per %(period)s.",
        "**Ingen av de %(total)s måleindikatorene har status.** Ingen målinger gjelder per %(period)s.",
        total,
    ) % {
        "total": number(total),
        "period": period_name(as_of),
    }


def status_counts(counts: Counts, as_of: Period, whole: OrganisationWords | None = None) -> str:
    """How many of those that can be judged have each status, and with `whole` whose they are:
    `15 av 32 måleindikatorer som kan vurderes for regionen, er grønne, 15 gule og 2 røde; 17 har ingen status.`"""
    judged = counts_coloured(counts)
    if not judged:
        return ngettext(
            "**Måleindikatoren har ingen status** per %(period)s.",
            "**Ingen av de %(total)s måleindikatorene har status** per %(period)s.",
            counts.total,
        ) % {
            "total": number(counts.total),
            "period": period_name(as_of),
        }
    words = {
        "green": number(counts.green),
        "judged": number(judged),
        "whose": whole.in_a_row(_(" for %(the_whole)s")) if whole else "",
        **_phrases(counts),
    }
    if judged == 1:
        (status,) = (status for status in Status if status != Status.NONE and counts.of(status))
        return _("**Den ene måleindikatoren som kan vurderes%(whose)s, er %(status)s**%(others)s.") % (
            words
            | {
                "status": str(STATUS[status]).lower(),
                "others": f"; {words['none']}" if counts.none else "",
            }
        )
    if not counts.green:
        return (
            _(
                "**Ingen av de %(judged)s måleindikatorene som kan vurderes%(whose)s, er grønne**; %(yellow)s og "
                "%(red)s, %(none)s."
            )
            % words
        )
    return (
        ngettext(
            "**%(green)s av %(judged)s måleindikatorer som kan vurderes%(whose)s, er grønn**, %(yellow)s og %(red)s; "
            "%(none)s.",
            "**%(green)s av %(judged)s måleindikatorer som kan vurderes%(whose)s, er grønne**, %(yellow)s og %(red)s; "
            "%(none)s.",
            counts.green,
        )
        % words
    )


def _phrases(counts: Counts) -> dict[str, str]:
    return {
        "yellow": counted(Status.YELLOW, counts.yellow),
        "red": counted(Status.RED, counts.red),
        "none": ngettext("%(count)s har ingen status", "%(count)s har ingen status", counts.none)
        % {"count": number(counts.none)}
        if counts.none
        else _("alle har status"),
    }


def statuses_of(board: Board, counts: Counts, whole: OrganisationWords | None = None) -> str:
    """One organisation's statuses in a sentence, those of a `whole` said to be its own; of a plan without limits, how
    much is measured."""
    if has_colours(board):
        return status_counts(counts, board.as_of, whole)
    unmeasured = dict(counts.reasons).get(Reason.NO_MEASUREMENT, 0)
    return ngettext(
        "**%(measured)s av %(total)s måleindikator er målt.** Planen har ingen terskelverdier, så tallene vises "
        "uten farge.",
        "**%(measured)s av %(total)s måleindikatorer er målt.** Planen har ingen terskelverdier, så tallene vises "
        "uten farge.",
        counts.total,
    ) % {"measured": number(counts.total - unmeasured), "total": number(counts.total)}


def measured_counts(board: Board, words: OrganisationWords) -> str:
    """How much is measured where several organisations stand side by side in a plan without limits."""
    measured = {kpi for (kpi, _code), one in board.now.items() if one.reason != Reason.NO_MEASUREMENT}
    return words.put(
        ngettext(
            "**%(measured)s av %(total)s måleindikator er målt i minst %(one_of_parts)s.** Planen har ingen "
            "terskelverdier, så tallene vises uten farge.",
            "**%(measured)s av %(total)s måleindikatorer er målt i minst %(one_of_parts)s.** Planen har ingen "
            "terskelverdier, så tallene vises uten farge.",
            len(board.terms.kpis),
        ),
        measured=number(len(measured)),
        total=number(len(board.terms.kpis)),
    )


def assessment_counts(counts: Counts, as_of: Period, words: OrganisationWords) -> str:
    """How many statuses of each kind several organisations have between them, and that it is theirs:
    `12 av 30 vurderinger i organisasjonene er grønne, 4 gule og 2 røde; 12 har ingen status.`"""
    total = number(counts.total)
    if not counts_coloured(counts):
        return words.put(
            ngettext(
                "**Den ene vurderingen i %(the_parts)s har ingen status** per %(period)s.",
                "**Ingen av de %(total)s vurderingene i %(the_parts)s har status** per %(period)s.",
                counts.total,
            ),
            total=total,
            period=period_name(as_of),
        )
    values = {"green": number(counts.green), "total": total, **_phrases(counts)}
    if not counts.green:
        return words.put(
            _(
                "**Ingen av de %(total)s vurderingene i %(the_parts)s er grønne**; %(yellow)s og %(red)s, %(none)s."
            ),
            **values,
        )
    sentence = ngettext(
        "**%(green)s av %(total)s vurderinger i %(the_parts)s er grønn**, %(yellow)s og %(red)s; %(none)s.",
        "**%(green)s av %(total)s vurderinger i %(the_parts)s er grønne**, %(yellow)s og %(red)s; %(none)s.",
        counts.green,
    )
    return words.put(sentence, **values)


def counts_coloured(counts: Counts) -> int:
    """How many have a colour at all."""
    return counts.total - counts.none


def outlier(trusts: Mapping[str, Counts], words: OrganisationWords = IN_GENERAL) -> str:
    """Which trust stands out by its reds, or how the reds are spread. Trusts without any colour are not compared.

    A trust is named only when it has clearly the most reds and also the largest share of red among its colours, so
    that one is not singled out for having been measured on more.
    """
    judged = {code: counts for code, counts in trusts.items() if counts_coloured(counts)}
    if len(judged) < 2 or not any(counts.red for counts in judged.values()):
        return ""
    code = stands_out(judged)
    if code is not None and _has_largest_share(code, judged):
        return _standing_out(code, judged, words)
    if len(judged) > NAMED_AT_MOST:
        reds = [counts.red for counts in judged.values()]
        return words.put(
            _("%(the_parts)s har fra %(least)s til %(most)s røde hver."),
            least=number(min(reds)),
            most=number(max(reds)),
        )
    return words.put(
        _("Røde i %(the_parts)s: %(spread)s."),
        spread=listed([f"{code} {number(counts.red)}" for code, counts in judged.items()]),
    )


def _has_largest_share(code: str, judged: Mapping[str, Counts]) -> bool:
    # Compared crosswise, so that no share is rounded: a/b > c/d when a*d > c*b.
    mine = judged[code]
    return all(
        mine.red * counts_coloured(other) > other.red * counts_coloured(mine)
        for trust, other in judged.items()
        if trust != code
    )


def _standing_out(code: str, judged: Mapping[str, Counts], words: OrganisationWords) -> str:
    others = {trust: counts for trust, counts in judged.items() if trust != code}
    values = {"trust": code, "count": number(judged[code].red)}
    if len(others) >= NAMED_AT_MOST:
        return words.put(
            _("**%(trust)s skiller seg ut** med %(count)s røde, mot høyst %(most)s i %(other_parts)s."),
            most=number(max(counts.red for counts in others.values())),
            **values,
        )
    values["others"] = listed([_reds_in(trust, counts) for trust, counts in others.items()])
    return _("**%(trust)s skiller seg ut** med %(count)s røde, mot %(others)s.") % values


def _reds_in(trust: str, counts: Counts) -> str:
    if not counts.red:
        return _("ingen i %(trust)s") % {"trust": trust}
    return _("%(count)s i %(trust)s") % {"count": number(counts.red), "trust": trust}


def movements(board: Board, organisation: str) -> str:
    """How many of an organisation's statuses have become better and weaker since the period before."""
    moved = _moved(board, [cell for cell in board.now if cell[1] == organisation])
    if moved is None:
        return ""
    better, weaker, words = moved
    if not better and not weaker:
        return _("Ingen vurderinger har skiftet farge siden %(since)s.") % words
    if not weaker:
        sentence = ngettext(
            "Siden %(since)s har %(better)s status blitt bedre og ingen verre.",
            "Siden %(since)s har %(better)s statuser blitt bedre og ingen verre.",
            better,
        )
    elif not better:
        sentence = ngettext(
            "Siden %(since)s har %(weaker)s status blitt verre og ingen bedre.",
            "Siden %(since)s har %(weaker)s statuser blitt verre og ingen bedre.",
            weaker,
        )
    else:
        sentence = ngettext(
            "Siden %(since)s har %(better)s status blitt bedre og %(weaker)s verre.",
            "Siden %(since)s har %(better)s statuser blitt bedre og %(weaker)s verre.",
            better,
        )
    return sentence % words


def all_movements(board: Board, words: OrganisationWords = IN_GENERAL) -> str:
    """The same for all of the plan's organisations together, which the sentence says: the statuses beside it are the
    whole's alone."""
    moved = _moved(board, list(board.now))
    if moved is None:
        return ""
    better, weaker, values = moved
    if not better and not weaker:
        return words.put(_("Ingen vurderinger i %(everyone)s har skiftet farge siden %(since)s."), **values)
    if not weaker:
        sentence = ngettext(
            "Siden %(since)s har %(better)s status i %(everyone)s blitt bedre og ingen verre.",
            "Siden %(since)s har %(better)s statuser i %(everyone)s blitt bedre og ingen verre.",
            better,
        )
    elif not better:
        sentence = ngettext(
            "Siden %(since)s har %(weaker)s status i %(everyone)s blitt verre og ingen bedre.",
            "Siden %(since)s har %(weaker)s statuser i %(everyone)s blitt verre og ingen bedre.",
            weaker,
        )
    else:
        sentence = ngettext(
            "Siden %(since)s har %(better)s status i %(everyone)s blitt bedre og %(weaker)s verre.",
            "Siden %(since)s har %(better)s statuser i %(everyone)s blitt bedre og %(weaker)s verre.",
            better,
        )
    return words.put(sentence, **values)


def _moved(board: Board, cells: Sequence[tuple[str, str]]) -> tuple[int, int, dict[str, str]] | None:
    """How many are better, how many weaker, and both in words with since when; None without an earlier status."""
    if all(board.earlier[cell].status == Status.NONE for cell in cells):
        return None
    verdicts = [board.status_change(cell) for cell in cells]
    better, weaker = verdicts.count(Verdict.BETTER), verdicts.count(Verdict.WORSE)
    return (
        better,
        weaker,
        {"since": since_name(board.as_of), "better": number(better), "weaker": number(weaker)},
    )


def turned_red(board: Board, organisation: str) -> tuple[Run, ...]:
    """Which KPIs have gone from another colour to red."""
    names = [
        (kpi.code, kpi.name)
        for kpi in board.terms.kpis
        if board.now[kpi.code, organisation].status == Status.RED
        and board.earlier[kpi.code, organisation].status in (Status.GREEN, Status.YELLOW)
    ]
    if not names:
        return ()
    if len(names) == 1:
        code, name = names[0]
        return rich(_("**%(kpi)s %(name)s er blitt rød.**"), kpi=code, name=FromPlan(name)).runs
    return rich(_("**%(kpis)s er blitt røde.**"), kpis=listed([code for code, _name in names])).runs


def _nothing_given(judgements: Iterable[Judgement]) -> bool:
    """Whether there is no figure at all behind these, not even one that is part of a year."""
    return all(judgement.reason == Reason.NO_MEASUREMENT for judgement in judgements)
