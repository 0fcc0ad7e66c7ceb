"""A KPI's figures as Norwegian CSV: in the form that `import_measurements` reads, or each value beside that of the same
months a year earlier. These files need pandas and the page does not, so it imports this when one is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kpi.frames import beside_the_year_before, csv_of, measurements_frame, series_frame, table
from kpi.rules.series import KpiSeries
from kpi.rules.terms import Qualifier
from kpi.selectors.kpi_history import ShownOnly

COLUMNS = ["kpi", "organisation", "period", "value", "numerator", "denominator"]


def figures_csv(series: KpiSeries, others: Sequence[ShownOnly] = (), *, preliminary: bool = False) -> bytes:
    """What has been reported and is in force, oldest first, and after it the `others`, which are never judged;
    calculated values are left out, since they were not reported. What a figure is for and how exact it is have columns
    of their own where any has a category or is not exact; with `preliminary` figures among them, a comment says which
    have not been approved."""
    figures = {code: series.figures(code) for code in series.codes}
    frame = measurements_frame({series.terms.code: figures}, {series.terms.code: others})
    shown = frame[COLUMNS]
    if frame["category"].any():
        shown = shown.assign(category=frame["category"])
    if not (frame["qualifier"] == Qualifier.EXACT).all():
        shown = shown.assign(qualifier=["" if one == Qualifier.EXACT else one for one in frame["qualifier"]])
    if preliminary:
        waiting = _("foreløpig, ikke godkjent")
        shown = shown.assign(comment=["" if approved else waiting for approved in frame["approved"]])
    return csv_of(shown)


def year_on_year_csv(series: KpiSeries, *, preliminary: bool = False) -> bytes:
    """A row per reported period, newest first, with each organisation's value, that of the same months a year earlier,
    and the difference. A regional value that lacks a trust is left out: no cell could say so."""
    frame = beside_the_year_before(series_frame(series))
    frame = frame[(frame["kind"] == "reported") & (frame["missing"].map(len) == 0)]
    newest_first = frame.sort_values(["last_day", "months"], ascending=False)["period"].unique()
    wide = frame.pivot(index="period", columns="organisation").reindex(newest_first)
    headings = {
        "value": "%(organisation)s",
        "before": _("%(organisation)s året før"),
        "difference": _("%(organisation)s endring"),
    }
    columns = {_("Periode (med foreløpige tall)") if preliminary else _("Periode"): newest_first}
    for code in series.codes:
        for column, heading in headings.items():
            if (column, code) in wide:
                columns[heading % {"organisation": code}] = wide[column, code]
    return csv_of(table(columns))
