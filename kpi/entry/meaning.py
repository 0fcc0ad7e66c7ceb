"""What a value would mean, before it is saved: judged with the figures that stand and with the new one among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.translation import gettext as _

from kpi.actions.new_measurement import NewMeasurement
from kpi.models import Kpi, Measurement, Organisation
from kpi.presentation.cell import Cell, cell_of
from kpi.presentation.explanation import Explanation, explain
from kpi.presentation.formats import (
    exact_number,
    listed,
    measured_with_unit,
    period_name,
    short_day,
    short_period,
    value_in_unit,
    value_with_unit,
)
from kpi.presentation.links import Links
from kpi.presentation.measured import measured_words
from kpi.presentation.organisation_words import OrganisationWords, words_about, words_of
from kpi.rules.counting import Counts, counts_of
from kpi.rules.figure import Figure
from kpi.rules.judgement import Judgement
from kpi.rules.period import Period
from kpi.rules.plausibility import LATEST, is_slip, is_unusual
from kpi.rules.terms import Unit
from kpi.selectors.board import judgements
from kpi.selectors.figures import Series, whole_history
from kpi.selectors.kpi_facts import kpi_facts
from kpi.selectors.plan_terms import PlanTerms


@dataclass(frozen=True)
class Effect:
    """How a status moves on the dashboards: the cell as it is and as it would be."""

    name: str
    before: Cell
    after: Cell

    @property
    def moves(self) -> bool:
        return self.before.word != self.after.word


@dataclass(frozen=True)
class Meaning:
    """What a value means. `explanation` is None for an organisation the plan is not judged for.

    `judged_value` is what the status is of: the value itself, or the year's sum that it is a part of; empty where the
    value does not count, and `counting` says why, or in what it counts.
    """

    value: str
    period: str
    judged_value: str
    counting: str
    explanation: Explanation | None
    effects: tuple[Effect, ...]
    seen_as_of: str
    notes: tuple[str, ...]
    warning: str


@dataclass(frozen=True)
class LastValue:
    """One of the values that stand for a KPI and an organisation."""

    period: str
    value: str
    fraction: str
    entered: str
    origin: str


def meaning_of(
    terms: PlanTerms,
    kpi: Kpi,
    organisation: Organisation,
    figure: Figure,
    *,
    written: str,
    dashboards_as_of: Period,
) -> Meaning:
    """The meaning of `figure`, in words `written`, for its KPI and organisation; nothing is stored. The queries of one
    KPI's terms, history and facts."""
    value = written
    until = max(dashboards_as_of, figure.period, key=lambda period: period.end)
    standing = whole_history(terms, until=until)[kpi.code]
    series: Series = {code: list(figures) for code, figures in standing.items()}
    others = [other for other in series.get(organisation.code, []) if other.period != figure.period]
    if terms.organisation(organisation.code) is None:
        note = _("Tallet lagres, men får ingen status: planen vurderes for andre organisasjoner enn denne.")
        return Meaning(
            value, period_name(figure.period), "", "", None, (), "", (note,), _warning(kpi, figure, others)
        )
    series[organisation.code] = [*others, figure]
    kpi_terms = terms.terms[kpi.code]
    judged = judgements(kpi_terms, series, as_of=figure.period)
    about = judged[kpi.code, organisation.code]
    facts = kpi_facts(terms, kpi.code, series=series, judged=judged.values(), about=[about])
    before = judgements(kpi_terms, standing, as_of=until)
    after = judgements(kpi_terms, series, as_of=until)
    links, words = Links(terms.plan.code), words_of(terms)
    counts = counts_of(figure, about.judged_figure, reporting_months=kpi_terms.reporting_months)
    return Meaning(
        value=value,
        period=period_name(figure.period),
        judged_value=_judged_value(counts, about, value, kpi),
        counting=_counting(counts, figure, about, value, kpi),
        explanation=explain(about, kpi, facts),
        effects=tuple(
            Effect(
                words.label(one),
                cell_of(before[kpi.code, one.code], kpi, links, words=_about(one, terms, kpi)),
                cell_of(after[kpi.code, one.code], kpi, links, words=_about(one, terms, kpi)),
            )
            for one in _moved_by(terms, organisation)
        ),
        seen_as_of=period_name(until),
        notes=_notes(after[kpi.code, organisation.code], figure),
        warning=_warning(kpi, figure, others),
    )


def shown_only(row: NewMeasurement, kpi: Kpi) -> Meaning:
    """The meaning of a bound, which is shown and never judged, and of a row that says there is no figure to give."""
    if row.value is None:
        note = _("Ingen verdi lagres, og feltet får ingen status. Tallet etterlyses ikke lenger.")
    else:
        note = _("Verdien vises, men teller ikke: bare eksakte og omtrentlige tall får status og summeres.")
    return Meaning(
        measured_words(row, kpi), period_name(row.period), "", "", None, (), "", (note,), warning=""
    )


def _moved_by(terms: PlanTerms, organisation: Organisation) -> tuple[Organisation, ...]:
    """The organisation, and what it is a part of, up to the top: whose figures rest on what is entered for it."""
    found: list[Organisation] = []
    above: Organisation | None = organisation
    while above is not None:
        found.append(above)
        above = terms.whole_of(above)
    return tuple(found)


def _about(organisation: Organisation, terms: PlanTerms, kpi: Kpi) -> OrganisationWords:
    by_code = {one.code: one for one in terms.organisations}
    return words_about(organisation.code, terms.terms[kpi.code], by_code)


def last_values(rows: Sequence[Measurement], kpi: Kpi) -> list[LastValue]:
    """The standing values as a small table's rows."""
    return [
        LastValue(
            period=short_period(row.period),
            value=measured_words(row, kpi, value_in_unit),
            fraction=_fraction(row.numerator, row.denominator),
            entered=short_day(timezone.localtime(row.entered_at).date()),
            origin=str(row.get_origin_display()),
        )
        for row in rows
    ]


def _judged_value(counts: Counts, about: Judgement, value: str, kpi: Kpi) -> str:
    """What the status is of, with its unit; empty where the value does not count."""
    if counts is Counts.IN_YEAR and about.judged_figure is not None:
        return measured_with_unit(about.judged_figure.value, kpi)
    return value if counts is Counts.ALONE else ""


def _counting(counts: Counts, figure: Figure, about: Judgement, value: str, kpi: Kpi) -> str:
    """In which period the value counts, or that it does not, and why. Nothing where it is judged as it is."""
    judged = about.judged_figure
    words = {"value": value, "period": period_name(figure.period)}
    match counts:
        case Counts.ALONE:
            return ""
        case Counts.KIND_NOT_JUDGED:
            return _(
                "%(value)s for %(period)s vises, men teller ikke: måleindikatoren vurderes ikke på en slik periode."
            ) % (words)
        case Counts.YEAR_NOT_WHOLE:
            return _(
                "%(value)s for %(period)s teller ikke ennå: måleindikatoren vurderes for tolv måneder, og det mangler "
                "tall for noen av dem."
            ) % (words)
    assert judged is not None
    told = {"judged": measured_with_unit(judged.value, kpi), "judged_period": period_name(judged.period)}
    if counts is Counts.IN_YEAR:
        return _(
            "%(value)s for %(period)s teller i summen for tolv måneder: %(judged)s for %(judged_period)s."
        ) % (words | told)
    return _(
        "%(value)s for %(period)s teller ikke: et tall for en lengre periode slutter samtidig og går foran. "
        "Vurderingen bygger på %(judged)s for %(judged_period)s."
    ) % (words | told)


def _notes(seen: Judgement, figure: Figure) -> tuple[str, ...]:
    notes = []
    if seen.period is not None and seen.period.end > figure.period.end:
        notes.append(
            _("Det finnes et nyere tall, for %(period)s. Oversikten viser det nyeste.")
            % {"period": period_name(seen.period)}
        )
    return tuple(notes)


def _warning(kpi: Kpi, figure: Figure, others: Sequence[Figure]) -> str:
    in_order = sorted(others, key=lambda other: (other.period.end, other.period.months))
    same = [Fraction(other.value) for other in in_order if other.period.months == figure.period.months]
    # What came before, since a series may have grown since; and a share or an average is of the same size whatever the
    # length of its period, while a count is not.
    alike = [
        Fraction(other.value)
        for other in in_order
        if other.period.end <= figure.period.end
        and (kpi.unit != Unit.COUNT or other.period.months == figure.period.months)
    ]
    value = Fraction(figure.value)
    if is_slip(value, alike):
        return _(
            "De siste verdiene før er %(last)s. Står desimaltegnet på rett plass? Se etter at verdien er riktig."
        ) % {"last": listed([value_with_unit(one, kpi) for one in alike[-LATEST:]])}
    if not is_unusual(value, same):
        return ""
    return _(
        "Verdien ligger langt fra de andre, som er fra %(low)s til %(high)s. Se etter at den er riktig."
    ) % {
        "low": value_in_unit(min(same), kpi),
        "high": value_with_unit(max(same), kpi),
    }


def _fraction(numerator: Decimal | None, denominator: Decimal | None) -> str:
    if numerator is None or denominator is None:
        return ""
    return _("%(numerator)s av %(denominator)s") % {
        "numerator": exact_number(numerator),
        "denominator": exact_number(denominator),
    }
