"""What a KPI's file holds: the figures that are judged, with how exact they are, and those that are only shown."""

from __future__ import annotations

from dataclasses import replace

from kpi.models import Kpi
from kpi.rules.period import Period
from kpi.rules.series import KpiSeries
from kpi.rules.terms import Qualifier
from kpi.selectors.figures import Series
from kpi.selectors.kpi_history import ShownOnly, about_right, shown_only
from kpi.selectors.plan_terms import PlanTerms


def in_force(
    terms: PlanTerms, kpi: Kpi, series: Series, *, as_of: Period, preliminary: bool
) -> tuple[KpiSeries, list[ShownOnly]]:
    """The series of a KPI's whole history with each figure as exact as it was reported, and what is not judged. Two
    queries."""
    about = about_right(kpi, terms.organisations)
    told = {
        organisation: [
            replace(figure, qualifier=Qualifier.ABOUT) if figure.ref in about else figure
            for figure in figures
        ]
        for organisation, figures in series.items()
    }
    judged = {figure.ref for figures in told.values() for figure in figures if isinstance(figure.ref, int)}
    values = KpiSeries(terms.terms[kpi.code], told, until=as_of.end, preliminary=preliminary)
    return values, shown_only(kpi, terms.organisations, judged, until=as_of.last_day, preliminary=preliminary)
