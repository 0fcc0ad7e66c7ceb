"""The bar that shows how much of an ambition is reached: all KPIs share one axis, from nought to the whole ambition."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from kpi.presentation.formats import exact_number, number, with_percent
from kpi.rules.attainment import attainment
from kpi.rules.judgement import Judgement
from kpi.rules.number import rounded
from kpi.rules.terms import Direction, ThresholdBasis


@dataclass(frozen=True)
class Bar:
    """Places as per cent of the axis, ready for SVG. `own` is where one's own ambition has come, empty without one;
    `beyond` when more than the whole ambition is reached, `below` when less than nothing is."""

    fill: str
    ticks: tuple[str, ...]
    own: str
    beyond: bool
    below: bool


def bar_of(judgement: Judgement, direction: Direction) -> Bar | None:
    """The bar of a judgement; None where no share of an ambition is reckoned."""
    if judgement.attainment is None:
        return None
    own = judgement.own_attainment
    return Bar(
        fill=_place(judgement.attainment),
        ticks=tuple(_place(limit) for limit in limits(judgement, direction) if 0 < limit <= 1),
        own="" if own is None or own == judgement.attainment else _place(own),
        beyond=judgement.attainment > 1,
        below=judgement.attainment < 0,
    )


def limits(judgement: Judgement, direction: Direction) -> tuple[Fraction, ...]:
    """Where yellow and green begin, as shares of the ambition that is judged against. With a requirement green begins
    where that is met. Example: SP-1.1 with 70 % required of 92 % adopted: 0.25 and 0.76."""
    thresholds = judgement.thresholds
    if thresholds is None:
        return ()
    by_value = thresholds.basis == ThresholdBasis.VALUE
    yellow = _share_at(judgement, thresholds.yellow, direction) if by_value else thresholds.yellow
    if judgement.requirement is not None:
        green = _share_at(judgement, judgement.requirement.limit, direction)
    else:
        green = _share_at(judgement, thresholds.green, direction) if by_value else thresholds.green
    return tuple(limit for limit in (yellow, green) if limit is not None)


def _share_at(judgement: Judgement, value: Fraction, direction: Direction) -> Fraction | None:
    if judgement.target is None:
        return None
    return attainment(
        value,
        target=judgement.target.value,
        baseline=judgement.baseline.value if judgement.baseline else None,
        kind=judgement.ambition.kind,
        direction=direction,
    )


def _place(share: Fraction) -> str:
    """A share as per cent with a point, held within the axis."""
    return f"{float(min(max(share, Fraction(0)), Fraction(1)) * 100):.1f}%"


def share_beside(share: Fraction, borders: tuple[Fraction, ...] = ()) -> str:
    """A share in whole per cent, or with the decimals it takes not to seem to reach a border that it does not.

    Examples: 0.4999 beside the border 0.5 is `49,99 %`, not `50 %`; 0.4999999 is `under 50 %`.
    """
    exact = share * 100
    for decimals in range(4):
        shown = rounded(exact, decimals)
        if all((shown >= border * 100) == (share >= border) for border in borders):
            return with_percent(number(exact, decimals))
    nearest = min(borders, key=lambda border: abs(border - share))
    if share < nearest:
        return _("under %(share)s") % {"share": _exactly(nearest)}
    return _exactly(share)


def _exactly(share: Fraction) -> str:
    return with_percent(exact_number(share * 100, at_most=1))
