"""A reported figure in words: with what it says of how exact it is, or why there is no number."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from kpi.actions.new_measurement import NewMeasurement
from kpi.models import Kpi, Measurement
from kpi.presentation.formats import NBSP, measured_with_unit
from kpi.rules.terms import Qualifier
from kpi.words.labels import QUALIFIER


def measured_words(
    row: Measurement | NewMeasurement, kpi: Kpi, write: Callable[[Decimal, Kpi], str] = measured_with_unit
) -> str:
    """The figure as it was reported; `write` puts the number into words.

    Examples: `58,0 %`, `ca. 58,0 %`, `< 1 %` where 1 is the bound, `ikke publisert` where there is no number, and the
    words themselves where the figure was given in words.
    """
    qualifier = Qualifier(row.qualifier)
    if row.value is None:
        return row.printed if qualifier == Qualifier.TEXT and row.printed else str(QUALIFIER[qualifier])
    number = write(row.value, kpi)
    match qualifier:
        case Qualifier.ABOUT:
            return _("ca. %(number)s") % {"number": number}
        case Qualifier.LESS_THAN:
            return f"<{NBSP}{number}"
        case Qualifier.MORE_THAN:
            return f">{NBSP}{number}"
        case _other:
            return number
