"""Each kind of ambition for the page about the rules: how the plan writes it, how its attainment is worked out, and the
worked examples in words. What these come to is judged in `examples.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from dashboards.rules.examples import examples
from kpi.presentation.explain.words import in_full, told_apart
from kpi.presentation.formats import share as share_text
from kpi.presentation.formats import with_percent
from kpi.rules.judgement import Judgement
from kpi.rules.status import STANDARD, Thresholds
from kpi.rules.terms import Status, ThresholdBasis
from kpi.words.labels import STATUS

FIRST_DAY = "first-day"
"""The example of one who starts near the ambition; in no row of the table."""


@dataclass(frozen=True)
class ExampleText:
    """A case in a sentence, with its status."""

    text: str
    status: Status
    word: str


@dataclass(frozen=True)
class Kind:
    """A kind of ambition: what the plan writes, how the attainment is worked out, and examples. `given` is what the
    examples start from."""

    code: str
    name: str
    written: str
    rule: str
    examples: tuple[ExampleText, ...]
    given: str = ""


def kinds(thresholds: Thresholds) -> tuple[Kind, ...]:
    """Every kind of ambition, judged by the limits in force (those of plan 2.0 where they are no shares)."""
    limits = thresholds if thresholds.basis == ThresholdBasis.SHARE else STANDARD
    return (
        Kind(
            "level-higher",
            _("Nivå, høyere er bedre"),
            _("«43,3%»"),
            _("Tallet delt på ambisjonen."),
            _in_words("level-higher", limits, _("%(x)s av %(target)s: %(x)s ÷ %(target)s = %(share)s")),
        ),
        Kind(
            "level-lower",
            _("Nivå, lavere er bedre"),
            _("«5 dager»"),
            _("Ambisjonen delt på tallet. Er tallet 0, er ambisjonen nådd."),
            _in_words("level-lower", limits, _("%(x)s dager mot %(target)s: %(target)s ÷ %(x)s = %(share)s")),
        ),
        Kind(
            "reduction",
            _("Reduksjon"),
            _("«80% reduksjon»"),
            _("Nedgangen som er nådd, delt på nedgangen som er lovet. Begge regnes fra nullpunktet."),
            _in_words("reduction", limits, _down()),
            _start("reduction", _("Nullpunkt %(baseline)s og %(percent)s reduksjon gir målet %(target)s.")),
        ),
        Kind(
            "reduction-range",
            _("Reduksjon, fra–til"),
            _("«20-30%»"),
            _("Som reduksjon, til den nedre enden av spennet. Den øvre vises ved siden av."),
            _in_words("reduction-range", limits, _down()),
            _start(
                "reduction-range", _("Nullpunkt %(baseline)s og %(percent)s reduksjon gir målet %(target)s.")
            ),
        ),
        Kind(
            "increase",
            _("Økning"),
            _("«10% økning»"),
            _("Økningen som er nådd, delt på økningen som er lovet."),
            _in_words(
                "increase",
                limits,
                _("%(x)s: (%(x)s − %(baseline)s) ÷ (%(target)s − %(baseline)s) = %(share)s"),
            ),
            _start("increase", _("Nullpunkt %(baseline)s og %(percent)s økning gir målet %(target)s.")),
        ),
        Kind(
            "zero",
            _("Ingen tilfeller"),
            _("«ingen tilfeller», «0%»"),
            _("Nedgangen fra nullpunktet, delt på nullpunktet. Uten nullpunkt over 0 er bare 0 nådd."),
            _in_words(
                "zero",
                limits,
                _("%(x)s, ned fra %(baseline)s: (%(baseline)s − %(x)s) ÷ %(baseline)s = %(share)s"),
            ),
        ),
        Kind(
            "improvement",
            _("Forbedring"),
            _("«Forbedring»"),
            _("Ingen andel regnes ut. Bedre enn nullpunktet er grønn, likt er gul, verre er rød."),
            _in_words("improvement", limits, _compared),
        ),
        Kind(
            "requirement",
            _("Nasjonalt krav"),
            _("«Iht. nasjonale krav»"),
            _("Grønn bare når kravet er møtt. Gul begynner der den ellers ville gjort det."),
            _in_words("requirement", limits, _required),
        ),
        Kind(
            "pending",
            _("Avventes eller ikke satt"),
            _("«Avventes», eller et tomt felt"),
            _("Ingen måloppnåelse regnes ut, og det blir ingen farge."),
            _in_words("pending", limits, _("Tallet vises, men vurderes ikke.")),
        ),
    )


def flattering_start() -> dict[str, str]:
    """K.1 STO on its first day: almost all of the ambition, and none of the way."""
    (judgement,) = _judgements(FIRST_DAY, STANDARD)
    values = _values(judgement, STANDARD)
    return {
        "value": values["x"],
        "target": values["target"],
        "share": values["share"],
        "progress": share_text(judgement.progress or Fraction(0)),
        "status": str(STATUS[judgement.status]).lower(),
    }


def _judgements(kind: str, limits: Thresholds) -> list[Judgement]:
    return [example.judgement for example in examples(limits) if example.case.kind == kind]


def _in_words(
    kind: str, limits: Thresholds, sentence: str | Callable[[Judgement], str]
) -> tuple[ExampleText, ...]:
    """The examples in a row of the table: one sentence for all, or one that depends on the case."""
    return tuple(
        ExampleText(
            (sentence if isinstance(sentence, str) else sentence(judgement)) % _values(judgement, limits),
            judgement.status,
            str(STATUS[judgement.status]),
        )
        for judgement in _judgements(kind, limits)
    )


def _values(judgement: Judgement, limits: Thresholds) -> dict[str, str]:
    """What the sentences may name; empty for what a case does not have."""
    baseline, target = judgement.baseline, judgement.target
    return {
        "x": "" if judgement.value is None else in_full(judgement.value),
        "target": "" if target is None else in_full(target.value),
        "baseline": "" if baseline is None else in_full(baseline.value),
        "share": "" if judgement.attainment is None else _percent(judgement.attainment, limits),
    }


def _percent(share: Fraction, limits: Thresholds) -> str:
    """A share in per cent, on its own side of each limit."""
    borders = [limit * 100 for limit in (limits.green, limits.yellow, Fraction(1), Fraction(0))]
    return with_percent(told_apart(share * 100, borders, least=1))


def _start(kind: str, sentence: str) -> str:
    """What the examples of a change start from."""
    judgement = _judgements(kind, STANDARD)[0]
    return sentence % {
        **_values(judgement, STANDARD),
        "percent": with_percent(in_full(judgement.ambition.value or 0)),
    }


def _down() -> str:
    return _("%(x)s: (%(baseline)s − %(x)s) ÷ (%(baseline)s − %(target)s) = %(share)s")


def _compared(judgement: Judgement) -> str:
    return {
        Status.GREEN: _("%(x)s er bedre enn %(baseline)s"),
        Status.YELLOW: _("%(x)s er likt %(baseline)s"),
    }.get(judgement.status, _("%(x)s er verre enn %(baseline)s"))


def _required(judgement: Judgement) -> str:
    if judgement.status == Status.GREEN:
        return _("%(x)s dager: kravet om høyst %(target)s er møtt")
    return _("%(x)s dager: kravet om høyst %(target)s er ikke møtt. %(target)s ÷ %(x)s = %(share)s")
