"""What each code of the register is called in the interface, in one place. Signs and colours follow the status code."""

from __future__ import annotations

from typing import assert_never

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kpi.rules import terms as t

Labels = dict[str, "str | Promise"]

STATUS: Labels = {
    t.Status.GREEN: _("Grønn"),
    t.Status.YELLOW: _("Gul"),
    t.Status.RED: _("Rød"),
    t.Status.NONE: _("Ingen status"),
}
STATUS_PLURAL: Labels = {
    t.Status.GREEN: _("Grønne"),
    t.Status.YELLOW: _("Gule"),
    t.Status.RED: _("Røde"),
    t.Status.NONE: _("Uten status"),
}
STATUS_MEANING: Labels = {
    t.Status.GREEN: _("tilfredsstillende"),
    t.Status.YELLOW: _("ikke tilfredsstillende"),
    t.Status.RED: _("langt fra tilfredsstillende"),
    t.Status.NONE: _("ingen status"),
}
REASON: Labels = {
    t.Reason.NO_MEASUREMENT: _("Ingen måling"),
    t.Reason.INCOMPLETE_YEAR: _("Ufullstendig år"),
    t.Reason.NO_COLOUR_RULE: _("Ingen regel for farge"),
    t.Reason.INCOMPLETE_REGION: _("Foretak mangler"),
    t.Reason.NO_AMBITION: _("Ambisjon ikke satt"),
    t.Reason.AMBITION_PENDING: _("Ambisjon avventes"),
    t.Reason.BASELINE_JUST_SET: _("Nullpunkt nettopp satt"),
    t.Reason.NO_BASELINE: _("Nullpunkt mangler"),
}
FLAG: Labels = {
    t.Flag.FIRST_MEASUREMENT_IS_BASELINE: _("første måling er nullpunkt"),
    t.Flag.BEFORE_GO_LIVE: _("før innføring"),
    t.Flag.STALE: _("utdatert"),
    t.Flag.PRELIMINARY: _("foreløpig"),
    t.Flag.PARTIAL_COVERAGE: _("foretak mangler"),
    t.Flag.UNWEIGHTED: _("uvektet"),
    t.Flag.AMBITION_NOT_ADOPTED: _("beregnet, ikke vedtatt"),
    t.Flag.GREEN_WITHOUT_PROGRESS: _("uten framgang"),
    t.Flag.WORSE_THAN_BASELINE: _("verre enn nullpunktet"),
    t.Flag.REQUIREMENT_NOT_MET: _("krav ikke møtt"),
    t.Flag.SOURCE_INCONSISTENT: _("avvik i planen"),
}
DIRECTION: Labels = {
    t.Direction.HIGHER: _("høyere er bedre"),
    t.Direction.LOWER: _("lavere er bedre"),
    t.Direction.NEUTRAL: _("ingen retning er bedre"),
}
UNIT: Labels = {
    t.Unit.PERCENT: _("prosent"),
    t.Unit.COUNT: _("antall"),
    t.Unit.DAYS: _("dager"),
    t.Unit.WORKING_DAYS: _("virkedager"),
    t.Unit.MINUTES: _("minutter"),
    t.Unit.NOK: _("kroner"),
}
AGGREGATION: Labels = {
    t.Aggregation.SUM: _("sum av delene"),
    t.Aggregation.WEIGHTED: _("vektet snitt av delene"),
}
OVER_TIME: Labels = {
    t.OverTime.LEVEL: _("tallet for perioden"),
    t.OverTime.YEAR_SUM: _("summen av tolv måneder"),
}


def ambition_kind_label(kind: t.AmbitionKind) -> str:
    """What a kind of ambition is called; the type checker names this place for a new kind."""
    match kind:
        case t.AmbitionKind.LEVEL:
            return gettext("nivå")
        case t.AmbitionKind.REDUCTION:
            return gettext("reduksjon")
        case t.AmbitionKind.REDUCTION_RANGE:
            return gettext("reduksjon, fra–til")
        case t.AmbitionKind.INCREASE:
            return gettext("økning")
        case t.AmbitionKind.ZERO:
            return gettext("ingen tilfeller")
        case t.AmbitionKind.IMPROVEMENT:
            return gettext("forbedring")
        case t.AmbitionKind.REQUIREMENT:
            return gettext("nasjonalt krav")
        case t.AmbitionKind.PENDING:
            return gettext("avventes")
        case t.AmbitionKind.NONE:
            return gettext("ikke satt")
    assert_never(kind)


_lazy_label = lazy(ambition_kind_label, str)
AMBITION_KIND: Labels = {kind: _lazy_label(kind) for kind in t.AmbitionKind}
BASELINE_KIND: Labels = {
    t.BaselineKind.VALUE: _("tall"),
    t.BaselineKind.NONE: _("har ikke nullpunkt"),
    t.BaselineKind.PENDING: _("avventes"),
    t.BaselineKind.BLANK: _("ikke oppgitt"),
    t.BaselineKind.REGIONAL: _("bare for regionen"),
}
COMPARES_WITH: Labels = {
    t.ComparesWith.BASELINE: _("nullpunktet"),
    t.ComparesWith.PREVIOUS: _("forrige måling"),
}
REGIONAL_RULE: Labels = {
    t.RegionalRule.MEAN: _("snitt"),
    t.RegionalRule.MEDIAN: _("median"),
    t.RegionalRule.LOWEST: _("laveste"),
    t.RegionalRule.HIGHEST: _("høyeste"),
    t.RegionalRule.REQUIREMENT: _("nasjonalt krav"),
}
WHEN_PENDING: Labels = {
    t.WhenPending.WAIT: _("vent til alle har satt ambisjon"),
    t.WhenPending.AVAILABLE: _("bruk de som har satt ambisjon"),
}
COMPARISON: Labels = {
    t.Comparison.AT_MOST: _("høyst"),
    t.Comparison.AT_LEAST: _("minst"),
}
THRESHOLD_BASIS: Labels = {
    t.ThresholdBasis.SHARE: _("andel av ambisjonen"),
    t.ThresholdBasis.VALUE: _("verdi"),
}
FREQUENCY: Labels = {
    "continuous": _("løpende"),
    "month": _("hver måned"),
    "quarter": _("hvert kvartal"),
    "tertial": _("hvert tertial"),
    "half_year": _("hvert halvår"),
    "year": _("hvert år"),
    "two_years": _("hvert annet år"),
}
PERIOD_KIND: Labels = {
    "month": _("måned"),
    "quarter": _("kvartal"),
    "tertial": _("tertial"),
    "half_year": _("halvår"),
    "year": _("år"),
    "to_date": _("hittil i år"),
}
REPORTING_PERIOD: Labels = {code: label for code, label in PERIOD_KIND.items() if code != "to_date"}
PLAN_KIND: Labels = {
    "regional": _("regional plan"),
    "programme": _("programplan"),
    "municipal": _("kommunal plan"),
    "requirements": _("styringskrav"),
    "strategy": _("strategi"),
}
USE: Labels = {
    "kpi": _("måleindikator"),
    "change": _("endringsindikator"),
    "benefit": _("gevinstindikator"),
}
TARGET_OPERATOR: Labels = {
    "at_least": _("minst"),
    "equal": _("lik"),
    "increase": _("økning"),
    "decrease": _("reduksjon"),
    "milestone": _("milepæl"),
}
TERM_STATE: Labels = {
    "value": _("oppgitt"),
    "to_be_set": _("skal settes"),
    "see_annex": _("står i vedlegg"),
    "none": _("ikke oppgitt"),
}
REVISION_ORIGIN: Labels = {
    "file": _("planens filer"),
    "register": _("registeret"),
}
UNDERTAKING_KIND: Labels = {
    "prerequisite": _("forutsetning"),
    "change": _("endring"),
}
UNDERTAKING_STATUS: Labels = {
    "not_started": _("ikke startet"),
    "under_way": _("i gang"),
    "done": _("ferdig"),
    "not_relevant": _("ikke aktuelt"),
}
ROLE: Labels = {
    "owner": _("Gevinsteier"),
    "manager": _("Gevinstansvarlig"),
    "coordinator": _("Gevinstkoordinator"),
    "reader": _("Leser"),
    "plan_admin": _("Planadministrator"),
}
ORGANISATION_KIND: Labels = {
    "region": _("region"),
    "trust": _("helseforetak"),
    "clinic": _("klinikk"),
    "unit": _("enhet"),
    "municipality": _("kommune"),
    "programme": _("program"),
    "supplier": _("leverandør"),
    "partner": _("samarbeidspart"),
}
ORIGIN: Labels = {
    "entered": _("registrert i skjema"),
    "imported": _("importert fra fil"),
    "report": _("hentet fra rapport"),
    "demo": _("demodata"),
    "load_test": _("lasttest"),
}
STATE: Labels = {
    "proposed": _("foreløpig"),
    "current": _("gjelder"),
    "superseded": _("erstattet"),
}
PROMISE_KIND: Labels = {
    "improvement": _("forbedring"),
    "reduction": _("reduksjon"),
    "reduction_range": _("reduksjon"),
    "increase": _("økning"),
    "level": pgettext_lazy("promise", "nivå"),
}
QUALIFIER: Labels = {
    "exact": _("eksakt"),
    "about": _("omtrent"),
    "less_than": _("mindre enn"),
    "more_than": _("mer enn"),
    "not_published": _("ikke publisert"),
    "suppressed": _("skjermet"),
    "text": _("tekst"),
}
PROMISE_QUALIFIER: Labels = {
    "over": _("over"),
    "at_least": _("minst"),
    "exactly": _("nøyaktig"),
}


def choices(labels: Labels) -> list[tuple[str, str | Promise]]:
    """A labels table as the choices of a model or form field."""
    return [(str(code), label) for code, label in labels.items()]


def label_of(labels: Labels, code: str) -> str:
    """The word for a code, nothing for none."""
    return str(labels[code]) if code else ""
