"""How the plan page words what the plan promises: promises, baselines, rules. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpi.models import Baseline, BenefitGoal, Kpi
from kpi.presentation.ambitions import ambition_text
from kpi.presentation.formats import EN_DASH, exact_number, value_with_unit, with_percent
from kpi.presentation.organisation_words import IN_GENERAL, OrganisationWords
from kpi.rules.ambition import Ambition
from kpi.rules.regional_ambition import CalculatedAmbition, RegionalTerms
from kpi.rules.terms import AmbitionKind, BaselineKind, RegionalRule, WhenPending
from kpi.words.labels import REGIONAL_RULE


def promise_text(goal: BenefitGoal) -> str:
    """How much, by when, compared with what: `over 80 % reduksjon innen 3 år …, sammenlignet med 2019`."""
    values = {
        "amount": _amount(goal),
        "years": goal.within_years or 0,
        "year": goal.compared_with_year or "",
        "original": goal.original_compared_with_year or "",
    }
    if not goal.within_years:
        if not goal.compared_with_year:
            return str(values["amount"])
        return _("%(amount)s, sammenlignet med %(year)s") % values
    if goal.original_compared_with_year and goal.compared_with_year:
        return (
            ngettext(
                "%(amount)s innen %(years)s år etter innføring, sammenlignet med %(year)s (opprinnelig %(original)s)",
                "%(amount)s innen %(years)s år etter innføring, sammenlignet med %(year)s (opprinnelig %(original)s)",
                goal.within_years,
            )
            % values
        )
    if goal.compared_with_year:
        return (
            ngettext(
                "%(amount)s innen %(years)s år etter innføring, sammenlignet med %(year)s",
                "%(amount)s innen %(years)s år etter innføring, sammenlignet med %(year)s",
                goal.within_years,
            )
            % values
        )
    return (
        ngettext(
            "%(amount)s innen %(years)s år etter innføring",
            "%(amount)s innen %(years)s år etter innføring",
            goal.within_years,
        )
        % values
    )


def _amount(goal: BenefitGoal) -> str:
    if goal.promise_kind == "improvement" or goal.promise_low is None:
        return _("forbedring")
    size = _qualified(goal)
    if goal.promise_kind in ("reduction", "reduction_range"):
        return _("%(percent)s reduksjon") % {"percent": size}
    return _("%(percent)s økning") % {"percent": size} if goal.promise_kind == "increase" else size


def _qualified(goal: BenefitGoal) -> str:
    low = exact_number(goal.promise_low or 0)
    span = low if goal.promise_high is None else f"{low}{EN_DASH}{exact_number(goal.promise_high)}"
    return {
        "over": _("over %(percent)s"),
        "at_least": _("minst %(percent)s"),
        "exactly": _("nøyaktig %(percent)s"),
    }.get(goal.promise_qualifier, "%(percent)s") % {"percent": with_percent(span)}


def baseline_text(row: Baseline, kpi: Kpi, words: OrganisationWords = IN_GENERAL) -> str:
    """A baseline: `40,6 % (2019)`, `har ikke nullpunkt`. A figure that is not in the KPI's unit stands bare."""
    if row.value is None:
        if row.kind == BaselineKind.PENDING and row.printed:
            return _("avventes («%(printed)s»)") % {"printed": row.printed}
        if row.kind == BaselineKind.NONE and row.printed and row.printed.casefold() == "na":
            return row.printed
        return words.baseline_kind(row.kind)
    value = value_with_unit(row.value, kpi, exact=True) if row.calculated_with else exact_number(row.value)
    return _("%(value)s (%(year)s)") % {"value": value, "year": row.year} if row.year else value


def rule_text(terms: RegionalTerms) -> str:
    """How the trusts' ambitions become the region's: `snitt, én desimal`, `nasjonalt krav`."""
    if terms.rule is None:
        return ""
    rule = capfirst(str(REGIONAL_RULE[terms.rule]))
    if terms.rule == RegionalRule.MEAN and terms.decimals is not None:
        if terms.decimals == 0:
            return _("%(rule)s, i hele tall") % {"rule": rule}
        return ngettext(
            "%(rule)s, med %(count)s desimal", "%(rule)s, med %(count)s desimaler", terms.decimals
        ) % {
            "rule": rule,
            "count": terms.decimals,
        }
    return rule


def waiting_text(terms: RegionalTerms, inputs: Iterable[Ambition]) -> str:
    """What is done while a trust has set none; empty where all have, or the requirement decides."""
    if terms.rule in (None, RegionalRule.REQUIREMENT) or all(ambition.is_set for ambition in inputs):
        return ""
    if terms.when_pending == WhenPending.AVAILABLE:
        return _("Bare de som har satt ambisjon, er med")
    return _("Venter til alle har satt ambisjon")


def calculated_text(calculated: CalculatedAmbition, kpi: Kpi) -> str:
    """A calculated ambition: `90 %`, `20–30 % reduksjon`, or the sum of the trusts' targets as a figure."""
    if calculated.is_sum:
        if calculated.value is None:
            return _("kan ikke regnes ut ennå")
        value = value_with_unit(calculated.value, kpi, exact=True)
        if calculated.high is None:
            return value
        return _("%(value)s, på det meste %(stretch)s") % {
            "value": value,
            "stretch": value_with_unit(calculated.high, kpi, exact=True),
        }
    return ambition_text(Ambition(calculated.kind, calculated.value, calculated.high), kpi)


def calculated_how(
    calculated: CalculatedAmbition, inputs: Iterable[Ambition], words: OrganisationWords
) -> str:
    """How the standard way came to it."""
    return words.put(_how(calculated, inputs))


def _how(calculated: CalculatedAmbition, inputs: Iterable[Ambition]) -> str:
    if calculated.is_sum:
        if calculated.value is None:
            return _("Summen av %(of_parts)s mål. %(A_part)s mangler nullpunkt ennå.")
        return _("Summen av %(of_parts)s mål")
    kind = calculated.kind
    match kind:
        case AmbitionKind.IMPROVEMENT:
            return _("Alle %(the_parts)s har forbedring som ambisjon")
        case AmbitionKind.PENDING:
            if not all(ambition.is_set for ambition in inputs):
                return _("Avventes til alle %(the_parts)s har satt ambisjon")
            return _("%(of_parts)s ambisjoner er av ulik art og gir ingen felles ambisjon")
        case AmbitionKind.NONE:
            return _("Ingen av %(the_parts)s har satt ambisjon")
        case AmbitionKind.REQUIREMENT:
            return _("Alle %(the_parts)s følger det nasjonale kravet")
        case AmbitionKind.LEVEL | AmbitionKind.ZERO:
            return _("Snittet av %(of_parts)s ambisjoner, med én desimal")
        case AmbitionKind.REDUCTION | AmbitionKind.REDUCTION_RANGE | AmbitionKind.INCREASE:
            return _("Snittet av %(of_parts)s prosenter, regnet av %(of_whole)s nullpunkt")
    assert_never(kind)
