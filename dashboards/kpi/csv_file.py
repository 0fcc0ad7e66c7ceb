"""A KPI's reported figures as Norwegian CSV (semicolon, decimal comma), in the form `import_measurements` reads."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from kpi.rules.series import KpiSeries

COLUMNS = ("kpi", "organisation", "period", "value", "numerator", "denominator")


def figures_csv(kpi_code: str, laid_out: KpiSeries) -> str:
    """What has been reported and is in force, oldest first; calculated values are left out, since they were not
    reported. With a mark of the encoding first, so that spreadsheets read æ, ø and å."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for code in laid_out.codes:
        for figure in sorted(laid_out.figures(code), key=lambda held: (held.period.end, held.period.months)):
            writer.writerow(
                [
                    kpi_code,
                    code,
                    figure.period.label,
                    _number(figure.value),
                    _number(figure.numerator),
                    _number(figure.denominator),
                ]
            )
    return "\N{BYTE ORDER MARK}" + out.getvalue()


def _number(value: object) -> str:
    """A number with the decimals it has and a comma; empty for none."""
    if value is None:
        return ""
    exact = Decimal(str(value)).normalize()
    return f"{exact:f}".replace(".", ",")
