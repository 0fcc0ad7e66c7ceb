"""Figures for the pages to show, recorded as an import would."""

from __future__ import annotations

from decimal import Decimal

from kpi.actions.record import NewMeasurement, record_measurements
from kpi.models import Kpi, Measurement, Organisation
from kpi.rules.period import Period

Row = tuple[str, str, str, str]
"""KPI, organisation, period and value, as a measurement file has them."""


def record(*rows: Row, approve: bool = True, origin: str = Measurement.IMPORTED, reason: str = "") -> None:
    """Record these figures; each KPI's code is in one plan alone."""
    indicators = dict(Kpi.objects.values_list("code", "indicator"))
    organisations = dict(Organisation.objects.values_list("code", "pk"))
    record_measurements(
        [
            NewMeasurement(indicators[kpi], organisations[organisation], Period.parse(period), Decimal(value))
            for kpi, organisation, period, value in rows
        ],
        by=None,
        origin=origin,
        approve=approve,
        reason=reason,
    )
