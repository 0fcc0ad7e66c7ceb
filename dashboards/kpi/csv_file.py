"""A KPI's figures as a file that people open in a spreadsheet, with the columns that `import_measurements` takes."""

from __future__ import annotations

from dashboards.kpi.series import KpiSeries
from kpi.files.export import norwegian_csv

COLUMNS = ("kpi", "organisation", "period", "value", "numerator", "denominator")


def figures_csv(kpi_code: str, laid_out: KpiSeries) -> bytes:
    """What has been reported and is in force, oldest first; calculated values are left out, since they were not
    reported."""
    return norwegian_csv(
        COLUMNS,
        (
            [kpi_code, code, figure.period.label, figure.value, figure.numerator, figure.denominator]
            for code in laid_out.codes
            for figure in sorted(
                laid_out.figures(code), key=lambda figure: (figure.period.end, figure.period.months)
            )
        ),
    )
