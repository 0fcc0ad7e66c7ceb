"""A KPI's reported figures as Norwegian CSV (semicolon, decimal comma), in the form `import_measurements` reads."""

from __future__ import annotations

from dashboards.kpi.series import KpiSeries
from kpi.files.export import norwegian_csv

COLUMNS = ("kpi", "organisation", "period", "value", "numerator", "denominator")


def figures_csv(kpi_code: str, laid_out: KpiSeries) -> str:
    """What has been reported and is in force, oldest first; calculated values are left out, since they were not
    reported. With a mark of the encoding first, so that spreadsheets read æ, ø and å."""
    rows = [
        [kpi_code, code, figure.period.label, figure.value, figure.numerator, figure.denominator]
        for code in laid_out.codes
        for figure in sorted(laid_out.figures(code), key=lambda held: (held.period.end, held.period.months))
    ]
    return norwegian_csv(COLUMNS, rows).decode()
