"""Numbers, periods and days as they are written: `1 234,5`, `93,3 %`, `2. tertial 2026`, `4. desember 2024`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kpi.models import Kpi
from kpi.rules.number import decimals_to_tell_apart, decimals_to_write, steps
from kpi.rules.period import Period, PeriodKind
from kpi.rules.terms import Unit
from kpi.words.labels import UNIT

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
MOST_DECIMALS = 6

Number = Fraction | Decimal | int


def number(value: Number, decimals: int = 0) -> str:
    """A number to `decimals` places, halves away from zero. Example: 1234.5 with one place is `1 234,5`."""
    size = steps(value, decimals)
    text = f"{abs(size):0{decimals + 1}d}"
    whole, part = (text[:-decimals], text[-decimals:]) if decimals else (text, "")
    english = get_language() == "en"
    grouped = f"{int(whole):,}".replace(",", "," if english else NBSP)
    sign = MINUS if size < 0 else ""
    return sign + grouped + (("." if english else ",") + part if part else "")


def exact_number(value: Number, at_most: int = 6, at_least: int = 0) -> str:
    """A number with as many decimals as it needs, within bounds. Example: 21.650000 is `21,65`."""
    exact = Fraction(value)
    decimals = decimals_to_write(exact, at_least=at_least, at_most=at_most)
    return number(exact, at_most if decimals is None else decimals)


def with_percent(text: str) -> str:
    """A number already written, with the sign after it: set apart in Norwegian (`93,3 %`), close in English."""
    return text + ("" if get_language() == "en" else NBSP) + "%"


def share(value: Number, decimals: int = 0) -> str:
    """A share as percent. Example: 0.855 is `86 %`."""
    return with_percent(number(Fraction(value) * 100, decimals))


def percent(value: Number, decimals: int = 1) -> str:
    """A number of percent. Example: 93.3 is `93,3 %`."""
    return with_percent(number(value, decimals))


def value_in_unit(value: Number, kpi: Kpi, *, apart_from: Sequence[Fraction] = ()) -> str:
    """A KPI's value for a table, with the KPI's decimals: percent with its sign, others bare (the unit stands once).

    It has more decimals where it would else seem to be one of `apart_from`. Example: 43.04 is `43,0 %`, but beside a
    baseline of 43 it is `43,04 %`.
    """
    decimals = _decimals_apart(value, apart_from, kpi.decimals)
    if kpi.unit == Unit.PERCENT:
        return percent(value, decimals)
    return number(value, decimals)


def value_with_unit(
    value: Number, kpi: Kpi, *, exact: bool = False, apart_from: Sequence[Fraction] = ()
) -> str:
    """A KPI's value for running text: `56,0 dager`. `exact` gives all the decimals the figure has; `apart_from` as in
    `value_in_unit`."""
    text = exact_number(value) if exact else number(value, _decimals_apart(value, apart_from, kpi.decimals))
    if kpi.unit == Unit.PERCENT:
        return with_percent(text)
    word = unit_word(kpi)
    return f"{text}{NBSP}{word}" if word else text


def limit_in_unit(value: Number, kpi: Kpi, *, apart_from: Sequence[Fraction] = ()) -> str:
    """A baseline or a target for a table, with the decimals it has: a target of 1.2 is not 1, even where what is
    counted is whole. One without an end is written as a value is."""
    decimals = decimals_to_write(Fraction(value), at_most=MOST_DECIMALS)
    if decimals is None:
        return value_in_unit(value, kpi, apart_from=apart_from)
    text = number(value, decimals)
    return with_percent(text) if kpi.unit == Unit.PERCENT else text


def _decimals_apart(value: Number, points: Sequence[Fraction], usual: int) -> int:
    """The decimals that a value is written with: the usual, more where it would else seem to be one of the points."""
    if not points or usual >= MOST_DECIMALS:
        return usual
    exact = Fraction(value)
    found = decimals_to_tell_apart(exact, points, at_least=usual, at_most=MOST_DECIMALS)
    return MOST_DECIMALS if found is None else found


def measured_with_unit(value: Number, kpi: Kpi) -> str:
    """A measured value for running text, with all its decimals and no fewer than the KPI's: `58,0 %`, `21,65 %`."""
    text = exact_number(value, at_least=kpi.decimals)
    if kpi.unit == Unit.PERCENT:
        return with_percent(text)
    word = unit_word(kpi)
    return f"{text}{NBSP}{word}" if word else text


_AFTER_Z = str.maketrans({"æ": "{", "ø": "|", "å": "}"})
"""The signs that come after z in every alphabet that computers sort by."""


def in_norwegian_order(text: str) -> str:
    """What a text is sorted by: small and capital letters alike, and æ, ø, å last.

    >>> sorted(["Årlig", "zoom", "Ærlig", "Øre"], key=in_norwegian_order)
    ['zoom', 'Ærlig', 'Øre', 'Årlig']
    """
    return text.casefold().translate(_AFTER_Z)


def unit_word(kpi: Kpi) -> str:
    """The unit in words where a number needs one: not for percent, nor for counts, whose name says what is counted."""
    if kpi.unit in (Unit.PERCENT, Unit.COUNT, ""):
        return ""
    return str(UNIT[kpi.unit])


def difference(value: Number, kpi: Kpi) -> str:
    """The size of a change, without sign: `3,5` (percentage points are understood in a column of percent)."""
    exact = abs(Fraction(value))
    # A change too small for the KPI's decimals is still a change: show enough of it to be told from zero.
    decimals = decimals_to_tell_apart(exact, [Fraction(0)], at_least=kpi.decimals, at_most=MOST_DECIMALS)
    return number(exact, max(kpi.decimals, MOST_DECIMALS) if decimals is None else decimals)


def day(value: date) -> str:
    """A day in words: `4. desember 2024`."""
    return formats.date_format(value, "j F Y" if get_language() == "en" else "j. F Y")


def short_day(value: date) -> str:
    """A day in figures: `04.12.2024`, in English `04/12/2024`."""
    return formats.date_format(value, "d/m/Y" if get_language() == "en" else "d.m.Y")


def clock(value: datetime) -> str:
    """A time of day: `14.05`, in English `14:05`."""
    return formats.time_format(value, "H:i" if get_language() == "en" else "H.i")


def period_name(period: Period) -> str:
    """A period in running text: `mars 2026`, `2. tertial 2026`, `1. kvartal 2026`, `1. halvår 2026`, `2026`,
    `januar–august 2026`, `september 2024–august 2025`."""
    first, last = period.first_day, period.last_day
    number_and_year = {"number": (first.month - 1) // period.months + 1, "year": first.year}
    match period.kind:
        case PeriodKind.MONTH:
            return formats.date_format(first, "F Y")
        case PeriodKind.TERTIAL:
            return _("%(number)s. tertial %(year)s") % number_and_year
        case PeriodKind.QUARTER:
            return _("%(number)s. kvartal %(year)s") % number_and_year
        case PeriodKind.HALF_YEAR:
            return _("%(number)s. halvår %(year)s") % number_and_year
        case PeriodKind.YEAR:
            return str(first.year)
        case PeriodKind.TO_DATE:
            return f"{formats.date_format(first, 'F')}{EN_DASH}{formats.date_format(last, 'F Y')}"
        case None:
            return f"{formats.date_format(first, 'F Y')}{EN_DASH}{formats.date_format(last, 'F Y')}"


def short_period(period: Period) -> str:
    """A period in a table: `mars 2026`, `2. tert. 2026`, `1. kv. 2026`, `2026`, `jan.–aug. 2026`."""
    first, last = period.first_day, period.last_day
    number_and_year = {"number": (first.month - 1) // period.months + 1, "year": first.year}
    match period.kind:
        case PeriodKind.TERTIAL:
            return _("%(number)s. tert. %(year)s") % number_and_year
        case PeriodKind.QUARTER:
            return _("%(number)s. kv. %(year)s") % number_and_year
        case PeriodKind.MONTH | PeriodKind.HALF_YEAR | PeriodKind.YEAR:
            return period_name(period)
        case PeriodKind.TO_DATE:
            return f"{formats.date_format(first, 'N')}{EN_DASH}{formats.date_format(last, 'N Y')}"
        case None:
            return f"{formats.date_format(first, 'N Y')}{EN_DASH}{formats.date_format(last, 'N Y')}"


def listed(words: list[str]) -> str:
    """Words as a list in a sentence: `STO, HNT og HMR`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(several)s og %(last)s") % {"several": ", ".join(words[:-1]), "last": words[-1]}
