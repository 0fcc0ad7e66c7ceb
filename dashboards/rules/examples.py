"""Short worked examples of each kind of ambition, for the page about the rules.

Only inputs stand here. Targets, attainments and colours are worked out by `kpi.rules` when the page is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from kpi.presentation.explain.words import figure, told_apart
from kpi.presentation.formats import share as share_text
from kpi.presentation.formats import with_percent
from kpi.rules.ambition import Ambition, Requirement, target_of
from kpi.rules.attainment import attainment, progress
from kpi.rules.status import STANDARD, Thresholds, colour, improvement_colour
from kpi.rules.terms import AmbitionKind, Comparison, Direction, Status, ThresholdBasis
from kpi.words.labels import STATUS

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER


@dataclass(frozen=True)
class Example:
    """A case in a sentence, with the light it comes to."""

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
    examples: tuple[Example, ...]
    given: str = ""


@dataclass(frozen=True)
class Worked:
    """An attainment in figures: `value` of a `target`, from a `baseline`."""

    value: Fraction
    target: Fraction
    baseline: Fraction | None
    share: Fraction
    status: Status


def worked(
    kind: AmbitionKind,
    value: str,
    direction: Direction,
    *,
    ambition: str | None = None,
    high: str | None = None,
    baseline: str | None = None,
    requirement: Requirement | None = None,
    thresholds: Thresholds = STANDARD,
) -> Worked:
    """A case judged by the rules.

    Example: a level of 43.3 where higher is better and a value of 21.65 gives a share of 1/2, green.
    """
    held = Ambition(kind, _exact(ambition), _exact(high))
    base = _exact(baseline)
    target = target_of(held, baseline=base, requirement=requirement)
    assert target is not None  # the examples are of kinds that have one
    x = Fraction(value)
    share = attainment(x, target=target.value, baseline=base, kind=kind, direction=direction)
    status = colour(x, share, thresholds=thresholds, requirement=requirement, direction=direction)
    return Worked(x, target.value, base, share, status)


def kinds(thresholds: Thresholds) -> tuple[Kind, ...]:
    """Every kind of ambition, judged by the limits in force (the plan's own where they are not shares)."""
    limits = thresholds if thresholds.basis == ThresholdBasis.SHARE else STANDARD
    return (
        _level_higher(limits),
        _level_lower(limits),
        _reduction(limits),
        _range(limits),
        _increase(limits),
        _zero(limits),
        _improvement(),
        _requirement(limits),
        Kind(
            "pending",
            _("Avventes eller ikke satt"),
            _("«Avventes», eller et tomt felt"),
            _("Ingen måloppnåelse regnes ut, og det blir ingen farge."),
            (Example(_("Tallet vises, men vurderes ikke."), Status.NONE, str(STATUS[Status.NONE])),),
        ),
    )


def flattering_start() -> dict[str, str]:
    """K.1 STO on its first day: almost all of the ambition, and none of the way."""
    case = worked(AmbitionKind.LEVEL, "73.2", HIGHER, ambition="80", baseline="73.2")
    gone = progress(case.value, target=case.target, baseline=case.baseline, direction=HIGHER)
    return {
        "value": figure(case.value),
        "target": figure(case.target),
        "share": _percent(case.share, STANDARD),
        "progress": share_text(gone or Fraction(0)),
        "status": str(STATUS[case.status]).lower(),
    }


def _exact(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _percent(share: Fraction, thresholds: Thresholds) -> str:
    limits = [limit * 100 for limit in (thresholds.green, thresholds.yellow, Fraction(1), Fraction(0))]
    return with_percent(told_apart(share * 100, limits, least=1))


def _values(case: Worked, thresholds: Thresholds) -> dict[str, str]:
    return {
        "x": figure(case.value),
        "target": figure(case.target),
        "baseline": figure(case.baseline or 0),
        "share": _percent(case.share, thresholds),
    }


def _example(text: str, status: Status) -> Example:
    return Example(text, status, str(STATUS[status]))


def _start(kind: AmbitionKind, size: str, baseline: str) -> dict[str, str]:
    target = target_of(Ambition(kind, Fraction(size)), baseline=Fraction(baseline), requirement=None)
    assert target is not None  # a change with a baseline has one
    return {
        "baseline": figure(Fraction(baseline)),
        "percent": with_percent(size),
        "target": figure(target.value),
    }


def _down(size: str, baseline: str) -> str:
    return _("Nullpunkt %(baseline)s og %(percent)s reduksjon gir målet %(target)s.") % _start(
        AmbitionKind.REDUCTION, size, baseline
    )


def _level_higher(limits: Thresholds) -> Kind:
    def example(value: str) -> Example:
        case = worked(AmbitionKind.LEVEL, value, HIGHER, ambition="43.3", thresholds=limits)
        text = _("%(x)s av %(target)s: %(x)s ÷ %(target)s = %(share)s") % _values(case, limits)
        return _example(text, case.status)

    return Kind(
        "level-higher",
        _("Nivå, høyere er bedre"),
        _("«43,3%»"),
        _("Tallet delt på ambisjonen."),
        (example("21.65"), example("21.6")),
    )


def _level_lower(limits: Thresholds) -> Kind:
    def example(value: str) -> Example:
        case = worked(AmbitionKind.LEVEL, value, LOWER, ambition="5", thresholds=limits)
        text = _("%(x)s dager mot %(target)s: %(target)s ÷ %(x)s = %(share)s") % _values(case, limits)
        return _example(text, case.status)

    return Kind(
        "level-lower",
        _("Nivå, lavere er bedre"),
        _("«5 dager»"),
        _("Ambisjonen delt på tallet. Er tallet 0, er ambisjonen nådd."),
        (example("8"), example("12"), example("25")),
    )


def _reduction(limits: Thresholds) -> Kind:
    def example(value: str) -> Example:
        case = worked(AmbitionKind.REDUCTION, value, LOWER, ambition="80", baseline="1064", thresholds=limits)
        text = _("%(x)s: (%(baseline)s − %(x)s) ÷ (%(baseline)s − %(target)s) = %(share)s") % _values(
            case, limits
        )
        return _example(text, case.status)

    return Kind(
        "reduction",
        _("Reduksjon"),
        _("«80% reduksjon»"),
        _("Nedgangen som er nådd, delt på nedgangen som er lovet. Begge regnes fra nullpunktet."),
        (example("638"), example("700")),
        _down("80", "1064"),
    )


def _range(limits: Thresholds) -> Kind:
    case = worked(
        AmbitionKind.REDUCTION_RANGE,
        "950",
        LOWER,
        ambition="20",
        high="30",
        baseline="1000",
        thresholds=limits,
    )
    text = _("%(x)s: (%(baseline)s − %(x)s) ÷ (%(baseline)s − %(target)s) = %(share)s") % _values(
        case, limits
    )
    return Kind(
        "reduction-range",
        _("Reduksjon, fra–til"),
        _("«20-30%»"),
        _("Som reduksjon, til den nedre enden av spennet. Den øvre vises ved siden av."),
        (_example(text, case.status),),
        _down("20", "1000"),
    )


def _increase(limits: Thresholds) -> Kind:
    def example(value: str) -> Example:
        case = worked(AmbitionKind.INCREASE, value, HIGHER, ambition="10", baseline="38", thresholds=limits)
        text = _("%(x)s: (%(x)s − %(baseline)s) ÷ (%(target)s − %(baseline)s) = %(share)s") % _values(
            case, limits
        )
        return _example(text, case.status)

    return Kind(
        "increase",
        _("Økning"),
        _("«10% økning»"),
        _("Økningen som er nådd, delt på økningen som er lovet."),
        (example("40"), example("39"), example("38")),
        _("Nullpunkt %(baseline)s og %(percent)s økning gir målet %(target)s.")
        % _start(AmbitionKind.INCREASE, "10", "38"),
    )


def _zero(limits: Thresholds) -> Kind:
    case = worked(AmbitionKind.ZERO, "521", LOWER, baseline="1041", thresholds=limits)
    text = _("%(x)s, ned fra %(baseline)s: (%(baseline)s − %(x)s) ÷ %(baseline)s = %(share)s") % _values(
        case, limits
    )
    return Kind(
        "zero",
        _("Ingen tilfeller"),
        _("«ingen tilfeller», «0%»"),
        _("Nedgangen fra nullpunktet, delt på nullpunktet. Uten nullpunkt over 0 er bare 0 nådd."),
        (_example(text, case.status),),
    )


def _improvement() -> Kind:
    def example(value: str, sentence: str) -> Example:
        x, base = Fraction(value), Fraction(41)
        status = improvement_colour(x, base, requirement=None, direction=HIGHER)
        return _example(sentence % {"x": figure(x), "baseline": figure(base)}, status)

    return Kind(
        "improvement",
        _("Forbedring"),
        _("«Forbedring»"),
        _("Ingen andel regnes ut. Bedre enn nullpunktet er grønn, likt er gul, verre er rød."),
        (
            example("42", _("%(x)s er bedre enn %(baseline)s")),
            example("41", _("%(x)s er likt %(baseline)s")),
            example("40", _("%(x)s er verre enn %(baseline)s")),
        ),
    )


def _requirement(limits: Thresholds) -> Kind:
    required = Requirement(Comparison.AT_MOST, Fraction(50))

    def example(value: str, sentence: str) -> Example:
        case = worked(AmbitionKind.REQUIREMENT, value, LOWER, requirement=required, thresholds=limits)
        return _example(sentence % _values(case, limits), case.status)

    missed = _("%(x)s dager: kravet om høyst %(target)s er ikke møtt. %(target)s ÷ %(x)s = %(share)s")
    return Kind(
        "requirement",
        _("Nasjonalt krav"),
        _("«Iht. nasjonale krav»"),
        _("Grønn bare når kravet er møtt. Gul begynner der den ellers ville gjort det."),
        (
            example("50", _("%(x)s dager: kravet om høyst %(target)s er møtt")),
            example("56", missed),
            example("201", missed),
        ),
    )
