"""Why a status is what it is, in words: the whole of an explanation put together from its steps.

Pure: everything that is said comes from the judgement and from `Facts` (`kpi.selectors.kpi_facts`); no queries here.
"""

from __future__ import annotations

from kpi.models import Kpi
from kpi.presentation.cell import status_word
from kpi.presentation.explain.answer import answer, title
from kpi.presentation.explain.flags import flag_notes
from kpi.presentation.explain.measured import measured_step
from kpi.presentation.explain.parts import Explanation, Text, quoted
from kpi.presentation.explain.reached import attainment_step, limits_step, verdict_step
from kpi.presentation.explain.scale import scale
from kpi.presentation.explain.side import side_facts
from kpi.presentation.explain.target import target_step
from kpi.presentation.explain.words import Words
from kpi.rules.judgement import Judgement
from kpi.selectors.kpi_facts import Facts


def explain(judgement: Judgement, kpi: Kpi, facts: Facts) -> Explanation:
    """The explanation of one judgement, a trust's or the region's, with or without a colour.

    `facts` are read once per KPI by `kpi.selectors.kpi_facts.kpi_facts`. For a value that is not saved yet, put a
    `Figure` without `ref` into the series, judge with `kpi.selectors.board.judgements`, and pass that judgement:

        series = whole_history(terms, until=period)[code]
        series[organisation] = [*others, Figure(period, value, numerator, denominator)]
        judged = judgements(terms.terms[code], series, as_of=period)
        about = judged[code, organisation]
        facts = kpi_facts(terms, code, series=series, judged=judged.values(), about=[about])
        explanation = explain(about, terms.kpi(code), facts)

    Shown by `dashboards/kpi/explanation.html` with `explanation` (and `lang="nb"` on what the plan says).
    """
    words = Words(judgement, kpi, facts)
    return Explanation(
        kpi=judgement.kpi,
        organisation=judgement.organisation,
        status=judgement.status,
        word=status_word(judgement, words.organisations),
        title=title(words),
        answer=answer(words),
        steps=(
            measured_step(words),
            target_step(words),
            attainment_step(words),
            limits_step(words),
            verdict_step(words),
        ),
        scale=scale(words),
        facts=side_facts(words),
        flags=flag_notes(words),
        inconsistencies=_inconsistencies(words),
    )


def _inconsistencies(words: Words) -> tuple[Text, ...]:
    """What is known not to add up in the plan for this cell, flag or not: a cell without a colour has no flags."""
    return tuple(
        quoted(known.note, "inconsistency")
        for known in words.facts.inconsistencies
        if words.is_whole or known.concerns(words.judgement.organisation)
    )


__all__ = ["Explanation", "explain"]
