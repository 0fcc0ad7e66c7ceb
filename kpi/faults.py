"""The faults of a measurement in words. Which faults there are is decided in `kpi.rules.validity` and by whoever
compares a row with the register; only the sentences stand here."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kpi.rules.validity import Fault


class Misfit(StrEnum):
    """What is wrong with a row beside its figures: it does not fit the register."""

    KPI_UNKNOWN = "kpi_unknown"
    KPI_NOT_MEASURED = "kpi_not_measured"
    ORGANISATION_UNKNOWN = "organisation_unknown"
    ORGANISATION_NOT_IN_PLAN = "organisation_not_in_plan"
    PERIOD_NOT_CALENDAR = "period_not_calendar"
    TWICE = "twice"


WORDS: dict[str, str | Promise] = {
    Fault.NEGATIVE: _("Tallet kan ikke være negativt."),
    Fault.NOT_FINITE: _("Dette er ikke et tall."),
    Fault.TOO_LARGE: _("Tallet er for stort; det største som kan lagres er under 1 000 milliarder."),
    Fault.TOO_MANY_DECIMALS: _("Tallet har flere enn seks desimaler; rund det av."),
    Fault.SHARE_ABOVE_100: _("En andel kan ikke være over 100 prosent."),
    Fault.NOT_WHOLE: _("Et antall må være et helt tall."),
    Fault.NUMERATOR_ALONE: _("Teller er oppgitt uten nevner; oppgi begge eller ingen av dem."),
    Fault.DENOMINATOR_ZERO: _("Nevneren kan ikke være null."),
    Fault.NUMERATOR_ABOVE_DENOMINATOR: _("Telleren kan ikke være større enn nevneren i en andel."),
    Fault.FRACTION_DOES_NOT_GIVE_VALUE: _("Teller delt på nevner gir ikke denne verdien."),
    Fault.FRACTION_NOT_EXPECTED: _("Et antall har verken teller eller nevner; la feltet stå tomt."),
    Fault.PERIOD_NOT_BEGUN: _("Perioden har ikke begynt."),
    Misfit.KPI_UNKNOWN: _("Det finnes ingen måleindikator med denne koden."),
    Misfit.KPI_NOT_MEASURED: _("Måleindikatoren tar ikke imot målinger."),
    Misfit.ORGANISATION_UNKNOWN: _("Det finnes ingen organisasjon med denne koden."),
    Misfit.ORGANISATION_NOT_IN_PLAN: _("Organisasjonen er ikke med i planen som måleindikatoren hører til."),
    Misfit.PERIOD_NOT_CALENDAR: _("Perioden må være en måned, et tertial eller et år."),
    Misfit.TWICE: _("Samme måleindikator, organisasjon og periode står også i rad %(row)s."),
}


def in_words(fault: str) -> str | Promise:
    """The sentence for a fault of `kpi.rules.validity` or a misfit. Examples: "Et antall må være et helt tall."."""
    return WORDS[fault]
