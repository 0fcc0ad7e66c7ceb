"""Admin pages that show what is promised and measured. All of them are read only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kpi.admin.reading import ReadOnlyAdmin
from kpi.models import Ambition, Baseline, Measurement, RegionalAmbition, Requirement, Threshold


class OfKpiAdmin(ReadOnlyAdmin):
    """A table whose rows belong to a KPI, and most of them to an organisation."""

    @admin.display(description=_("måleindikator"), ordering="kpi__position")
    def indicator(self, record: Any) -> str:
        """The KPI's code, since a name on every row would hide the rest."""
        return str(record.kpi.code)

    @admin.display(description=_("organisasjon"), ordering="organisation__code")
    def holder(self, record: Any) -> str:
        """The organisation's code."""
        return str(record.organisation.code)


@admin.register(Baseline)
class BaselineAdmin(OfKpiAdmin):
    """Baselines."""

    list_display = ("indicator", "holder", "role", "kind", "value_figure", "year", "valid_from")
    list_filter = ("organisation", "kind", "role")
    list_select_related = ("kpi", "organisation")
    search_fields = ("kpi__code", "kpi__name")


@admin.register(Ambition)
class AmbitionAdmin(OfKpiAdmin):
    """Ambitions."""

    list_display = (
        "indicator",
        "holder",
        "kind",
        "value_figure",
        "value_high_figure",
        "deadline",
        "valid_from",
    )
    list_filter = ("organisation", "kind", "deadline")
    list_select_related = ("kpi", "organisation")
    search_fields = ("kpi__code", "kpi__name")


@admin.register(RegionalAmbition)
class RegionalAmbitionAdmin(OfKpiAdmin):
    """Adopted regional ambitions."""

    list_display = ("indicator", "kind", "value_figure", "printed", "valid_from")
    list_select_related = ("kpi",)
    search_fields = ("kpi__code", "kpi__name")


@admin.register(Requirement)
class RequirementAdmin(OfKpiAdmin):
    """National requirements."""

    list_display = ("name", "indicator", "comparison", "limit_figure", "valid_from")
    list_select_related = ("kpi",)
    search_fields = ("code", "name", "kpi__code", "kpi__name")


@admin.register(Threshold)
class ThresholdAdmin(ReadOnlyAdmin):
    """Thresholds."""

    list_display = ("plan", "kpi", "basis", "green_figure", "yellow_figure", "valid_from")
    list_select_related = ("plan", "kpi")
    search_fields = ("kpi__code", "kpi__name")


@admin.register(Measurement)
class MeasurementAdmin(OfKpiAdmin):
    """Measurements. The total is not counted on every page, since the table grows large."""

    list_display = (
        "indicator",
        "holder",
        "period_start",
        "period_end",
        "value_figure",
        "state",
        "origin",
        "entered_by",
        "entered_at",
    )
    list_filter = ("state", "origin", "organisation")
    list_select_related = ("kpi", "organisation", "entered_by")
    search_fields = ("kpi__code", "kpi__name")
    date_hierarchy = "period_end"
    show_full_result_count = False
